import { browser } from 'wxt/browser';

/**
 * One value in the browser's storage, readable only by the extension's own worker and pages. Changes are made one after
 * the other, so that none is lost.
 */
export class Stored<T> {
  #last: Promise<unknown> = Promise.resolve();

  /** @param area `local` stays; `session` is gone when the browser closes */
  constructor(
    readonly area: 'local' | 'session',
    readonly key: string,
    readonly initial: T,
  ) {}

  async read(): Promise<T> {
    const found = await browser.storage[this.area].get(this.key);
    return (found[this.key] as T | undefined) ?? this.initial;
  }

  async write(value: T): Promise<void> {
    await this.change(() => value);
  }

  /** Replaces the value by what `change` makes of it, and returns that. */
  async change(change: (value: T) => T): Promise<T> {
    const next = this.#last.then(async () => {
      const value = change(await this.read());
      if (value === null) await browser.storage[this.area].remove(this.key);
      else await browser.storage[this.area].set({ [this.key]: value });
      return value;
    });
    this.#last = next.catch(() => undefined);
    return next;
  }
}

/** Keeps keys and settings out of reach of content scripts. Called on every start of the worker. */
export async function closeStorageToContentScripts(): Promise<void> {
  await browser.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
}
