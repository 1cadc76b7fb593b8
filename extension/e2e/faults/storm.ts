import type { Page } from 'playwright-core';

import { aCapture } from '../../src/testing/captures';
import type { Capture } from '../../src/capture/capture';
import { newProfile, removeProfile, startChrome, until, type Chrome } from '../browser';
import { ask, keep } from '../say';
import { startChatSites, type ChatSites } from '../support/chat-sites';

import { FAULTS, type FaultyServer } from './faulty-server';

export interface StormPlan {
  readonly workerStops: number;
  readonly browserKills: number;
}

/** What came of it. A number is lost when the extension said that it is kept and the server has it not. */
export interface StormResult {
  readonly workerStops: number;
  readonly browserKills: number;
  /** How many numbered captures the extension said that it keeps. */
  readonly kept: number;
  readonly lost: readonly string[];
  /** Numbers that the server has more than once, after its own comparing of ids. */
  readonly twice: readonly string[];
}

const SITES = ['https://chatgpt.com/', 'https://claude.ai/new', 'https://gemini.google.com/app'];
const A_STEP = 3;

/** Hands over numbered captures and chats on the fixture sites while everything on the way is ended again and again. */
export async function storm(
  plan: StormPlan,
  server: FaultyServer,
  key: string,
  texts: () => Promise<readonly string[]>,
): Promise<StormResult> {
  const sites = await startChatSites();
  const profile = await newProfile();
  const running = await Running.start(profile, sites, server.address, key);
  try {
    while (running.workerStops < plan.workerStops) await running.stopWorkerAmidst(server);
    while (running.browserKills < plan.browserKills) await running.killBrowserAmidst(server);
    await server.set('none');
    await running.settled();
    const found = await texts();
    const times = (number: string): number => found.filter((text) => text.includes(number)).length;
    const kept = [...running.kept];
    return {
      workerStops: running.workerStops,
      browserKills: running.browserKills,
      kept: kept.length,
      lost: kept.filter((number) => times(number) === 0),
      twice: [...running.numbers].filter((number) => times(number) > 1),
    };
  } finally {
    await running.end();
    await sites.close();
    await removeProfile(profile);
  }
}

class Running {
  readonly kept = new Set<string>();
  readonly numbers = new Set<string>();
  workerStops = 0;
  browserKills = 0;
  #steps = 0;

  private constructor(
    readonly profile: string,
    readonly sites: ChatSites,
    public chrome: Chrome,
    public own: Page,
  ) {}

  static async start(profile: string, sites: ChatSites, address: string, key: string): Promise<Running> {
    const chrome = await startChrome(profile, sites.resolverRules);
    const own = await chrome.open('options.html');
    await ask(own, { kind: 'consent', given: true });
    const { works, sentence } = await ask(own, { kind: 'connect', address, secret: key });
    if (!works) throw new Error(`not connected: ${sentence}`);
    return new Running(profile, sites, chrome, own);
  }

  /** The next fault, some captures, now and then a chat; and the worker ends in the midst of it. */
  async stopWorkerAmidst(server: FaultyServer): Promise<void> {
    await this.#nextFault(server);
    const handing = this.#handOver(A_STEP);
    const talking = this.#steps % 5 === 0 ? this.#talk() : Promise.resolve();
    await pause(Math.random() * 200);
    this.workerStops += await this.chrome.killWorker();
    await Promise.all([handing, talking]);
  }

  /** Ends the browser as soon as the first captures are said to be kept, with others on their way. */
  async killBrowserAmidst(server: FaultyServer): Promise<void> {
    await this.#nextFault(server);
    if (this.#steps % 5 === 0) await this.#talk();
    const before = this.kept.size;
    const handing = this.#handOver(A_STEP).catch(() => undefined); // The page that asks dies with the browser.
    await until('something is kept', () => this.kept.size > before);
    await this.chrome.kill();
    await handing;
    this.browserKills++;
    this.chrome = await startChrome(this.profile, this.sites.resolverRules);
    this.own = await this.chrome.open('options.html');
  }

  /** Waits until the extension says that nothing waits. */
  async settled(): Promise<void> {
    const status = async () => (await ask(this.own, { kind: 'status', tab: null })).queue;
    await ask(this.own, { kind: 'try-now' });
    await until('the queue is empty', async () => (await status()).waiting === 0, 300_000);
    const { refused } = await status();
    if (refused > 0) throw new Error(`${refused} captures were refused`);
  }

  end(): Promise<void> {
    return this.chrome.close();
  }

  async #nextFault(server: FaultyServer): Promise<void> {
    const fault = FAULTS[this.#steps++ % FAULTS.length] ?? 'none';
    await server.set(fault);
    // Otherwise the waits of the faults before would hide this one.
    await ask(this.own, { kind: 'try-now' }).catch(() => undefined);
  }

  async #handOver(count: number): Promise<void> {
    const all = Array.from({ length: count }, () => this.#number());
    await Promise.all(all.map((number) => this.#keep(number)));
  }

  /** As the relay does: the same capture again until the worker has answered. */
  async #keep(number: string): Promise<void> {
    const capture = numbered(number);
    const { own } = this;
    for (;;) {
      const reply: unknown = await keep(own, capture).catch((failure: unknown) => {
        if (own.isClosed() || !this.chrome.isAlive()) throw failure;
        return undefined;
      });
      if (typeof reply === 'object' && reply !== null && 'stored' in reply) {
        if (reply.stored !== true) throw new Error(`not kept: ${JSON.stringify(reply)}`);
        this.kept.add(number);
        return;
      }
      await pause(100);
    }
  }

  /** A chat on a fixture site; it counts as kept once the extension shows it as kept. */
  async #talk(): Promise<void> {
    const number = this.#number();
    const page = await this.chrome.context.newPage();
    await page.goto(SITES[this.#steps % SITES.length] ?? '');
    const conversation = await page.evaluate(
      (text) => (globalThis as unknown as { chat: { send(text: string): Promise<string> } }).chat.send(text),
      number,
    );
    await until(`${conversation} is kept`, () => isKept(this.own, conversation));
    this.kept.add(number);
    await page.close();
  }

  #number(): string {
    const number = `number ${this.numbers.size + 1} of the storm`;
    this.numbers.add(number);
    return number;
  }
}

/** Reads what the popup reads to say that a chat is kept, without waking the worker. */
function isKept(own: Page, conversation: string): Promise<boolean> {
  return own.evaluate(
    (id) =>
      new Promise<boolean>((resolve, reject) => {
        const opening = indexedDB.open('everthread-outbox');
        opening.onerror = () => reject(new Error('the outbox does not open'));
        opening.onsuccess = () => {
          const database = opening.result;
          const all = database.transaction('chats').objectStore('chats').getAllKeys();
          all.onsuccess = () => {
            database.close();
            resolve(all.result.some((key) => Array.isArray(key) && key[1] === id));
          };
        };
      }),
    conversation,
  );
}

/** A whole answer of Claude in a chat of its own, as the server can read it. */
export function numbered(text: string): Capture {
  const conversation = crypto.randomUUID();
  const [human, answer] = [crypto.randomUUID(), crypto.randomUUID()];
  const event = (type: string, more: object): string =>
    `event: ${type}\r\ndata: ${JSON.stringify({ type, ...more })}\r\n\r\n`;
  return aCapture({
    url: `https://claude.ai/api/organizations/o/chat_conversations/${conversation}/completion`,
    page_url: `https://claude.ai/chat/${conversation}`,
    conversation_source_id: conversation,
    request: { prompt: text, parent_message_uuid: '00000000-0000-4000-8000-000000000000', model: 'claude-sonnet-5' },
    body: [
      event('message_start', { message: { uuid: answer, parent_uuid: human, model: 'claude-sonnet-5' } }),
      event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
      event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: 'That was heard.' } }),
      event('content_block_stop', { index: 0 }),
      event('message_delta', { delta: { stop_reason: 'end_turn' } }),
      event('message_stop', {}),
    ].join(''),
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
