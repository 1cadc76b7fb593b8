import type { Capture } from '../capture/capture';

/** A small, whole Claude stream; each call makes another one unless an id is given. */
export function aCapture(fields: Partial<Capture> = {}): Capture {
  return {
    schema: 'everthread.capture.v1',
    id: crypto.randomUUID(),
    site: 'claude',
    kind: 'stream',
    url: 'https://claude.ai/api/organizations/o/chat_conversations/c1/completion',
    page_url: 'https://claude.ai/chat/c1',
    conversation_source_id: 'c1',
    captured_at: '2026-11-22T10:00:00Z',
    request: { prompt: 'Which bread keeps longest?' },
    body: 'event: message_stop\ndata: {}\n\n',
    body_type: 'text/event-stream',
    complete: true,
    client: { extension: '0.1.0', adapter: 'claude/1' },
    ...fields,
  };
}

/** So many captures of one chat, told apart by their bodies. */
export function captures(count: number): readonly Capture[] {
  return Array.from({ length: count }, (_, index) => aCapture({ body: `data: ${index}\n\n` }));
}
