import { browser } from 'wxt/browser';

import type { StatusView } from '../page-messages';
import { isPaused } from './policy';

/** The mark on the toolbar's button, and the same in words. */
export interface Badge {
  /** At most four characters; empty when all is well. */
  readonly text: string;
  readonly tone: 'quiet' | 'warn' | 'bad';
  readonly title: string;
}

const COLOURS = { quiet: '#4F475A', warn: '#7A4B00', bad: '#A8200D' } as const;

/** Chooses the badge: what needs the person first, then a pause, then what waits. Pure. */
export function badgeOf(status: Omit<StatusView, 'tab'>): Badge {
  const { queue, connection, consent } = status;
  if (consent !== 'given') return quiet('', 'Everthread keeps nothing yet. Open it to set it up.');
  if (queue.full) return bad('The disk is full: new messages can’t be kept.');
  if (connection?.refused) return bad('The server no longer accepts this browser’s key. Pair again.');
  if (queue.refused > 0) return bad(`The server refused ${counted(queue.refused)}. Nothing is lost.`);
  if (status.sites.some((site) => site.on && site.unread)) {
    return {
      text: '!',
      tone: 'warn',
      title: 'Everthread: a site has changed. What it sends is kept until it can be read.',
    };
  }
  if (isPaused(status.pause, status.now)) return quiet('II', 'Everthread is paused.');
  if (connection === null) return quiet(short(queue.waiting), 'Everthread isn’t paired with a server yet.');
  if (queue.waiting > 0) {
    return {
      text: short(queue.waiting),
      tone: 'warn',
      title: `Everthread: ${counted(queue.waiting)} waiting for the server.`,
    };
  }
  return quiet('', 'Everthread: everything is kept.');
}

/** Shows the badge on every tab that has none of its own. */
export async function showBadge(badge: Badge): Promise<void> {
  await browser.action.setBadgeText({ text: badge.text });
  await browser.action.setBadgeBackgroundColor({ color: COLOURS[badge.tone] });
  await browser.action.setBadgeTextColor({ color: '#FFFFFF' });
  await browser.action.setTitle({ title: badge.title });
}

/** Marks one tab as not readable, or clears that mark. */
export async function markTab(tab: number, drifting: boolean): Promise<void> {
  const title = drifting ? 'Everthread: this page has changed and can’t be read.' : await browser.action.getTitle({});
  await browser.action.setTitle({ tabId: tab, title });
  await browser.action.setBadgeText(drifting ? { tabId: tab, text: '!' } : { tabId: tab });
}

function quiet(text: string, title: string): Badge {
  return { text, tone: 'quiet', title };
}

function bad(sentence: string): Badge {
  return { text: '!', tone: 'bad', title: `Everthread: ${sentence}` };
}

function counted(count: number): string {
  return count === 1 ? '1 message' : `${count} messages`;
}

function short(count: number): string {
  if (count === 0) return '';
  return count < 1_000 ? String(count) : `${Math.min(99, Math.floor(count / 1_000))}k`;
}
