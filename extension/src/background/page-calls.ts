import type { Outbox } from '../outbox/outbox';
import type { FromPage, PageCallKind, PageCalls } from '../page-messages';
import { excludeChat, hastenErasure, includeChat } from './erase';
import { answerOffer, connectByHand, testConnection } from './offers';
import type { Queue } from './queue';
import { connection, consent, retry, sitesOff, writePause } from './settings';
import { readStatus } from './status';
import { viewTab } from './tabs';

type Reply = PageCalls[PageCallKind]['reply'];

/** Answers the extension's own pages: popup, options, consent. */
export async function answerPage(outbox: Outbox, queue: Queue, call: FromPage): Promise<Reply> {
  if (call.kind === 'status') {
    return { ...(await readStatus(outbox, Date.now())), tab: await viewTab(call.tab, outbox) };
  }
  if (call.kind === 'refused') return outbox.refused();
  const reply = await change(outbox, call);
  if (call.kind === 'pause' || call.kind === 'switch-site') await queue.show();
  else void queue.move(call.kind === 'exclude' || call.kind === 'discard-refused' ? 'due' : 'now');
  return reply;
}

async function change(outbox: Outbox, call: Exclude<FromPage, { kind: 'status' | 'refused' }>): Promise<Reply> {
  switch (call.kind) {
    case 'consent':
      await consent.write(call.given ? 'given' : 'declined');
      return { pairing: await answerOffer(outbox, call.given) };
    case 'switch':
      return { pairing: await answerOffer(outbox, call.given) };
    case 'connect':
      return connectByHand(outbox, call.address, call.secret);
    case 'test':
      return testConnection();
    case 'disconnect':
      await connection.write(null);
      await retry.write(null);
      return null;
    case 'switch-site':
      await sitesOff.change((off) => [...off.filter((site) => site !== call.site), ...(call.on ? [] : [call.site])]);
      return null;
    case 'pause':
      await writePause(call.pause);
      return null;
    case 'exclude':
      await excludeChat(outbox, call.site, call.conversation, Date.now());
      return null;
    case 'include':
      await includeChat(outbox, call.site, call.conversation);
      return null;
    case 'erase-now':
      await hastenErasure(call.site, call.conversation);
      return null;
    case 'try-now':
      return null;
    case 'retry-refused':
      await outbox.retryRefused();
      return null;
    case 'discard-refused':
      await outbox.discardRefused(call.id);
      return null;
  }
}
