import type { Exchange } from '../exchange';
import { hasParameter, saysTemporary } from '../flags';
import { has } from '../elements';
import { isObject, parseObject, stringAt } from '../json';
import { eventValues } from '../server-sent-events';
import type { ConversationRef, Site } from '../site';

import { routes } from './routes';
import { isGenerating, turnElements, turns } from './turns';

const TEMPORARY_PARAMETERS = ['incognito', 'temporary', 'is_temporary'];
const CONVERSATION = /^\/chat\/([0-9a-f]{8}-[0-9a-f-]{27})\/?$/i;
/** Marks of an incognito chat. Inferred, so only ever used to keep a chat out. */
const INCOGNITO = '[data-incognito="true"], [data-is-incognito="true"], [data-testid*="incognito-banner" i]';

export const claude: Site = {
  id: 'claude',
  matches: ['https://claude.ai/*'],
  adapterVersion: 1,
  routes,
  socket: null,
  keptParameters: [...TEMPORARY_PARAMETERS, 'tree', 'rendering_mode', 'render_all_tools'],
  addressLag: 0,
  locate,
  isTemporaryAddress,
  isTemporaryPage: (page) => has(page, INCOGNITO),
  isTemporary,
  isComplete,
  turnElements,
  turns,
  isGenerating,
};

function locate(url: URL): ConversationRef | null {
  const id = CONVERSATION.exec(url.pathname)?.[1];
  return id === undefined ? null : { conversation: id.toLowerCase() };
}

function isTemporaryAddress(url: URL): boolean {
  return hasParameter(url, TEMPORARY_PARAMETERS);
}

/** The address may show the id of an incognito chat, so it proves nothing; any sign of one, at any time, decides. */
function isTemporary(exchange: Exchange): boolean {
  const addresses = [exchange.url, exchange.pageUrl, ...exchange.pageUrlsSince].map((address) => new URL(address));
  return (
    addresses.some(isTemporaryAddress) ||
    exchange.temporaryMark ||
    saysTemporary(parseObject(exchange.requestBody)) ||
    bodySaysTemporary(exchange) ||
    (exchange.method !== 'GET' && !exchange.requestReadable)
  );
}

function bodySaysTemporary(exchange: Exchange): boolean {
  const whole = parseObject(exchange.body);
  return whole === null ? eventValues(exchange.body).some(saysTemporary) : saysTemporary(whole);
}

function isComplete(exchange: Exchange): boolean {
  if (parseObject(exchange.body) !== null) return true;
  return eventValues(exchange.body).some(
    (frame) =>
      isObject(frame) &&
      (frame['type'] === 'message_stop' || (isLegacy(frame) && stringAt(frame, 'stop_reason') !== null)),
  );
}

/** The older stream repeats `completion` pieces until one carries the reason for stopping. */
function isLegacy(frame: Readonly<Record<string, unknown>>): boolean {
  return typeof frame['completion'] === 'string';
}
