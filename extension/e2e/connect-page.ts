import type { ServerResponse } from 'node:http';

import { json, storeAll, type Answers, type Heard } from '../src/testing/stub-server';

export const KEY = 'et_0123456789abcdefghijklmnopqrstuvwxyz';

const PAGE = `<!doctype html><title>Connect</title><main data-everthread-pairing>
<button data-everthread-pair data-code="K7Q-4M2">Pair this browser</button>
<p id="heard"></p></main>
<script>document.addEventListener('everthread:paired', () => { document.title = 'Paired' })</script>`;

/** A server with a /connect page and one pairing code, which stores every capture. */
export const wholeServer: Answers = (heard: Heard, response: ServerResponse) => {
  const path = heard.path.split('?')[0] ?? '';
  if (path === '/connect') response.writeHead(200, { 'Content-Type': 'text/html' }).end(PAGE);
  else if (path === '/v1/pair' && heard.body.includes('"K7Q-4M2"')) {
    json(response, 200, { key: KEY, space: { id: 'space-1', name: 'Personal' } });
  } else if (path === '/v1/pair') json(response, 404, { code: 'pairing_code_unknown', title: 'Unknown code' });
  else if (path === '/v1/captures') {
    if (heard.authorization === `Bearer ${KEY}`) storeAll(heard, response);
    else json(response, 401, { code: 'invalid_token', title: 'Unknown key' });
  } else if (path === '/v1/stats') json(response, 200, { messages: 3 });
  else json(response, 404, { code: 'not_found', title: 'Not found' });
};
