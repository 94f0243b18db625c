import type { ConcordanceHit, SearchFacet, SearchHit } from '../../index.ts';
import { emphasize, type View } from '../output.ts';

/** A hit with its snippet. */
export const HIT_VIEW: View<SearchHit> = {
  columns: [
    { name: 'published', value: (hit) => hit.article.publishedAt?.slice(0, 10) ?? null },
    { name: 'place', value: (hit) => hit.section.place, width: 20 },
    { name: 'title', value: (hit) => hit.article.title, width: 44 },
    { name: 'snippet', value: (hit) => hit.snippet, marks: (hit) => hit.highlights },
  ],
  csv: [
    { name: 'article', value: (hit) => hit.article.id },
    { name: 'url', value: (hit) => hit.article.url },
    { name: 'title', value: (hit) => hit.article.title },
    { name: 'site', value: (hit) => hit.article.site },
    { name: 'kind', value: (hit) => hit.article.kind },
    { name: 'publishedAt', value: (hit) => hit.article.publishedAt },
    { name: 'heading', value: (hit) => hit.section.heading },
    { name: 'place', value: (hit) => hit.section.place },
    { name: 'score', value: (hit) => hit.score },
    { name: 'snippet', value: (hit) => hit.snippet },
  ],
  text: (hit) =>
    [
      `${hit.article.title ?? '(no title)'}${hit.section.heading === null ? '' : ` › ${hit.section.heading}`}`,
      `  ${hit.article.publishedAt?.slice(0, 10) ?? 'undated'}  ${hit.section.place ?? ''}  ${hit.article.url ?? ''}`,
      `  ${emphasize(hit.snippet, hit.highlights)}`,
      '',
    ].join('\n'),
};

/** The widest that a side of a concordance is; see `makeConcordance`. */
const CONTEXT_CHARS = 48;

/** Matches stand below each other, as in every concordance. */
const lineOf = ({ left, match, right }: ConcordanceHit): string =>
  `${left.padStart(CONTEXT_CHARS)}${match}${right}`;

const matchIn = ({ match }: ConcordanceHit): { readonly start: number; readonly end: number } => ({
  start: CONTEXT_CHARS,
  end: CONTEXT_CHARS + match.length,
});

/** A line of a concordance. */
export const CONCORDANCE_VIEW: View<ConcordanceHit> = {
  columns: [
    { name: 'published', value: (hit) => hit.article.publishedAt?.slice(0, 10) ?? null },
    { name: 'key word in context', value: lineOf, marks: (hit) => [matchIn(hit)] },
  ],
  csv: [
    { name: 'article', value: (hit) => hit.article.id },
    { name: 'url', value: (hit) => hit.article.url },
    { name: 'publishedAt', value: (hit) => hit.article.publishedAt },
    { name: 'place', value: (hit) => hit.section.place },
    { name: 'start', value: (hit) => hit.start },
    { name: 'end', value: (hit) => hit.end },
    { name: 'left', value: (hit) => hit.left },
    { name: 'match', value: (hit) => hit.match },
    { name: 'right', value: (hit) => hit.right },
  ],
  text: (hit) => emphasize(lineOf(hit), [matchIn(hit)]),
};

/** A value of a facet. */
export const FACET_VIEW: View<SearchFacet> = {
  columns: [
    { name: 'facet', value: ({ facet }) => facet },
    { name: 'value', value: ({ value }) => value },
    { name: 'articles', value: ({ articles }) => articles },
  ],
  text: ({ facet, value, articles }) => `${facet}  ${value}  ${articles}`,
};
