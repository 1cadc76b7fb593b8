// Starts the built server in a home of its own and runs the official clients against it.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seed } from './seed.js';

const java = join(process.env.EVERTHREAD_TEST_JDK ?? process.env.JAVA_HOME ?? '/usr', 'bin/java');
const jar = join(import.meta.dirname, '../../../target/everthread.jar');
const home = await mkdtemp(join(tmpdir(), 'everthread-mcp-'));

const server = spawn(java, ['--add-modules=jdk.incubator.vector', '--enable-native-access=ALL-UNNAMED', '-jar', jar], {
  env: { ...process.env, EVERTHREAD_HOME: home, EVERTHREAD_PORT: '0', EVERTHREAD_OWNER_KEY: '' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const address = await new Promise((resolve, reject) => {
  let said = '';
  server.stdout.on('data', (chunk) => {
    said += chunk;
    const ready = /Everthread is ready: (\S+)/.exec(said);
    if (ready !== null) resolve(ready[1]);
  });
  server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
});
const key = (await readFile(join(home, 'owner-key'), 'utf8')).trim();
await seed(address, key);

const tests = spawn(process.execPath, ['--test', '--test-concurrency=1', 'clients.test.js', 'inspector.test.js', 'stdio.test.js'], {
  cwd: import.meta.dirname,
  env: { ...process.env, EVERTHREAD_BASE_URL: address, EVERTHREAD_KEY: key, EVERTHREAD_HOME: home, EVERTHREAD_JAVA: java, EVERTHREAD_JAR: jar },
  stdio: 'inherit',
});
const verdict = await new Promise((resolve) => tests.once('exit', resolve));
const ended = new Promise((resolve) => server.once('exit', resolve));
server.kill('SIGTERM');
await ended;
await rm(home, { recursive: true, force: true });
process.exit(verdict ?? 1);
