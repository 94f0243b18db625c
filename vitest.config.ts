import { availableParallelism } from 'node:os';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** One project per kind of test, so that each can be run alone: `npx vitest run --project unit`. */
const project = (name: string, timeoutMs: number): object => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    testTimeout: timeoutMs,
    hookTimeout: 180_000,
    setupFiles: ['tests/support/fast-check-seed.ts'],
  },
});

const config: ViteUserConfig = defineConfig({
  test: {
    // vitest leaves one core free, which on two cores is half of them.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      project('unit', 120_000),
      project('properties', 180_000),
      project('golden', 60_000),
      project('contracts', 180_000),
      project('quality', 300_000),
      project('docs', 180_000),
      project('cli', 300_000),
      project('faults', 600_000),
    ],
  },
});

export default config;
