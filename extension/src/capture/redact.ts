import { isObject, parseJson } from '../sites/json';

import { literalsOf, type Literal } from './literals';
import { findSecrets, marker, type Secret } from './secrets';

/** Stands between texts that do not belong together; no rule matches across it. */
const BREAK = '\u0001';
/** The beginning of a secret, at the end of a text that grows, is a secret from this length on. */
const SHORTEST_BEGINNING = 10;
/** A field of the site's own JSON whose value is a credential, whatever it looks like. */
const CREDENTIAL_KEY = /(?:^|[_-])(?:password|passwd|passphrase|secret|api[_-]?key|access[_-]?key|token)$/i;
const CREDENTIAL = /^(?!\[redacted:)[!-~]{8,}$/;
const TOKEN = /^(?!\[redacted:)[!-~]{24,}$/;

/** Returns a plain text, or HTML, with a mark in the place of each secret. */
export function redactText(text: string): string {
  return replaced(text, findSecrets(text));
}

/**
 * Returns JSON, or a stream that carries JSON, with a mark in the place of each secret. Only string values change, and
 * they stay valid; a secret that comes in pieces over several events, or grows from chunk to chunk, is found too.
 */
export function redactBody(body: string): string {
  return cleanBody(body, []);
}

/** @param known whole secrets of the surrounding text, whose beginnings may stand here */
function cleanBody(body: string, known: readonly Whole[]): string {
  const literals = literalsOf(body);
  const { text, starts } = joined(literals);
  const secrets = findSecrets(text);
  const wholes = [...known, ...secrets.map(({ kind, start, end }) => ({ kind, text: text.slice(start, end) }))];
  let result = '';
  let end = 0;
  literals.forEach((literal, at) => {
    const start = starts[at] ?? 0;
    const clean = isWire(literal)
      ? literal.text
      : cleaned(literal, inside(secrets, start, literal.text.length), wholes);
    if (clean === literal.text) return;
    result += body.slice(end, literal.start) + JSON.stringify(clean);
    end = literal.end;
  });
  return result === '' ? body : reframed(result + body.slice(end));
}

/** Returns the value with every string in it cleaned. Strings that hold JSON stay JSON. */
export function redactFields(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const clean = parseJson(redactBody(JSON.stringify(fields)));
  return isObject(clean) ? clean : {};
}

/** Puts the texts behind each other: pieces of one text at once, others with a break between. */
function joined(literals: readonly Literal[]): { readonly text: string; readonly starts: readonly number[] } {
  const starts: number[] = [];
  let length = 0;
  let wasDelta = false;
  const texts = literals.map((literal) => {
    const glue = wasDelta && literal.isDelta ? '' : BREAK;
    // Names of fields and of events stand between the pieces of a text without belonging to it.
    if (literal.key !== null) wasDelta = literal.isDelta || (wasDelta && isWire(literal));
    const text = isWire(literal) ? '' : glue + literal.text;
    starts.push(length + text.length - (isWire(literal) ? 0 : literal.text.length));
    length += text.length;
    return text;
  });
  return { text: texts.join(''), starts };
}

/** Keys, and the short fixed words with which the sites' streams say what a piece is. */
function isWire({ key, isDelta, text }: Literal): boolean {
  return !isDelta && text.length < 48 && (key === null ? /^[a-z_0-9]+$/.test(text) : /^(?:p|o|type|event)$/.test(key));
}

function inside(secrets: readonly Secret[], start: number, length: number): readonly Secret[] {
  return secrets
    .filter((secret) => secret.start < start + length && secret.end > start)
    .map(({ kind, ...secret }) => ({ kind, start: secret.start - start, end: secret.end - start }));
}

/** A secret as it stands where it is whole. */
interface Whole {
  readonly kind: string;
  readonly text: string;
}

function cleaned(literal: Literal, secrets: readonly Secret[], wholes: readonly Whole[]): string {
  const { key, text } = literal;
  if (key !== null && isCredential(key, text)) return marker('credential');
  if (/^[[{]/.test(text) && parseJson(text) !== undefined) return cleanBody(text, wholes);
  const clean = replaced(text, secrets);
  return wholes.reduce((rest, whole) => withoutBeginning(rest, whole), clean);
}

function isCredential(key: string, text: string): boolean {
  return CREDENTIAL_KEY.test(key) && (/token$/i.test(key) ? TOKEN : CREDENTIAL).test(text);
}

/** The mark stands in the text in which the secret begins; of the texts in which it goes on, that part is cut out. */
function replaced(text: string, secrets: readonly Secret[]): string {
  let result = '';
  let end = 0;
  for (const secret of secrets) {
    result += text.slice(end, Math.max(0, secret.start)) + (secret.start >= 0 ? marker(secret.kind) : '');
    end = Math.min(text.length, secret.end);
  }
  return result + text.slice(end);
}

function withoutBeginning(text: string, { kind, text: secret }: Whole): string {
  for (let length = Math.min(secret.length - 1, text.length); length >= SHORTEST_BEGINNING; length--) {
    if (text.endsWith(secret.slice(0, length))) return text.slice(0, -length) + marker(kind);
  }
  return text;
}

/** Where lengths stand before the chunks, they are counted again. */
function reframed(body: string): string {
  if (!body.startsWith(")]}'")) return body;
  const chunks = body.split(/\n(?=\d+\n)/);
  return chunks
    .map((chunk, at) => {
      const line = chunk.indexOf('\n');
      const isLast = at === chunks.length - 1;
      if (at === 0 || line < 0) return chunk;
      return `${chunk.length - line + (isLast ? 0 : 1)}${chunk.slice(line)}`;
    })
    .join('\n');
}
