import type { ParsedQuery, QuerySyllable } from './parse-query.ts';
import type { CompiledQuery, TermGroup } from './search-engine.ts';

/** A word typed without marks may stand for many spellings; the rarest add hits that nobody means. */
const MAX_SPELLINGS = 64;
/** Words of up to this many syllables are looked up in the vocabulary; longer ones are names. */
const MAX_WORD_SYLLABLES = 4;
/** What was typed letter by letter outranks what it may stand for. */
const EXACT_BOOST = 4;
const WORD_BOOST = 2;

/**
 * Turns a query into tokens of one index.
 *
 * A syllable with marks matches itself alone; one without matches every indexed spelling that folds to it,
 * the typed one first. Words that the index knows raise the score of texts that hold them as words.
 *
 * @param spellings indexed spellings of a folded token, most frequent first (`SearchEngine.spellings`)
 */
export function compileQuery(query: ParsedQuery, spellings: (folded: string) => string[]): CompiledQuery {
  return {
    required: query.syllables.map((syllable) => syllableGroup(syllable, spellings)),
    optional: wordGroups(query.syllables, spellings),
  };
}

function syllableGroup(syllable: QuerySyllable, spellings: (folded: string) => string[]): TermGroup {
  const exact = { term: syllable.exact, boost: EXACT_BOOST };
  if (syllable.accented) return { alternatives: [exact] };
  const others = spellings(syllable.folded).filter((term) => term !== syllable.exact);
  return {
    alternatives: [exact, ...others.slice(0, MAX_SPELLINGS).map((term) => ({ term, boost: 1 }))],
  };
}

function wordGroups(
  syllables: readonly QuerySyllable[],
  spellings: (folded: string) => string[],
): TermGroup[] {
  const groups: TermGroup[] = [];
  for (let start = 0; start < syllables.length; start++) {
    for (let count = 2; count <= MAX_WORD_SYLLABLES && start + count <= syllables.length; count++) {
      const run = syllables.slice(start, start + count);
      const known = spellings(run.map(({ folded }) => folded).join('_')).filter((word) => fits(word, run));
      if (known.length === 0) continue;
      groups.push({
        alternatives: known.slice(0, MAX_SPELLINGS).map((term) => ({ term, boost: WORD_BOOST })),
      });
    }
  }
  return groups;
}

/** Whether `word` is spelled as typed wherever marks were typed. */
function fits(word: string, run: readonly QuerySyllable[]): boolean {
  const parts = word.split('_');
  return run.every((syllable, index) => !syllable.accented || parts[index] === syllable.exact);
}
