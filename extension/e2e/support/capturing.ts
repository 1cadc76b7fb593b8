import type { Page } from 'playwright-core';

import { newProfile, removeProfile, startChrome, until, type Chrome } from '../browser';

import { startChatSites, type ChatSites } from './chat-sites';

/** Chromium with the extension, paired with a server, in front of the fixture sites. */
export interface Capturing {
  readonly chrome: Chrome;
  readonly sites: ChatSites;
  /** Opens a page of a chat site. */
  readonly visit: (address: string) => Promise<ChatPage>;
  /** Speaks to the worker as the extension's own pages do. */
  readonly say: (message: { readonly kind: string; readonly [field: string]: unknown }) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** A page of a chat site, and what a person does there. */
export interface ChatPage {
  readonly page: Page;
  /** Asks, waits for the whole answer, and returns the conversation's id. */
  readonly send: (text: string) => Promise<string>;
  /** Asks in place of the last question. */
  readonly edit: (text: string) => Promise<string>;
  /** Asks without waiting for the answer. */
  readonly start: (text: string) => Promise<void>;
  /** Waits until the answer that was started has come as far as it ever will, and the page has read all of that. */
  readonly stalled: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Asks over a wire that nobody knows; only the page shows it. */
  readonly sendUnknown: (text: string) => Promise<string>;
  /** Waits until an old chat has been loaded. */
  readonly opened: () => Promise<void>;
}

/**
 * Starts everything and gives consent. The server may be any that answers as Everthread does.
 *
 * @param secret a key of that server
 */
export async function startCapturing(server: string, secret: string): Promise<Capturing> {
  const sites = await startChatSites();
  const profile = await newProfile();
  const chrome = await startChrome(profile, sites.resolverRules);
  const own = await chrome.open('options.html');
  const say: Capturing['say'] = (message) =>
    own.evaluate((given) => {
      const { chrome } = globalThis as unknown as {
        chrome: { runtime: { sendMessage(m: unknown): Promise<unknown> } };
      };
      return chrome.runtime.sendMessage(given);
    }, message);
  await say({ kind: 'consent', given: true });
  const connected = (await say({ kind: 'connect', address: server, secret })) as { works: boolean; sentence: string };
  if (!connected.works) throw new Error(`not connected: ${connected.sentence}`);
  return {
    chrome,
    sites,
    say,
    visit: async (address) => {
      const page = await chrome.context.newPage();
      await page.goto(address);
      return chatPage(page, sites);
    },
    close: async () => {
      await chrome.close();
      await sites.close();
      await removeProfile(profile);
    },
  };
}

interface PageChat {
  signsRead?: number;
  readonly chat: {
    send(text: string, edits?: boolean): Promise<string>;
    sendUnknown(text: string): Promise<string>;
    stop(): void;
    readonly opened?: boolean;
  };
}

function chatPage(page: Page, sites: ChatSites): ChatPage {
  return {
    page,
    send: (text) => page.evaluate((given) => (globalThis as unknown as PageChat).chat.send(given), text),
    edit: (text) => page.evaluate((given) => (globalThis as unknown as PageChat).chat.send(given, true), text),
    start: (text) =>
      page.evaluate((given) => {
        (globalThis as unknown as PageChat).signsRead = 0;
        void (globalThis as unknown as PageChat).chat.send(given);
      }, text),
    stalled: async () => {
      await until('the answer has come to a halt', () => sites.stalled().length === 1);
      const [sent = 0] = sites.stalled();
      await page.waitForFunction((all) => ((globalThis as unknown as PageChat).signsRead ?? 0) >= all, sent);
    },
    stop: () => page.evaluate(() => (globalThis as unknown as PageChat).chat.stop()),
    sendUnknown: (text) => page.evaluate((given) => (globalThis as unknown as PageChat).chat.sendUnknown(given), text),
    opened: async () => {
      await page.waitForFunction(() => (globalThis as unknown as PageChat).chat.opened === true);
    },
  };
}
