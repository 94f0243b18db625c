import { evenSpaces } from '../../base/even-spaces.ts';
import type { NormalizedText } from '../../model/normalized-text.ts';
import type { ContentBlock } from './content-block.ts';

/** Lines of a hard-wrapped text are no longer than this. */
const MAX_WRAPPED_CHARS = 100;
/** A wrapped line fills most of the width; shorter ones end a paragraph. */
const MIN_WRAPPED_CHARS = 45;

/** Cuts plain text into paragraphs: at blank lines, and at line ends unless the text is hard-wrapped. */
export function readPlainBlocks(text: NormalizedText): ContentBlock[] {
  const lines = text.split('\n').map(evenSpaces);
  const wrapped = isHardWrapped(lines);
  const blocks: ContentBlock[] = [];
  let open: string[] = [];
  const close = (source: number): void => {
    if (open.length > 0) {
      blocks.push({
        text: open.join(' '),
        headingLevel: 0,
        bold: false,
        italic: false,
        right: false,
        linkShare: 0,
        source,
        cells: [],
        separated: false,
      });
    }
    open = [];
  };
  lines.forEach((line, at) => {
    if (line !== '') open.push(line);
    if (line === '' || !wrapped || line.length < MIN_WRAPPED_CHARS) close(at);
  });
  close(lines.length);
  return blocks;
}

/** Most lines that have a next one are full and end in the middle of a sentence. */
function isHardWrapped(lines: readonly string[]): boolean {
  const inner = lines.filter((line, at) => line !== '' && (lines[at + 1] ?? '') !== '');
  if (inner.length < 3 || lines.some((line) => line.length > MAX_WRAPPED_CHARS)) return false;
  const full = inner.filter((line) => line.length >= MIN_WRAPPED_CHARS && !/[.!?…:]$/u.test(line));
  return full.length >= 0.6 * inner.length;
}
