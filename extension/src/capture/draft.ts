import type { Capture } from './capture';

/** A capture before it has left the page's own world: not yet cleaned of secrets, without an id. */
export interface Draft extends Omit<Capture, 'schema' | 'id' | 'client'> {
  /** Which version of the site's adapter made it, as `claude/1`. */
  readonly adapter: string;
}

/** A body longer than this, in UTF-16 units, is not sent whole: the largest that one message to the worker can bear. */
export const LONGEST_BODY = 16 * 1024 * 1024;
