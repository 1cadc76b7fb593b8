import { defineContentScript } from 'wxt/utils/define-content-script';

import { startTap } from '../capture/tap/tap';
import { siteMatches } from '../sites/site-list';

export default defineContentScript({
  matches: [...siteMatches()],
  world: 'MAIN',
  runAt: 'document_start',
  // A name would be a variable of the page's.
  globalName: false,
  main: () => startTap(window),
});
