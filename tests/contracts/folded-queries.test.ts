import { SegmentedIndex } from '../../src/engines/search-index/segmented-index.ts';
import { createBruteForceEngine } from '../support/brute-force-search.ts';
import { describeFoldedQueries } from './folded-queries.contract.ts';

describeFoldedQueries('brute force', async () => createBruteForceEngine());
describeFoldedQueries('MiniSearch', async () => new SegmentedIndex());
