import { describe, expect, test } from 'vitest';

import type { ToWorker } from '../../messages';
import { aCapture } from '../../testing/captures';

import { deliverCapture, type WorkerLine } from './courier';
import { FallbackWatch, type Look } from './fallback-watch';

/** A worker that answers as written, one answer after the other; an error is a worker that is not there. */
function workerThat(answers: unknown[]): {
  readonly line: WorkerLine;
  readonly heard: ToWorker[];
  readonly pauses: number[];
} {
  const heard: ToWorker[] = [];
  const pauses: number[] = [];
  const line: WorkerLine = {
    send: (message) => {
      heard.push(message);
      const answer = answers.shift();
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    isAlive: () => answers.length > 0,
    pause: (milliseconds) => Promise.resolve(void pauses.push(milliseconds)),
  };
  return { line, heard, pauses };
}

describe('a capture on its way to the worker', () => {
  test('is held until the worker has it, under the same id', async () => {
    const capture = aCapture();
    const worker = workerThat([new Error('gone'), undefined, { stored: false, why: 'full' }, { stored: true }]);

    const reply = await deliverCapture(worker.line, capture);

    expect(reply).toEqual({ stored: true });
    expect(worker.heard).toEqual(Array.from({ length: 4 }, () => ({ kind: 'capture', capture })));
    expect(worker.pauses).toEqual([250, 500, 1000]);
  });

  test('is let go when the worker refuses it', async () => {
    const worker = workerThat([{ stored: false, why: 'paused' }, { stored: true }]);

    expect(await deliverCapture(worker.line, aCapture())).toEqual({ stored: false, why: 'paused' });
    expect(worker.heard).toHaveLength(1);
  });

  test('is let go when the extension was replaced', async () => {
    expect(await deliverCapture(workerThat([]).line, aCapture())).toBeNull();
  });
});

describe('when the page itself is read', () => {
  const looks = (watch: FallbackWatch, from: number, to: number, look: Partial<Look>): readonly string[] =>
    Array.from({ length: to - from }, (_, at) =>
      watch.look({ now: (from + at) * 1000, conversation: 'c', isBusy: false, turns: '2:10', ...look }),
    ).filter((action) => action !== 'wait');

  test('turns that nothing else brought are read once', () => {
    expect(looks(new FallbackWatch(), 0, 20, {})).toEqual(['read']);
  });

  test('a captured conversation is not read, and scrolling it is no new turn', () => {
    const watch = new FallbackWatch();
    looks(watch, 0, 2, {});
    watch.captured('c');

    expect([...looks(watch, 2, 8, {}), ...looks(watch, 8, 16, { turns: '9:99' })]).toEqual([]);
  });

  test('a conversation that came whole before the first look at it is not read', () => {
    const watch = new FallbackWatch();
    looks(watch, 0, 2, { conversation: null });
    watch.captured('c');

    expect(looks(watch, 2, 12, {})).toEqual([]);
    expect(looks(watch, 12, 20, { conversation: 'other', turns: '1:5' })).toEqual(['read']);
  });

  test('a later turn that nothing brought is read', () => {
    const watch = new FallbackWatch();
    looks(watch, 0, 1, {});
    watch.captured('c');
    looks(watch, 1, 8, {});
    looks(watch, 8, 12, { isBusy: true, turns: '4:5' });

    expect(looks(watch, 12, 20, { turns: '4:50' })).toEqual(['read']);
  });

  test('a reply that is being written is waited for', () => {
    expect(looks(new FallbackWatch(), 0, 30, { isBusy: true })).toEqual([]);
  });

  test('a temporary chat, which has no conversation here, is never read', () => {
    expect(looks(new FallbackWatch(), 0, 30, { conversation: null })).toEqual([]);
  });

  test('a chat page without turns is drift', () => {
    expect(looks(new FallbackWatch(), 0, 12, { turns: null })).toEqual(['drift', 'drift']);
  });
});
