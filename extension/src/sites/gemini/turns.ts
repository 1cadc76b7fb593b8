import { all, has, outermost, turnsOf } from '../elements';
import type { Turns } from '../site';

const CONTAINER = '.conversation-container';
const SPEECH = 'user-query, model-response';
const TEMPORARY = [
  '.temp-chat-on',
  '[data-test-id="temp-chat-button"][aria-pressed="true"]',
  'temp-chat-button [aria-pressed="true"]',
  '[data-test-id="temp-chat-button"].selected',
  '.temporary-chat-card',
  '.momentary-indicator',
].join(', ');
const STOP = [
  '[data-test-id="stop-button"]',
  '.send-button.stop',
  'button.stop[aria-label]',
  'mat-icon[fonticon="stop"]',
  'message-content [aria-busy="true"]',
].join(', ');

/** A container holds a question and its answer; where it is gone, questions and answers stand for themselves. */
export function turnElements(page: Document): readonly Element[] {
  const containers = outermost(all(page, CONTAINER).filter((container) => has(container, SPEECH)));
  return containers.length > 0 ? containers : outermost(all(page, SPEECH));
}

export function turns(page: Document): Turns {
  return turnsOf(turnElements(page), has(page, 'chat-window') ? 'user-query' : 'chat-window');
}

export function isTemporaryPage(page: Document): boolean {
  return has(page, TEMPORARY);
}

export function isGenerating(page: Document): boolean {
  return has(page, STOP);
}
