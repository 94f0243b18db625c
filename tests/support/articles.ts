import type { Article } from '../../src/model/article.ts';
import type { FieldTokens } from '../../src/model/article-tokens.ts';
import type { Mention } from '../../src/model/mention.ts';
import type { PageCommit } from '../../src/store/archive.ts';

/** An article with what a test does not care about filled in. */
export function makeArticle(article: Partial<Article> & { readonly text: string }): Article {
  const { text } = article;
  return {
    id: `sha-${(article.url ?? text).slice(0, 16)}`,
    url: null,
    canonicalUrl: null,
    site: null,
    kind: 'article',
    title: null,
    lead: null,
    byline: null,
    publishedAt: null,
    modifiedAt: null,
    category: null,
    tags: [],
    language: 'vi',
    sections: [{ heading: null, place: null, publishedOn: null, start: 0, end: text.length }],
    images: [],
    capture: null,
    diagnostics: [],
    ...article,
  };
}

/** A mention of `document` where `surface` first stands in `text`. */
export function makeMention(text: string, surface: string, document: string): Mention {
  const start = text.indexOf(surface);
  return {
    start,
    end: start + surface.length,
    surface,
    type: 'ct',
    number: '5',
    period: null,
    issuer: 'tw',
    document,
    method: 'explicit',
    confidence: 0.9,
    candidates: [{ document, score: 0.9 }],
    pins: [],
    antecedent: null,
    group: null,
    relation: null,
    flags: [],
  };
}

/** A page that brings `article` with its mentions. */
export function makeCommit(article: Article, mentions: readonly Mention[] = []): PageCommit {
  return {
    capture: {
      requestedUrl: article.url ?? 'file:///page.txt',
      finalUrl: article.url ?? 'file:///page.txt',
      fetchedAt: '2026-01-01T00:00:00.000Z',
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: new TextEncoder().encode(article.text),
    },
    article,
    mentions: mentions.map((mention) => ({ mention, found: { surface: mention.surface } })),
    tokens: { title: splitTokens(article.title ?? ''), text: splitTokens(article.text) },
    storedAt: '2026-01-01T00:00:00.000Z',
  };
}

/** As the analyzer does it, near enough for tests that search for nothing. */
const splitTokens = (text: string): FieldTokens => ({
  syllables: text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [],
  words: [],
});
