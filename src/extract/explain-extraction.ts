import type { ArticleKind } from '../model/article.ts';
import { dropLabelledBlocks } from './boilerplate/drop-labelled-blocks.ts';
import { contentBlocks, extractArticle } from './extract-article.ts';
import { attribute, type PageElement } from './page/page-tree.ts';
import { inOnePiece, readPage, type ExtractInput } from './read-page.ts';

/** A block of the page that is not in the article, and why. */
export interface DroppedText {
  readonly text: string;
  /** `outside`, `comments`, `related`, `cards`, `links`, `caption`… */
  readonly reason: string;
  /** The element that holds it, as a path of names, ids and classes. */
  readonly path: string;
}

export interface Explanation {
  readonly kind: ArticleKind;
  /** The box that was chosen as the article's; `null` where the page has no text. */
  readonly container: string | null;
  readonly title: string | null;
  /** Blocks that were kept, of all. */
  readonly keptBlocks: number;
  readonly allBlocks: number;
  readonly dropped: readonly DroppedText[];
}

/** Says what `extractArticle` leaves out of a page and why: read it when an extraction surprises. */
export function explainExtraction(input: ExtractInput): Explanation {
  const reading = readPage(inOnePiece(input));
  const { page, content } = reading;
  const { kept, dropped } = dropLabelledBlocks(contentBlocks(reading));
  const keptSources = new Set(kept.flatMap((block) => [block.source, ...block.cells]));
  const labelled = new Map(dropped.map(({ block, reason }) => [block.source, `label: ${reason}`]));
  return {
    kind: extractArticle(input).kind,
    container: content.container < 0 ? null : pathOf(page.regions[content.container]!.element),
    title: reading.title,
    keptBlocks: kept.length,
    allBlocks: page.blocks.length,
    dropped: page.blocks.flatMap((block, at) => {
      if (keptSources.has(at)) return [];
      const reason = labelled.get(at) ?? content.reasons[at] ?? 'lead';
      return [{ text: block.text, reason, path: pathOf(block.element) }];
    }),
  };
}

/** How many ancestors a path names: enough to find the element, not so many that it cannot be read. */
const MAX_PATH_STEPS = 5;

function pathOf(element: PageElement): string {
  const steps: string[] = [];
  for (let at: PageElement | null = element; at !== null && steps.length < MAX_PATH_STEPS; at = at.parent) {
    if (at.name === '#page') break;
    const id = attribute(at, 'id');
    const [firstClass = ''] = attribute(at, 'class').trim().split(/\s+/u);
    steps.unshift(`${at.name}${id === '' ? '' : `#${id}`}${firstClass === '' ? '' : `.${firstClass}`}`);
  }
  return steps.join(' > ');
}
