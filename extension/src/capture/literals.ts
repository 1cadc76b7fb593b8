import { parseJson } from '../sites/json';

/** A JSON string literal inside of a larger text, which may be JSON, a stream of events, or framed JSON. */
export interface Literal {
  readonly start: number;
  readonly end: number;
  /** What the literal says, unescaped. */
  readonly text: string;
  /** The key that it is the value of; null in a list, or when it is itself a key. */
  readonly key: string | null;
  /** True when it is a piece that is put behind the piece before it. */
  readonly isDelta: boolean;
}

/** Under these keys the sites' streams send the pieces of a text. */
const DELTA_KEYS = new Set(['v', 'text', 'thinking', 'partial_json', 'completion', 'summary']);
const LITERAL = /"(?:[^"\\\n]+|\\.)*(?:"|$)/g;

/** Returns the string literals of a text, in order. The last one of a text that was cut off may lack its end. */
export function literalsOf(body: string): readonly Literal[] {
  const found: Literal[] = [];
  let key: string | null = null;
  let end = 0;
  for (const { 0: raw, index } of body.matchAll(LITERAL)) {
    const between = body.slice(end, index);
    const isValue = /^\s*:\s*$/.test(between);
    if (!isValue) key = null;
    const text = unescaped(raw);
    if (text !== null) found.push(literal(body, { start: index, end: index + raw.length, text, key }));
    key = isValue ? null : text;
    end = index + raw.length;
  }
  return found;
}

function literal(body: string, found: Omit<Literal, 'isDelta'>): Literal {
  const isReplace =
    found.key === 'v' && /"o"\s*:\s*"replace"/.test(body.slice(Math.max(0, found.start - 30), found.start));
  return { ...found, isDelta: found.key !== null && DELTA_KEYS.has(found.key) && !isReplace };
}

function unescaped(raw: string): string | null {
  if (!raw.includes('\\')) return raw.slice(1, raw.endsWith('"') && raw.length > 1 ? -1 : undefined);
  const value = parseJson(raw) ?? parseJson(`${raw.replace(/\\u?[0-9a-fA-F]{0,3}$/, '')}"`);
  return typeof value === 'string' ? value : null;
}
