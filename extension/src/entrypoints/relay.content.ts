import { defineContentScript } from 'wxt/utils/define-content-script';

import { startRelay } from '../capture/relay/start';
import { siteMatches } from '../sites/site-list';

export default defineContentScript({
  matches: [...siteMatches()],
  runAt: 'document_start',
  main: () => startRelay(window),
});
