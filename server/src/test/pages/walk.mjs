// Walks through every page in a real browser: no violation of axe's rules, nothing that the content policy stopped, no
// page wider than its window; and what people do there works, with the keyboard, and as plain forms without script.
// EVERTHREAD_TEST_CLASSPATH is the server's test class path. Usage: node walk.mjs [part of a state's or action's name]

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { connectActions, connectForms } from './connect.mjs';
import { openWindow, startBrowser, startHouse } from './house.mjs';
import { states } from './states.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const classPath = process.env.EVERTHREAD_TEST_CLASSPATH;
if (!classPath) throw new Error('Set EVERTHREAD_TEST_CLASSPATH to the test class path of the server.');

const part = process.argv[2] ?? '';
const failures = [];
let passed = 0;

async function check(name, action) {
  if (!name.includes(part)) return;
  try {
    await action();
    passed += 1;
  } catch (failure) {
    failures.push(`${name}\n    ${String(failure.message ?? failure).replaceAll('\n', '\n    ')}`);
    console.log(`not ok  ${name}`);
  }
}

async function isSound(window, state) {
  const response = await window.page.goto(state.path);
  assert.equal(response.status(), state.expect ?? 200, 'status');
  await state.then?.(window.page);
  // Evaluated through the debugger, which no content policy stops.
  await window.page.evaluate(AXE);
  const result = await window.page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const violations = result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
  assert.deepEqual(violations, [], 'axe');
  const overflow = await window.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(overflow <= 0, `the page is ${overflow} px wider than its window`);
  assert.equal(await window.page.locator('h1').count(), 1, 'one h1');
  const expected = state.expect === undefined ? window.complaints : window.complaints.filter((text) => !text.includes(`status of ${state.expect}`));
  assert.deepEqual(expected, [], 'complaints of the browser');
}

const actions = {
  async 'typing searches, and the address says what for'(page) {
    await page.goto('/');
    await page.locator('#q').pressSequentially('restore');
    await page.locator('.hit').first().waitFor();
    await page.waitForURL('**/?q=restore');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'q');
    await page.waitForFunction(() => document.getElementById('search-status')?.textContent?.includes('results'));
  },
  async 'a chip narrows and stays chosen, and the box keeps its words'(page) {
    await page.goto('/?q=restore');
    await page.locator('#site-box-gemini').check({ force: true });
    await page.waitForURL('**/?q=restore&site=gemini');
    await page.waitForFunction(() => [...document.querySelectorAll('.hit .site')].every((site) => site.textContent.includes('Gemini')));
    assert.equal(await page.locator('#site-box-gemini').isChecked(), true);
    assert.equal(await page.locator('#q').inputValue(), 'restore');
  },
  async 'J and K move, the context follows, Enter opens the message'(page) {
    await page.goto('/?q=backup+restore+postgres');
    await page.locator('#q').blur();
    await page.keyboard.press('j');
    const answered = page.waitForResponse((response) => response.url().includes('/preview/'));
    await page.keyboard.press('j');
    await answered;
    assert.equal(await page.locator('.hit').nth(1).evaluate((hit) => hit.classList.contains('is-selected')), true);
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/conversations\/.*#m-/);
    assert.ok((await page.locator('.message-arrived mark').count()) > 0);
  },
  async 'single keys do nothing while one types'(page) {
    await page.goto('/');
    await page.locator('#q').pressSequentially('jk?');
    assert.equal(await page.locator('#q').inputValue(), 'jk?');
    assert.equal(await page.locator('#help').evaluate((dialog) => dialog.open), false);
  },
  async 'a question mark shows the keys and Esc closes them'(page) {
    await page.goto('/status');
    await page.keyboard.press('?');
    assert.equal(await page.locator('#help').evaluate((dialog) => dialog.open), true);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('#help').evaluate((dialog) => dialog.open), false);
  },
  async 'G then M goes to the memories'(page) {
    await page.goto('/status');
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.waitForURL('**/memories');
  },
  async 'code is copied and wrapped'(page, house) {
    await page.goto(`/conversations/${house.restore}`);
    await page.locator('[data-copy]').first().click();
    await page.getByText('Copied').waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^# restore the newest snapshot/);
    await page.locator('[data-wrap]').first().click();
    assert.equal(await page.locator('.code.is-wrapped').count(), 1);
  },
  async 'the whole conversation is copied as Markdown'(page, house) {
    await page.goto(`/conversations/${house.restore}`);
    await page.locator('a[data-copy-from]').click();
    await page.getByText('Copied').waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^# Why the last restore[^]*## You, 3 Mar 2026, 20:58/);
  },
  async 'branches are switched by link and by key'(page, house) {
    await page.goto(`/conversations/${house.restore}`);
    await page.getByText('2 of 3').waitFor();
    await page.getByLabel('Next version').click();
    await page.getByText('How much space would 90 days take?').first().waitFor();
    await page.keyboard.press('[');
    await page.getByText('2 of 3').waitFor();
  },
  async 'a long conversation comes in parts'(page, house) {
    await page.goto(`/conversations/${house.long}`);
    assert.equal(await page.locator('.message').count(), 60);
    await page.locator('.more-messages').scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelectorAll('.message').length >= 120);
  },
  async 'a memory is edited in place'(page, house) {
    await page.goto('/memories');
    await page.locator(`#${house.edit} [data-edit]`).click();
    const field = page.locator('.memory-form textarea');
    await field.waitFor();
    await field.fill('Backs up Postgres every night with restic to Helsinki.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. The old wording').waitFor();
    assert.match(await page.locator(`#${house.edit} .memory-text`).textContent(), /restic to Helsinki\./);
  },
  async 'what was changed elsewhere is not overwritten unseen'(page, house) {
    await page.goto(`/memories?edit=${house.edit}`);
    await page.locator('.memory-form [name=seen]').evaluate((field) => {
      field.value = '2020-01-01T00:00:00Z';
    });
    await page.locator('.memory-form textarea').fill('Backs up nothing.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Changed elsewhere meanwhile').waitFor();
    assert.equal(await page.locator('.memory-form textarea').inputValue(), 'Backs up nothing.');
  },
  async 'a memory is deleted with Del and brought back with Z'(page) {
    await page.goto('/memories');
    const before = await page.locator('.memory').count();
    await page.locator('.memory').first().focus();
    await page.keyboard.press('Delete');
    await page.getByText('Memory deleted. Hidden everywhere now').waitFor();
    assert.equal(await page.locator('.memory').count(), before - 1);
    await page.waitForFunction(() => document.activeElement?.classList.contains('memory'));
    await page.keyboard.press('z');
    await page.getByText('The memory is back.').waitFor();
    assert.equal(await page.locator('.memory').count(), before);
  },
  async 'several are selected and deleted, and found under Deleted just now'(page) {
    await page.goto('/memories');
    await page.locator('.memory .check').nth(0).check();
    await page.locator('.memory .check').nth(1).check();
    await page.getByText('2 selected.').waitFor();
    await page.locator('[data-selection-bar] button').click();
    await page.getByText('2 memories deleted.').waitFor();
    await page.goto('/memories?state=deleted');
    assert.equal(await page.locator('.memory').count(), 2);
    await page.getByRole('button', { name: 'Restore' }).last().click();
    await page.getByText('The memory is back.').waitFor();
    assert.equal(await page.locator('.memory').count(), 1);
    await page.getByRole('button', { name: 'Restore' }).last().click();
    await page.getByText('Nothing was deleted just now').waitFor();
  },
  async 'N adds a memory'(page) {
    await page.goto('/memories');
    await page.keyboard.press('n');
    await page.locator('.memory-new textarea').fill('Keeps two cats.');
    await page.locator('.memory-new [name=tags]').fill('#home, cats');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('The memory is added.').waitFor();
    assert.equal(await page.getByText('Keeps two cats.').count(), 1);
  },
  async 'a doubtful memory is kept'(page, house) {
    await page.goto('/memories?state=in_review');
    await page.locator(`#${house.review}`).getByRole('button', { name: 'Keep' }).click();
    await page.getByText('Kept. Your AIs may know it now.').waitFor();
    await page.getByText('Nothing to review').waitFor();
  },
  async 'the status page looks at itself again, and a button in it keeps the focus'(page) {
    await page.goto('/status');
    await page.locator('#rebuild').focus();
    await page.waitForResponse((response) => response.url().endsWith('/status') && response.request().headers()['hx-request'] === 'true');
    await page.locator('#standing h1').waitFor();
    await page.waitForFunction(() => document.activeElement?.id === 'rebuild');
  },
  async 'diagnostics are copied'(page) {
    await page.goto('/status');
    await page.getByText('Copy diagnostics').click();
    await page.getByText('Copied').waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^Everthread diagnostics, without any content\n/);
  },
  async 'the theme button changes the theme and it stays'(page) {
    await page.goto('/status');
    await page.getByRole('button', { name: 'Light or dark' }).click();
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
    await page.reload();
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
  },
  async 'a server that went away is said to be, and the words stay'(page) {
    await page.goto('/');
    await page.route('**/?q=*', (route) => route.abort());
    await page.locator('#q').fill('restore');
    await page.getByText('The server doesn’t answer', { exact: true }).waitFor();
    assert.equal(await page.locator('#q').inputValue(), 'restore');
    await page.unroute('**/?q=*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.hit').first().waitFor();
  },
  async 'a conversation is deleted and brought back'(page, house) {
    await page.goto(`/conversations/${house.long}`);
    await page.getByLabel('More').click();
    await page.getByRole('button', { name: 'Delete this conversation' }).click();
    await page.getByText('Conversation deleted.').waitFor();
    assert.equal(await page.getByText('A year of watering the balcony').count(), 0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The conversation is back.').waitFor();
  },
};

const plain = {
  async 'a changed site is read again by a form'(page) {
    await page.goto('/status');
    await page.getByRole('button', { name: 'Read again now, Gemini' }).click();
    await page.getByText('The kept captures are being read again.').waitFor();
  },
  async 'the search works as a form'(page) {
    await page.goto('/');
    await page.locator('#q').fill('restore');
    await page.locator('#q').press('Enter');
    await page.waitForURL(/q=restore/);
    assert.ok((await page.locator('.hit').count()) > 0);
  },
  async 'a memory is edited, deleted and brought back by forms'(page, house) {
    await page.goto('/memories');
    await page.locator(`#${house.edit} [data-edit]`).click();
    await page.locator('.memory-form textarea').fill('Backs up Postgres every night.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. The old wording').waitFor();
    await page.locator(`#${house.edit} [data-delete]`).click();
    await page.getByText('Memory deleted.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The memory is back.').waitFor();
  },
};

const house = await startHouse(classPath);
const browser = await startBrowser();
try {
  // Colours do not depend on the width: the dark ones are looked at in the wide window alone.
  for (const [width, theme] of [[1280, 'light'], [1280, 'dark'], [390, 'light']]) {
    for (const state of states(house)) {
      if (state.wide && width < 900) continue;
      const place = house[state.house ?? (state.empty ? 'empty' : 'furnished')];
      const window = await openWindow(browser, place, { width, height: width < 500 ? 844 : 900, theme, signedIn: state.signedIn ?? true });
      await check(`${state.name}, ${width} px, ${theme}`, () => isSound(window, state));
      await window.close();
    }
  }
  for (const [set, script] of [[actions, true], [connectActions, true], [plain, false], [connectForms, false]]) {
    for (const [name, action] of Object.entries(set)) {
      const window = await openWindow(browser, house.furnished, { script });
      await check(script ? name : `without script: ${name}`, () => action(window.page, house, browser));
      await window.close();
    }
  }
  const stranger = await openWindow(browser, house.furnished, { signedIn: false });
  await check('the link of the terminal signs in, once', async () => {
    await stranger.page.goto('/sign-in?code=once');
    assert.equal(new URL(stranger.page.url()).pathname, '/');
    await stranger.page.locator('#q').waitFor();
    await stranger.page.goto('/settings');
    await stranger.page.getByRole('button', { name: 'Sign out' }).click();
    await stranger.page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
  });
  await stranger.close();
} finally {
  await browser.close();
  house.stop();
}

console.log(`${passed} passed, ${failures.length} failed`);
for (const failure of failures) console.log(`\n${failure}`);
process.exitCode = failures.length === 0 ? 0 : 1;
