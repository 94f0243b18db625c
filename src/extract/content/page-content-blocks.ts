import { attribute } from '../page/page-tree.ts';
import type { PageBlocks, TextBlock } from '../page/read-text-blocks.ts';
import type { ContentBlock } from './content-block.ts';
import { joinTableRows } from './join-table-rows.ts';

/** The chosen blocks of a page as content, normalized. */
export function pageContentBlocks(page: PageBlocks, kept: readonly number[]): ContentBlock[] {
  const rules = rulesAbove(page);
  const blocks = kept.map((at, index): ContentBlock => {
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
      separated: index > 0 && rules[at]! > rules[kept[index - 1]!]!,
    };
  });
  return joinTableRows(page, blocks);
}

/** How many horizontal rules stand above each block. */
function rulesAbove({ blocks, ruled }: PageBlocks): Uint32Array {
  const counts = new Uint32Array(blocks.length);
  let rule = 0;
  for (let at = 0; at < counts.length; at += 1) {
    while (rule < ruled.length && ruled[rule]! <= at) rule += 1;
    counts[at] = rule;
  }
  return counts;
}

/** Set at the right margin by its own style, attribute or class. */
export function isRightAligned(block: TextBlock): boolean {
  const { element } = block;
  if (attribute(element, 'align').toLowerCase() === 'right') return true;
  if (/(?:^|;)\s{0,4}text-align\s{0,4}:\s{0,4}right/iu.test(attribute(element, 'style'))) return true;
  return /(?:^|[\s-])(?:text-?right|align-?right|p?author|pAuthor|PSource)(?:$|\s)/iu.test(
    attribute(element, 'class'),
  );
}
