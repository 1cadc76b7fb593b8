import { defineConfig } from 'wxt';

import { LOCAL_SERVER_MATCHES, siteMatches } from './src/sites/site-list';

/**
 * The tap runs among the page's own scripts, where an error's stack names each script by its address: by another name,
 * it does not tell the page which extension is there.
 */
const namelessTap = {
  name: 'nameless-tap',
  generateBundle: {
    order: 'post' as const,
    handler(_: unknown, bundle: Readonly<Record<string, { readonly fileName: string; code?: string }>>) {
      for (const file of Object.values(bundle)) {
        if (file.fileName.endsWith('/tap.js') && file.code !== undefined) file.code += '\n//# sourceURL=page-script\n';
      }
    },
  },
};

/** The built extension lies in `dist/chrome-mv3`. One build serves the product and its browser tests. */
export default defineConfig({
  srcDir: 'src',
  outDir: 'dist',
  manifestVersion: 3,
  imports: false,
  vite: () => ({ plugins: [namelessTap] }),
  manifest: {
    name: 'Everthread',
    short_name: 'Everthread',
    description: 'Keeps your chats with ChatGPT, Claude and Gemini on a server of your own.',
    minimum_chrome_version: '120',
    permissions: ['storage', 'alarms', 'unlimitedStorage'],
    host_permissions: [...siteMatches(), ...LOCAL_SERVER_MATCHES],
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    incognito: 'not_allowed',
    // The relay is the one content script that is not found by its name: see its entrypoint.
    content_scripts: [{ matches: [...siteMatches()], js: ['relay.js'], run_at: 'document_start' }],
    icons: {
      16: 'icon/16.png',
      32: 'icon/32.png',
      48: 'icon/48.png',
      128: 'icon/128.png',
    },
    action: {
      default_title: 'Everthread',
      default_icon: { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png' },
    },
  },
});
