import { foldDiacritics } from '../../text/fold-diacritics.ts';
import { resolveUrl, siteOf } from '../metadata/page-url.ts';
import { attribute, findElements, textOf, type PageElement } from '../page/page-tree.ts';

/** What the link to the next page of a list, or of an article, says. */
const NEXT_WORDS =
  /^(?:trang (?:sau|tiep|ke|tiep theo)|tiep|tiep theo|sau|ke tiep|next|next page|older|older posts|cu hon|xem tiep)$/u;
const NEXT_SIGNS = /^(?:›|»|>|>>|→|››|»»)$/u;
const PAGER_NAME = /pag(?:e|ing|ination|er)|phan-?trang|trang/iu;

export interface NextPageContext {
  /** What relative addresses are relative to. */
  readonly base: string;
  readonly pageUrl: string;
}

/** The address of the next page: `rel=next`, a link that says so, or the number that follows the present one. */
export function findNextPage(
  root: PageElement,
  anchors: readonly PageElement[],
  { base, pageUrl }: NextPageContext,
): string | null {
  const site = siteOf(pageUrl);
  const address = (element: PageElement | undefined): string | null => {
    const url = element === undefined ? null : resolveUrl(attribute(element, 'href'), base);
    return url === null || siteOf(url) !== site || url === pageUrl || url.endsWith('#') ? null : url;
  };
  const [link] = findElements(root, (element) => element.name === 'link' && hasRelNext(element));
  return (
    address(link) ??
    address(anchors.find(hasRelNext)) ??
    address(
      anchors.find((anchor) =>
        NEXT_WORDS.test(
          foldDiacritics(textOf(anchor))
            .replace(/[^a-z\s]/gu, '')
            .trim(),
        ),
      ),
    ) ??
    address(anchors.find((anchor) => NEXT_SIGNS.test(textOf(anchor)) && isInPager(anchor))) ??
    address(nextNumber(anchors, pageUrl))
  );
}

function hasRelNext(element: PageElement): boolean {
  return attribute(element, 'rel').toLowerCase().split(/\s+/u).includes('next');
}

function isInPager(anchor: PageElement): boolean {
  for (let at: PageElement | null = anchor, steps = 0; at !== null && steps < 4; at = at.parent, steps += 1) {
    if (PAGER_NAME.test(`${attribute(at, 'class')} ${attribute(at, 'id')}`)) return true;
  }
  return false;
}

/** In a pager, the link whose text is the present page's number plus one. */
function nextNumber(anchors: readonly PageElement[], pageUrl: string): PageElement | undefined {
  const present = Number(/(?:[?&/](?:page|trang|p)[=/-]?)(\d{1,4})(?=\D|$)/iu.exec(pageUrl)?.[1] ?? '1');
  return anchors.find((anchor) => textOf(anchor) === String(present + 1) && isInPager(anchor));
}
