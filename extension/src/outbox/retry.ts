/** What an HTTP status means for a batch. */
export type Verdict =
  /** The body says what became of each capture. */
  | 'read-results'
  /** The same request may be sent again later, and only then. */
  | 'later'
  /** The key is no longer accepted. */
  | 'key-refused'
  | 'too-large'
  /** Sending it again would change nothing. */
  | 'refused';

const RETRYABLE: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Says what a status means. Pure; any status not named is a refusal, which is kept and shown. */
export function verdictOf(status: number): Verdict {
  if (status >= 200 && status <= 299) return 'read-results';
  if (RETRYABLE.has(status)) return 'later';
  if (status === 401 || status === 403) return 'key-refused';
  if (status === 413) return 'too-large';
  return 'refused';
}

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 10 * 60_000;
const LONGEST_ASKED_MS = 24 * 60 * 60_000;

/**
 * Returns how long to wait before the next try, in milliseconds: doubling from one second up to ten minutes, each spread
 * over its upper half so that many browsers do not come back at once.
 *
 * @param attempt how many tries have failed in a row, from 1
 * @param random from 0 to 1
 */
export function backoff(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}

/**
 * Reads a Retry-After header (RFC 9110, section 10.2.3: seconds, or an HTTP date) as milliseconds from now; null when
 * there is none or it makes no sense. A day at most, so that a wrong clock cannot stop the queue for years.
 */
export function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  const millis = /^\d+$/.test(text) ? Number(text) * 1_000 : httpDate(text) - now;
  return Number.isNaN(millis) ? null : Math.min(Math.max(0, millis), LONGEST_ASKED_MS);
}

/** Only dates that name a weekday or a month count; `Date.parse` alone would also take “-5” or “1.5”. */
function httpDate(text: string): number {
  return /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN;
}
