import { describe, expect, inject, test } from 'vitest';

const cluster = inject('cluster');

describe.skipIf(cluster === null)('the cluster of the tests', () => {
  test('has three nodes that know each other', async () => {
    for (const url of cluster!.urls) {
      const health = (await (await fetch(`${url}/_cluster/health`)).json()) as { number_of_nodes: number };
      expect(health.number_of_nodes).toBe(3);
    }
  });
});
