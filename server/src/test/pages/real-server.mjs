// The built server in a home of its own, as `./run` starts it, with a browser's session and the owner's key.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const JAR = join(import.meta.dirname, '../../../target/everthread.jar');
const OPTIONS = ['--add-modules=jdk.incubator.vector', '--enable-native-access=ALL-UNNAMED', '-Xmx640m', '-Xlog:disable'];

export async function startRealServer(environment = {}) {
  const home = await mkdtemp(join(tmpdir(), 'everthread-walls-'));
  const server = spawn(process.env.EVERTHREAD_JAVA ?? 'java', [...OPTIONS, '-jar', JAR], {
    env: { ...process.env, EVERTHREAD_HOME: home, EVERTHREAD_PORT: '0', EVERTHREAD_OWNER_KEY: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => server.kill('SIGTERM');
  process.once('exit', end);
  const { address, signIn } = await ready(server);
  const key = (await readFile(join(home, 'owner-key'), 'utf8')).trim();
  const session = await signedIn(signIn);
  return {
    address,
    key,
    signIn,
    session,
    /** A call of the REST API; the answer's body. */
    rest: (method, path, body, headers = {}) => call(address + path, key, method, body, headers),
    stop: async () => {
      process.off('exit', end);
      end();
      if (server.exitCode === null) await once(server, 'exit');
      await rm(home, { recursive: true, force: true });
    },
  };
}

function ready(server) {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk) => {
      said += chunk;
      const address = /Everthread is ready: (\S+)/.exec(said)?.[1];
      const signIn = /Sign in\s+(\S+)/.exec(said)?.[1];
      if (address && signIn && said.includes('Ctrl-C')) resolve({ address, signIn });
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
  });
}

/** Uses the terminal's link as a browser does; the value of the session's cookie. */
async function signedIn(link) {
  const answer = await fetch(link, { redirect: 'manual' });
  const cookie = /everthread_session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
  if (!cookie) throw new Error(`the link did not sign in: ${answer.status}`);
  return cookie;
}

/** Asks again when the server has more to do than it can, as every client of ours does. */
async function call(url, key, method, body, headers) {
  const answer = await send(url, key, method, body, headers);
  if (answer.status === 503 || answer.status === 429) {
    await new Promise((resolve) => setTimeout(resolve, 1000 * Number(answer.headers.get('retry-after') ?? 1)));
    return call(url, key, method, body, headers);
  }
  if (!answer.ok) throw new Error(`${method} ${new URL(url).pathname}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

function send(url, key, method, body, headers) {
  return fetch(url, {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
