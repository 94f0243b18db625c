import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** `npm run test:opensearch`: a cluster of three nodes, started by the run itself; not part of `npm test`. */
const config: ViteUserConfig = defineConfig({
  test: {
    name: 'opensearch',
    include: ['tests/opensearch/**/*.test.ts'],
    globalSetup: ['tests/opensearch/cluster/global-setup.ts'],
    setupFiles: ['tests/support/fast-check-seed.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // One cluster for all: a file that kills a node must not run beside one that counts on three.
    fileParallelism: false,
  },
});

export default config;
