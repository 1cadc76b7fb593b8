import 'fake-indexeddb/auto';

import { openOutboxDatabase, type OutboxDatabase } from '../outbox/database';
import { Outbox } from '../outbox/outbox';

/** An empty outbox in a database of its own. */
export async function freshOutbox(): Promise<{ readonly outbox: Outbox; readonly database: OutboxDatabase }> {
  const database = await openOutboxDatabase(`outbox-${crypto.randomUUID()}`);
  return { outbox: new Outbox(database), database };
}
