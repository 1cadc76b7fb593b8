import { expect, test } from 'vitest';

import { KEY } from './connect-page';
import { FAULTS, MemoryStore, startFaultyServer } from './faults/faulty-server';
import { storm } from './faults/storm';

test('whatever ends on the way, what was said to be kept arrives, and once', async () => {
  const store = new MemoryStore();
  const server = await startFaultyServer(store.take, KEY);

  const result = await storm({ workerStops: 2 * FAULTS.length, browserKills: 2 }, server, KEY, () => store.texts());
  await server.close();

  expect(result).toMatchObject({ lost: [], twice: [] });
  expect(result.kept).toBeGreaterThan(2 * FAULTS.length);
});
