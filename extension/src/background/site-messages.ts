import type { Capture } from '../capture/capture';
import type { CaptureReply, Policy, TabState, ToWorker } from '../messages';
import type { Outbox } from '../outbox/outbox';
import { markTab } from './badge';
import { isCapture } from './check-capture';
import { takeOffer } from './offers';
import { mayCapture } from './policy';
import type { Queue } from './queue';
import type { Sender } from './sender';
import { full, readRules } from './settings';
import { rememberChat, rememberTab } from './tabs';

/** Answers what content scripts ask. Whatever a sender may not ask is answered with undefined. */
export async function answerSite(outbox: Outbox, queue: Queue, message: ToWorker, sender: Sender): Promise<unknown> {
  switch (message.kind) {
    case 'capture':
      return keep(outbox, queue, message.capture, sender);
    case 'policy':
      return policyFor(message, sender);
    case 'tab-state':
      if (sender.kind === 'site') await notice(sender.tab, message.state);
      return undefined;
    case 'pair-offer': {
      if (sender.kind !== 'server-page' || message.address !== sender.origin) return undefined;
      const reply = await takeOffer(outbox, { address: sender.origin, code: message.code, tab: sender.tab });
      void queue.move('now');
      return reply;
    }
  }
}

async function notice(tab: number, state: TabState): Promise<void> {
  const before = await rememberTab(tab, state);
  const drifts = state.kind === 'drift';
  if (drifts !== (before?.kind === 'drift')) await markTab(tab, drifts);
}

/** Keeps a capture durably, or says why not. */
async function keep(outbox: Outbox, queue: Queue, capture: Capture, sender: Sender): Promise<CaptureReply> {
  if (!isCapture(capture) || !maySpeakFor(capture, sender)) return { stored: false, why: 'invalid' };
  const asker = {
    site: capture.site,
    conversation: capture.conversation_source_id,
    incognito: sender.kind === 'site' && sender.incognito,
  };
  const policy = mayCapture(await readRules(), asker, Date.now());
  if (!policy.capture) return { stored: false, why: policy.why };
  await queue.arm();
  try {
    await outbox.add(capture, Date.now());
  } catch (failure) {
    if (!(failure instanceof DOMException) || failure.name !== 'QuotaExceededError') throw failure;
    await full.write(true);
    await queue.show();
    return { stored: false, why: 'full' };
  }
  if (await full.read()) await full.write(false);
  void queue.move();
  return { stored: true };
}

async function policyFor(asked: Extract<ToWorker, { kind: 'policy' }>, sender: Sender): Promise<Policy | undefined> {
  if (sender.kind !== 'site' || sender.site !== asked.site) return undefined;
  await rememberChat(sender.tab, asked.conversation);
  const asker = { site: asked.site, conversation: asked.conversation, incognito: sender.incognito };
  return mayCapture(await readRules(), asker, Date.now());
}

/** A chat page speaks for its own site only; the extension's own pages may hand over any capture. */
function maySpeakFor(capture: Capture, sender: Sender): boolean {
  return sender.kind === 'page' || (sender.kind === 'site' && sender.site === capture.site);
}
