import ruleFile from '../../../shared-schema/redaction/rules.json' with { type: 'json' };

/** Where in a text a secret stands. */
export interface Secret {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

interface Rule {
  readonly kind: string;
  readonly pattern: RegExp;
  readonly group: number;
  readonly check: (text: string) => boolean;
}

interface RuleEntry {
  readonly kind: string;
  readonly pattern: string;
  readonly flags?: string;
  readonly group?: number;
  readonly check?: string;
}

const RULES: readonly Rule[] = (ruleFile.rules as readonly RuleEntry[]).map(
  ({ kind, pattern, flags, group, check }) => ({
    kind,
    pattern: new RegExp(pattern, `gd${flags ?? ''}`),
    group: group ?? 0,
    check: checkOf(check),
  }),
);

/** What a secret must pass besides its pattern; explained in shared-schema/redaction. */
function checkOf(name: string | undefined): (text: string) => boolean {
  switch (name) {
    case undefined:
      return () => true;
    case 'card':
      return isCardNumber;
    case 'iban':
      return isIban;
    case 'entropy':
      return isUnlikeWords;
    default:
      throw new Error(`rules.json asks for a check that is not known here: ${name}`);
  }
}

/** Returns what stands in a secret's place; it needs no escaping in JSON, HTML or an event stream. */
export function marker(kind: string): string {
  return ruleFile.replacement.replace('{kind}', kind);
}

/** Returns the secrets of a plain text, in order, without overlap. The rules stand in shared-schema/redaction. */
export function findSecrets(text: string): readonly Secret[] {
  const found: Secret[] = [];
  for (const rule of RULES) {
    for (const match of text.matchAll(rule.pattern)) {
      const [start, end] = match.indices?.[rule.group] ?? [0, 0];
      const isFree = found.every((other) => end <= other.start || start >= other.end);
      if (end > start && isFree && rule.check(text.slice(start, end))) found.push({ start, end, kind: rule.kind });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

/** The Luhn sum (ISO/IEC 7812-1, annex B); digits that are all the same do not pass. */
function isCardNumber(text: string): boolean {
  const digits = text.replace(/[^0-9]/g, '');
  return new Set(digits).size > 1 && luhn(digits) % 10 === 0;
}

function luhn(digits: string): number {
  return Array.from(digits)
    .reverse()
    .reduce((sum, digit, at) => {
      const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
      return sum + (value > 9 ? value - 9 : value);
    }, 0);
}

/** How long the account numbers of each country are (ISO 13616, registry): a number, then its countries. */
const IBAN_LENGTHS: ReadonlyMap<string, number> = new Map(
  [
    ...['15 NO', '16 BE', '18 DK FI FO GL NL SD', '19 MK SI', '20 AT BA EE KZ LT LU XK', '21 CH CR HR LI LV'],
    ...['22 BG BH DE GB GE IE ME RS', '23 AE GI IL IQ TL', '24 AD CZ ES MD PK RO SA SE SK TN VG', '25 LY PT ST'],
    ...['26 IS TR', '27 FR GR IT MC MR SM', '28 AL AZ BY CY DO GT HU LB PL SN SV', '29 BR EG PS QA UA'],
    ...['30 JO KW MU', '31 MT SC', '32 LC'],
  ].flatMap((line) => {
    const [length, ...countries] = line.split(' ');
    return countries.map((country) => [country, Number(length)] as const);
  }),
);

/** ISO 13616: the country and check digits go to the end, letters count from 10, the rest modulo 97 is 1. */
function isIban(text: string): boolean {
  const compact = text.replace(/[ -]/g, '');
  if (IBAN_LENGTHS.get(compact.slice(0, 2)) !== compact.length) return false;
  const digits = Array.from(compact.slice(4) + compact.slice(0, 4))
    .map((sign) => parseInt(sign, 36))
    .join('');
  return Array.from(digits).reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

const PLACEHOLDERS = [
  ...['example', 'placeholder', 'changeme', 'your', 'dummy', 'redacted'],
  ...['process.env', 'os.environ', 'getenv', 'xxxx', '****', '${', '$('],
];

/** Words alone are no secrets: a letter, a digit or a symbol, and enough variety. */
function isUnlikeWords(text: string): boolean {
  const lower = text.toLowerCase();
  const isMixed = /[a-z]/i.test(text) && /[0-9!@#$%^&*]/.test(text);
  return isMixed && !PLACEHOLDERS.some((word) => lower.includes(word)) && entropy(text) >= (text.length < 20 ? 2.5 : 3);
}

/** Shannon entropy over UTF-16 units, in bits a unit. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (let at = 0; at < text.length; at++) counts.set(text.charAt(at), (counts.get(text.charAt(at)) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits - (count / text.length) * Math.log2(count / text.length), 0);
}
