/** When each term began. Documents are numbered from 1 again in every term (Guide 36-HD/VPTW, II.1.3). */

export interface Term {
  readonly term: number;
  /** First day of the term: the day after the congress closed, or the first sitting. `YYYY-MM-DD`. */
  readonly from: string;
}

/**
 * Central committee of the Party; dates of the closing of each congress from nhandan.vn (tag 83549), 24h.com.vn
 * 1731966 for XIV, and the congress pages of dangcongsan.vn for the earlier ones.
 */
export const PARTY_TERMS: readonly Term[] = [
  { term: 2, from: '1951-02-20' },
  { term: 3, from: '1960-09-11' },
  { term: 4, from: '1976-12-21' },
  { term: 5, from: '1982-04-01' },
  { term: 6, from: '1986-12-19' },
  { term: 7, from: '1991-06-28' },
  { term: 8, from: '1996-07-02' },
  { term: 9, from: '2001-04-23' },
  { term: 10, from: '2006-04-26' },
  { term: 11, from: '2011-01-20' },
  { term: 12, from: '2016-01-29' },
  { term: 13, from: '2021-02-02' },
  { term: 14, from: '2026-01-23' },
];

/** National Assembly: first sitting of each, from quochoi.vn's list of assemblies. */
export const ASSEMBLY_TERMS: readonly Term[] = [
  { term: 8, from: '1987-06-17' },
  { term: 9, from: '1992-09-19' },
  { term: 10, from: '1997-09-20' },
  { term: 11, from: '2002-07-19' },
  { term: 12, from: '2007-07-19' },
  { term: 13, from: '2011-07-21' },
  { term: 14, from: '2016-07-20' },
  { term: 15, from: '2021-07-20' },
  { term: 16, from: '2026-04-06' },
];

/**
 * Local Party terms by first year. Provinces held their congresses in autumn of these years; districts in summer,
 * communes in spring (Directive 35-CT/TW of 2019 and of 2024).
 */
export const LOCAL_TERM_YEARS: readonly number[] = [1996, 2000, 2005, 2010, 2015, 2020, 2025];
export const LOCAL_TERM_START: Readonly<Record<'province' | 'district' | 'commune', string>> = {
  province: '10-10',
  district: '08-15',
  commune: '06-15',
};

/**
 * Number of the congress that a province's Party held in 2015; the one of 2020 has the next number. From the
 * provinces' own news of their 2015 and 2020 congresses; provinces that are not here are not inferred.
 */
export const PROVINCE_CONGRESS_2015: Readonly<Record<string, number>> = {
  'ha-noi': 16,
  hcm: 10,
  'da-nang': 21,
  'hai-phong': 15,
  'can-tho': 13,
  'thua-thien-hue': 15,
  'quang-nam': 21,
  'quang-ninh': 14,
  'nghe-an': 18,
  'ha-tinh': 18,
  'thanh-hoa': 18,
  'quang-binh': 16,
  'quang-tri': 16,
  'binh-duong': 10,
  'dong-nai': 10,
};
