import { isPaused } from '../background/policy';
import type { ChatView, StatusView } from '../page-messages';
import { siteName } from '../sites/site-list';
import type { SiteId } from '../capture/capture';
import type { Knot } from './marks';
import { messages, pauseSentence, span, waitingSentence } from './words';

/** What the popup's button does. */
export type Deed =
  | 'set-up'
  | 'connect'
  | 'pair-again'
  | 'search'
  | 'memories'
  | 'try-now'
  | 'diagnose'
  | 'resume'
  | 'keep-again'
  | 'undo'
  | 'erase-now'
  | 'see-refused'
  | 'report';

export interface Button {
  readonly label: string;
  readonly does: Deed;
}

/** The popup's head: one state, in words, and what can be done about it. The first button is the primary one. */
export interface Face {
  readonly knot: Knot;
  readonly title: string;
  readonly text: string;
  readonly buttons: readonly Button[];
}

const SEARCH: Button = { label: 'Search', does: 'search' };
const MEMORIES: Button = { label: 'Memories', does: 'memories' };
const REPORT: Button = { label: 'Copy a report', does: 'report' };

/** Chooses the one thing that the person should know now: what stops everything first, then this tab. Pure. */
export function faceOf(status: StatusView): Face {
  return blockedFace(status) ?? tabFace(status);
}

function blockedFace(status: StatusView): Face | null {
  const { consent, connection, queue } = status;
  if (consent === 'unasked') {
    return face('none', 'Not set up yet', 'Everthread keeps nothing until you allow it.', {
      label: 'Set up',
      does: 'set-up',
    });
  }
  if (consent === 'declined') {
    const text = 'You chose not to allow it. You can change that at any time.';
    return face('none', 'Nothing is kept', text, { label: 'Read it again', does: 'set-up' });
  }
  if (queue.full) {
    const text = 'New messages can’t be kept until there is room on the disk. What was kept before is safe.';
    return face('failed', 'The disk is full', text, { label: 'Try now', does: 'try-now' }, REPORT);
  }
  if (connection?.refused) {
    const text = `The server no longer accepts this browser’s key; pair again. ${waitingSentence(status)}`.trim();
    return face('failed', 'Pair this browser again', text, { label: 'Pair again', does: 'pair-again' });
  }
  if (connection === null) {
    const text = `Everthread keeps chats on a server of your own. ${waitingSentence(status)}`.trim();
    return face('waiting', 'No server yet', text, { label: 'Connect', does: 'connect' });
  }
  return null;
}

function tabFace(status: StatusView): Face {
  const { tab, pause, now } = status;
  if (tab.kind === 'temporary') {
    const text = `It’s a temporary chat on ${siteName(tab.site)}. Everthread never stores those, also not later.`;
    return face('none', 'Not keeping this chat', text);
  }
  if (pause.kind !== 'off' && isPaused(pause, now)) {
    return face('paused', 'Paused', pauseSentence(pause), { label: 'Resume', does: 'resume' }, SEARCH);
  }
  switch (tab.kind) {
    case 'idle':
      return queueFace(status) ?? idleFace(status);
    case 'drift':
      return driftFace(tab.site, tab.missing);
    case 'unseen':
    case 'chat':
      if (status.sites.some((site) => site.id === tab.site && !site.on)) {
        return face('none', 'Not keeping this chat', `${siteName(tab.site)} is switched off below.`, SEARCH, MEMORIES);
      }
      return tab.kind === 'unseen' ? unseenFace(tab.site) : chatFace(status, tab.site, tab.chat);
  }
}

function chatFace(status: StatusView, site: SiteId, chat: ChatView | null): Face {
  const not = notKeptFace(status, site, chat);
  if (not !== null) return not;
  const waits = queueFace(status);
  if (waits !== null) return waits;
  const keptAt = chat?.kept_at ?? null;
  if (keptAt === null) {
    return face('ready', 'Ready', `The next message of this chat on ${siteName(site)} will be kept.`, SEARCH, MEMORIES);
  }
  return face('kept', 'This chat is kept', `The last message ${span(status.now - keptAt)} ago.`, SEARCH, MEMORIES);
}

function notKeptFace(status: StatusView, site: SiteId, chat: ChatView | null): Face | null {
  const title = 'Not keeping this chat';
  if (chat?.excluded === true) {
    if (chat.erase_problem !== null) {
      const text = `The server didn’t erase it: ${chat.erase_problem.sentence} You can delete it on the server’s page.`;
      return face('failed', title, text, { label: 'Try again', does: 'erase-now' }, SEARCH);
    }
    if (chat.erase_at !== null) {
      const left =
        chat.erase_at > status.now ? `in ${span(chat.erase_at - status.now)}` : 'as soon as the server answers';
      const text = `What was kept of it is erased, here and on the server, ${left}.`;
      return face('none', title, text, { label: 'Undo', does: 'undo' }, { label: 'Erase now', does: 'erase-now' });
    }
    return face('none', title, 'You chose not to save it. Nothing of it is here.', {
      label: 'Keep it again',
      does: 'keep-again',
    });
  }
  switch (chat?.unwanted ?? null) {
    case null:
      return null;
    case 'deleted':
      return face('none', title, 'It was deleted on the server, which takes nothing of it any more.', SEARCH, MEMORIES);
    case 'temporary_chat':
      return face('none', title, `It’s a temporary chat on ${siteName(site)}. Everthread never stores those.`);
    default:
      return face('none', title, `It’s marked on ${siteName(site)} as not to be remembered.`);
  }
}

function queueFace(status: StatusView): Face | null {
  if (status.queue.waiting === 0 || status.retry === null) return null;
  return face(
    'waiting',
    'Kept here, not sent yet',
    waitingSentence(status),
    { label: 'Try now', does: 'try-now' },
    { label: 'What’s wrong?', does: 'diagnose' },
  );
}

function idleFace({ queue }: StatusView): Face {
  if (queue.refused > 0) {
    const text = 'It stays in this browser until you decide. Everything else went out.';
    const title = `${messages(queue.refused)} ${queue.refused === 1 ? 'was' : 'were'} refused`;
    return face('failed', title, queue.refused === 1 ? text : text.replace('It stays', 'They stay'), {
      label: 'See why',
      does: 'see-refused',
    });
  }
  return face(
    'ready',
    'Not a chat page',
    'Everthread keeps your chats on ChatGPT, Claude and Gemini.',
    SEARCH,
    MEMORIES,
  );
}

function driftFace(site: SiteId, missing: string): Face {
  const text = `${siteName(site)} has changed: ${missing} isn’t where it was. New messages here may not be kept until Everthread is updated.`;
  return face('warn', 'This page can’t be read', text, REPORT, SEARCH);
}

function unseenFace(site: SiteId): Face {
  const text = `This ${siteName(site)} page was open before Everthread began. After one reload, its chats are kept.`;
  return face('none', 'Reload this tab once', text, SEARCH, MEMORIES);
}

function face(knot: Knot, title: string, text: string, ...buttons: readonly Button[]): Face {
  return { knot, title, text, buttons };
}
