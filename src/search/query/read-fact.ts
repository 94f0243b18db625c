import { TracuuError } from '../../base/tracuu-error.ts';
import type { ArticleKind } from '../../model/article.ts';
import type { FactTest } from '../engine/search-plan.ts';
import { parseDateRange } from './date-range.ts';

/** Fields that look at words. */
export const TEXT_FIELDS = ['title', 'text'] as const;
/** Fields that look at what is known of an article. `doc` needs a `DirectiveFinder` and is read elsewhere. */
export const FACT_FIELDS = ['doc', 'issuer', 'site', 'place', 'date', 'kind'] as const;

export type TextField = (typeof TEXT_FIELDS)[number];
export type FactField = (typeof FACT_FIELDS)[number];

const KINDS: readonly ArticleKind[] = ['article', 'bulletin', 'listing', 'other'];
const PLACE = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)*$/u;
const ISSUER = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/u;

/** What is wrong with a value, and the way out. */
export interface BadValue {
  readonly fault: string;
}

/** Reads the value behind `site:`, `kind:`, `place:`, `issuer:` or `date:`. */
export function readFact(field: Exclude<FactField, 'doc'>, value: string): FactTest | BadValue {
  const lower = value.toLowerCase();
  switch (field) {
    case 'site':
      return { fact: 'site', value: lower.replace(/^www\./u, '') };
    case 'kind':
      if ((KINDS as readonly string[]).includes(lower)) return { fact: 'kind', value: lower };
      return { fault: `"${value}" is no kind of page; write one of ${KINDS.join(', ')}` };
    case 'place':
      if (PLACE.test(lower)) return { fact: 'place', value: lower };
      return { fault: `"${value}" is no place; write it from the province down, as hcm or hcm/quan-1` };
    case 'issuer':
      if (ISSUER.test(lower)) return { fact: 'issuer', value: lower };
      return { fault: `"${value}" is no issuer; write its code as document ids do: tw, ttg, cp, qh14` };
    case 'date':
      return readDates(lower);
  }
}

/** `2019`, `2019-05`, `2019-05-03`, and ranges of them: `2019..2020`, `2019..`, `..2020`. */
function readDates(value: string): FactTest | BadValue {
  const [from = '', to = from, ...more] = value.split('..');
  const wayOut = 'write date:2019, date:2019-05..2020, date:2019.. or date:..2020';
  if (more.length > 0 || (from === '' && to === '')) return { fault: `"${value}" is no date; ${wayOut}` };
  try {
    const range = parseDateRange({ from: from === '' ? undefined : from, to: to === '' ? undefined : to });
    return { fact: 'date', from: range.from ?? null, to: range.to ?? null };
  } catch (error) {
    if (error instanceof TracuuError) return { fault: error.message };
    throw error;
  }
}
