import type { ArticleFacts } from '../engine/index-document.ts';
import type { TermGroup } from '../engine/search-plan.ts';
import type { ArticleTokens } from '../tokens/article-tokens.ts';
import { findOccurrences } from './find-occurrences.ts';

export type TimeUnit = 'year' | 'month' | 'day';

/** A stretch of time with what was found in it and what there was to find it in. */
export interface TimeCount {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `null` for articles without a date. */
  readonly period: string | null;
  readonly occurrences: number;
  /** Articles that hold it. */
  readonly articles: number;
  /** The denominators: all articles of the period, and their syllables. */
  readonly allArticles: number;
  readonly allSyllables: number;
  /** Occurrences per million syllables; `null` where there is nothing to divide by. */
  readonly perMillion: number | null;
}

/** An article as counting needs it. */
export interface DatedTokens {
  readonly tokens: ArticleTokens;
  readonly facts: Pick<ArticleFacts, 'publishedOn'>;
}

const PERIOD_CHARS: Readonly<Record<TimeUnit, number>> = { year: 4, month: 7, day: 10 };

/**
 * How often `phrase` (one group a syllable) stands in titles and texts, by period, with denominators: a count that grows
 * because the archive grows is no trend. Periods in order, undated last; every period between the first and the last with
 * an article is there.
 */
export function countOverTime(
  articles: Iterable<DatedTokens>,
  phrase: readonly TermGroup[],
  unit: TimeUnit,
): TimeCount[] {
  const periods = new Map<string | null, Sums>();
  for (const { tokens, facts } of articles) {
    const period = facts.publishedOn?.slice(0, PERIOD_CHARS[unit]) ?? null;
    let sums = periods.get(period);
    if (sums === undefined) {
      sums = { occurrences: 0, articles: 0, allArticles: 0, allSyllables: 0 };
      periods.set(period, sums);
    }
    const found = [tokens.title, tokens.text].reduce(
      (sum, field) => sum + findOccurrences(field, phrase).length,
      0,
    );
    sums.occurrences += found;
    sums.articles += found > 0 ? 1 : 0;
    sums.allArticles++;
    sums.allSyllables += tokens.title.syllables.length + tokens.text.syllables.length;
  }
  return fillGaps([...periods.keys()], unit).map((period) => toTimeCount(period, periods.get(period)));
}

interface Sums {
  occurrences: number;
  articles: number;
  allArticles: number;
  allSyllables: number;
}

const NOTHING: Sums = { occurrences: 0, articles: 0, allArticles: 0, allSyllables: 0 };

function toTimeCount(period: string | null, sums: Sums = NOTHING): TimeCount {
  const { occurrences, allSyllables } = sums;
  const perMillion = allSyllables === 0 ? null : Number(((occurrences / allSyllables) * 1e6).toFixed(2));
  return { period, ...sums, perMillion };
}

/** All periods from the first to the last that is there, then `null` if it is. */
function fillGaps(found: readonly (string | null)[], unit: TimeUnit): (string | null)[] {
  const dated = found.filter((period) => period !== null).sort();
  const filled: (string | null)[] = [];
  const last = dated.at(-1);
  for (let period = dated[0]; period !== undefined && last !== undefined && period <= last;) {
    filled.push(period);
    period = nextPeriod(period, unit);
  }
  return found.includes(null) ? [...filled, null] : filled;
}

function nextPeriod(period: string, unit: TimeUnit): string {
  const [year = 1970, month = 1, day = 1] = period.split('-').map(Number);
  const next = {
    year: Date.UTC(year + 1, 0, 1),
    month: Date.UTC(year, month, 1),
    day: Date.UTC(year, month - 1, day + 1),
  }[unit];
  return new Date(next).toISOString().slice(0, PERIOD_CHARS[unit]);
}
