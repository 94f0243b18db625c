import type { ContentBlock } from '../content/content-block.ts';

/** "***", "* * *", "-----", "---o0o---", "♦ ♦ ♦": a line without words between two parts of a text. */
const SEPARATOR_LINE =
  /^(?:[*∗＊✱✻❖★☆♦◆◊•·●■▪~_=–—#+-]\s?){3,40}$|^[\s~*_–—-]{0,12}o[o0]o[\s~*_–—-]{0,12}$/iu;
const MAX_CHARS = 60;

/** True for a line that parts what stands above it from what stands below, and says nothing itself. */
export function isSeparatorLine(text: string): boolean {
  return text.length <= MAX_CHARS && SEPARATOR_LINE.test(text);
}

/** Indices of the blocks that open a part: a rule or a separator line stands above them, and some text above that. */
export function findSeparated(blocks: readonly ContentBlock[]): number[] {
  const found: number[] = [];
  let pending = false;
  let hasText = false;
  blocks.forEach((block, at) => {
    if (isSeparatorLine(block.text)) {
      pending = true;
      return;
    }
    if (hasText && (pending || block.separated)) found.push(at);
    pending = false;
    hasText = true;
  });
  return found;
}
