import { describe, expect, test } from 'vitest';

import examples from '../../../shared-schema/redaction/examples.json' with { type: 'json' };
import rules from '../../../shared-schema/redaction/rules.json' with { type: 'json' };

import { redactBody, redactFields, redactText } from './redact';
import { marker } from './secrets';

const key = ['sk-', 'ant-api03-', 'Zx9Qw3Er7Ty1Ui5Op2As8Df4'].join('');

describe('what counts as a secret', () => {
  test.each(examples.positive.map((example) => [example.kind, example] as const))('%s', (kind, example) => {
    const text = example.before + example.secret.join('') + example.after;

    expect(redactText(text)).toBe(example.before + marker(kind) + example.after);
    expect(redactText(redactText(text))).toBe(redactText(text));
  });

  test.each(examples.negative)('no secret: %s', (text) => {
    expect(redactText(text)).toBe(text);
  });

  test('every kind has an example', () => {
    const kinds = new Set(rules.rules.map(({ kind }) => kind));

    expect([...kinds].sort()).toEqual([...new Set(examples.positive.map(({ kind }) => kind))].sort());
    expect(kinds.size).toBeGreaterThanOrEqual(25);
  });
});

describe('bodies', () => {
  test.each(examples.positive.map((example) => [example.kind, example] as const))(
    'a %s inside of a JSON string leaves valid JSON',
    (kind, example) => {
      const text = `line\n"quoted" ${example.before}${example.secret.join('')}${example.after}`;
      const body = JSON.stringify({ chat_messages: [{ text, n: 1 }] });

      const clean = JSON.parse(redactBody(body)) as unknown;

      expect(clean).toEqual({
        chat_messages: [{ text: `line\n"quoted" ${example.before}${marker(kind)}${example.after}`, n: 1 }],
      });
    },
  );

  test('a secret that streams in pieces is gone from all of them', () => {
    const pieces = ['Use ', ...(key.match(/.{1,5}/g) ?? []), ' now'];
    const claude = pieces.map((text) => event({ type: 'content_block_delta', delta: { type: 'text_delta', text } }));
    const chatgpt = pieces.map((v) => event({ v }));

    for (const body of [claude.join(''), chatgpt.join('')]) {
      const clean = redactBody(body);

      expect(said(clean)).toBe('Use [redacted:anthropic-key] now');
      expect(clean.split('\n')).toHaveLength(body.split('\n').length);
    }
  });

  test('a secret that grows from chunk to chunk is gone from each of them', () => {
    const chunk = (text: string): string =>
      JSON.stringify([['wrb.fr', null, JSON.stringify([null, [[`use ${text}`]]])]]);
    const lengths = [5, 14, 20, key.length];
    const body = `)]}'\n\n${lengths.map((length) => `1\n${chunk(key.slice(0, length))}\n`).join('')}`;

    const clean = redactBody(body);

    expect(clean).not.toContain('api03');
    expect(clean.match(/redacted:anthropic-key/g)?.length).toBe(3);
    for (const [, length, list] of clean.matchAll(/\n(\d+)(\n.*\n)/g)) expect(Number(length)).toBe(list?.length);
  });

  test('a token in a field of the site is no business of the server', () => {
    const body = event({ type: 'resume_conversation_token', token: 'A'.repeat(40), conversation_id: 'c' });

    expect(redactBody(body)).toBe(
      event({ type: 'resume_conversation_token', token: '[redacted:credential]', conversation_id: 'c' }),
    );
  });

  test('a body without secrets stays byte for byte what it was', () => {
    const body = `event: delta\r\ndata: {"v":"caf\\u00e9 \\/ 4111"}\r\n\r\ndata: [DONE]\n\ndata: {"cut":"of`;

    expect(redactBody(body)).toBe(body);
  });

  test('of a request, what the person asked is cleaned as well', () => {
    const asked = JSON.stringify([[`my key ${key}\nsecond line`, 0]]);

    const clean = redactFields({ prompt: `x ${key}`, 'f.req': JSON.stringify([null, asked]) });

    expect(clean['prompt']).toBe('x [redacted:anthropic-key]');
    expect(JSON.stringify(clean)).not.toContain(key);
    expect(JSON.parse((JSON.parse(clean['f.req'] as string) as string[])[1] ?? '')).toEqual([
      ['my key [redacted:anthropic-key]\nsecond line', 0],
    ]);
  });
});

function event(value: unknown): string {
  return `event: delta\ndata: ${JSON.stringify(value)}\n\n`;
}

function said(body: string): string {
  const frames = [...body.matchAll(/^data: (.*)$/gm)].map(
    ([, data]) => JSON.parse(data ?? '') as { v?: string; delta?: { text: string } },
  );
  return frames.map((frame) => frame.v ?? frame.delta?.text ?? '').join('');
}
