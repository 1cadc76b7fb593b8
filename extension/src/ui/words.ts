import { hostOf } from '../background/address';
import type { Pause } from '../background/policy';
import type { StatusView } from '../page-messages';

const NUMBERS = new Intl.NumberFormat('en');

/** “1 message”, “37 messages”. */
export function messages(count: number): string {
  return count === 1 ? '1 message' : `${NUMBERS.format(count)} messages`;
}

/** “20 seconds”, “5 minutes”, “3 hours”, “2 days”; a length of time, rounded down, one unit. */
export function span(millis: number): string {
  const seconds = Math.max(0, Math.floor(millis / 1_000));
  const units = [
    [86_400, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
    [1, 'second'],
  ] as const;
  const [length, name] = units.find(([size]) => seconds >= size) ?? [1, 'second'];
  const count = Math.floor(seconds / length);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** “13:48”. */
export function clock(at: number): string {
  return new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

/** “3 Mar 2026, 13:48”. */
export function moment(at: number): string {
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' }).format(at);
  return `${day}, ${clock(at)}`;
}

/** Why the queue waits and that nothing is lost. Empty when nothing waits for a server. */
export function waitingSentence({
  connection,
  queue,
  retry,
}: Pick<StatusView, 'connection' | 'queue' | 'retry'>): string {
  if (queue.waiting === 0) return '';
  const one = queue.waiting === 1;
  const safely = `${messages(queue.waiting)} ${one ? 'waits' : 'wait'} safely in this browser`;
  if (connection === null) return `${safely} until a server is connected.`;
  if (connection.refused !== null) return `${safely}.`;
  const away =
    retry === null || retry.status === null
      ? `The server doesn’t answer at ${hostOf(connection.address)}.`
      : `The server at ${hostOf(connection.address)} asks for a little time (status ${retry.status}).`;
  const back = retry === null || retry.status === null ? 'when it’s back' : 'when it’s ready';
  return `${away} ${safely} and ${one ? 'goes out by itself' : 'go out by themselves'} ${back}.`;
}

/** Until when nothing is kept. */
export function pauseSentence(pause: Exclude<Pause, { kind: 'off' }>): string {
  switch (pause.kind) {
    case 'until':
      return `Nothing is kept until ${clock(pause.at)}.`;
    case 'restart':
      return 'Nothing is kept until Chrome restarts.';
    case 'switched-on':
      return 'Nothing is kept until you switch it on again.';
  }
}
