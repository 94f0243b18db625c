import { foldDiacritics } from '../../text/fold-diacritics.ts';
import type { Lexicon } from '../engine/lexicon.ts';
import type { Spelling, TermGroup } from '../engine/search-plan.ts';
import type { QueryWord } from './query-ast.ts';
import { withinEdits } from './within-edits.ts';

/** Most tokens that a word may stand for; rarer ones add hits that nobody means. */
export const MAX_SPELLINGS = 64;

/** What a spelling weighs that was not typed: a quarter for any, up to a half for the one that nearly all articles have. */
const LEAST_BOOST = 0.25;
const SHARE_BOOST = 0.25;
/** Two letters of difference are more likely another word. */
const TWO_EDITS_BOOST = 0.1;

/** The tokens that satisfy a word of a query; only such as articles hold. */
export interface ExpandedWord {
  /** What was typed, letter by letter; for a prefix all that begin with it as typed. */
  readonly typed: readonly Spelling[];
  /** What else it may stand for, likeliest first. */
  readonly others: readonly Spelling[];
  /** True where more would do than are looked for. */
  readonly isCut: boolean;
}

/** All tokens of a word as a group, those typed first. */
export const toGroup = ({ typed, others }: ExpandedWord): TermGroup => ({
  alternatives: [...typed, ...others],
});

/** Looks up what a word stands for: itself, and without marks, with a star or a tilde what it may be short for. */
export function expandWord(word: QueryWord, lexicon: Lexicon): ExpandedWord {
  switch (word.match.kind) {
    case 'whole':
      return cut(own(word, lexicon), word.isAccented ? [] : byShare(lexicon.spellings(word.folded), lexicon));
    case 'prefix':
      return expandPrefix(word, word.match.prefix, lexicon);
    case 'similar':
      return expandSimilar(word, word.match.edits, lexicon);
  }
}

function own({ exact }: QueryWord, lexicon: Lexicon): Spelling[] {
  return lexicon.articleFrequency(exact) === 0 ? [] : [{ term: exact, boost: 1 }];
}

function expandPrefix(word: QueryWord, prefix: string, lexicon: Lexicon): ExpandedWord {
  const limit = MAX_SPELLINGS + 1;
  const typed = lexicon.withPrefix(prefix, { folded: false, limit }).map((term) => ({ term, boost: 1 }));
  // `ky*` holds `kỳ`, which an index spells `kì`.
  const whole = own(word, lexicon).filter(({ term }) => !typed.some((other) => other.term === term));
  const isMarked = foldDiacritics(prefix) !== prefix;
  const others = isMarked ? [] : lexicon.withPrefix(prefix, { folded: true, limit });
  return cut([...whole, ...typed], byShare(others, lexicon));
}

function expandSimilar(word: QueryWord, edits: 1 | 2, lexicon: Lexicon): ExpandedWord {
  const near = lexicon.similar(word.folded, { edits, limit: MAX_SPELLINGS + 1 });
  const others = near.map((term) => ({
    term,
    boost: withinEdits(foldDiacritics(term), word.folded, 1) === undefined ? TWO_EDITS_BOOST : LEAST_BOOST,
  }));
  return cut(own(word, lexicon), others);
}

/** The commoner a spelling is, the likelier it is what was meant by someone who typed no marks. */
function byShare(terms: readonly string[], lexicon: Lexicon): Spelling[] {
  const all = terms.reduce((sum, term) => sum + lexicon.articleFrequency(term), 0);
  return terms.map((term) => ({
    term,
    boost: LEAST_BOOST + (SHARE_BOOST * lexicon.articleFrequency(term)) / Math.max(1, all),
  }));
}

function cut(typed: readonly Spelling[], others: readonly Spelling[]): ExpandedWord {
  const known = new Set(typed.map(({ term }) => term));
  const further = others.filter(({ term }) => !known.has(term));
  return {
    typed: typed.slice(0, MAX_SPELLINGS),
    others: further.slice(0, Math.max(0, MAX_SPELLINGS - typed.length)),
    isCut: typed.length + further.length > MAX_SPELLINGS,
  };
}
