/** Returns the address without its fragment and without any query parameter but the named ones. */
export function cutAddress(address: string, keptParameters: readonly string[]): string {
  const url = new URL(address);
  const kept = [...url.searchParams].filter(([name]) => keptParameters.includes(name));
  const query = new URLSearchParams(kept).toString();
  return `${url.protocol}//${url.host}${url.pathname}${query === '' ? '' : `?${query}`}`;
}
