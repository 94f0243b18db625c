import { attribute } from '../page/page-tree.ts';
import type { PageBlocks, TextBlock } from '../page/read-text-blocks.ts';
import type { ContentBlock } from './content-block.ts';
import { joinTableRows } from './join-table-rows.ts';

/** The chosen blocks of a page as content, normalized. */
export function pageContentBlocks(page: PageBlocks, kept: readonly number[]): ContentBlock[] {
  const blocks = kept.map((at): ContentBlock => {
    const block = page.blocks[at]!;
    return {
      text: block.text,
      headingLevel: block.headingLevel,
      bold: block.boldChars >= 0.95 * block.text.length,
      italic: block.italicChars >= 0.95 * block.text.length,
      right: isRightAligned(block),
      linkShare: block.linkChars / block.text.length,
      source: at,
      cells: [],
    };
  });
  return joinTableRows(page, blocks);
}

function isRightAligned(block: TextBlock): boolean {
  const { element } = block;
  if (attribute(element, 'align').toLowerCase() === 'right') return true;
  if (/(?:^|;)\s{0,4}text-align\s{0,4}:\s{0,4}right/iu.test(attribute(element, 'style'))) return true;
  return /(?:^|[\s-])(?:text-?right|align-?right|p?author|pAuthor|PSource)(?:$|\s)/iu.test(
    attribute(element, 'class'),
  );
}
