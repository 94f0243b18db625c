import { TracuuError } from '../../base/tracuu-error.ts';
import type { ArticleKind } from '../../model/article.ts';
import type { FactTest } from '../engine/search-plan.ts';
import { parseDateRange } from './date-range.ts';
import type { NameFinder, UnknownName } from './query-ast.ts';

/** Fields that look at words. */
export const TEXT_FIELDS = ['title', 'text'] as const;
/** Fields that look at what is known of an article. `doc` needs a `DirectiveFinder` and is read elsewhere. */
export const FACT_FIELDS = ['doc', 'issuer', 'site', 'place', 'date', 'kind'] as const;

export type TextField = (typeof TEXT_FIELDS)[number];
export type FactField = (typeof FACT_FIELDS)[number];

const KINDS: readonly ArticleKind[] = ['article', 'bulletin', 'listing', 'other'];
/** A place's code: lower-case ASCII names from the province down. */
export const PLACE: RegExp = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)*$/u;
const ISSUER = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/u;

/** What is wrong with a value, and the way out. */
export interface BadValue {
  readonly fault: string;
}

/** One of the tests is to be met. */
export interface FactTests {
  readonly tests: readonly FactTest[];
  readonly unknown?: UnknownName;
}

/** Reads the value behind `site:`, `kind:`, `place:`, `issuer:` or `date:`. */
export function readFact(
  field: Exclude<FactField, 'doc'>,
  value: string,
  names: NameFinder,
): FactTests | BadValue {
  if (field === 'place' || field === 'issuer') return readNamed(field, value, names);
  const test = readValue(field, value);
  return 'fault' in test ? test : { tests: [test] };
}

/** What bodies and places are coded as, and how to write one that is not known by name. */
const CODES = {
  place: { code: PLACE, wayOut: 'write its name, or its code from the province down, as hcm or hcm/quan-1' },
  issuer: { code: ISSUER, wayOut: 'write its name, or its code as document ids have it: tw, ttg, cp, qh14' },
};

function readNamed(field: 'place' | 'issuer', value: string, names: NameFinder): FactTests | BadValue {
  const codes = names.resolve(field, value);
  if (codes.length > 0) return { tests: codes.map((code) => ({ fact: field, value: code })) };
  const suggestions = names.suggest(field, value);
  const code = value.toLowerCase();
  if (!CODES[field].code.test(code)) {
    return {
      fault: `"${value}" is no ${field} that is known here; ${didYouMean(suggestions)}${CODES[field].wayOut}`,
    };
  }
  const unknown = { surface: `${field}:${value}`, suggestions };
  return { tests: [{ fact: field, value: code }], ...(suggestions.length === 0 ? {} : { unknown }) };
}

/** `did you mean "a" or "b"? `; nothing where there is nothing like it. */
export const didYouMean = (suggestions: readonly string[]): string =>
  suggestions.length === 0 ? '' : `did you mean ${suggestions.map((one) => `"${one}"`).join(' or ')}? Else `;

function readValue(
  field: Exclude<FactField, 'doc' | 'place' | 'issuer'>,
  value: string,
): FactTest | BadValue {
  const lower = value.toLowerCase();
  switch (field) {
    case 'site':
      return { fact: 'site', value: lower.replace(/^www\./u, '') };
    case 'kind':
      if ((KINDS as readonly string[]).includes(lower)) return { fact: 'kind', value: lower };
      return { fault: `"${value}" is no kind of page; write one of ${KINDS.join(', ')}` };
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
