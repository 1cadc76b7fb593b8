import { defineConfig } from 'vitest/config';

/** Measurements in a real Chromium with the built extension; `./bench extension` and `./bench reply`. */
export default defineConfig({
  test: {
    include: ['e2e/bench/*.bench.ts'],
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
    disableConsoleIntercept: true,
  },
});
