// Another extension, which the person allowed to reach this machine, tries to use the person's session and our API.

import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes the extension; its folder. */
export async function foreignExtension() {
  const folder = await mkdtemp(join(tmpdir(), 'everthread-foreign-'));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ manifest_version: 3, name: 'Foreign', version: '1', host_permissions: ['http://127.0.0.1/*'], background: { service_worker: 'worker.js' } }));
  await writeFile(join(folder, 'worker.js'), '');
  return folder;
}

/** Runs in its worker: what each call answers. */
export async function callAll({ base, calls }) {
  const answers = [];
  for (const { method, path } of calls) {
    const answer = await fetch(base + path, { method, credentials: 'include', ...(method === 'GET' ? {} : { body: 'content=from+a+foreign+extension', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }) });
    answers.push({ method, path, status: answer.status, text: await answer.text() });
  }
  return answers;
}
