import { defineConfig } from 'vitest/config';

/** The built extension and the built server together; both must have been built before. */
export default defineConfig({
  test: { include: ['e2e/whole/*.e2e.ts'], fileParallelism: false, testTimeout: 300_000, hookTimeout: 120_000 },
});
