import type { NormalizedText } from '../../model/normalized-text.ts';
import type { WordSegmenter } from '../word-segmenter.ts';
import { decodeBase64 } from './decode-base64.ts';
import { joinGaps, type GapBuffers, createGapBuffers } from './join-gaps.ts';
import { createTokenColumns, scanTokens, type TokenColumns } from './scan-tokens.ts';
import { readSegmenterModel, type SegmenterModel } from './segmenter-model.ts';
import { SEGMENTER_ID, SEGMENTER_WEIGHTS } from './segmenter-weights-data.ts';

const FIRST_CAPACITY = 1024;

let sharedModel: SegmenterModel | undefined;

/**
 * The builtin segmenter: a conditional random field over the gaps between syllables, in plain arithmetic.
 *
 * Its weights are part of the code and are decoded at the first use, not at import. Capital letters, the form of
 * normalization, the place of tone marks and i or y do not change its answer about a pair of syllables. Linear in
 * the length of the text; never throws. `./README.md` says how the weights came about.
 */
export function createWordSegmenter(): WordSegmenter {
  const tokens = createTokenColumns();
  const buffers = createGapBuffers();
  const words = new WordList();
  return {
    id: SEGMENTER_ID,
    segment: (text) => {
      sharedModel ??= readSegmenterModel(decodeBase64(SEGMENTER_WEIGHTS));
      words.clear();
      segment(sharedModel, text, tokens, buffers, words);
      return words.offsets();
    },
  };
}

/** Text is worked off line by line, and long lines in pieces, so that the buffers stay in the processor's cache. */
function segment(
  model: SegmenterModel,
  text: NormalizedText,
  tokens: TokenColumns,
  buffers: GapBuffers,
  words: WordList,
): void {
  let index = 0;
  while (index < text.length) {
    index = scanTokens(text, index, text.length, tokens);
    if (tokens.count === 0) continue;
    const joins = joinGaps(model, text, tokens, buffers);
    for (let token = 0; token < tokens.count; token++) {
      if (token === 0 || joins[token - 1] === 0) words.begin(tokens.starts[token]!, tokens.ends[token]!);
      else words.extend(tokens.ends[token]!);
    }
  }
}

/** Words as pairs of offsets in an array that grows and is used again. */
class WordList {
  private list = new Uint32Array(FIRST_CAPACITY);
  private length = 0;

  clear(): void {
    this.length = 0;
  }

  begin(start: number, end: number): void {
    if (this.length + 2 > this.list.length) {
      const grown = new Uint32Array(this.list.length * 2);
      grown.set(this.list);
      this.list = grown;
    }
    this.list[this.length++] = start;
    this.list[this.length++] = end;
  }

  extend(end: number): void {
    this.list[this.length - 1] = end;
  }

  offsets(): Uint32Array {
    return this.list.slice(0, this.length);
  }
}
