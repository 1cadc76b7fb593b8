import { all, has, outermost, turnsOf } from '../elements';
import type { Turns } from '../site';

const TURN = '[data-testid^="conversation-turn-"]';
/** When the first is gone, the next in order are tried. */
const TURN_LANDMARKS = [TURN, '[data-turn][data-turn-id]', '[data-turn]', '[data-message-author-role]'];
/** At least one of these says who spoke, or holds what was said. */
const SPEECH = '[data-message-author-role], [data-turn], .markdown, .whitespace-pre-wrap';
const STOP = '[data-testid="stop-button"], [data-testid="composer-stop-button"], [data-testid$="-stop-button"]';

export function turnElements(page: Document): readonly Element[] {
  for (const landmark of TURN_LANDMARKS) {
    const found = outermost(all(page, landmark)).filter((turn) => turn.matches(SPEECH) || has(turn, SPEECH));
    if (found.length > 0) return found;
  }
  return [];
}

export function turns(page: Document): Turns {
  return turnsOf(turnElements(page), has(page, TURN) ? '[data-message-author-role]' : TURN);
}

export function isGenerating(page: Document): boolean {
  return has(page, STOP);
}
