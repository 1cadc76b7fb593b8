import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';

import { startRelay } from '../capture/relay/start';

/**
 * The content script in the extension's own world. It stands in the manifest by hand: what the build wraps around
 * listed content scripts sends a message that the page could hear.
 */
export default defineUnlistedScript(() => startRelay(window));
