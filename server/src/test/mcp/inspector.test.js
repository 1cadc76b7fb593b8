import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { node22 } from './node22.js';
import { callEveryTool, TOOLS } from './tools.js';

/** The server under test, which keeps a conversation about peanuts; a key that may read and write. */
const { EVERTHREAD_BASE_URL: base, EVERTHREAD_KEY: key } = process.env;
const inspector = join(import.meta.dirname, 'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js');

/** What the Inspector's command line prints, read as JSON. */
async function inspect(...options) {
  const args = ['--cli', `${base}/mcp`, '--transport', 'http', '--header', `Authorization: Bearer ${key}`, ...options];
  const process = spawn(node22(), [inspector, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  let said = '';
  process.stdout.on('data', (chunk) => (printed += chunk));
  process.stderr.on('data', (chunk) => (said += chunk));
  const code = await new Promise((resolve) => process.once('close', resolve));
  assert.equal(code, 0, `${printed}${said}`);
  return JSON.parse(printed);
}

async function call(tool, args) {
  const given = Object.entries(args).map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const options = given.flatMap((pair) => ['--tool-arg', pair]);
  const result = await inspect('--method', 'tools/call', '--tool-name', tool, ...options);
  assert.ok(!result.isError, result.content[0].text);
  return { text: result.content[0].text, data: result.structuredContent };
}

describe("the Inspector's command line", () => {
  test('lists and calls every tool', async () => {
    const { tools } = await inspect('--method', 'tools/list');

    assert.deepEqual(
      tools.map((tool) => tool.name),
      TOOLS,
    );
    await callEveryTool(call);
  });
});
