/** The chat sites that are captured. The same names as the wire's `site`. */
export type SiteId = 'chatgpt' | 'claude' | 'gemini';

/**
 * What a chat site itself sent, in an envelope: version 1 of the wire's capture. The server reads it; nothing here is
 * understood, only routed, gated and cleaned of secrets.
 */
export interface Capture {
  readonly schema: 'everthread.capture.v1';
  /** A UUID made once by the page; the same capture sent twice carries the same id. */
  readonly id: string;
  readonly site: SiteId;
  /** Trusted in this order: the reply as it streamed, the conversation that the page loaded, the page itself. */
  readonly kind: 'stream' | 'snapshot' | 'dom';
  /** Where the body came from, without query values that the gate does not need. */
  readonly url: string;
  /** What the address bar showed, cut down in the same way. */
  readonly page_url: string;
  readonly conversation_source_id: string | null;
  /** RFC 3339, UTC. */
  readonly captured_at: string;
  /** The request's allow-listed fields under the site's own names; null when there were none. */
  readonly request: Readonly<Record<string, unknown>> | null;
  readonly body: string;
  readonly body_type: string;
  /** False when the reply stopped before its end. */
  readonly complete: boolean;
  readonly client: {
    readonly extension: string;
    readonly adapter: string;
  };
}
