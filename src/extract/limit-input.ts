import type { Diagnostic } from '../model/diagnostic.ts';

/** Characters of a page or text that are read: the largest real page seen has 1.5 million. */
const MAX_INPUT_CHARS = 20_000_000;

export interface LimitedInput {
  readonly text: string;
  /** Decoded bytes of a picture, an archive or the like: nothing in it is text. */
  readonly isBinary: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Cuts what is too long and empties what is no text, with a diagnostic for each. */
export function limitInput(text: string): LimitedInput {
  if (text.trim() === '') {
    return {
      text: '',
      isBinary: false,
      diagnostics: [{ code: 'empty-input', message: 'the input is empty' }],
    };
  }
  if (isBinary(text)) {
    const message = 'the input holds binary data, not HTML or text; check the file or its encoding';
    return { text: '', isBinary: true, diagnostics: [{ code: 'binary-input', message }] };
  }
  if (text.length <= MAX_INPUT_CHARS) return { text, isBinary: false, diagnostics: [] };
  const message = `the input has ${text.length} characters; the first ${MAX_INPUT_CHARS} were read`;
  return {
    text: text.slice(0, MAX_INPUT_CHARS),
    isBinary: false,
    diagnostics: [{ code: 'input-truncated', message }],
  };
}

/** The same for a page in pieces, which stay apart where nothing is cut or emptied. */
export function limitPieces(
  pieces: readonly string[],
): Pick<LimitedInput, 'diagnostics'> & { readonly pieces: readonly string[] } {
  const [first = ''] = pieces;
  const chars = pieces.reduce((sum, { length }) => sum + length, 0);
  const isToldByFirst = first.length >= SNIFFED_CHARS && first.trim() !== '' && chars <= MAX_INPUT_CHARS;
  if (isToldByFirst && !isBinary(first)) return { pieces, diagnostics: [] };
  const { text, diagnostics } = limitInput(pieces.join(''));
  return { pieces: [text], diagnostics };
}

/** How much of the input is looked at for control characters. */
const SNIFFED_CHARS = 4_096;
const MAX_CONTROL_SHARE = 0.02;

/** Control characters other than white space, and U+FFFD for bytes that were no text in the page's encoding. */
function isBinary(text: string): boolean {
  const head = text.slice(0, SNIFFED_CHARS);
  let controls = 0;
  for (let at = 0; at < head.length; at += 1) {
    const code = head.charCodeAt(at);
    if ((code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13) || code === 0xfffd)
      controls += 1;
  }
  return controls > MAX_CONTROL_SHARE * head.length;
}
