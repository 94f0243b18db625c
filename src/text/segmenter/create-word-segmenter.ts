import type { NormalizedText } from '../../model/normalized-text.ts';
import type { WordSegmenter } from '../word-segmenter.ts';
import { createTokenColumns, scanTokens } from './scan-tokens.ts';

/** The builtin segmenter: pure computation, no model to load, linear in the length of the text. */
export function createWordSegmenter(): WordSegmenter {
  return { id: 'builtin/0', segment };
}

function segment(text: NormalizedText): Uint32Array {
  const tokens = createTokenColumns(text.length);
  scanTokens(text, 0, text.length, tokens);
  const offsets = new Uint32Array(tokens.count * 2);
  for (let index = 0; index < tokens.count; index++) {
    offsets[index * 2] = tokens.starts[index]!;
    offsets[index * 2 + 1] = tokens.ends[index]!;
  }
  return offsets;
}
