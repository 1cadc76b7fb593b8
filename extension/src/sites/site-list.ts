import type { SiteId } from '../capture/capture';

/** What every part of the extension, the manifest included, may know of a site without loading how it is read. */
export interface SiteEntry {
  readonly id: SiteId;
  readonly name: string;
  /** Chrome match patterns; host permissions and content scripts come from these. */
  readonly matches: readonly string[];
}

/** The sites, in the order in which people see them. */
export const SITE_LIST: readonly SiteEntry[] = [
  { id: 'chatgpt', name: 'ChatGPT', matches: ['https://chatgpt.com/*', 'https://chat.openai.com/*'] },
  { id: 'claude', name: 'Claude', matches: ['https://claude.ai/*'] },
  { id: 'gemini', name: 'Gemini', matches: ['https://gemini.google.com/*'] },
];

/** Where a server on this machine answers. Patterns know no ports. */
export const LOCAL_SERVER_MATCHES: readonly string[] = ['http://127.0.0.1/*', 'http://localhost/*'];

/** Returns the match patterns of all sites. */
export function siteMatches(): readonly string[] {
  return SITE_LIST.flatMap((site) => site.matches);
}

/** Returns the site that this address belongs to, or null. Only https pages of the listed hosts count. */
export function siteOfAddress(address: string): SiteEntry | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.protocol !== 'https:' || url.port !== '') return null;
  return SITE_LIST.find((site) => site.matches.some((pattern) => new URL(pattern).hostname === url.hostname)) ?? null;
}

/** Returns the site's name as people know it. */
export function siteName(id: SiteId): string {
  return SITE_LIST.find((site) => site.id === id)?.name ?? id;
}
