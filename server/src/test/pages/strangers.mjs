// Hostile pages under other names, on other ports, without an origin, behind a name that was turned to this machine, and
// another extension: in Chromium, beside a signed-in window, none reads a byte and none changes anything.
// Usage: node strangers.mjs [all] (without it, each origin tries a part of the addresses, another part each)

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { callAll, foreignExtension } from './foreign-extension.mjs';
import { attack, startHostileSite } from './hostile-site.mjs';
import { startRealServer } from './real-server.mjs';

const SECRET = 'Quincewick';
const server = await startRealServer();
const site = await startHostileSite();
const extension = await foreignExtension();
const profile = await mkdtemp(join(tmpdir(), 'everthread-strangers-'));
const port = new URL(server.address).port;

const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.EVERTHREAD_CHROMIUM ?? '/usr/bin/chromium',
  headless: false,
  ignoreDefaultArgs: ['--disable-extensions', '--disable-component-extensions-with-background-pages'],
  args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-popup-blocking', `--load-extension=${extension}`,
    `--host-resolver-rules=MAP hostile.example 127.0.0.1:${site.port}, MAP rebound.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost`],
});
await context.addCookies([
  { name: 'everthread_session', value: server.session, url: server.address, httpOnly: true, sameSite: 'Lax' },
  // What a page of ours would note by itself when it is opened.
  { name: 'everthread_zone', value: 'UTC', url: server.address },
]);

const { id: conversation } = await server.rest('POST', '/v1/conversations', { site: 'claude', source_id: 's', title: SECRET, messages: [{ source_id: 'm', role: 'user', text: `${SECRET} is my bank's word.` }] });
const memory = await server.rest('POST', '/v1/memory', { content: `${SECRET} is the word.`, tags: ['private'] });
const memoryForm = `content=${SECRET}+changed&id=${memory.id}`;

const PAGES = ['/', `/?q=${SECRET}`, `/conversations/${conversation}`, `/conversations/${conversation}/part`, `/conversations/${conversation}/markdown`, `/preview/memories/${memory.id}`, '/memories', '/connect', '/status', '/settings', '/sign-in', '/nowhere'];
const READS = ['/v1/conversations', `/v1/conversations/${conversation}`, `/v1/search?q=${SECRET}`, '/v1/memory', `/v1/memory/${memory.id}`, '/v1/stats', '/v1/spaces', '/v1/keys', '/v1/export?format=ndjson', '/mcp', '/health/live', '/health/ready', '/metrics'];
const FORMS = ['/memories', '/memories/delete', '/memories/restore', `/memories/${memory.id}`, `/memories/${memory.id}/keep`, `/memories/${memory.id}/dismiss`, `/memories/${memory.id}/delete`, `/conversations/${conversation}/delete`, '/conversations/restore', '/connect/key', '/connect/test', `/connect/browsers/${conversation}/unpair`, '/settings/theme', '/settings/keyboard', '/settings/keys', `/settings/keys/${conversation}/revoke`, '/space', '/sign-out', '/sign-in'];
const WRITES = ['/v1/memory', '/v1/conversations', '/v1/captures', '/v1/captures/reread', '/v1/spaces', '/v1/keys', '/v1/pair', '/v1/extract', '/mcp', '/api/mcp'];
const targets = [
  ...[...PAGES, ...READS].map((path) => ({ method: 'GET', path })),
  ...FORMS.map((path) => ({ method: 'POST', path, body: `${memoryForm}&name=hostile&scope=admin&client=cursor&key=${server.key}&theme=dark&space=${conversation}` })),
  ...WRITES.map((path) => ({ method: 'POST', path, body: JSON.stringify({ content: SECRET, name: 'hostile', site: 'api', source_id: 'x', messages: [], captures: [] }) })),
  { method: 'DELETE', path: `/v1/memory/${memory.id}` }, { method: 'DELETE', path: `/v1/conversations/${conversation}` }, { method: 'PATCH', path: `/v1/memory/${memory.id}`, body: '{"content":"x"}' }, { method: 'OPTIONS', path: '/v1/memory' }, { method: 'PUT', path: '/memories' },
];

const failures = [];
let passed = 0;
async function check(name, action) {
  try {
    await action();
    passed += 1;
  } catch (failure) {
    failures.push(`${name}\n    ${String(failure.message ?? failure).slice(0, 4000).replaceAll('\n', '\n    ')}`);
    console.log(`not ok  ${failures.at(-1)}`);
  }
}

/** Everything of the server that a stranger could have changed. */
async function stock() {
  const lists = await Promise.all(['/v1/memory?limit=100', '/v1/conversations?limit=100', '/v1/spaces', '/v1/keys'].map((path) => server.rest('GET', path)));
  return JSON.stringify(lists, (name, value) => (name === 'last_used_at' ? undefined : value));
}
const cookies = async () => JSON.stringify((await context.cookies(server.address)).map(({ name, value }) => [name, value]).sort());

/** The origins from which it is tried: where the page lies, and in which of its frames the script runs. */
const file = join(profile, 'hostile.html');
await writeFile(file, '<!doctype html><title>hostile</title><body>');
const ORIGINS = [
  { name: 'a site of the web', at: 'http://hostile.example/' },
  { name: 'another port of this machine', at: `http://127.0.0.1:${site.port}/` },
  { name: 'another port by the name localhost', at: `http://localhost:${site.port}/` },
  { name: 'a sandboxed frame', at: 'http://hostile.example/?frame=sandbox', framed: true },
  { name: 'a data: frame', at: 'http://hostile.example/?frame=data', framed: true },
  { name: 'a file', at: `file://${file}` },
];

const PARTS = process.argv[2] === 'all' ? 1 : 4;
let tries = 0;
for (const [turn, { name, at, framed }] of ORIGINS.entries())
  await check(`from ${name}: nothing is read, nothing changes`, async () => {
    const [before, kept] = [await stock(), await cookies()];
    const page = await context.newPage();
    await page.goto(at);
    const frame = framed ? page.frames()[1] : page.mainFrame();
    const read = [];
    for (const target of targets.filter((_, index) => index % PARTS === turn % PARTS)) {
      const result = await frame.evaluate(attack, { base: server.address, ...target });
      tries += result.tries;
      read.push(...result.read.map((line) => `${target.method} ${target.path} by ${line}`));
    }
    await page.close();
    for (const other of context.pages()) if (other.url().startsWith(server.address)) await other.close();
    assert.deepEqual(read, []);
    assert.equal(await stock(), before);
    assert.equal(await cookies(), kept);
  });

await check('a form that takes the whole window is refused, with and without the session', async () => {
  const before = await stock();
  for (const at of ['http://hostile.example/', `http://127.0.0.1:${site.port}/`, `http://localhost:${site.port}/`])
    for (const path of FORMS) {
      const page = await context.newPage();
      await page.goto(at);
      const answered = page.waitForResponse((response) => new URL(response.url()).port === port && response.request().method() === 'POST');
      await page.evaluate(
        ({ url, key }) => {
          const form = Object.assign(document.createElement('form'), { method: 'post', action: url });
          for (const [name, value] of Object.entries({ content: 'hostile', key, name: 'hostile', scope: 'admin' })) form.append(Object.assign(document.createElement('input'), { name, value }));
          document.body.append(form);
          form.submit();
        },
        { url: server.address + path, key: server.key },
      );
      assert.equal((await answered).status(), 403, `${path} from ${at}`);
      tries++;
      await page.close();
    }
  assert.equal(await stock(), before);
});

await check('a name that was turned to this machine gets a refusal and nothing else', async () => {
  const page = await context.newPage();
  const start = `http://rebound.example:${port}/start`;
  await page.route(start, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>rebound</title><body>' }));
  await page.goto(start);
  for (const { method, path, body } of targets) {
    const { status, text } = await page.evaluate(
      async (asked) => {
        const body = asked.body === undefined || asked.method === 'GET' ? {} : { body: asked.body };
        // A connection that was closed on a body is a refusal too.
        const answer = await fetch(asked.path, { method: asked.method, ...body }).catch(() => null);
        return answer === null ? { status: 403, text: '' } : { status: answer.status, text: await answer.text() };
      },
      { method, path, body },
    );
    tries++;
    assert.equal(status, 403, `${method} ${path}`);
    assert.ok(!text.includes(SECRET), `${method} ${path}`);
  }
  await page.close();
});

await check('another extension that may reach this machine cannot use the session, nor the API without a key', async () => {
  const before = await stock();
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const calls = targets.map(({ method, path }) => ({ method, path })).filter(({ path }) => !path.startsWith('/health') && path !== '/metrics' && path !== '/nowhere');
  const answers = await worker.evaluate(callAll, { base: server.address, calls });
  tries += answers.length;
  assert.deepEqual(answers.filter(({ status }) => status < 400).map(({ method, path, status }) => `${method} ${path} ${status}`), []);
  assert.deepEqual(answers.filter(({ text }) => text.includes(SECRET)).map(({ path }) => path), []);
  assert.equal(await stock(), before);
});

await check('a link from elsewhere opens a page, which the opener cannot look into', async () => {
  const page = await context.newPage();
  await page.goto('http://hostile.example/');
  const opening = context.waitForEvent('page');
  await page.evaluate((url) => void (globalThis.opened = window.open(url)), `${server.address}/memories`);
  const opened = await opening;
  await opened.waitForSelector('.memory');
  assert.equal(await opened.evaluate(() => window.opener), null);
  assert.equal(await page.evaluate(() => globalThis.opened.closed), true, 'the opener still holds the window');
  await opened.close();
  await page.close();
});

await check('our own forms work without script, by their token', async () => {
  const browser = await chromium.launch({ executablePath: process.env.EVERTHREAD_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  const plain = await browser.newContext({ javaScriptEnabled: false });
  await plain.addCookies([{ name: 'everthread_session', value: server.session, url: server.address }]);
  const page = await plain.newPage();
  await page.goto(`${server.address}/memories?add=1`);
  await page.locator('.memory-new textarea').fill('Keeps two cats.');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('The memory is added.').waitFor();
  await plain.clearCookies();
  await page.goto(`${server.address}/sign-in`);
  await page.locator('input[name=key]').fill(server.key);
  await page.locator('form:has(input[name=key]) button').click();
  await page.waitForURL(`${server.address}/`);
  const [session] = (await plain.cookies()).filter(({ name }) => name.includes('session'));
  assert.deepEqual([session.httpOnly, session.sameSite, session.path], [true, 'Lax', '/']);
  await browser.close();
});

await check('a form without its token changes nothing, even with the session', async () => {
  const before = await stock();
  for (const path of FORMS.filter((one) => one !== '/sign-in')) {
    for (const token of ['', '&csrf=', '&csrf=AAAA']) {
      const answer = await fetch(server.address + path, { method: 'POST', redirect: 'manual', headers: { Cookie: `everthread_session=${server.session}`, 'Content-Type': 'application/x-www-form-urlencoded' }, body: memoryForm + token });
      assert.equal(answer.status, 403, path + token);
    }
  }
  assert.equal(await stock(), before);
});

await check('the link of the terminal is good once', async () => {
  assert.equal((await fetch(server.signIn, { redirect: 'manual' })).status, 403);
});

await check('every answer forbids to be framed, held, kept or guessed at', async () => {
  for (const path of [...PAGES, ...READS]) {
    const { headers } = await fetch(server.address + path, { redirect: 'manual', headers: { Cookie: `everthread_session=${server.session}`, Accept: path.startsWith('/v1') ? 'application/json' : 'text/html' } });
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none';.*frame-ancestors 'none'/, path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin', path);
    assert.match(headers.get('cache-control') ?? '', /^no-(store|cache)/, path);
    assert.equal(headers.get('access-control-allow-origin'), null, path);
    if (!PAGES.includes(path)) continue;
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin', path);
    assert.equal(headers.get('referrer-policy'), 'same-origin', path);
    assert.match(headers.get('permissions-policy') ?? '', /camera=\(\)/, path);
  }
});

await context.close();
await server.stop();
await site.stop();
await rm(profile, { recursive: true, force: true });
await rm(extension, { recursive: true, force: true });
console.log(`${tries} tries by strangers at ${targets.length} addresses; ${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
