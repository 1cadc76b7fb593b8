import { defineConfig } from 'vitest/config';

/** `./bench browser-faults`: the built extension under faults, at full length; the server must have been built before. */
export default defineConfig({
  test: { include: ['e2e/faults/*.bench.ts'], fileParallelism: false, testTimeout: 7_200_000, hookTimeout: 120_000 },
});
