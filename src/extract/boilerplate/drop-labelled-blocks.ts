import type { ContentBlock } from '../content/content-block.ts';
import type { BoilerplateRole } from './label-table.ts';
import { labelRole, prefixedLabelRole } from './label-role.ts';

export interface DroppedBlock {
  readonly block: ContentBlock;
  readonly reason: BoilerplateRole;
}

/** Under these, nothing of the article follows: forms, the site's own links, its footer. */
const ENDS_ARTICLE: ReadonlySet<BoilerplateRole> = new Set<BoilerplateRole>([
  'comments',
  'links',
  'contact',
  'most-read',
  'newest',
]);

/** A paragraph of this length that ends like a sentence is the article's own voice, not somebody's headline. */
const MIN_SENTENCE_CHARS = 100;

/**
 * Leaves out what boilerplate labels announce. A label is a block of its own; the same words inside a sentence stay.
 * Behind a label, headlines and form fields go with it, until a paragraph speaks in sentences again.
 */
export function dropLabelledBlocks(blocks: readonly ContentBlock[]): {
  kept: ContentBlock[];
  dropped: DroppedBlock[];
} {
  const kept: ContentBlock[] = [];
  const dropped: DroppedBlock[] = [];
  const lastSentence = blocks.findLastIndex(isSentence);
  let role: BoilerplateRole | null = null;
  for (const [at, block] of blocks.entries()) {
    const prefixed = role === null ? prefixedLabelRole(block.text) : null;
    if (prefixed !== null && (block.linkShare > 0.3 || !isSentence(block))) {
      dropped.push({ block, reason: prefixed });
      continue;
    }
    const ownRole = labelRole(block.text);
    // Labels such as "Kết quả" or "Đánh giá" are also what authors call their sections: alone they prove nothing mid-text.
    if (ownRole !== null && (at > lastSentence || !isAuthorsHeading(blocks, at))) role = ownRole;
    else if (role !== null && isSentence(block) && !(ENDS_ARTICLE.has(role) && at > lastSentence))
      role = null;
    if (role === null) kept.push(block);
    else dropped.push({ block, reason: role });
  }
  return { kept, dropped };
}

function isSentence(block: ContentBlock): boolean {
  return block.text.length >= MIN_SENTENCE_CHARS && /[.!?…:;]["'”’)]?$/u.test(block.text);
}

/** A marked heading with the author's sentences right under it. */
function isAuthorsHeading(blocks: readonly ContentBlock[], at: number): boolean {
  const block = blocks[at]!;
  const next = blocks[at + 1];
  return (block.headingLevel > 0 || block.bold) && next !== undefined && isSentence(next);
}
