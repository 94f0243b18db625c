import { assertNever } from '../../base/assert-never.ts';
import { parseDocumentId, type DocumentId } from '../../model/document-id.ts';
import { isWithinPlace } from '../../model/place.ts';
import type { ArticleFacts } from './index-document.ts';
import type { FacetField } from './search-engine.ts';
import type { FactTest } from './search-plan.ts';

/** Whether an article's facts are as asked: the meaning of `FactTest` for every engine. */
export function matchesFact(facts: ArticleFacts, test: FactTest): boolean {
  switch (test.fact) {
    case 'site':
      return facts.site === test.value;
    case 'kind':
      return facts.kind === test.value;
    case 'place':
      return facts.places.some((place) => isWithinPlace(place, test.value));
    case 'date':
      return isWithinDays(facts.publishedOn, test.from, test.to);
    case 'document':
      return test.anyOf.some((document) => facts.documents.includes(document));
    case 'issuer':
      return facts.documents.some((document) => issuersOf(document).includes(test.value));
    default:
      return assertNever(test);
  }
}

function isWithinDays(day: string | null, from: string | null, to: string | null): boolean {
  if (day === null) return false;
  return (from === null || day >= from) && (to === null || day <= to);
}

/**
 * Every body under which a document is found by issuer: each that signed it, and those above. `tw.btgtw` gives `tw` and
 * `tw.btgtw`; the joint `bca+btp` gives both. Empty for what is no document id. An engine may index these.
 */
export function issuersOf(document: DocumentId): string[] {
  const issuer = parseDocumentId(document)?.issuer;
  if (issuer === undefined) return [];
  return [...new Set(issuer.split('+').flatMap((body) => pathsDownTo(body, '.')))];
}

/** A place and all that hold it: `hcm/quan-1` gives `hcm` and `hcm/quan-1`. An engine may index these. */
export const placesAbove = (place: string): string[] => pathsDownTo(place, '/');

function pathsDownTo(path: string, separator: string): string[] {
  const parts = path.split(separator);
  return parts.map((_part, index) => parts.slice(0, index + 1).join(separator));
}

/** The values under which an article is counted in a facet, each once: the meaning of `FacetField` for every engine. */
export function facetValues(facts: ArticleFacts, field: FacetField): readonly string[] {
  switch (field) {
    case 'site':
      return facts.site === null ? [] : [facts.site];
    case 'kind':
      return [facts.kind];
    case 'place':
      return facts.places;
    case 'month':
      return facts.publishedOn === null ? [] : [facts.publishedOn.slice(0, 7)];
    case 'document':
      return facts.documents;
    default:
      return assertNever(field);
  }
}
