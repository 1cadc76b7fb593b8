// Every page in every state that is looked at: in both themes, wide and narrow.

/** A state: where it lies, in which house, and what brings it about. */
export function states(house) {
  const chat = `/conversations/${house.restore}`;
  return [
    { name: 'search-results', path: '/?q=backup+restore+postgres', then: (page) => page.locator('#q').focus() },
    { name: 'search-selected', path: '/?q=backup+restore+postgres', wide: true, then: selectSecond },
    { name: 'search-typed-filter', path: '/?q=site%3Aclaude+restore' },
    { name: 'search-menu', path: '/?q=restore', then: (page) => page.locator('.menu[data-keep=time] summary').click() },
    { name: 'search-recent', path: '/' },
    { name: 'search-nothing', path: '/?q=sourdogh+hydration&site=claude' },
    { name: 'search-bad-operator', path: '/?q=%22blue+restore' },
    { name: 'search-welcome', path: '/', empty: true },
    { name: 'conversation', path: chat },
    { name: 'conversation-arrived', path: `${chat}?q=restore+backup&at=${house.hit}#m-${house.hit}` },
    { name: 'conversation-long', path: `/conversations/${house.long}` },
    { name: 'memories', path: '/memories' },
    { name: 'memories-selected', path: '/memories', then: selectTwo },
    { name: 'memories-edit', path: `/memories?edit=${house.edit}` },
    { name: 'memories-add', path: '/memories?add=1' },
    { name: 'memories-review', path: '/memories?state=in_review' },
    { name: 'memories-deleted-none', path: '/memories?state=deleted' },
    { name: 'memories-superseded', path: '/memories?state=superseded' },
    { name: 'memories-report', path: '/memories/report' },
    { name: 'memories-report-cleaned', path: '/memories/report', then: cleanSuperseded },
    { name: 'memories-report-tidy', path: '/memories/report', empty: true },
    { name: 'memories-none', path: '/memories', empty: true },
    { name: 'connect', path: '/connect?client=cursor' },
    { name: 'connect-chatgpt', path: '/connect?client=chatgpt' },
    { name: 'connect-tested', path: '/connect?client=cursor', then: testConnection },
    { name: 'connect-sign-in', path: '/connect?client=chatgpt', then: testSignIn },
    { name: 'connect-elsewhere', path: '/connect?client=claude-ai', house: 'elsewhere' },
    { name: 'connect-extension', path: '/connect', then: pretendExtension },
    { name: 'status', path: '/status' },
    { name: 'status-empty', path: '/status', empty: true },
    { name: 'status-troubled', path: '/status', house: 'troubled' },
    { name: 'settings', path: '/settings' },
    { name: 'settings-elsewhere', path: '/settings', house: 'elsewhere' },
    { name: 'consent', path: '/authorize?client_id=claude', house: 'troubled' },
    { name: 'consent-misasked', path: '/authorize?client_id=other&response_type=token', house: 'troubled' },
    { name: 'help', path: '/status', then: (page) => page.keyboard.press('?') },
    { name: 'sign-in', path: '/sign-in', signedIn: false },
    { name: 'sign-in-used', path: '/sign-in?code=old', signedIn: false, expect: 403 },
    { name: 'not-found', path: '/conversations/00000000-0000-7000-8000-000000000000', expect: 404 },
  ];
}

async function selectSecond(page) {
  const answered = page.waitForResponse((response) => response.url().includes('/preview/'));
  await page.locator('.hit').nth(2).click({ position: { x: 500, y: 60 } });
  await answered;
}

async function selectTwo(page) {
  await page.locator('.memory .check').nth(0).check();
  await page.locator('.memory .check').nth(2).check();
}

async function cleanSuperseded(page) {
  const part = page.locator('section', { has: page.getByRole('heading', { name: /No longer true/ }) });
  await part.getByRole('button', { name: /Delete/ }).click();
  await page.getByText('cleared away').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('The memories are back.').waitFor();
}

async function testConnection(page) {
  await page.getByRole('button', { name: 'Make a key for Cursor' }).click();
  await page.getByRole('button', { name: 'Test this connection' }).click();
  await page.getByText('14 tools are ready.').waitFor();
}

async function testSignIn(page) {
  await page.getByRole('button', { name: 'Test the whole sign-in' }).click();
  await page.getByText('Nothing could be reached at memory.example.org.').waitFor();
}

async function pretendExtension(page) {
  await page.locator('[data-everthread-pairing]').evaluate((area) => area.setAttribute('data-extension-version', '0.4.1'));
  await page.getByRole('button', { name: 'Pair this browser' }).waitFor();
}
