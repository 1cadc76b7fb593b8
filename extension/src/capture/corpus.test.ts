import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { redactText } from './redact';

/** The shared sample; or, for `./bench redaction`, the whole corpus that the server wrote. */
const SAMPLE = fileURLToPath(new URL('../../../shared-schema/redaction/sample.jsonl', import.meta.url));
const file = process.env.EVERTHREAD_REDACTION_CORPUS ?? SAMPLE;

interface Line {
  readonly text: string | readonly string[];
  readonly redacted: string;
}

test('of every text the browser makes the same as the server', () => {
  expect(existsSync(file), file).toBe(true);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');

  const different = lines
    .map((line) => JSON.parse(line) as Line)
    .map(({ text, redacted }) => ({ text: typeof text === 'string' ? text : text.join(''), redacted }))
    .filter(({ text, redacted }) => redactText(text) !== redacted);

  process.stdout.write(
    `${String(lines.length)} texts, ${String(different.length)} of them redacted otherwise by the extension\n`,
  );
  expect(different).toEqual([]);
  expect(lines.length).toBeGreaterThan(500);
}, 600_000);
