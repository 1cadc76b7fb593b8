import type { Site } from '../../sites/site';

/** What the tap may know of the page around it. */
export interface PageView {
  /** The time in milliseconds since the epoch. */
  now(): number;
  address(): string;
  hasTemporaryMark(site: Site): boolean;
  /** A place in the list of addresses, for {@link addressesSince}. */
  mark(): number;
  addressesSince(mark: number): readonly string[];
  /** Resolves when the address changes, at the latest after so many milliseconds. */
  nextAddress(milliseconds: number): Promise<void>;
}

/** Watches the page's address through the navigation interface, which also sees what scripts push. */
export function watchPage(scope: Window): PageView {
  const addresses: string[] = [scope.location.href];
  let waiting: (() => void)[] = [];
  const look = (): void => {
    if (addresses.at(-1) === scope.location.href) return;
    addresses.push(scope.location.href);
    waiting.splice(0).forEach((resume) => resume());
  };
  scope.navigation.addEventListener('currententrychange', look);
  return {
    now: () => Date.now(),
    address: () => scope.location.href,
    hasTemporaryMark: (site) => site.isTemporaryPage(scope.document),
    mark: () => (look(), addresses.length - 1),
    addressesSince: (mark) => (look(), addresses.slice(mark)),
    nextAddress: (milliseconds) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        setTimeout(() => {
          waiting = waiting.filter((other) => other !== resolve);
          resolve();
        }, milliseconds);
      }),
  };
}
