import { beforeEach, describe, expect, test, vi } from 'vitest';

import { SITES } from '../../sites/sites';
import { FakePage } from '../../testing/fake-page';
import type { Draft } from '../draft';
import { Gate } from '../gate';
import { tapFetch } from '../tap/fetch';
import { tapStreams } from '../tap/streams';
import { Watched } from '../tap/watched';

import { Listener } from './listener';
import { Recorder } from './recorder';
import { SocketReplies } from './socket-replies';
import type { FromRecorder } from './told';

const releases = tapStreams(globalThis, (action) => action());
const claudeUrl = 'https://claude.ai/api/organizations/any/chat_conversations/chat-1/completion';
const faults: string[] = [];
let told: FromRecorder[];

beforeEach(() => {
  told = [];
  faults.length = 0;
});

function recorderOf(site: 'chatgpt' | 'claude' | 'gemini', page: FakePage): Recorder {
  return new Recorder(
    SITES[site],
    page,
    new Gate(),
    (message) => told.push(message),
    (fault) => faults.push(fault),
  );
}

/** A page's fetch behind the tap; `reply` is what its site answers. */
function pageFetch(recorder: Recorder, reply: () => Promise<Response>): typeof fetch {
  const scope = { fetch: reply };
  const listener = new Listener(recorder);
  const watched = new Watched(
    recorder.site,
    (message) => listener.take(message),
    () => recorder.page.address(),
  );
  tapFetch(scope, watched, releases);
  return scope.fetch;
}

const drafts = (): readonly Draft[] => told.flatMap((one) => (one.kind === 'capture' ? [one.draft] : []));
const ended = (): Promise<void> =>
  vi.waitFor(() => {
    expect(told.some(({ kind }) => kind === 'ended')).toBe(true);
  });

const BODY = [
  'event: message_start\r\ndata: {"type":"message_start","message":{"uuid":"m"}}\r\n\r\n',
  'event: content_block_delta\r\ndata: {"type":"content_block_delta","delta":{"type":"text_delta","text":"ünï 🧵"}}\r\n\r\n',
  'event: message_stop\r\ndata: {"type":"message_stop"}\r\n\r\n',
].join('');

function streamed(pieces: readonly Uint8Array[], end: 'close' | 'stay' | 'error' = 'close'): Response {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      pieces.forEach((piece) => controller.enqueue(piece));
      if (end === 'close') controller.close();
      if (end === 'error') controller.error(new DOMException('stopped', 'AbortError'));
    },
  });
  return new Response(stream, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}

const ask = { method: 'POST', body: JSON.stringify({ prompt: 'Why?', tools: ['not sent'] }) };
const bytes = new TextEncoder().encode(BODY);

describe('a streamed reply', () => {
  test('is whole wherever it was split', async () => {
    for (let at = 1; at < bytes.length; at += 7) {
      told = [];
      const call = pageFetch(recorderOf('claude', new FakePage('https://claude.ai/new')), () =>
        Promise.resolve(streamed([bytes.slice(0, at), bytes.slice(at)])),
      );

      const read = await (await call(claudeUrl, ask)).text();
      await ended();

      expect(read).toBe(BODY);
      expect(drafts()).toMatchObject([
        { body: BODY, complete: true, body_type: 'text/event-stream', conversation_source_id: 'chat-1' },
      ]);
      expect(drafts()[0]?.request).toEqual({ prompt: 'Why?' });
    }
  });

  test.each<[string, RequestInit['body']]>([
    ['bytes', new TextEncoder().encode(ask.body)],
    ['a blob', new Blob([ask.body])],
    ['a buffer', new TextEncoder().encode(ask.body).buffer],
  ])('is kept with a request of %s', async (_, body) => {
    const call = pageFetch(recorderOf('claude', new FakePage('https://claude.ai/new')), () =>
      Promise.resolve(streamed([bytes])),
    );

    await call(claudeUrl, { method: 'POST', body: body ?? null });
    await ended();

    expect(drafts()[0]?.request).toEqual({ prompt: 'Why?' });
  });

  test('is kept with a request that is packed, or a Request object', async () => {
    const packed = await new Response(
      new Blob([ask.body]).stream().pipeThrough(new CompressionStream('gzip')),
    ).arrayBuffer();
    const call = pageFetch(recorderOf('claude', new FakePage('https://claude.ai/new')), () =>
      Promise.resolve(streamed([bytes])),
    );

    await call(claudeUrl, { method: 'POST', body: packed });
    await call(new Request(claudeUrl, ask));
    await vi.waitFor(() => {
      expect(drafts()).toHaveLength(2);
    });

    expect(drafts().map(({ request }) => request)).toEqual([{ prompt: 'Why?' }, { prompt: 'Why?' }]);
  });

  test('of a request that cannot be read is not captured: nobody knows its mode', async () => {
    const call = pageFetch(recorderOf('claude', new FakePage('https://claude.ai/new')), () =>
      Promise.resolve(streamed([bytes])),
    );

    await call(claudeUrl, { method: 'POST', body: new Blob(['x']).stream(), duplex: 'half' } as RequestInit);
    await ended();

    expect(drafts()).toEqual([]);
    expect(told).toContainEqual({ kind: 'temporary', conversation: 'chat-1', said: false });
  });

  test('that the page aborts is kept as far as it came', async () => {
    const call = pageFetch(recorderOf('claude', new FakePage('https://claude.ai/chat/x')), () => {
      const stream = new ReadableStream<Uint8Array>({
        async pull(controller) {
          controller.enqueue(bytes.slice(0, 150));
          await new Promise((resolve) => setTimeout(resolve, 20));
          controller.error(new DOMException('stopped', 'AbortError'));
        },
      });
      return Promise.resolve(new Response(stream));
    });

    await call(claudeUrl, ask);
    await ended();

    expect(drafts()).toMatchObject([{ complete: false }]);
  });

  test('that the page stops reading is kept, and its connection given back', async () => {
    const cancelled = vi.fn();
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes.slice(0, 150)),
      cancel: cancelled,
    });
    const call = pageFetch(recorderOf('claude', new FakePage('https://claude.ai/chat/x')), () =>
      Promise.resolve(new Response(stream)),
    );

    const reader = (await call(claudeUrl, ask)).body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    void reader?.cancel();
    await ended();

    expect(drafts()).toMatchObject([{ complete: false }]);
    await vi.waitFor(() => {
      expect(cancelled).toHaveBeenCalled();
    });
  });

  test('is sent as far as it came when the page goes', async () => {
    const recorder = recorderOf('claude', new FakePage('https://claude.ai/chat/x'));
    const call = pageFetch(recorder, () => Promise.resolve(streamed([bytes.slice(0, 150)], 'stay')));

    await call(claudeUrl, ask);
    await new Promise((resolve) => setTimeout(resolve, 20));
    recorder.flush();
    recorder.flush();

    expect(drafts()).toMatchObject([{ complete: false }]);
  });
});

describe('temporary chats', () => {
  test('what was created as temporary stays temporary, whatever its reply looks like', async () => {
    const call = pageFetch(recorderOf('claude', new FakePage('https://claude.ai/new')), () =>
      Promise.resolve(streamed([bytes])),
    );

    await call('https://claude.ai/api/organizations/any/chat_conversations', {
      method: 'POST',
      body: JSON.stringify({ uuid: 'chat-1', is_temporary: true }),
    });
    await call(claudeUrl, ask);
    await ended();

    expect(drafts()).toEqual([]);
  });

  test('a first message may make its chat temporary', async () => {
    const call = pageFetch(recorderOf('claude', new FakePage('https://claude.ai/new')), () =>
      Promise.resolve(streamed([bytes])),
    );

    const body = JSON.stringify({ prompt: 'Why?', create_conversation_params: { is_temporary: true } });
    await call(claudeUrl, { method: 'POST', body });
    await call(claudeUrl, ask);
    await vi.waitFor(() => {
      expect(told.filter(({ kind }) => kind === 'ended')).toHaveLength(2);
    });

    expect(drafts()).toEqual([]);
  });

  test('gemini: a reply is kept once the address shows its chat, and not before', async () => {
    const page = new FakePage('https://gemini.google.com/app');
    const recorder = recorderOf('gemini', page);
    const entry = [
      'wrb.fr',
      null,
      JSON.stringify([null, ['c_00aa11bb22cc33dd', 'r_1'], null, null, [['rc_1', ['Hi']]]]),
    ];
    const url =
      'https://gemini.google.com/u/2/_/BardChatUi/data/assistant.lamda.BardFrontendService/StreamGenerate?rt=c';

    const recording = recorder.begin('xhr', 'post', url);
    if (recording === null) throw new Error('not recognised');
    recorder.takeRequest(recording, { text: 'f.req=%5Bnull%2C%22%5B%5D%22%5D', readable: true });
    recording.setResponse(200, 'application/json; charset=utf-8');
    recording.set(`)]}'\n\n12\n${JSON.stringify([entry])}\n`);
    recorder.finish(recording, 'finished');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(drafts()).toEqual([]);
    page.go('https://gemini.google.com/u/2/app/00aa11bb22cc33dd');
    await ended();

    expect(drafts()).toMatchObject([{ conversation_source_id: 'c_00aa11bb22cc33dd', complete: true }]);
  });
});

describe('a reply over a socket', () => {
  const item = (id: string, event: unknown): unknown => ({
    type: 'message',
    topic_id: 'conversation-turn-t1',
    payload: {
      type: 'conversation-turn-stream',
      payload: { type: 'stream-item', stream_item_id: id, encoded_item: `data: ${JSON.stringify(event)}` },
    },
  });
  const other = {
    type: 'message',
    topic_id: 'x',
    payload: { type: 'presence-update', payload: { encoded_item: 'no' } },
  };

  test('is joined, with what was asked where it began', async () => {
    const recorder = recorderOf('chatgpt', new FakePage('https://chatgpt.com/'));
    const { socket } = SITES.chatgpt;
    if (socket === null) throw new Error('no socket');
    const handoff =
      'data: {"type":"stream_handoff","conversation_id":"c-1","turn_exchange_id":"t1"}\n\ndata: [DONE]\n\n';
    const call = pageFetch(recorder, () => Promise.resolve(streamed([new TextEncoder().encode(handoff)])));
    await call('https://chatgpt.com/backend-api/f/conversation', {
      method: 'POST',
      body: JSON.stringify({ action: 'next', messages: [], model: 'pro' }),
    });
    await ended();

    const joiner = socket.joiner();
    const replies = new SocketReplies(recorder, socket);
    const first = item('1', { v: { message: {}, conversation_id: 'c-1' } });
    const frames = [
      { type: 'reply', reply: { type: 'subscribe', catchups: [first, item('2', { v: 'Hel' })] } },
      [other, item('2', { v: 'Hel' }), item('3', { c: 1 }), item('4', { v: 'lo' })],
      [item('5', { type: 'message_stream_complete', conversation_id: 'c-1' })],
      [first],
    ];
    frames.forEach((frame) => {
      joiner.accept(JSON.stringify(frame)).forEach((piece) => replies.take('wss://ws.chatgpt.com/p', piece));
    });
    await vi.waitFor(() => {
      expect(drafts()).toHaveLength(2);
    });

    expect(drafts()[0]).toMatchObject({ complete: false, conversation_source_id: 'c-1' });
    expect(drafts()[1]).toMatchObject({
      url: 'wss://ws.chatgpt.com/p',
      conversation_source_id: 'c-1',
      complete: true,
      request: { action: 'next', messages: [], model: 'pro' },
      body_type: 'text/event-stream',
    });
    expect(drafts()[1]?.body.match(/"v":"Hel"/g)).toHaveLength(1);
    expect(drafts()[1]?.body).not.toContain('no');
  });

  test('of a temporary chat is dropped, though only its request said so', async () => {
    const recorder = recorderOf('chatgpt', new FakePage('https://chatgpt.com/?temporary-chat=true'));
    const { socket } = SITES.chatgpt;
    if (socket === null) throw new Error('no socket');
    const replies = new SocketReplies(recorder, socket);
    const frame = JSON.stringify([item('1', { type: 'message_stream_complete', conversation_id: 'c-2' })]);

    socket
      .joiner()
      .accept(frame)
      .forEach((piece) => replies.take('wss://ws.chatgpt.com/p', piece));
    await ended();

    expect(drafts()).toEqual([]);
  });
});

test('requests that are no business of ours are not even looked at', async () => {
  const recorder = recorderOf('chatgpt', new FakePage('https://chatgpt.com/'));
  const call = pageFetch(recorder, () => Promise.resolve(new Response('{"status":"COMPLETE"}')));

  for (const path of ['f/conversation/prepare', 'conversation/init', 'me', 'conversations?offset=0&limit=28']) {
    await call(`https://chatgpt.com/backend-api/${path}`, { method: path.includes('?') ? 'GET' : 'POST', body: null });
  }
  await call('https://elsewhere.example/backend-api/f/conversation', { method: 'POST' });

  expect(told).toEqual([]);
  expect(faults).toEqual([]);
});
