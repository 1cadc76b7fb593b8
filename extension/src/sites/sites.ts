import type { SiteId } from '../capture/capture';

import { chatgpt } from './chatgpt/site';
import { claude } from './claude/site';
import { gemini } from './gemini/site';
import type { Site } from './site';
import { siteOfAddress } from './site-list';

/** Every site by its id; a site of `site-list.ts` without a folder here does not compile. */
export const SITES: Readonly<Record<SiteId, Site>> = { chatgpt, claude, gemini };

/** Returns how the site of this address is read, or null when it is none of ours. */
export function siteOf(address: string): Site | null {
  const entry = siteOfAddress(address);
  return entry === null ? null : SITES[entry.id];
}
