import type { ArticleFacts, IndexDocument } from '../../src/search/engine/index-document.ts';
import type { PlanNode, SearchField, TermGroup } from '../../src/search/engine/search-plan.ts';

const NO_FACTS: ArticleFacts = { site: null, publishedOn: null, kind: 'article', places: [], documents: [] };

/** A document of syllables parted by spaces; `title | text`, or text alone. */
export function indexDocument(
  id: string,
  content: string,
  { sequence = 1, ...facts }: Partial<ArticleFacts> & { readonly sequence?: number } = {},
): IndexDocument {
  const [text = '', title = ''] = content.split('|').reverse();
  const field = (tokens: string): { syllables: string[]; words: string[] } => ({
    syllables: tokens.split(' ').filter((token) => token !== ''),
    words: [],
  });
  return {
    id,
    sequence,
    tokens: { title: field(title), text: field(text) },
    facts: { ...NO_FACTS, ...facts },
  };
}

/** A group of one spelling, or of several, parted by `/`, the first as typed. */
export const termGroup = (spellings: string): TermGroup => ({
  alternatives: spellings.split('/').map((term, at) => ({ term, boost: at === 0 ? 1 : 0.5 })),
});

export const termsOf = (spellings: string, field: SearchField = 'any'): PlanNode => ({
  kind: 'terms',
  field,
  group: termGroup(spellings),
});

export const phraseOf = (words: string, field: SearchField = 'any'): PlanNode => ({
  kind: 'phrase',
  field,
  groups: words.split(' ').map(termGroup),
});

export const allOf = (...children: PlanNode[]): PlanNode => ({ kind: 'and', children });
export const anyOf = (...children: PlanNode[]): PlanNode => ({ kind: 'or', children });
export const noneOf = (child: PlanNode): PlanNode => ({ kind: 'not', child });
