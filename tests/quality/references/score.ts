import { parseDocumentId } from '../../../src/model/document-id.ts';
import type { Mention } from '../../../src/model/mention.ts';
import type { GoldPassage, GoldReference } from './gold.ts';

/** Counts of one class of passages. */
export interface Score {
  passages: number;
  gold: number;
  found: number;
  exact: number;
  overlap: number;
  type: number;
  number: number;
  period: number;
  issuer: number;
  canonical: number;
  /** Passages without a reference in which one was found. */
  falsePassages: number;
  negativePassages: number;
  /** Full ids where the gold id has an unknown part. */
  overAsserted: number;
}

/** A difference between gold and result, for a person to read. */
export interface Miss {
  readonly passage: GoldPassage;
  readonly gold: GoldReference | null;
  readonly mention: Mention | null;
}

export interface ScoreReport {
  readonly byClass: Readonly<Record<string, Score>>;
  readonly total: Score;
  readonly misses: readonly Miss[];
}

const emptyScore = (): Score => ({
  passages: 0,
  gold: 0,
  found: 0,
  exact: 0,
  overlap: 0,
  type: 0,
  number: 0,
  period: 0,
  issuer: 0,
  canonical: 0,
  falsePassages: 0,
  negativePassages: 0,
  overAsserted: 0,
});

/** Scores what `find` finds; a missed reference counts as wrong in every column. */
export function scorePassages(
  passages: readonly GoldPassage[],
  find: (passage: GoldPassage) => Mention[],
): ScoreReport {
  const byClass: Record<string, Score> = {};
  const total = emptyScore();
  const misses: Miss[] = [];
  for (const passage of passages) {
    const score = (byClass[passage.class] ??= emptyScore());
    const mentions = find(passage);
    for (const target of [score, total]) addPassage(target, passage, mentions);
    misses.push(...missesOf(passage, mentions));
  }
  return { byClass, total, misses };
}

function addPassage(score: Score, passage: GoldPassage, mentions: readonly Mention[]): void {
  score.passages++;
  score.gold += passage.references.length;
  score.found += mentions.length;
  if (passage.references.length === 0) {
    score.negativePassages++;
    if (mentions.length > 0) score.falsePassages++;
  }
  for (const gold of passage.references) {
    const mention = matchOf(gold, mentions);
    if (mention === undefined) continue;
    score.overlap++;
    if (mention.start === gold.start && mention.end === gold.end) score.exact++;
    addParts(score, gold, mention);
  }
}

function addParts(score: Score, gold: GoldReference, mention: Mention): void {
  const wanted = parseDocumentId(gold.document);
  const got = parseDocumentId(mention.document);
  if (wanted?.type === got?.type) score.type++;
  if (wanted?.number === got?.number) score.number++;
  if (wanted?.period === got?.period) score.period++;
  if (wanted?.issuer === got?.issuer) score.issuer++;
  if (gold.document === mention.document) score.canonical++;
  if (isPartial(gold.document) && !isPartial(mention.document)) score.overAsserted++;
}

const isPartial = (document: string): boolean => document.split(':').some((part) => part === '_');

/** The mention with the same span, else the one that shares most characters with the gold span. */
function matchOf(gold: GoldReference, mentions: readonly Mention[]): Mention | undefined {
  let best: Mention | undefined;
  let bestShared = 0;
  for (const mention of mentions) {
    const shared = Math.min(gold.end, mention.end) - Math.max(gold.start, mention.start);
    if (shared > bestShared) [best, bestShared] = [mention, shared];
  }
  return best;
}

function missesOf(passage: GoldPassage, mentions: readonly Mention[]): Miss[] {
  const misses: Miss[] = [];
  const matched = new Set<Mention>();
  for (const gold of passage.references) {
    const mention = matchOf(gold, mentions);
    if (mention !== undefined) matched.add(mention);
    const isRight =
      mention?.start === gold.start && mention.end === gold.end && mention.document === gold.document;
    if (!isRight) misses.push({ passage, gold, mention: mention ?? null });
  }
  for (const mention of mentions) if (!matched.has(mention)) misses.push({ passage, gold: null, mention });
  return misses;
}

export const exactF1 = (score: Score): number => f1(score.exact, score.found, score.gold);
export const overlapF1 = (score: Score): number => f1(score.overlap, score.found, score.gold);
export const canonicalAccuracy = (score: Score): number =>
  score.gold === 0 ? 1 : score.canonical / score.gold;

const f1 = (right: number, found: number, gold: number): number =>
  found + gold === 0 ? 1 : (2 * right) / (found + gold);

/** One line a class, for a terminal. */
export function formatReport(report: ScoreReport): string {
  const rows = Object.entries({ ...report.byClass, TOTAL: report.total });
  const share = (count: number, all: number): string => (all === 0 ? '   -' : (count / all).toFixed(3));
  const head = 'class      pass gold found exactF1 overlap  type   num  per   iss   canon  false/neg over';
  const lines = rows.map(([name, score]) =>
    [
      name.padEnd(10),
      String(score.passages).padStart(4),
      String(score.gold).padStart(4),
      String(score.found).padStart(5),
      exactF1(score).toFixed(3).padStart(7),
      overlapF1(score).toFixed(3).padStart(7),
      ...[score.type, score.number, score.period, score.issuer, score.canonical].map((count) =>
        share(count, score.gold),
      ),
      `${score.falsePassages}/${score.negativePassages}`.padStart(8),
      String(score.overAsserted).padStart(4),
    ].join(' '),
  );
  return [head, ...lines].join('\n');
}

export function formatMiss({ passage, gold, mention }: Miss): string {
  const wanted = gold === null ? 'nothing' : `"${gold.surface}" ${gold.document}`;
  const got = mention === null ? 'nothing' : `"${mention.surface}" ${mention.document} (${mention.method})`;
  return `${passage.id} [${passage.class}] wanted ${wanted}, got ${got}\n    ${passage.published ?? '-'} ${passage.place ?? '-'} ${passage.text}`;
}
