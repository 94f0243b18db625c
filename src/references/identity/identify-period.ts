import type { FoundMention } from '../found-mention.ts';
import { CENTRAL_TERM_CODES, PARTY_CODES } from '../tables/issuers-table.ts';
import type { IssuerIdentity } from './identify-issuer.ts';
import { localTermOfCongress, localTermOn, partyTermOn } from './terms.ts';

/** Bodies whose series follow no Party term and no calendar year that a text could tell. */
const UNKNOWN_SERIES = new Set(['twdtn', 'tld', 'dct', 'mttw']);

/**
 * The period of a document's number as its words tell it: `k12`, `t2015`, `y2020`; `null` where they do not.
 * @param issuedOn date beside the mention, completed to a year
 */
export function identifyPeriod(
  found: FoundMention,
  issuer: IssuerIdentity,
  issuedOn: string | null,
): string | null {
  const { base } = issuer;
  const { term, year } = found;
  if (base === null) return year === null ? stateYear(found, issuedOn) : `y${year}`;
  if (CENTRAL_TERM_CODES.has(base)) {
    if (term !== null) return `k${term}`;
    const date = issuedOn ?? (year === null ? null : String(year));
    const current = date === null ? null : partyTermOn(date);
    return current === null ? null : `k${current}`;
  }
  if (PARTY_CODES.has(base)) return localPeriod(found, issuer, issuedOn);
  if (year !== null) return `y${year}`;
  if (UNKNOWN_SERIES.has(base) && issuedOn === null) return null;
  return issuedOn === null ? null : `y${issuedOn.slice(0, 4)}`;
}

/** Types of the State alone are numbered by year, whoever issued them. */
const STATE_TYPES = new Set(['tt', 'ttlt', 'cd', 'nqlt']);

const stateYear = (found: FoundMention, issuedOn: string | null): string | null =>
  issuedOn !== null && STATE_TYPES.has(found.type ?? '') ? `y${issuedOn.slice(0, 4)}` : null;

function localPeriod(found: FoundMention, issuer: IssuerIdentity, issuedOn: string | null): string | null {
  const date = issuedOn ?? (found.year === null ? null : String(found.year));
  const byDate = date === null ? null : localTermOn(date, issuer.level ?? 'province');
  if (byDate !== null) return `t${byDate}`;
  if (found.term === null) return null;
  const byCongress = localTermOfCongress(issuer.issuer.slice(issuer.issuer.indexOf('.') + 1), found.term);
  return byCongress === null ? null : `t${byCongress}`;
}
