import assert from 'node:assert/strict';

/** The tools that are listed, in their order. */
export const TOOLS = [
  'search_memory',
  'add_memory',
  'list_memories',
  'get_conversation',
  'delete_memory',
  'get_context',
  'get_memory',
  'update_memory',
  'list_conversations',
  'list_tags',
  'memory_stats',
  'export_memories',
  'search',
  'fetch',
];

/**
 * Calls every tool as somebody would who adds a memory, looks for it everywhere and deletes it again.
 * `call(tool, arguments)` gives `{ text, data }` and throws for a refused call. The server keeps a conversation about peanuts.
 */
export async function callEveryTool(call) {
  const called = new Set();
  const use = async (tool, args) => {
    called.add(tool);
    return (await call(tool, args)).data;
  };
  const word = `Zeppelin${Math.random().toString(36).slice(2)}`;
  const { id } = await use('add_memory', { content: `User collects ${word} models`, tags: [word] });

  const found = await use('search_memory', { query: word, kind: 'memory' });
  assert.equal(found.hits[0].id, id);
  const listed = await use('list_memories', { tag: word });
  assert.deepEqual(
    listed.memories.map((memory) => memory.id),
    [id],
  );
  assert.match((await use('get_memory', { memory_id: id })).content, new RegExp(word));
  await use('update_memory', { memory_id: id, content: `User collects ${word} posters` });
  assert.match((await use('get_context', { query: word })).text, /posters/);
  assert.match(JSON.stringify(await use('list_tags', {})), new RegExp(word));
  assert.match(JSON.stringify(await use('memory_stats', {})), /"conversations":1/);
  assert.match(JSON.stringify(await use('export_memories', { tag: word })), /posters/);

  const { conversations } = await use('list_conversations', { limit: 5 });
  const read = await use('get_conversation', { conversation_id: conversations[0].id });
  assert.ok(read.messages.some((message) => /peanuts/.test(message.text)));
  const { results } = await use('search', { query: 'peanuts' });
  assert.match((await use('fetch', { id: results[0].id })).text, /peanuts/);

  await use('delete_memory', { memory_id: id });
  const gone = await use('search_memory', { query: word, kind: 'memory' });
  assert.ok(gone.hits.every((hit) => hit.id !== id));
  assert.deepEqual([...called].sort(), [...TOOLS].sort(), 'every listed tool is called');
}
