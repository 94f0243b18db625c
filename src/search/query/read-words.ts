import type { TextSpan } from '../../model/text-span.ts';
import { canonicalizeTone } from '../../text/canonicalize-tone.ts';
import { foldDiacritics } from '../../text/fold-diacritics.ts';
import type { WordSegmenter } from '../../text/word-segmenter.ts';
import { placeSyllables } from '../tokens/analyze-article.ts';
import type { QueryWord, WordMatch } from './query-ast.ts';

/** What stands between two spaces, with its syllables: one for `học`, three for `05-CT/TW`, none for `–`. */
export interface WordChunk extends TextSpan {
  readonly words: readonly QueryWord[];
}

const WHOLE: WordMatch = { kind: 'whole' };
const CHUNK = /\S+/gu;

/** Reads plain words by the rules by which articles are read. Offsets into `text`. */
export function readWords(text: string, segmenter: WordSegmenter): WordChunk[] {
  const syllables = placeSyllables(text, segmenter);
  let next = 0;
  return Array.from(text.matchAll(CHUNK), (chunk) => {
    const end = chunk.index + chunk[0].length;
    const words: QueryWord[] = [];
    for (; next < syllables.length && syllables[next]!.start < end; next++) {
      words.push(toQueryWord(syllables[next]!.token, WHOLE));
    }
    return { start: chunk.index, end, words };
  });
}

/** Gives the last word of a chunk the star or the tilde that stood behind it. */
export function withMatch(
  words: readonly QueryWord[],
  match: 'prefix' | { readonly edits: 1 | 2 },
  typed: string,
): QueryWord[] {
  return words.map((word, index) => {
    if (index < words.length - 1) return word;
    if (match !== 'prefix') return { ...word, match: { kind: 'similar', edits: match.edits } };
    const prefix = /[\p{L}\p{M}\p{N}]+$/u.exec(canonicalizeTone(typed.toLowerCase()))?.[0] ?? word.exact;
    return { ...word, match: { kind: 'prefix', prefix } };
  });
}

function toQueryWord(exact: string, match: WordMatch): QueryWord {
  const folded = foldDiacritics(exact);
  return { exact, folded, isAccented: exact !== folded, match };
}
