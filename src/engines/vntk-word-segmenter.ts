import { TracuuError } from '../base/tracuu-error.ts';
import type { NormalizedText } from '../model/normalized-text.ts';
import type { WordSegmenter } from '../text/word-segmenter.ts';
import {
  createTokenColumns,
  scanTokens,
  TokenKind,
  type TokenColumns,
} from '../text/segmenter/scan-tokens.ts';

/** The part of vntk 1.4 that is used here. */
interface VntkModule {
  wordTokenizer(): { tag(text: string): string[] };
}

/** vntk's time grows with the square of the input: 4,000 tokens take minutes, pieces of 60 a fraction of a second. */
const MAX_PIECE_TOKENS = 60;

/**
 * The optional engine vntk 1.4 (CRF), for comparison with the builtin one.
 *
 * Importing it costs about 0.7 s and 68 MB, so it is loaded here and not before. It is guarded: codes, numbers and
 * punctuation never reach it (it cuts `16/CT-TTg` in five), long input goes to it in pieces, and its answer is laid
 * over the text again, as it can lose characters.
 *
 * @param specifier where to import it from, if not by its name
 * @throws TracuuError `engine-missing` where vntk, which is optional, is not installed or was not compiled.
 */
export async function createVntkWordSegmenter(specifier = 'vntk'): Promise<WordSegmenter> {
  const vntk = await loadVntk(specifier);
  const tokenizer = vntk.wordTokenizer();
  return { id: 'vntk/1', segment: (text) => segmentWith((piece) => tokenizer.tag(piece), text) };
}

/** The specifier is a variable, so that neither the compiler nor a bundler needs the optional package. */
async function loadVntk(specifier: string): Promise<VntkModule> {
  try {
    const loaded = (await import(specifier)) as { default: VntkModule };
    return loaded.default;
  } catch (cause) {
    throw new TracuuError(
      'engine-missing',
      'the word segmenter vntk is not installed; run "npm install vntk" or use the builtin segmenter',
      { cause },
    );
  }
}

function segmentWith(tag: (piece: string) => string[], text: NormalizedText): Uint32Array {
  const tokens = createTokenColumns();
  const offsets: number[] = [];
  for (let from = 0; from < text.length;) {
    from = scanTokens(text, from, text.length, tokens);
    let index = 0;
    while (index < tokens.count) {
      const first = index;
      while (isPiece(tokens, first, index)) index++;
      if (index > first) pushWords(offsets, tag, text, tokens, first, index);
      else offsets.push(tokens.starts[index]!, tokens.ends[index++]!);
    }
  }
  return Uint32Array.from(offsets);
}

function isPiece(tokens: TokenColumns, first: number, index: number): boolean {
  return (
    index < tokens.count && index - first < MAX_PIECE_TOKENS && tokens.kinds[index] === TokenKind.syllable
  );
}

/**
 * Words of the syllables `first` to `end`. Each word that the engine returns takes as many letters of the text as
 * it has; a boundary that would fall inside a syllable moves to its end.
 */
function pushWords(
  offsets: number[],
  tag: (piece: string) => string[],
  text: string,
  tokens: TokenColumns,
  first: number,
  end: number,
): void {
  const syllables: string[] = [];
  for (let index = first; index < end; index++) {
    syllables.push(text.slice(tokens.starts[index], tokens.ends[index]));
  }
  let next = first;
  let missing = 0;
  for (const word of tag(syllables.join(' '))) {
    missing += word.replace(/\s+/gu, '').length;
    const start = next;
    while (next < end && missing > 0) missing -= syllables[next++ - first]!.length;
    if (next > start) offsets.push(tokens.starts[start]!, tokens.ends[next - 1]!);
  }
  for (; next < end; next++) offsets.push(tokens.starts[next]!, tokens.ends[next]!);
}
