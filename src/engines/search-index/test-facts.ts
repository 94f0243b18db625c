import { assertNever } from '../../base/assert-never.ts';
import { parseDocumentId } from '../../model/document-id.ts';
import { isWithinPlace } from '../../model/place.ts';
import type { ArticleFacts } from '../../search/engine/index-document.ts';
import type { FacetField } from '../../search/engine/search-engine.ts';
import type { FactTest } from '../../search/engine/search-plan.ts';

/** Whether an article's facts pass `test`. */
export function passesFactTest(facts: ArticleFacts, test: FactTest): boolean {
  switch (test.fact) {
    case 'site':
    case 'kind':
      return facts[test.fact] === test.value;
    case 'place':
      return facts.places.some((place) => isWithinPlace(place, test.value));
    case 'date':
      return isWithinDates(facts.publishedOn, test.from, test.to);
    case 'document':
      return facts.documents.some((document) => test.anyOf.includes(document));
    case 'issuer':
      return facts.documents.some((document) => isIssuedBy(document, test.value));
    default:
      return assertNever(test);
  }
}

function isWithinDates(day: string | null, from: string | null, to: string | null): boolean {
  return day !== null && (from === null || day >= from) && (to === null || day <= to);
}

function isIssuedBy(document: string, body: string): boolean {
  const issuer = parseDocumentId(document)?.issuer;
  return issuer !== undefined && (issuer === body || issuer.startsWith(`${body}.`));
}

/** The values by which an article is counted; none where it has no such fact. */
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
