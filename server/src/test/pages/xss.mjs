// Stores hostile strings in every field that a page shows, on a real server, and opens every page that shows them in
// Chromium: nothing may run, nothing may be asked of another host, nothing may stand on a page but text.
// Usage: node xss.mjs [how many strings | all] [seed] [the first string whose own pages are opened; all are stored and listed]

import { startBrowser } from './house.mjs';
import { hostileStrings, STRANGER } from './hostile-strings.mjs';
import { startRealServer } from './real-server.mjs';
import { faults, trap } from './soundness.mjs';
import { each, makeKey, makeSpace, pairBrowser, readConversations, storeCaptures, storeConversation, storeMemory } from './stored-hostile.mjs';

const [many = '30', seed = '7', first = '0'] = process.argv.slice(2);
const strings = hostileStrings(Number(seed), many === 'all' ? Infinity : Number(many));
/** Each string is stored; in a run of all every fourth is put into addresses too, which would else take most of the time. */
const parametersEach = many === 'all' ? 4 : 1;
const WINDOWS = 3;
const IN_A_CAPTURE = 10;
const TOLD_EACH = 200;
const TOLD_AT_ONCE = 20;

const server = await startRealServer();
const browser = await startBrowser();
const host = new URL(server.address).host;
const wrong = [];
const visits = new Map();

/** A window with a trap in it. */
async function openTrap(signedIn = true) {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  if (signedIn) await context.addCookies([{ name: 'everthread_session', value: server.session, url: server.address }]);
  await context.addInitScript(trap);
  const page = await context.newPage();
  const heard = [];
  page.on('dialog', (dialog) => {
    heard.push('a dialog opened');
    void dialog.dismiss();
  });
  page.on('popup', () => heard.push('a window opened'));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.host !== host && url.protocol !== 'data:') heard.push(`a request to ${url.host}`);
    if (url.host === host && request.method() !== 'GET') heard.push(`a ${request.method()} to ${url.pathname}`);
  });
  return { page, heard, close: () => context.close() };
}

/** Opens an address and notes what is wrong with what is shown. An address that is too long is told so in plain text. */
async function visit({ page, heard }, what, path, then) {
  heard.length = 0;
  visits.set(what, (visits.get(what) ?? 0) + 1);
  const answer = await page.goto(server.address + path, { waitUntil: 'load' });
  await then?.(page);
  const isTooLong = [414, 431].includes(answer.status()) && !(answer.headers()['content-type'] ?? '').includes('html');
  const found = [...heard, ...(isTooLong ? [] : await page.evaluate(faults))];
  if (new URL(page.url()).host !== host) found.push(`the page went to ${page.url()}`);
  if (answer.status() >= 500) found.push(`status ${answer.status()}`);
  for (const fault of found) {
    wrong.push(`${what} ${path.slice(0, 200)}: ${fault}`);
    // The rest takes long; who watches wants to know now.
    if (wrong.length <= TOLD_AT_ONCE) console.log(wrong.at(-1));
  }
}

/** A trap that catches nothing proves nothing: on a page that is broken in each way it must say so. */
async function provesItself(window) {
  const address = `${server.address}/broken`;
  const body = `<title>x</title><div class="prose"><img src=x onerror="canary(1)"><form action="//${STRANGER}"></form><a href="javascript:canary(2)">x</a><p style="color:red">x</p></div><iframe srcdoc="x"></iframe><img src="//${STRANGER}/x.png">`;
  await window.page.route(address, (route) => route.fulfill({ contentType: 'text/html', body }));
  await window.page.goto(address);
  const found = [...window.heard, ...(await window.page.evaluate(faults))].join('\n');
  for (const fault of ['a script ran: 1', 'an image', `a form to`, 'javascript:', '<p style>', 'a frame', `a request to ${STRANGER}`])
    if (!found.includes(fault)) throw new Error(`the trap did not see: ${fault}`);
  await window.page.unroute(address);
}

const query = (text, names) => names.map((name) => `${name}=${encodeURIComponent(text)}`).join('&');
const SEARCH = ['q', 'site', 'project', 'role', 'tag', 'kind', 'mode', 'from', 'to', 'after', 'limit', 'time', 'sort', 'page'];
const MEMORIES = ['q', 'site', 'tag', 'state', 'edit', 'show', 'add', 'after', 'before'];

/** What shows one string where it is stored. */
async function open(window, { n, text }, conversation) {
  await visit(window, 'conversation', `/conversations/${conversation}?${query(text, ['q', 'leaf', 'at', 'from'])}`);
  await visit(window, 'search, found', `/?${query(text, ['q'])}`, (page) => previewed(page, n));
}

/** What reads one string from its address. */
async function openAsParameter(window, { text }) {
  await visit(window, 'search', `/?${query(text, SEARCH)}`);
  await visit(window, 'memories', `/memories?${query(text, MEMORIES)}`);
  await visit(window, 'memories of a tag', `/memories?${query(text.slice(0, 100), ['tag'])}`);
  await visit(window, 'connect', `/connect?${query(text, ['client', 'code'])}`);
  await visit(window, 'nowhere', `/conversations/${encodeURIComponent(text)}?${query(text, ['q'])}`);
}

/** What is shown to somebody who is not signed in. */
async function openUnknown(window, { text }) {
  await visit(window, 'sign-in', `/sign-in?${query(text, ['code', 'next', 'error'])}`);
  await visit(window, 'asked to sign in', `/?${query(text, ['q', 'next'])}`);
}

/** Now and then the found messages are looked at beside the list, which puts a part of another answer on the page. */
async function previewed(page, n) {
  if (n % 10 !== 0 || (await page.locator('.hit').count()) === 0) return;
  const answered = page.waitForResponse((response) => response.url().includes('/preview/'));
  await page.keyboard.press('Escape');
  await page.locator('#q').blur();
  await page.keyboard.press('j');
  await answered;
}

/** The pages that list everything at once. */
async function openLists(window) {
  for (const path of ['/', '/status', '/settings', '/connect', '/memories', '/memories?state=in_review', '/memories?state=superseded']) await visit(window, 'lists', path);
  for (let at = 0, more = '/memories'; more !== null && at < 400; at++) {
    await visit(window, 'memories, page by page', more);
    more = await window.page.evaluate(() => document.querySelector('.memories-more a')?.getAttribute('href') ?? null);
  }
}

/** The cookies that pages read back. */
async function openWithCookies(window, { text }) {
  const value = encodeURIComponent(text).slice(0, 3000);
  await window.page.context().addCookies(['theme', 'space', 'zone', 'toast', 'keys'].map((name) => ({ name: `everthread_${name}`, value, url: server.address })));
  await visit(window, 'cookies', '/settings');
}

const groups = Array.from({ length: Math.ceil(strings.length / IN_A_CAPTURE) }, (_, at) => strings.slice(at * IN_A_CAPTURE, (at + 1) * IN_A_CAPTURE));
const begun = Date.now();
const secondsGone = () => Math.round((Date.now() - begun) / 1000);
try {
  const conversations = [];
  await each(strings, async (string, at) => {
    conversations[at] = await storeConversation(server, string);
    await storeMemory(server, string);
  });
  const captured = [];
  await each(groups, async (group) => captured.push(...(await storeCaptures(server, group))));
  const read = await readConversations(server);
  console.log(`${strings.length} strings are stored (${secondsGone()} s)`);

  const windows = await Promise.all(Array.from({ length: WINDOWS }, openTrap));
  await provesItself(windows[0]);
  const opening = strings.entries();
  await Promise.all(
    windows.map(async (window) => {
      for (const [at, string] of opening) {
        if (at < Number(first)) continue;
        await open(window, string, conversations[at]);
        if (at % parametersEach === 0) await openAsParameter(window, string);
        if (at % TOLD_EACH === TOLD_EACH - 1) console.log(`${at + 1} strings are opened (${secondsGone()} s), ${wrong.length} faults`);
      }
    }),
  );
  for (const string of strings.slice(0, 100)) await openWithCookies(windows[1], string);
  // Only now, because one page lists them all.
  await each(strings, async (string) => {
    await makeKey(server, string);
    await pairBrowser(server, string);
  });
  const stranger = await openTrap(false);
  for (const string of strings.filter((_, at) => at >= Number(first) && at % parametersEach === 0)) await openUnknown(stranger, string);
  for (const source of captured) await visit(windows[0], 'captured', `/conversations/${read.get(source)}`);
  await openLists(windows[0]);
  // Last, because every page lists them.
  await each(strings, (string) => makeSpace(server, string));
  await windows[2].page.context().clearCookies({ name: 'everthread_space' });
  await openLists(windows[2]);
  await visit(windows[2], 'spaces', `/?q=canary`);
} finally {
  await browser.close();
  await server.stop();
}

console.log(`\n${'page'.padEnd(26)}${'opened'.padStart(8)}`);
for (const [what, times] of visits) console.log(`${what.padEnd(26)}${String(times).padStart(8)}`);
const opened = [...visits.values()].reduce((sum, times) => sum + times, 0);
console.log(`${'all'.padEnd(26)}${String(opened).padStart(8)}`);
console.log(`\n${strings.length} distinct strings, seed ${seed}, ${secondsGone()} s, requests to ${STRANGER} or any other host, scripts, elements: ${wrong.length} faults`);
for (const fault of [...new Set(wrong.slice(TOLD_AT_ONCE))].slice(0, 40)) console.log(`  ${fault}`);
process.exitCode = wrong.length === 0 ? 0 : 1;
