import type { SentBody } from '../port';

import { afterwards, ask, form, kinds, request } from './natives';

const NONE: SentBody = { kind: 'none' };
const UNREADABLE: SentBody = { kind: 'unreadable' };

/** What the page gives along with a request, as it stands now: what can change later is copied. Nothing is used up. */
export function sentBody(body: unknown): SentBody {
  if (body === null || body === undefined) return NONE;
  if (typeof body === 'string') return { kind: 'text', text: body };
  const search = ask(form.search, body);
  if (search !== undefined) return { kind: 'text', text: search };
  const fields = ask(form.fields, body);
  if (fields !== undefined) return { kind: 'text', text: fields };
  if (ask(kinds.blobSize, body) !== undefined) return { kind: 'blob', blob: body as Blob };
  const bytes = ask(kinds.copyOfBuffer, body) ?? ask(kinds.copyOfView, body);
  return bytes === undefined ? UNREADABLE : { kind: 'bytes', bytes };
}

/** Like {@link sentBody}, for a Request, of which a copy is read; told when it has been. */
export function requestBody(from: unknown, tell: (body: SentBody) => void): void {
  const name = request.method(from);
  if (request.isUsed(from)) tell(UNREADABLE);
  else if (name === 'GET' || name === 'HEAD') tell(NONE);
  else
    afterwards(
      request.bytes(request.clone(from)),
      (bytes) => tell({ kind: 'bytes', bytes: kinds.copyOfBuffer(bytes) }),
      () => tell(UNREADABLE),
    );
}
