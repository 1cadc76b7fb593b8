// A web site that tries to read and to change what a person's own server holds. `attack` runs inside its pages.

import { createServer } from 'node:http';

/** Serves the hostile page on a free port, under whatever name it is called by. */
export async function startHostileSite() {
  const server = createServer((request, response) => {
    const frame = new URL(request.url, 'http://x').searchParams.get('frame');
    response.writeHead(200, { 'Content-Type': 'text/html', 'Access-Control-Allow-Origin': '*' });
    if (frame === 'sandbox') response.end(`<!doctype html><title>hostile</title><iframe sandbox="allow-scripts allow-forms allow-popups" src="/"></iframe>`);
    else if (frame === 'data') response.end(`<!doctype html><title>hostile</title><iframe src="data:text/html,<!doctype html><title>hostile</title>"></iframe>`);
    else response.end('<!doctype html><title>hostile</title><body>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: server.address().port, stop: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))) };
}

/**
 * Tries every way to get at one address. Returns what was read: one line for each way that gave anything, and how many
 * ways were tried.
 */
export async function attack({ base, method, path, body }) {
  const url = base + path;
  const read = [];
  let tries = 0;
  const note = (way, what) => {
    if (what) read.push(`${way}: ${String(what).slice(0, 300)}`);
  };
  const soon = (action) => Promise.race([action, new Promise((resolve) => setTimeout(resolve, 1500, ''))]);
  const attempt = async (way, action) => {
    tries++;
    try {
      note(way, await soon(action()));
    } catch {
      // Refused, as it should be.
    }
  };
  const inPage = (name, fields, look) =>
    new Promise((resolve) => {
      const element = Object.assign(document.createElement(name), fields);
      const end = (loaded) => {
        let seen = '';
        try {
          seen = look(element, loaded) ?? '';
        } catch {
          // The browser does not let it look.
        }
        element.remove();
        resolve(seen);
      };
      element.onload = () => end(true);
      element.onerror = () => end(false);
      (document.body ?? document.documentElement).append(element);
    });
  const calls = [
    ['fetch, with cookies', { credentials: 'include' }],
    ['fetch, without cookies', { credentials: 'omit' }],
    ['fetch, no-cors', { mode: 'no-cors', credentials: 'include' }],
    ['fetch, with a key', { headers: { Authorization: 'Bearer et_00000000000000000000000000000000' } }],
    ['fetch, of a part', { mode: 'no-cors', credentials: 'include', headers: { Range: 'bytes=0-' } }],
    ['fetch, same-origin', { mode: 'same-origin' }],
    ['fetch, as htmx does', { credentials: 'include', headers: { 'HX-Request': 'true' } }],
  ];
  for (const [way, options] of calls)
    await attempt(way, async () => {
      const answer = await fetch(url, { method, ...(method === 'GET' ? {} : { body: body ?? '' }), ...options });
      return (await answer.text()) && `${answer.status} ${await fetch(url, { method, ...(method === 'GET' ? {} : { body: body ?? '' }), ...options }).then((again) => again.text())}`;
    });
  if (method !== 'GET') {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      await attempt(`fetch of ${type}`, async () => (await fetch(url, { method, mode: 'no-cors', credentials: 'include', headers: { 'Content-Type': type }, body: body ?? '{}' })).text());
    await attempt('JSON', async () => (await fetch(url, { method, credentials: 'include', headers: { 'Content-Type': 'application/json' }, body: body ?? '{}' })).text());
    await attempt('beacon', async () => void navigator.sendBeacon(url, new Blob([body ?? '{}'], { type: 'text/plain' })));
    for (const enctype of ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'])
      await attempt(`form, ${enctype}`, async () => {
        const frame = document.createElement('iframe');
        frame.name = `f${Math.random()}`;
        document.body.append(frame);
        const form = Object.assign(document.createElement('form'), { method: 'post', action: url, enctype, target: frame.name });
        for (const [name, value] of new URLSearchParams(body ?? '{}=')) form.append(Object.assign(document.createElement('input'), { name, value }));
        document.body.append(form);
        form.submit();
        await new Promise((resolve) => ((frame.onload = resolve), setTimeout(resolve, 700)));
        let text = '';
        try {
          text = frame.contentDocument?.body?.innerText ?? '';
        } finally {
          frame.remove();
          form.remove();
        }
        return text;
      });
    return { read, tries };
  }
  await attempt('XMLHttpRequest', () =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open('GET', url);
      request.withCredentials = true;
      request.onloadend = () => resolve(request.responseText || request.getAllResponseHeaders());
      request.send();
    }),
  );
  await attempt('img', () => inPage('img', { src: url }, (image) => image.naturalWidth || ''));
  await attempt('img, crossorigin', () => inPage('img', { crossOrigin: 'use-credentials', src: url }, (image) => image.naturalWidth || ''));
  const before = new Set(Object.getOwnPropertyNames(window));
  await attempt('script', () => inPage('script', { src: url }, (_, loaded) => (loaded ? 'loaded ' : '') + Object.getOwnPropertyNames(window).filter((name) => !before.has(name)).join()));
  await attempt('module', () => inPage('script', { type: 'module', src: url }, (_, loaded) => (loaded ? 'loaded' : '')));
  await attempt('import', async () => JSON.stringify(await import(url)));
  await attempt('stylesheet', () => inPage('link', { rel: 'stylesheet', href: url }, (link) => link.sheet?.cssRules.length || ''));
  await attempt('video', () => inPage('video', { src: url, preload: 'auto' }, (video) => video.duration || ''));
  for (const [name, field] of [['iframe', 'src'], ['embed', 'src'], ['object', 'data']])
    await attempt(name, () => inPage(name, { [field]: url }, (element) => element.contentDocument?.body?.innerText || element.contentWindow?.length || element.contentWindow?.name || ''));
  await attempt('EventSource', () =>
    new Promise((resolve) => {
      const source = new EventSource(url, { withCredentials: true });
      source.onopen = () => (source.close(), resolve('opened'));
      source.onmessage = ({ data }) => (source.close(), resolve(data));
      source.onerror = () => (source.close(), resolve(''));
    }),
  );
  await attempt('WebSocket', () =>
    new Promise((resolve) => {
      const socket = new WebSocket(url.replace(/^http/, 'ws'));
      socket.onopen = () => (socket.close(), resolve('opened'));
      socket.onmessage = ({ data }) => resolve(data);
      socket.onerror = () => resolve('');
    }),
  );
  await attempt('Worker', () =>
    new Promise((resolve) => {
      const code = `try { importScripts(${JSON.stringify(url)}); postMessage('loaded'); } catch { postMessage(''); }`;
      const worker = new Worker(URL.createObjectURL(new Blob([code])));
      worker.onmessage = ({ data }) => (worker.terminate(), resolve(data));
    }),
  );
  await attempt('window.open', async () => {
    const opened = window.open(url);
    await new Promise((resolve) => setTimeout(resolve, 300));
    let seen = '';
    try {
      seen = opened?.document?.body?.innerText || opened?.location?.href || '';
    } catch {
      seen = opened !== null && !opened.closed && opened.length > 0 ? `${opened.length} frames` : '';
    }
    opened?.postMessage('tell me', '*');
    opened?.close();
    return seen === 'about:blank' ? '' : seen;
  });
  await attempt('sizes', async () =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry.name === url && (entry.transferSize > 0 || entry.decodedBodySize > 0))
      .map((entry) => `${entry.decodedBodySize} bytes`)
      .join(),
  );
  return { read, tries };
}
