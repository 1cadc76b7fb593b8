import type { Exchange } from '../exchange';
import { hasParameter, saysTemporary } from '../flags';
import { parseObject, stringAt } from '../json';
import { eventValues } from '../server-sent-events';
import type { ConversationRef, Site } from '../site';

import { isFinished } from './finished';
import { routes, socket } from './routes';
import { isGenerating, turnElements, turns } from './turns';

const TEMPORARY_PARAMETERS = ['temporary-chat', 'temporary_chat', 'temporary'];
/** `/c/{id}`, and the same below a custom assistant or a project: `/g/{slug}/c/{id}`. */
const CONVERSATION = /^(?:\/g\/[^/]+)?\/c\/([A-Za-z0-9-]{8,})\/?$/;

export const chatgpt: Site = {
  id: 'chatgpt',
  matches: ['https://chatgpt.com/*', 'https://chat.openai.com/*'],
  adapterVersion: 1,
  routes,
  socket,
  keptParameters: [...TEMPORARY_PARAMETERS, 'include_has_versions', 'num_turns', 'before', 'after'],
  addressLag: 0,
  locate,
  isTemporaryAddress: (url) => hasParameter(url, TEMPORARY_PARAMETERS),
  isTemporaryPage: () => false,
  isTemporary,
  isComplete,
  turnElements,
  turns,
  isGenerating,
};

function locate(url: URL): ConversationRef | null {
  const id = CONVERSATION.exec(url.pathname)?.[1];
  return id === undefined ? null : { conversation: id };
}

/**
 * A temporary chat never shows an id in the address, and its address carries the flag. So an id in the address at the
 * time of asking speaks for an ordinary chat, unless the site itself says otherwise.
 */
function isTemporary(exchange: Exchange): boolean {
  const asked = new URL(exchange.pageUrl);
  if (chatgpt.isTemporaryAddress(asked)) return true;
  if (saysTemporary(parseObject(exchange.requestBody)) || bodySaysTemporary(exchange)) return true;
  if (exchange.transport === 'websocket' && exchange.requestBody === null) return !isShown(exchange);
  if (locate(asked) !== null) return false;
  const passedThrough = exchange.pageUrlsSince.some((address) => chatgpt.isTemporaryAddress(new URL(address)));
  return passedThrough || (exchange.method === 'POST' && !exchange.requestReadable);
}

/** A reply of which nobody saw the request: only a conversation that the address shows is known to be an ordinary one. */
function isShown(exchange: Exchange): boolean {
  const conversation = socket.route.conversation(exchange);
  return [exchange.pageUrl, ...exchange.pageUrlsSince].some((address) => {
    const shown = locate(new URL(address));
    return shown !== null && (conversation === null || shown.conversation === conversation);
  });
}

function bodySaysTemporary(exchange: Exchange): boolean {
  const whole = parseObject(exchange.body);
  return whole === null ? eventValues(exchange.body).some(saysTemporary) : saysTemporary(whole);
}

/** A snapshot is whole once it parses; a stream once the site said that the message is. */
function isComplete(exchange: Exchange): boolean {
  const whole = parseObject(exchange.body);
  if (whole !== null) return stringAt(whole, 'type') === null;
  return isFinished(eventValues(exchange.body));
}
