import type { SiteId } from '../capture/capture';
import type { Policy } from '../messages';

/** What the person answered on the consent page. */
export type Consent = 'unasked' | 'given' | 'declined';

/** Until when nothing is captured. `until` holds milliseconds since 1970. */
export type Pause =
  | { readonly kind: 'off' }
  | { readonly kind: 'until'; readonly at: number }
  | { readonly kind: 'restart' }
  | { readonly kind: 'switched-on' };

/** A chat that the person does not want kept. */
export interface ExcludedChat {
  readonly site: SiteId;
  readonly conversation: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Everything that decides whether a page may capture. */
export interface CaptureRules {
  readonly consent: Consent;
  readonly pause: Pause;
  readonly sitesOff: readonly SiteId[];
  readonly excluded: readonly ExcludedChat[];
}

/** What asks. */
export interface Asker {
  readonly site: SiteId;
  readonly conversation: string | null;
  readonly incognito: boolean;
}

/** Says whether this page may capture now. Pure; the strongest reason is named. */
export function mayCapture(rules: CaptureRules, asker: Asker, now: number): Policy {
  if (rules.consent !== 'given') return { capture: false, why: 'no-consent' };
  if (asker.incognito) return { capture: false, why: 'incognito' };
  if (isPaused(rules.pause, now)) return { capture: false, why: 'paused' };
  if (rules.sitesOff.includes(asker.site)) return { capture: false, why: 'site-off' };
  if (isExcluded(rules.excluded, asker.site, asker.conversation)) return { capture: false, why: 'conversation-off' };
  return { capture: true };
}

/** A pause that has run out is none. */
export function isPaused(pause: Pause, now: number): boolean {
  return pause.kind === 'until' ? pause.at > now : pause.kind !== 'off';
}

export function isExcluded(excluded: readonly ExcludedChat[], site: SiteId, conversation: string | null): boolean {
  return excluded.some((chat) => chat.site === site && chat.conversation === conversation);
}
