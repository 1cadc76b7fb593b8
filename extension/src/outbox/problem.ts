/** Why something was refused, as the server said it or as it was found out here. Holds no chat text. */
export interface Problem {
  /** Stable, for programs: the server's `code`, or `status_404` where it gave none. */
  readonly code: string;
  /** For people. */
  readonly sentence: string;
  /** The HTTP status of the answer; null when a single item of an accepted batch was refused. */
  readonly status: number | null;
}

const LONGEST_SENTENCE = 300;

/** Reads an RFC 9457 body, or anything else, into a problem. Never throws. */
export function problemOf(body: unknown, status: number | null): Problem {
  const fields = isRecord(body) ? body : {};
  const code = typeof fields.code === 'string' ? fields.code : status === null ? 'refused' : `status_${status}`;
  const said = [fields.detail, fields.title].find((text) => typeof text === 'string' && text !== '');
  const sentence = typeof said === 'string' ? said.slice(0, LONGEST_SENTENCE) : `The server answered “${code}”.`;
  return { code, sentence, status };
}

/** True for a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
