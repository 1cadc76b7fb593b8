import type { SiteId } from '../capture/capture';
import type { RetryState } from '../outbox/drain';
import type { Problem } from '../outbox/problem';
import type { CaptureRules, Consent, ExcludedChat, Pause } from './policy';
import { Stored } from './stored';

/** The server that this browser is paired with. */
export interface Connection {
  readonly address: string;
  readonly key: string;
  readonly space: string;
  /** Set once the server no longer takes the key; nothing is sent until the browser is paired again. */
  readonly refused: Problem | null;
}

/** A chat by the site's own id. */
export interface ChatName {
  readonly site: SiteId;
  readonly conversation: string;
}

/** A chat that will be erased here and on the server; until `due_at` it can be brought back. */
export interface Erasure {
  readonly site: SiteId;
  readonly conversation: string;
  /** Milliseconds since 1970. */
  readonly due_at: number;
  /** Why the server has not erased it yet; null before the first try. */
  readonly problem: Problem | null;
}

export const consent = new Stored<Consent>('local', 'consent', 'unasked');
export const connection = new Stored<Connection | null>('local', 'connection', null);
export const retry = new Stored<RetryState | null>('local', 'retry', null);
export const sitesOff = new Stored<readonly SiteId[]>('local', 'sites-off', []);
export const excluded = new Stored<readonly ExcludedChat[]>('local', 'excluded', []);
export const erasures = new Stored<readonly Erasure[]>('local', 'erasures', []);
/** Chats that are kept after all, which the server has yet to be told: it may have erased them and bars them since. */
export const keptAgain = new Stored<readonly ChatName[]>('local', 'kept-again', []);
/** True since a capture did not fit on the disk, until one does. */
export const full = new Stored<boolean>('local', 'full', false);
/** Sites whose newest capture the server could not read. */
export const unread = new Stored<readonly SiteId[]>('local', 'unread', []);

const OFF: Pause = { kind: 'off' };
const lastingPause = new Stored<Pause>('local', 'pause', OFF);
const sessionPause = new Stored<Pause>('session', 'pause', OFF);

export async function readPause(): Promise<Pause> {
  const lasting = await lastingPause.read();
  return lasting.kind === 'off' ? sessionPause.read() : lasting;
}

/** A pause until the restart is kept where the restart forgets it. */
export async function writePause(pause: Pause): Promise<void> {
  await sessionPause.write(pause.kind === 'restart' ? pause : OFF);
  await lastingPause.write(pause.kind === 'restart' ? OFF : pause);
}

export async function readRules(): Promise<CaptureRules> {
  const [answer, pause, off, chats] = await Promise.all([
    consent.read(),
    readPause(),
    sitesOff.read(),
    excluded.read(),
  ]);
  return { consent: answer, pause, sitesOff: off, excluded: chats };
}
