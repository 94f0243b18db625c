import { createBruteForceEngine } from '../support/brute-force-search.ts';
import { describeSearchEngine } from './search-engine.contract.ts';

describeSearchEngine('brute force', async () => createBruteForceEngine());
