import { MemoryLexicon } from '../../src/search/engine/memory-lexicon.ts';
import { describeLexicon } from './lexicon.contract.ts';

describeLexicon('memory', () => {
  const lexicon = new MemoryLexicon();
  return {
    lexicon,
    put: (documents) => {
      lexicon.put(documents);
    },
    remove: (ids) => {
      lexicon.remove(ids);
    },
  };
});
