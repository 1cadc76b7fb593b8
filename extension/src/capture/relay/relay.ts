import type { Policy, TabState } from '../../messages';
import type { Site } from '../../sites/site';
import type { Draft } from '../draft';
import type { FromRecorder } from '../record/told';

import { deliver, deliverCapture, type WorkerLine } from './courier';
import { FallbackWatch } from './fallback-watch';
import { pageDraft } from './page-draft';
import { seal } from './seal';

/** What the relay knows of the page. */
export interface RelayPage {
  readonly document: Document;
  address(): string;
  now(): number;
}

/**
 * Stands between the tap and the worker: asks whether this page may be captured, cleans captures of secrets, holds each
 * until the worker has it, reads the page itself where nothing else came, and tells the worker what the tab shows.
 */
export class Relay {
  readonly #running = new Set<number>();
  /** Conversations that may not leave the page: true when the site said so, false while their mode is unknown. */
  readonly #temporary = new Map<string, boolean>();
  readonly #fallback = new FallbackWatch();
  #policy: Policy | null = null;
  #drift: string | null = null;
  #lastState = '';
  #lastAddress = '';
  #isLeaving = false;

  constructor(
    readonly site: Site,
    readonly page: RelayPage,
    readonly line: WorkerLine,
    readonly extensionVersion: string,
  ) {}

  /** Takes what has been made of the page's exchanges. */
  take(message: FromRecorder): void {
    switch (message.kind) {
      case 'begun':
        this.#running.add(message.exchange);
        break;
      case 'ended':
        this.#running.delete(message.exchange);
        break;
      case 'temporary':
        if (this.#temporary.get(message.conversation) !== true) this.#temporary.set(message.conversation, message.said);
        break;
      case 'drift':
        this.#drift = message.missing;
        break;
      case 'capture':
        this.#captured(message.draft, message.stopped);
        break;
    }
    this.#tellState();
  }

  /** The page is about to go: what comes now is sent without asking again. */
  leave(): void {
    this.#isLeaving = true;
    setTimeout(() => (this.#isLeaving = false), 2000);
  }

  /** Looks at the page; to be called about once a second. */
  look(): void {
    if (this.#lastAddress !== this.page.address()) this.#arrive();
    const action = this.#fallback.look({
      now: this.page.now(),
      conversation: this.#isTemporary() ? null : this.#conversation(),
      isBusy: this.#running.size > 0 || this.site.isGenerating(this.page.document),
      turns: this.#signature(),
    });
    if (action !== 'wait') this.#readPage();
    this.#tellState();
  }

  #arrive(): void {
    this.#lastAddress = this.page.address();
    this.#drift = null;
    void this.#askPolicy(this.#conversation());
  }

  #captured(draft: Draft, stopped: boolean): void {
    const conversation = draft.conversation_source_id;
    if (conversation !== null && this.#temporary.get(conversation) === false) this.#temporary.delete(conversation);
    if (draft.complete || stopped) this.#fallback.captured(conversation);
    void this.#ship(draft);
  }

  /** A paused site is silent: without leave to capture, the draft ends here. */
  async #ship(draft: Draft): Promise<void> {
    const policy = this.#isLeaving ? this.#policy : await this.#askPolicy(draft.conversation_source_id);
    if (policy?.capture !== true) return;
    await deliverCapture(this.line, seal(draft, this.extensionVersion));
  }

  async #askPolicy(conversation: string | null): Promise<Policy | null> {
    const question = { kind: 'policy', site: this.site.id, conversation } as const;
    this.#policy = await deliver(this.line, question, asPolicy);
    this.#tellState();
    return this.#policy;
  }

  #readPage(): void {
    const turns = this.site.turns(this.page.document);
    if (turns.kind === 'drift') this.#drift = turns.missing;
    else void this.#ship(pageDraft(this.site, this.page.address(), turns.html, this.page.now()));
  }

  #conversation(): string | null {
    return this.site.locate(new URL(this.page.address()))?.conversation ?? null;
  }

  /** True when the page shows a temporary chat, or one of which the mode is unknown. */
  #isTemporary(): boolean {
    const conversation = this.#conversation();
    return (
      this.site.isTemporaryAddress(new URL(this.page.address())) ||
      this.site.isTemporaryPage(this.page.document) ||
      (conversation !== null && this.#temporary.has(conversation))
    );
  }

  /** Cheap, because it is taken every second: how many turns there are, and how long the last one is. */
  #signature(): string | null {
    const turns = this.site.turnElements(this.page.document);
    return turns.length === 0 ? null : `${turns.length}:${turns.at(-1)?.textContent.length ?? 0}`;
  }

  #state(): TabState {
    const site = this.site.id;
    if (this.#isTemporary()) return { kind: 'temporary', site };
    if (this.#policy?.capture !== true) return { kind: 'idle' };
    if (this.#drift !== null) return { kind: 'drift', site, missing: this.#drift };
    return { kind: 'capturing', site, conversation: this.#conversation() };
  }

  #tellState(): void {
    const state = this.#state();
    const text = JSON.stringify(state);
    if (text === this.#lastState || !this.line.isAlive()) return;
    this.#lastState = text;
    this.line.send({ kind: 'tab-state', state }).catch(() => (this.#lastState = ''));
  }
}

function asPolicy(value: unknown): Policy | null {
  return typeof value === 'object' && value !== null && 'capture' in value ? (value as Policy) : null;
}
