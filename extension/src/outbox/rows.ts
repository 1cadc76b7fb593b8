import type { Capture, SiteId } from '../capture/capture';
import type { ChatRecord, PartSource, Row } from './database';

/** What the server made of a capture that it took, or will never want. */
export interface Delivery {
  readonly id: string;
  readonly conversation_id: string | null;
  /** The code of a refusal by design; null when the capture was taken. */
  readonly unwanted: string | null;
}

/** Makes the row of a capture that begins to wait. */
export function rowOf(capture: Capture, now: number): Row {
  return {
    id: capture.id,
    state: 'waiting',
    site: capture.site,
    conversation: capture.conversation_source_id,
    size: JSON.stringify(capture).length,
    added_at: now,
    capture,
    ...(capture.complete ? {} : { part_of: sourceOf(capture) }),
  };
}

/** Names where a capture came from. */
export function sourceOf({ site, kind, url }: Capture): PartSource {
  return [site, kind, url];
}

/** A chat of which nothing is known yet. */
export function newChat(site: SiteId, conversation: string): ChatRecord {
  return { site, conversation, conversation_id: null, sent: 0, kept_at: 0, unwanted: null };
}

/** The chat once one of its captures was delivered. */
export function chatAfter(chat: ChatRecord, delivery: Delivery): ChatRecord {
  if (delivery.unwanted !== null) return { ...chat, unwanted: delivery.unwanted };
  return {
    ...chat,
    conversation_id: delivery.conversation_id ?? chat.conversation_id,
    sent: chat.sent + 1,
    unwanted: null,
  };
}
