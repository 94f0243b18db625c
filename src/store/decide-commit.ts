import type { Article } from '../model/article.ts';
import type { CommitResult } from './archive.ts';

/** What the archive already holds that the page could be. */
export interface CommitSituation {
  /** The article with the page's id or, failing that, the one that has the page's address. */
  readonly known: KnownArticle | undefined;
  /** Another article with the same text, or nearly the same. */
  readonly twinId: string | undefined;
}

export interface KnownArticle {
  readonly id: string;
  readonly url: string | null;
  readonly canonicalUrl: string | null;
  /** The page names this article as its canonical one. */
  readonly sharesId: boolean;
  readonly sameContent: boolean;
  /** The same article printed again, give or take a caption. */
  readonly isReprint: boolean;
  readonly knowsAddress: boolean;
}

/** What to do with a page; `articleId` is the article that will hold its text. */
export interface CommitDecision {
  readonly result: CommitResult;
  readonly articleId: string;
}

/**
 * Decides whether a page is a new article, a correction, or another address of a text that is there.
 *
 * Only an article's own page may correct it: a print view or a reprint differs a little from its original, and
 * the two would otherwise overwrite each other every night.
 */
export function decideCommit(page: Article, { known, twinId }: CommitSituation): CommitDecision {
  if (known !== undefined) {
    const repeat: CommitDecision = {
      result: known.knowsAddress ? 'unchanged' : 'duplicate',
      articleId: known.id,
    };
    if (known.sameContent) return repeat;
    if (isOwnPage(page, known)) return { result: 'changed', articleId: known.id };
    if (known.sharesId || known.isReprint) return repeat;
  }
  if (twinId !== undefined) return { result: 'duplicate', articleId: twinId };
  return { result: 'new', articleId: page.id };
}

function isOwnPage(page: Article, known: KnownArticle): boolean {
  if (page.url === known.url) return true;
  return page.url !== null && page.url === (known.canonicalUrl ?? known.url);
}

/** A page says nothing where it leaves a date or a byline out: what the archive knows already stays. */
export function completeFrom(page: Article, held: Article | undefined): Article {
  if (held === undefined) return page;
  return { ...page, publishedAt: page.publishedAt ?? held.publishedAt, byline: page.byline ?? held.byline };
}

/**
 * The held article with what another printing of the same text adds: the date, without which its references could
 * not be resolved; `undefined` where it adds none.
 */
export function enrichFrom(held: Article, page: Article): Article | undefined {
  if (held.publishedAt !== null || page.publishedAt === null) return undefined;
  const { id, url, canonicalUrl, site, title } = held;
  return {
    ...page,
    id,
    url: url ?? page.url,
    canonicalUrl: canonicalUrl ?? page.canonicalUrl,
    site: site ?? page.site,
    title: title ?? page.title,
  };
}
