import { SegmentedIndex } from '../../src/engines/search-index/segmented-index.ts';
import { createBruteForceEngine } from '../support/brute-force-search.ts';
import { describeSearchEngine } from '../contracts/search-engine.contract.ts';

describeSearchEngine('brute force', async (lexicon) => createBruteForceEngine(lexicon), { size: 'full' });
describeSearchEngine('MiniSearch', async () => new SegmentedIndex(), { size: 'full' });
