import type { Draft } from '../draft';

/** What comes of the page's exchanges, as the relay is told. */
export type FromRecorder =
  /** `stopped` is true when the person ended the reply, so that nothing more of it is to come. */
  | { readonly kind: 'capture'; readonly draft: Draft; readonly stopped: boolean }
  /** An exchange that may become a capture has begun or ended; both carry its number. */
  | { readonly kind: 'begun'; readonly exchange: number }
  | { readonly kind: 'ended'; readonly exchange: number }
  /** Nothing of this conversation may leave the page: because the site said so, or as long as its mode is unknown. */
  | { readonly kind: 'temporary'; readonly conversation: string; readonly said: boolean }
  /** What kept us from doing our work: a landmark that is gone, or a body over the limit. */
  | { readonly kind: 'drift'; readonly missing: string };
