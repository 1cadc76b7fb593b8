// Runs the official conformance suite against the product's protocol code, served with the suite's own fixtures.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { node22 } from './node22.js';

const here = import.meta.dirname;
const java = process.env.EVERTHREAD_JAVA ?? 'java';
const classpath = process.env.EVERTHREAD_TEST_CLASSPATH;
if (!classpath) throw new Error('Set EVERTHREAD_TEST_CLASSPATH to the classes of server and tests.');

const server = spawn(
  java,
  ['--add-modules=jdk.incubator.vector', '-cp', classpath, 'everthread.web.mcp.conformance.ConformanceServer'],
  { stdio: ['ignore', 'pipe', 'ignore'] },
);
const url = await new Promise((resolve, reject) => {
  let said = '';
  server.stdout.on('data', (chunk) => {
    said += chunk;
    const address = /http:\S+/.exec(said);
    if (address !== null) resolve(address[0]);
  });
  server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
});

const results = await mkdtemp(join(tmpdir(), 'everthread-conformance-'));
let failed = 0;
for (const revision of ['2025-11-25', '2026-07-28']) {
  const run = spawnSync(
    node22(),
    [
      join(here, 'node_modules/@modelcontextprotocol/conformance/dist/index.js'),
      'server',
      '--url',
      url,
      '--requirements',
      revision,
      '--expected-failures',
      join(here, `conformance/failures-${revision}.yaml`),
    ],
    { cwd: results, encoding: 'utf8' },
  );
  const summary = run.stdout.slice(Math.max(0, run.stdout.indexOf('=== SUMMARY ===')));
  console.log(`${revision}\n${summary}${run.stderr}`);
  if (run.status !== 0) failed++;
}
await rm(results, { recursive: true, force: true });
server.kill();
process.exit(failed);
