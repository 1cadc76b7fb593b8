import { defineContentScript } from 'wxt/utils/define-content-script';

import { startTap } from '../capture/tap/tap';
import { siteMatches } from '../sites/site-list';

export default defineContentScript({
  matches: [...siteMatches()],
  world: 'MAIN',
  runAt: 'document_start',
  main: () => startTap(window),
});
