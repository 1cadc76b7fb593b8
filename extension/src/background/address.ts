const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost']);

/** Chrome takes a host with blanks, which it writes as %20; nobody has such a server. */
const HOST = /^[\w.:[\]-]+$/;

/**
 * Reads what a person typed as a server's address and returns its origin, or null when it is none. Without a scheme,
 * this machine is reached by http and any other by https.
 */
export function readAddress(typed: string): string | null {
  const text = typed.trim();
  const withScheme = /^[a-z]+:\/\//i.test(text) ? text : `${schemeFor(text)}://${text}`;
  if (text === '' || !URL.canParse(withScheme)) return null;
  const url = new URL(withScheme);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  return isWeb && HOST.test(url.hostname) && url.username === '' ? url.origin : null;
}

/** True for a server on this machine, which the manifest already allows. */
export function isLoopback(address: string): boolean {
  const url = new URL(address);
  return url.protocol === 'http:' && LOOPBACK.has(url.hostname);
}

/** Returns the match pattern to ask permission for. Patterns know no ports. */
export function permissionFor(address: string): string {
  const url = new URL(address);
  return `${url.protocol}//${url.hostname}/*`;
}

/** Returns the address as people read it: `127.0.0.1:8377`. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}

function schemeFor(text: string): 'http' | 'https' {
  return LOOPBACK.has(text.split(/[:/]/)[0] ?? '') ? 'http' : 'https';
}
