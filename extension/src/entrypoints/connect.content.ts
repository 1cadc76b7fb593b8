import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';

import { startConnecting } from '../connect/connect';

/** On a local server's /connect page: one real click there pairs this browser. */
export default defineContentScript({
  matches: ['http://127.0.0.1/connect*', 'http://localhost/connect*'],
  runAt: 'document_end',
  main: () => startConnecting(document, browser.runtime.getManifest().version),
});
