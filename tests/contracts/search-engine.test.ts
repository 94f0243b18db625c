import { createBruteForceEngine } from '../support/brute-force-search.ts';
import type { WritableSearchEngine } from '../../src/search/engine/search-engine.ts';
import type { PlanNode } from '../../src/search/engine/search-plan.ts';
import { describeSearchEngine } from './search-engine.contract.ts';

describeSearchEngine('brute force', async () => createBruteForceEngine());
describeSearchEngine('one that cannot tell', async () => createGuessingEngine());

/** Takes every article for a hit: what it finds is what `verifyPlan` lets pass. */
function createGuessingEngine(): WritableSearchEngine {
  const engine = createBruteForceEngine();
  const everything: PlanNode = { kind: 'everything' };
  return {
    ...engine,
    search: async (plan, options) => ({
      ...(await engine.search(everything, options)),
      isExact: plan.kind === 'everything',
    }),
    readCandidates: () => engine.readCandidates(everything),
  };
}
