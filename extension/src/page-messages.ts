import type { Consent, ExcludedChat, Pause } from './background/policy';
import type { SiteId } from './capture/capture';
import type { PairReply } from './messages';
import type { RetryState } from './outbox/drain';
import type { QueueCounts, RefusedItem } from './outbox/outbox';
import type { Problem } from './outbox/problem';

/** What the tab in front shows, with what is known of its chat. Times: milliseconds since 1970. */
export type TabView =
  | { readonly kind: 'idle' }
  /** A chat page that was open before the extension began: only a reload lets it in. */
  | { readonly kind: 'unseen'; readonly site: SiteId }
  | { readonly kind: 'temporary'; readonly site: SiteId }
  | { readonly kind: 'drift'; readonly site: SiteId; readonly missing: string }
  | { readonly kind: 'chat'; readonly site: SiteId; readonly chat: ChatView | null };

export interface ChatView {
  readonly conversation: string;
  readonly conversation_id: string | null;
  /** When something of it was last kept here; null when nothing was yet. */
  readonly kept_at: number | null;
  readonly waiting: number;
  readonly excluded: boolean;
  /** When it will be erased; null when it will not. */
  readonly erase_at: number | null;
  readonly erase_problem: Problem | null;
  /** The code with which the server refuses it by design, or null. */
  readonly unwanted: string | null;
}

export interface SiteView {
  readonly id: SiteId;
  readonly on: boolean;
  /** True when the server could not read its newest capture. */
  readonly unread: boolean;
}

export interface ConnectionView {
  readonly address: string;
  readonly space: string;
  readonly refused: Problem | null;
}

/** Everything that the popup and the other pages show. Holds no chat text and no key. */
export interface StatusView {
  readonly now: number;
  readonly version: string;
  readonly consent: Consent;
  readonly connection: ConnectionView | null;
  readonly queue: QueueCounts & { readonly sent: number; readonly full: boolean };
  readonly retry: RetryState | null;
  readonly pause: Pause;
  readonly sites: readonly SiteView[];
  readonly tab: TabView;
  /** A server that asks to be paired and waits for the person's answer. */
  readonly offer: { readonly address: string } | null;
  readonly excluded: readonly ExcludedChat[];
}

/** What the extension's own pages say to the worker, and what they hear. */
export interface PageCalls {
  readonly status: { readonly ask: { readonly tab: number | null }; readonly reply: StatusView };
  readonly consent: {
    readonly ask: { readonly given: boolean };
    readonly reply: { readonly pairing: PairReply | null };
  };
  /** The answer to another server's offer; capturing stays allowed either way. */
  readonly switch: {
    readonly ask: { readonly given: boolean };
    readonly reply: { readonly pairing: PairReply | null };
  };
  readonly 'switch-site': { readonly ask: { readonly site: SiteId; readonly on: boolean }; readonly reply: null };
  readonly pause: { readonly ask: { readonly pause: Pause }; readonly reply: null };
  readonly exclude: { readonly ask: ChatName; readonly reply: null };
  readonly include: { readonly ask: ChatName; readonly reply: null };
  readonly 'erase-now': { readonly ask: ChatName; readonly reply: null };
  readonly 'try-now': { readonly ask: object; readonly reply: null };
  readonly refused: { readonly ask: object; readonly reply: readonly RefusedItem[] };
  readonly 'retry-refused': { readonly ask: object; readonly reply: null };
  readonly 'discard-refused': { readonly ask: { readonly id: string }; readonly reply: null };
  /** `secret` is a key (et_…) or a pairing code. Saves nothing unless the server takes it. */
  readonly connect: {
    readonly ask: { readonly address: string; readonly secret: string };
    readonly reply: ConnectReply;
  };
  readonly test: { readonly ask: object; readonly reply: ConnectReply };
  readonly disconnect: { readonly ask: object; readonly reply: null };
}

export interface ChatName {
  readonly site: SiteId;
  readonly conversation: string;
}

export interface ConnectReply {
  readonly works: boolean;
  readonly sentence: string;
}

export type PageCallKind = keyof PageCalls;

/** A message of the extension's own pages. */
export type FromPage = { [K in PageCallKind]: { readonly kind: K } & PageCalls[K]['ask'] }[PageCallKind];
