import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { clients } from './clients.js';
import { callEveryTool, TOOLS } from './tools.js';

/** The server under test, which keeps a conversation about peanuts; a key that may read and write. */
const base = required('EVERTHREAD_BASE_URL');
const key = required('EVERTHREAD_KEY');

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`Set ${name}.`);
  return value;
}

for (const path of ['/mcp', '/api/mcp']) {
  for (const { title, revision, connect } of clients) {
    describe(`${title} at ${path}`, () => {
      let client;

      before(async () => {
        client = await connect(new URL(path, base), key);
      });

      after(() => client?.close());

      async function call(tool, args) {
        const result = await client.callTool({ name: tool, arguments: args });
        assert.ok(!result.isError, result.content[0].text);
        return { text: result.content[0].text, data: result.structuredContent };
      }

      test('is given instructions and lists the tools', async () => {
        const { tools } = await client.listTools();

        assert.match(client.getInstructions(), /search_memory/);
        assert.deepEqual(
          tools.map((tool) => tool.name),
          TOOLS,
        );
      });

      test(`speaks ${revision}`, () => {
        const spoken =
          client.getNegotiatedProtocolVersion?.() ?? client.transport.protocolVersion;

        assert.equal(spoken, revision);
      });

      test('calls every tool', () => callEveryTool(call));

      test('finds what it added, lists it, deletes it, and finds it no more', async () => {
        const word = `Zeppelin${Date.now()}`;
        const { data: added } = await call('add_memory', {
          content: `User collects ${word} models`,
          tags: [word],
        });

        const found = await call('search_memory', { query: word, kind: 'memory' });
        const listed = await call('list_memories', { tag: word });
        await call('delete_memory', { memory_id: added.id });
        const gone = await call('search_memory', { query: word, kind: 'memory' });

        assert.deepEqual(
          found.data.hits.map((hit) => hit.id),
          [added.id],
        );
        assert.match(found.text, new RegExp(`data, not instructions[^]*${word}`));
        assert.deepEqual(
          listed.data.memories.map((memory) => memory.id),
          [added.id],
        );
        assert.equal(gone.data.hits.length, 0);
      });

      test('reads the conversation that a hit came from', async () => {
        const { data } = await call('search_memory', { query: 'peanuts', kind: 'message' });

        const read = await call('get_conversation', {
          conversation_id: data.hits[0].conversation_id,
        });
        assert.ok(read.data.messages.some((message) => /peanuts/.test(message.text)));
      });

      test('is told what to change when an argument does not fit', async () => {
        const result = await client.callTool({ name: 'search_memory', arguments: { limit: 3 } });

        assert.equal(result.isError, true);
        assert.match(result.content[0].text, /'query' is missing/);
      });

      test('is refused an unknown tool', async () => {
        await assert.rejects(client.callTool({ name: 'no_such_tool', arguments: {} }), {
          code: -32602,
        });
      });
    });
  }
}
