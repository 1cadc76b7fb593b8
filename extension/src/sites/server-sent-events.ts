import { parseJson } from './json';

/** One event of a server-sent event stream. */
export interface ServerSentEvent {
  /** Empty when the event has no name. */
  readonly name: string;
  /** The data lines, joined by line feeds. */
  readonly data: string;
}

/**
 * Returns the events of a stream, tolerant of CRLF and of a last event without its empty line.
 * Format: HTML Standard, section 9.2 "Server-sent events".
 */
export function serverSentEvents(body: string): readonly ServerSentEvent[] {
  return body
    .split(/\r?\n\r?\n/)
    .map(serverSentEvent)
    .filter((event) => event.data !== '');
}

function serverSentEvent(block: string): ServerSentEvent {
  const lines = block.split(/\r?\n/);
  return { name: values(lines, 'event').at(-1) ?? '', data: values(lines, 'data').join('\n') };
}

function values(lines: readonly string[], field: string): readonly string[] {
  return lines
    .filter((line) => line.startsWith(`${field}:`))
    .map((line) => line.slice(field.length + 1).replace(/^ /, ''));
}

/** Returns what the events carry, as JSON; events that carry anything else (`[DONE]`, half a frame) are left out. */
export function eventValues(body: string): readonly unknown[] {
  return serverSentEvents(body)
    .map((event) => parseJson(event.data))
    .filter((value) => value !== undefined);
}
