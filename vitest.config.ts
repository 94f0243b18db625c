import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** One project per kind of test, so that each can be run alone: `npx vitest run --project unit`. */
const project = (name: string, timeoutMs: number): object => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    testTimeout: timeoutMs,
    hookTimeout: 60_000,
    setupFiles: ['tests/support/fast-check-seed.ts'],
  },
});

const config: ViteUserConfig = defineConfig({
  test: {
    projects: [
      project('unit', 20_000),
      project('properties', 60_000),
      project('golden', 20_000),
      project('contracts', 30_000),
      project('quality', 120_000),
      project('docs', 60_000),
      project('cli', 180_000),
      project('faults', 180_000),
    ],
  },
});

export default config;
