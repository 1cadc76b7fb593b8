import { defineConfig } from 'vitest/config';

/** The built extension in a real Chromium; `npm run e2e` builds it first. */
export default defineConfig({
  test: { include: ['e2e/*.e2e.ts'], fileParallelism: false, testTimeout: 300_000, hookTimeout: 120_000 },
});
