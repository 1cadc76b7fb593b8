import { all, has, outermost, turnsOf } from '../elements';
import type { Turns } from '../site';

const USER = '[data-testid="user-message"]';
const ASSISTANT = '.font-claude-response, [data-is-streaming], [data-testid="assistant-message"]';
const SPEECH = `${USER}, ${ASSISTANT}`;
/** What wraps a whole turn, uploads included; the first that is there wins. */
const WRAPPERS = ['[data-test-render-count]', '[data-user-message-bubble]', '[data-is-streaming]'];
const STOP = 'button[aria-label="Stop response"], [data-testid="stop-button"]';

export function turnElements(page: Document): readonly Element[] {
  return outermost(all(page, SPEECH).map(wrapperOf));
}

/** Takes the wrapper only if it holds one side of the talk, so that a frame around everything is no turn. */
function wrapperOf(speech: Element): Element {
  for (const selector of WRAPPERS) {
    const wrapper = speech.closest(selector);
    if (wrapper !== null && isOneTurn(wrapper)) return wrapper;
  }
  return speech;
}

function isOneTurn(wrapper: Element): boolean {
  const asked = all(wrapper, USER).length;
  return wrapper.matches(SPEECH) || asked === 0 || (asked === 1 && !has(wrapper, ASSISTANT));
}

export function turns(page: Document): Turns {
  return turnsOf(turnElements(page), USER);
}

export function isGenerating(page: Document): boolean {
  return has(page, '[data-is-streaming="true"]') || has(page, STOP);
}
