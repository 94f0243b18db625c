import {
  createMiniSearchEngine,
  loadMiniSearchEngine,
} from '../../src/engines/search-index/minisearch-engine.ts';
import type { SearchEngine } from '../../src/search/search-engine.ts';
import { createBruteForceEngine } from '../support/brute-force-engine.ts';
import { describeSearchEngine } from './search-engine.contract.ts';

describeSearchEngine('brute force', createBruteForceEngine);
describeSearchEngine('MiniSearch', createMiniSearchEngine);
describeSearchEngine('MiniSearch, written and read back after each change', createReloadingEngine);

/** Every call works on an index that has just been read from its JSON. */
function createReloadingEngine(): SearchEngine {
  let json = createMiniSearchEngine().toJSON();
  return {
    id: 'reloading',
    put: (documents) => {
      const engine = loadMiniSearchEngine(json);
      engine.put(documents);
      json = engine.toJSON();
    },
    search: (query, accept) => loadMiniSearchEngine(json).search(query, accept),
    spellings: (folded) => loadMiniSearchEngine(json).spellings(folded),
    get size() {
      return loadMiniSearchEngine(json).size;
    },
  };
}
