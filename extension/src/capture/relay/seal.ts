import type { Capture } from '../capture';
import type { Draft } from '../draft';
import { redactBody, redactFields, redactText } from '../redact';

/** Makes a capture of a draft: cleaned of secrets, with an id of its own. */
export function seal({ adapter, ...draft }: Draft, extension: string): Capture {
  return {
    schema: 'everthread.capture.v1',
    id: crypto.randomUUID(),
    ...draft,
    request: draft.request === null ? null : redactFields(draft.request),
    body: draft.kind === 'dom' ? redactText(draft.body) : redactBody(draft.body),
    client: { extension, adapter },
  };
}
