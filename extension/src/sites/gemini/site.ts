import type { Exchange } from '../exchange';
import { hasParameter } from '../flags';
import type { ConversationRef, Site } from '../site';

import { promptRequest, routes } from './routes';
import { isGenerating, isTemporaryPage, turnElements, turns } from './turns';
import { asArray, at, entriesOf } from './wire';

const TEMPORARY_PARAMETERS = ['temporary', 'temporary-chat', 'temp', 'incognito'];
/** `/app/{id}` and `/gem/{gem}/{id}`, below `/u/{n}` when several accounts are signed in. */
const CONVERSATION = /^(?:\/u\/\d+)?\/(?:app|gem\/[^/]+)\/(?:c_)?([0-9a-f]{8,})\/?$/i;
/** Where in a request's inner list a temporary chat is asked for, by 1. Inferred, so only used to keep a chat out. */
const TEMPORARY_POSITION = 45;

export const gemini: Site = {
  id: 'gemini',
  matches: ['https://gemini.google.com/*'],
  adapterVersion: 1,
  routes,
  socket: null,
  keptParameters: [...TEMPORARY_PARAMETERS, 'rpcids'],
  addressLag: 5_000,
  locate,
  isTemporaryAddress,
  isTemporaryPage,
  isTemporary,
  isComplete,
  turnElements,
  turns,
  isGenerating,
};

/** The site's own interface puts `c_` before the id in the address. */
function locate(url: URL): ConversationRef | null {
  const id = CONVERSATION.exec(url.pathname)?.[1];
  return id === undefined ? null : { conversation: `c_${id.toLowerCase()}` };
}

function isTemporaryAddress(url: URL): boolean {
  return hasParameter(url, TEMPORARY_PARAMETERS);
}

/**
 * Only a chat that is kept gets its id into the address. So an exchange counts as an ordinary chat's if the page showed
 * that id at some time, and never its mark of a temporary chat; anything else is an unknown mode.
 */
function isTemporary(exchange: Exchange): boolean {
  const addresses = [exchange.pageUrl, ...exchange.pageUrlsSince].map((address) => new URL(address));
  if (exchange.temporaryMark || addresses.some(isTemporaryAddress)) return true;
  const flag = at(promptRequest(exchange.requestBody), TEMPORARY_POSITION);
  if (flag === 1 || flag === true) return true;
  const conversation = routeConversation(exchange);
  return conversation === null || !addresses.some((url) => locate(url)?.conversation === conversation);
}

function routeConversation(exchange: Exchange): string | null {
  const url = new URL(exchange.url);
  return (
    routes
      .find(({ path }) => path.test(url.pathname))
      ?.conversation(exchange)
      ?.toLowerCase() ?? null
  );
}

/** The site ends a reply by ending the request; a reply without any candidate's text is none. */
function isComplete(exchange: Exchange): boolean {
  const entries = entriesOf(exchange.body);
  const isRead = entries.some(({ rpc }) => rpc !== null);
  return exchange.ending === 'finished' && (isRead || entries.some(({ data }) => asArray(at(data, 4)).length > 0));
}
