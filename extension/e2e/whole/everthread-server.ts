import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const JAR = join(import.meta.dirname, '../../../server/target/everthread.jar');

/** A real server in a home of its own, as `./run` starts it. */
export interface EverthreadServer {
  readonly address: string;
  readonly key: string;
  /** A link that signs a browser in, once. */
  readonly signIn: () => string;
  /** Stops it as Ctrl-C does. */
  readonly stop: () => Promise<void>;
  /** Starts it again on the same port and home. */
  readonly start: () => Promise<void>;
  /** Stops it and removes its home. */
  readonly remove: () => Promise<void>;
  /** A call of the REST API. */
  readonly rest: (method: string, path: string, body?: unknown) => Promise<unknown>;
}

interface Running {
  readonly process: ChildProcess;
  readonly address: string;
  readonly signIn: string;
}

/** Starts a server on a free port. Needs the built jar, and a JDK 25 in EVERTHREAD_TEST_JDK or JAVA_HOME. */
export async function startEverthread(): Promise<EverthreadServer> {
  const home = await mkdtemp(join(tmpdir(), 'everthread-whole-'));
  let running = await launch(home, 0);
  const { address } = running;
  const port = Number(new URL(address).port);
  const key = (await readFile(join(home, 'owner-key'), 'utf8')).trim();
  return {
    address,
    key,
    signIn: () => running.signIn,
    stop: () => end(running.process),
    start: async () => {
      running = await launch(home, port);
    },
    remove: async () => {
      await end(running.process);
      await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
    rest: async (method, path, body) => {
      const answer = await fetch(address + path, {
        method,
        headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as unknown;
    },
  };
}

function launch(home: string, port: number): Promise<Running> {
  const jdk = process.env['EVERTHREAD_TEST_JDK'] ?? process.env['JAVA_HOME'];
  const java = jdk === undefined ? 'java' : join(jdk, 'bin/java');
  const options = ['--add-modules=jdk.incubator.vector', '--enable-native-access=ALL-UNNAMED', '-Xmx512m'];
  const child = spawn(java, [...options, '-jar', JAR], {
    env: { ...process.env, EVERTHREAD_HOME: home, EVERTHREAD_PORT: String(port), EVERTHREAD_OWNER_KEY: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
      const address = /Everthread is ready: (\S+)/.exec(said)?.[1];
      const signIn = /Sign in\s+(\S+)/.exec(said)?.[1];
      if (address !== undefined && signIn !== undefined && said.includes('Ctrl-C')) {
        resolve({ process: child, address, signIn });
      }
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
  });
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
