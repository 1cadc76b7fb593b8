import type { Capture, SiteId } from './capture/capture';

/** What content scripts say to the worker, by `runtime.sendMessage`. */
export type ToWorker =
  /** Replied to with {@link CaptureReply}, and only once the capture is durably in the browser's database. */
  | { readonly kind: 'capture'; readonly capture: Capture }
  /** What this tab shows now. No reply. */
  | { readonly kind: 'tab-state'; readonly state: TabState }
  /** May this page capture now? Replied to with {@link Policy}. `conversation` is null while the chat has no id yet. */
  | { readonly kind: 'policy'; readonly site: SiteId; readonly conversation: string | null }
  /** From the server's /connect page, after a real click there. Replied to with {@link PairReply}. */
  | { readonly kind: 'pair-offer'; readonly address: string; readonly code: string };

export type CaptureReply =
  | { readonly stored: true }
  | {
      readonly stored: false;
      readonly why: WhyNot | 'full' | 'invalid';
    };

export type WhyNot = 'no-consent' | 'paused' | 'site-off' | 'conversation-off' | 'incognito';

export type Policy = { readonly capture: true } | { readonly capture: false; readonly why: WhyNot };

export type TabState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'temporary'; readonly site: SiteId }
  | { readonly kind: 'capturing'; readonly site: SiteId; readonly conversation: string | null }
  | { readonly kind: 'drift'; readonly site: SiteId; readonly missing: string };

/** `asking`: the person is being asked first; a {@link PairResult} follows to the tab when they have answered. */
export type PairReply =
  | { readonly kind: 'paired'; readonly space: string }
  | { readonly kind: 'asking' }
  | { readonly kind: 'failed'; readonly sentence: string };

/** Sent by the worker to the tab whose offer waited for the person's answer. */
export interface PairResult {
  readonly kind: 'pair-result';
  readonly reply: Exclude<PairReply, { readonly kind: 'asking' }>;
}
