import { foldSpan } from '../lexer/fold-table.ts';
import type { Tokens } from '../lexer/tokenize.ts';
import { wordId } from '../lexer/vocabulary.ts';

interface TrieNode<Value> {
  readonly children: Map<number, TrieNode<Value>>;
  value: Value | undefined;
}

/** A phrase that was found: what it stands for and the index of the token after it. */
export interface PhraseMatch<Value> {
  readonly value: Value;
  readonly next: number;
}

/** Phrases as a tree over folded words; numbers in a phrase are not part of it. */
export interface PhraseTrie<Value> {
  /** The longest phrase that starts at token `index`. Punctuation between its words is passed over if `loose`. */
  match(tokens: Tokens, index: number): PhraseMatch<Value> | undefined;
  /** Ids of the words that a phrase starts with. */
  readonly firstIds: ReadonlySet<number>;
}

const MAX_PHRASE_TOKENS = 48;

/**
 * @param entries phrases in any case and with or without tones; a later entry replaces an equal earlier one.
 * @param loose ids of punctuation marks that may stand between two words of a phrase
 */
export function createPhraseTrie<Value>(
  entries: Iterable<readonly [string, Value]>,
  loose: readonly number[] = [],
): PhraseTrie<Value> {
  const root: TrieNode<Value> = { children: new Map(), value: undefined };
  for (const [phrase, value] of entries) {
    let node = root;
    for (const word of wordsOf(phrase)) {
      const id = wordId(word);
      let child = node.children.get(id);
      if (child === undefined) {
        child = { children: new Map(), value: undefined };
        node.children.set(id, child);
      }
      node = child;
    }
    if (node !== root) node.value = value;
  }
  return {
    firstIds: new Set(root.children.keys()),
    match(tokens, index) {
      let node = root;
      let best: PhraseMatch<Value> | undefined;
      const stop = Math.min(tokens.count, index + MAX_PHRASE_TOKENS);
      for (let at = index; at < stop; at++) {
        const id = tokens.id[at]!;
        // A phrase does not run into the next paragraph (gap 3).
        if (at > index && tokens.gap[at] === 3) break;
        const child = node.children.get(id);
        if (child === undefined) {
          if (at > index && loose.includes(id)) continue;
          break;
        }
        node = child;
        if (node.value !== undefined) best = { value: node.value, next: at + 1 };
      }
      return best;
    },
  };
}

/** The words of a phrase, folded: `Bà Rịa - Vũng Tàu` gives `ba`, `ria`, `vung`, `tau`. */
export const wordsOf = (phrase: string): string[] =>
  foldSpan(phrase, 0, phrase.length)
    .split(/[^a-z]+/u)
    .filter((word) => word !== '');

/** A name as part of an id: `Kon Tum` gives `kon-tum`, `Quận 1` gives `quan-1`. */
export const slugOf = (name: string): string =>
  foldSpan(name, 0, name.length)
    .split(/[^a-z0-9]+/u)
    .filter((word) => word !== '')
    .join('-');
