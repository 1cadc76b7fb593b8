import { browser } from 'wxt/browser';

import { isRecord, problemOf } from '../outbox/problem';
import { ask, type Answer } from '../outbox/server';
import { hostOf } from './address';

/** How pairing or testing a key ended; the sentence is for the person. */
export type Pairing =
  | { readonly kind: 'paired'; readonly key: string; readonly space: string }
  | { readonly kind: 'failed'; readonly sentence: string };

export type KeyTest =
  { readonly kind: 'works'; readonly sentence: string } | { readonly kind: 'fails'; readonly sentence: string };

const KEY = /^et_\w{32,}$/;
const OWN_SPACE = 'Personal';

/** Exchanges a pairing code for a key. */
export async function pairByCode(address: string, code: string): Promise<Pairing> {
  const answer = await ask({ address, key: null }, '/v1/pair', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code, name: browserName(), extension_version: browser.runtime.getManifest().version }),
  });
  if (answer === null) return failed(unreachable(address));
  if (answer.status < 200 || answer.status > 299) return failed(pairRefusal(address, answer));
  const { key, space } = isRecord(answer.body) ? answer.body : {};
  if (typeof key !== 'string' || !isKey(key)) return failed(notEverthread(address));
  return { kind: 'paired', key, space: isRecord(space) && typeof space.name === 'string' ? space.name : OWN_SPACE };
}

/** Asks the server whether it takes this key. */
export async function testKey(address: string, key: string): Promise<KeyTest> {
  if (!isKey(key)) return fails('A key begins with “et_” and is at least 35 characters long.');
  const answer = await ask({ address, key }, '/v1/stats', { method: 'GET' });
  if (answer === null) return fails(unreachable(address));
  if (answer.status === 200 && isRecord(answer.body))
    return works(`Everthread answers at ${hostOf(address)} and takes this key.`);
  const { code } = problemOf(answer.body, answer.status);
  if (code === 'insufficient_scope') {
    return works(
      `Everthread answers at ${hostOf(address)}. This key may not read the counts; capturing can still work.`,
    );
  }
  if (answer.status === 401 || answer.status === 403) {
    return fails(`Everthread answers at ${hostOf(address)}, but it doesn’t accept this key.`);
  }
  if (answer.status >= 500 || answer.status === 429) {
    return fails(
      `The server at ${hostOf(address)} is busy or not ready (status ${answer.status}). Try again in a minute.`,
    );
  }
  return fails(notEverthread(address));
}

/** True when the text can be a key. */
export function isKey(text: string): boolean {
  return KEY.test(text);
}

/** Says that nothing answers. */
export function unreachable(address: string): string {
  return `The server doesn’t answer at ${hostOf(address)}. Check that it is running and that the address is right.`;
}

function notEverthread(address: string): string {
  return `Something answers at ${hostOf(address)}, but it isn’t an Everthread server.`;
}

function pairRefusal(address: string, answer: Answer): string {
  if (answer.status === 429) return 'There were too many tries. Wait a minute, then use the button again.';
  if (answer.status >= 500)
    return `The server at ${hostOf(address)} isn’t ready (status ${answer.status}). Try again in a minute.`;
  if (!isRecord(answer.body)) return notEverthread(address);
  return 'This pairing code is no longer valid. Reload the page to get a new one.';
}

function browserName(): string {
  const system = /Windows|Mac OS X|CrOS|Linux/.exec(navigator.userAgent)?.[0] ?? 'this machine';
  return `Chrome on ${system === 'Mac OS X' ? 'macOS' : system === 'CrOS' ? 'ChromeOS' : system}`;
}

function failed(sentence: string): Pairing {
  return { kind: 'failed', sentence };
}

function works(sentence: string): KeyTest {
  return { kind: 'works', sentence };
}

function fails(sentence: string): KeyTest {
  return { kind: 'fails', sentence };
}
