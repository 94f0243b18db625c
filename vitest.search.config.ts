import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** `npm run test:search`: the contract of search engines over 10,000 articles, too long for every `npm test`. */
const config: ViteUserConfig = defineConfig({
  test: {
    name: 'search',
    include: ['tests/search/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    setupFiles: ['tests/support/fast-check-seed.ts'],
  },
});

export default config;
