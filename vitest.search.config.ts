import { availableParallelism } from 'node:os';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** `npm run test:search`: the contract of search engines over 10,000 articles, too long for every `npm test`. */
const config: ViteUserConfig = defineConfig({
  test: {
    name: 'search',
    include: ['tests/search/**/*.test.ts'],
    // vitest leaves one core free, which on two cores is half of them.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 300_000,
    hookTimeout: 300_000,
    setupFiles: ['tests/support/fast-check-seed.ts'],
  },
});

export default config;
