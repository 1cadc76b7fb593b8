import { browser } from 'wxt/browser';

import type { PairReply, PairResult, ToWorker } from '../messages';

const AREA = '[data-everthread-pairing]';
const BUTTON = 'button[data-everthread-pair]';

/**
 * Connects a server's /connect page with the worker. The page learns three things, as attributes of its pairing area:
 * `data-extension-version` (the extension is there), then `data-paired="true"` or `data-pair-error` with a sentence; and
 * hears a bubbling `everthread:paired`. Only a click that a person made is passed on.
 */
export function startConnecting(page: Document, version: string): void {
  announce(page, version);
  new MutationObserver(() => announce(page, version)).observe(page.documentElement, { childList: true, subtree: true });

  let asked: HTMLElement | null = null;
  page.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>(BUTTON) : null;
    const code = button?.dataset.code;
    if (!event.isTrusted || button === null || code === undefined || code === '') return;
    asked = button.closest<HTMLElement>(AREA) ?? button;
    void offer(page, code).then((reply) => show(areaNow(page, asked), reply));
  });
  browser.runtime.onMessage.addListener((message: unknown) => {
    if (isPairResult(message)) show(areaNow(page, asked), message.reply);
  });
}

async function offer(page: Document, code: string): Promise<PairReply> {
  const message: ToWorker = { kind: 'pair-offer', address: page.location.origin, code };
  try {
    const reply: PairReply | undefined = await browser.runtime.sendMessage(message);
    return reply ?? { kind: 'failed', sentence: 'The extension didn’t take the code. Reload the page and try again.' };
  } catch (failure) {
    if (!(failure instanceof Error)) throw failure;
    return { kind: 'failed', sentence: 'The extension was updated. Reload the page and try again.' };
  }
}

function announce(page: Document, version: string): void {
  for (const area of page.querySelectorAll<HTMLElement>(AREA)) {
    if (area.dataset.extensionVersion !== version) area.dataset.extensionVersion = version;
  }
}

/** The page may have drawn its pairing area anew since the click. */
function areaNow(page: Document, asked: HTMLElement | null): HTMLElement | null {
  return asked?.isConnected === true ? asked : page.querySelector<HTMLElement>(AREA);
}

function show(area: HTMLElement | null, reply: PairReply): void {
  if (area === null) return;
  delete area.dataset.pairError;
  delete area.dataset.pairAsking;
  switch (reply.kind) {
    case 'asking':
      area.dataset.pairAsking = 'true';
      break;
    case 'failed':
      area.dataset.pairError = reply.sentence;
      break;
    case 'paired':
      area.dataset.paired = 'true';
      area.dispatchEvent(new CustomEvent('everthread:paired', { bubbles: true }));
      break;
  }
}

function isPairResult(message: unknown): message is PairResult {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'pair-result';
}
