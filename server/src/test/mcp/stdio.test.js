import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as SdkClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as SdkTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ResourceUpdatedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { seed } from './seed.js';
import { callEveryTool, TOOLS } from './tools.js';

/** The java and the jar, and the home of the running server, which keeps a conversation about peanuts. */
const java = process.env.EVERTHREAD_JAVA;
const jar = process.env.EVERTHREAD_JAR;
const runningHome = process.env.EVERTHREAD_HOME;
const ownHome = await mkdtemp(join(tmpdir(), 'everthread-stdio-'));

const name = { name: 'everthread-tests', version: '1.0.0' };
const clients = [
  { title: '@modelcontextprotocol/sdk', make: () => new SdkClient(name), Transport: SdkTransport },
  { title: '@modelcontextprotocol/client, legacy', make: () => new Client(name), Transport: StdioClientTransport },
  {
    title: '@modelcontextprotocol/client, auto',
    make: () => new Client(name, { versionNegotiation: { mode: 'auto' } }),
    Transport: StdioClientTransport,
  },
];

function transport(Transport, home) {
  return new Transport({
    command: java,
    args: ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', jar, 'mcp'],
    env: { ...process.env, EVERTHREAD_HOME: home, EVERTHREAD_PORT: '0', EVERTHREAD_OWNER_KEY: '', EVERTHREAD_KEY: '' },
    stderr: 'ignore',
  });
}

async function call(client, tool, args) {
  const result = await client.callTool({ name: tool, arguments: args });
  assert.ok(!result.isError, result.content[0].text);
  return { text: result.content[0].text, data: result.structuredContent };
}

/**
 * The server that a client started says in its home where it is and what its key is. One that ends just then, since another client had
 * started it, is followed by another once a client asks for something.
 */
async function seedHome(client) {
  for (;;) {
    await client.listTools();
    const [, address] = (await readFile(join(ownHome, 'lock'), 'utf8')).split('\n');
    try {
      return await seed(address, (await readFile(join(ownHome, 'owner-key'), 'utf8')).trim());
    } catch (trouble) {
      if (!(trouble instanceof TypeError)) throw trouble;
    }
  }
}

/** Waits until the server that used the home has ended, which it does some seconds after the client that had started it. */
async function nobodyServes() {
  const [, process_] = /^process (\d+)/.exec(await readFile(join(ownHome, 'lock'), 'utf8'));
  while (isAlive(Number(process_))) await new Promise((resolve) => setTimeout(resolve, 100));
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Ended after the tests, also after those that fail: each has a process. */
const begun = [];
after(async () => {
  await Promise.all(begun.map((client) => client.close()));
  await rm(ownHome, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 });
});

async function begin({ make, Transport }, home) {
  const client = make();
  const troubles = [];
  client.onerror = (trouble) => troubles.push(trouble);
  const began = performance.now();
  begun.push(client);
  await client.connect(transport(Transport, home));
  console.log(`# ready after ${Math.round(performance.now() - began)} ms`);
  return { client, troubles };
}

for (const kind of clients) {
  describe(`${kind.title} over stdio, beside a running server`, () => {
    let client;
    let troubles;

    before(async () => {
      ({ client, troubles } = await begin(kind, runningHome));
    });

    test('lists and calls every tool', async () => {
      const { tools } = await client.listTools();

      assert.match(client.getInstructions(), /search_memory/);
      assert.deepEqual(
        tools.map((tool) => tool.name),
        TOOLS,
      );
      await callEveryTool((tool, args) => call(client, tool, args));
    });

    test('reads a resource and gets a prompt', async () => {
      const { resources } = await client.listResources();
      const { contents } = await client.readResource({ uri: resources[0].uri });
      const prompt = await client.getPrompt({ name: 'recall', arguments: { topic: 'peanuts' } });

      assert.match(contents[0].text, /peanuts/);
      assert.match(JSON.stringify(prompt.messages), /peanuts/);
    });

    test('is refused an unknown tool', async () => {
      await assert.rejects(client.callTool({ name: 'no_such_tool', arguments: {} }), { code: -32602 });
    });

    test('has heard nothing that is no message', () => {
      assert.deepEqual(troubles, []);
    });
  });
}

describe('@modelcontextprotocol/sdk over stdio, watching', () => {
  test('is told when a memory changes, unasked', async () => {
    const { client } = await begin(clients[0], runningHome);
    const told = new Promise((resolve) =>
      client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => resolve(params.uri)),
    );
    const { data } = await call(client, 'add_memory', { content: 'User repairs barometers' });
    const uri = `everthread://memory/${data.id}`;

    await client.subscribeResource({ uri });
    await call(client, 'update_memory', { memory_id: data.id, content: 'User repairs clocks' });

    assert.equal(await told, uri);
    await client.close();
  });
});

describe('@modelcontextprotocol/sdk over stdio, where no server runs', () => {
  test('is served by one of its own, which ends with it and keeps what it was told', async () => {
    const first = await begin(clients[0], ownHome);
    await call(first.client, 'add_memory', { content: 'User plays the theremin' });
    await first.client.close();

    const second = await begin(clients[0], ownHome);
    const { tools } = await second.client.listTools();
    const { data } = await call(second.client, 'search_memory', { query: 'theremin' });
    await second.client.close();

    assert.deepEqual(
      tools.map((tool) => tool.name),
      TOOLS,
    );
    assert.equal(data.hits.length, 1);
    assert.deepEqual([...first.troubles, ...second.troubles], []);
  });

  test('calls every tool there too, while a second client shares the server', async () => {
    await nobodyServes();
    const [first, second] = await Promise.all([begin(clients[0], ownHome), begin(clients[2], ownHome)]);
    await seedHome(first.client);
    await callEveryTool((tool, args) => call(first.client, tool, args));
    const shared = await call(second.client, 'search_memory', { query: 'theremin' });
    await first.client.close();

    // The first may have had the server: then the second starts one of its own and goes on.
    const after = await call(second.client, 'search_memory', { query: 'theremin' });
    await second.client.close();

    assert.equal(shared.data.hits.length, 1);
    assert.equal(after.data.hits.length, 1);
  });
});
