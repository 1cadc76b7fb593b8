// A server of the test classes, with a site beside it that stands for the web of metadata documents.
import { spawn } from 'node:child_process';

export async function startHouse() {
  const java = process.env.EVERTHREAD_JAVA ?? 'java';
  const classpath = process.env.EVERTHREAD_TEST_CLASSPATH;
  if (!classpath) throw new Error('Set EVERTHREAD_TEST_CLASSPATH to the classes of server and tests.');
  const server = spawn(
    java,
    [
      '--add-modules=jdk.incubator.vector',
      '--enable-native-access=ALL-UNNAMED',
      '-cp',
      classpath,
      'everthread.OAuthHouse',
    ],
    { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, EVERTHREAD_OWNER_KEY: '' } },
  );
  const told = await new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (chunk) => {
      said += chunk;
      const line = /^\{"address".*\}$/m.exec(said);
      if (line !== null) resolve(JSON.parse(line[0]));
    });
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  const stop = () =>
    new Promise((resolve) => {
      server.once('exit', resolve);
      server.kill('SIGTERM');
    });
  return { ...told, stop };
}
