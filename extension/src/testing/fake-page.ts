import type { PageView } from '../capture/record/page-view';
import type { Site } from '../sites/site';

/** A page whose address the test moves. */
export class FakePage implements PageView {
  readonly #addresses: string[];
  #waiting: (() => void)[] = [];
  /** True while the page shows its mark of a temporary chat. */
  isTemporary = false;

  constructor(address: string) {
    this.#addresses = [address];
  }

  go(address: string): void {
    this.#addresses.push(address);
    this.#waiting.splice(0).forEach((resume) => resume());
  }

  now = (): number => Date.now();
  address = (): string => this.#addresses.at(-1) ?? '';
  hasTemporaryMark = (site: Site): boolean => site.id === 'gemini' && this.isTemporary;
  mark = (): number => this.#addresses.length - 1;
  addressesSince = (mark: number): readonly string[] => this.#addresses.slice(mark);
  nextAddress = (): Promise<void> => new Promise((resume) => this.#waiting.push(resume));
}
