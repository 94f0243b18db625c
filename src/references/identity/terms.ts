import {
  ASSEMBLY_TERMS,
  LOCAL_TERM_START,
  LOCAL_TERM_YEARS,
  PARTY_TERMS,
  PROVINCE_CONGRESS_2015,
  type Term,
} from '../tables/terms-table.ts';

/** Term of the Party's central committee on a date (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`). */
export const partyTermOn = (date: string): number | null => termOn(PARTY_TERMS, date);

/** National Assembly on a date. */
export const assemblyTermOn = (date: string): number | null => termOn(ASSEMBLY_TERMS, date);

/** A year or month alone is taken at its end: congresses are held in January, sittings in spring. */
function termOn(terms: readonly Term[], date: string): number | null {
  const day = date.length === 10 ? date : `${date}-99`;
  let current: number | null = null;
  for (const { term, from } of terms) if (from <= day) current = term;
  return current;
}

/** First year of the local Party term on a date; `null` for a year alone in which a congress was held. */
export function localTermOn(date: string, level: 'province' | 'district' | 'commune'): number | null {
  const year = Number(date.slice(0, 4));
  if (date.length < 7 && LOCAL_TERM_YEARS.includes(year)) return null;
  let current: number | null = null;
  for (const first of LOCAL_TERM_YEARS) if (`${first}-${LOCAL_TERM_START[level]}` <= date) current = first;
  return current;
}

/** First year of the term whose congress has this number in a province: khóa XVI of Hà Nội began in 2015. */
export function localTermOfCongress(place: string, congress: number): number | null {
  const base = PROVINCE_CONGRESS_2015[place.split('.')[0] ?? ''];
  if (base === undefined || place.includes('.')) return null;
  const year = 2015 + 5 * (congress - base);
  return LOCAL_TERM_YEARS.includes(year) ? year : null;
}
