import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCode, toCodes } from '../../src/engines/sqlite-index/posting-codes.ts';
import { SCORE_UNIT, takeBest } from '../../src/engines/sqlite-index/scored-hits.ts';
import { TokenFinder } from '../../src/engines/sqlite-index/token-finder.ts';
import {
  decodeTokenStream,
  encodeTokenStream,
  TokenTally,
} from '../../src/engines/sqlite-index/token-stream.ts';
import { markupName } from '../../src/extract/page/markup-name.ts';

/** Ids of a vocabulary: the frequent ones are small, and some are as large as ids get. */
const ids = fc.array(fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 2 ** 31 - 1 })), {
  maxLength: 40,
});
const stream = fc.record({ titleSyllables: ids, titleWords: ids, textSyllables: ids, textWords: ids });

describe('an index in bytes', () => {
  test('writes codes one behind the other as it writes each, and no two ids alike', () => {
    fc.assert(
      fc.property(ids, ids, (one, other) => {
        const all = [...one, ...other];
        expect(toCodes(one, other)).toBe(all.map((id) => `${toCode(id)} `).join(''));
        expect(new Set(all.map(toCode)).size).toBe(new Set(all).size);
      }),
    );
  });

  test('keeps a stream of tokens', () => {
    fc.assert(
      fc.property(stream, (tokens) => {
        expect(decodeTokenStream(encodeTokenStream(tokens))).toEqual(tokens);
      }),
    );
  });

  test('finds tokens where they stand in streams that lie one behind the other', () => {
    // Those that are asked for are drawn from what stands there, and from what does not.
    const asked = fc.record({
      streams: fc.array(stream, { maxLength: 6 }),
      picks: fc.array(fc.nat(), { maxLength: 12 }),
      others: ids,
    });
    fc.assert(
      fc.property(asked, ({ streams, picks, others }) => {
        const parts = streams.map((one) => [
          one.titleSyllables,
          one.titleWords,
          one.textSyllables,
          one.textWords,
        ]);
        const all = parts.flat(2);
        const picked = all.length === 0 ? [] : picks.map((pick) => all[pick % all.length]!);
        const wanted = [...new Set([...picked, ...others]), undefined];
        const expected = parts.flatMap((lists) => [
          { lengths: lists.map(({ length }) => length) },
          ...lists.flatMap((list, part) =>
            list.flatMap((id, index) =>
              wanted.includes(id) ? [{ part, index, place: wanted.indexOf(id) }] : [],
            ),
          ),
        ]);
        const seen: unknown[] = [];
        new TokenFinder(wanted).visit(Buffer.concat(streams.map(encodeTokenStream)), {
          begin: (lengths) => seen.push({ lengths }),
          found: (part, index, place) => seen.push({ part, index, place }),
        });
        expect(seen).toEqual(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  test('counts in how many streams an id stands, whatever was added and taken away', () => {
    const change = fc.tuple(stream, fc.constantFrom(1 as const, -1 as const));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        const tally = new TokenTally();
        const expected = new Map<number, number>();
        for (const [tokens, by] of changes) {
          tally.add(encodeTokenStream(tokens), by);
          for (const id of new Set(Object.values(tokens).flat()))
            expected.set(id, (expected.get(id) ?? 0) + by);
        }
        const counted = [...expected].filter(([, count]) => count !== 0).sort(([a], [b]) => a - b);
        expect([...tally.entries()]).toEqual(counted);
        for (const [id, count] of expected) expect(tally.of(id)).toBe(count);
        expect(tally.isEmpty).toBe(changes.length === 0);
      }),
    );
  });
});

describe('hits that are listed with their scores', () => {
  const hit = fc.record({
    number: fc.integer({ min: 1, max: 2 ** 40 }),
    // Few different ones, so that many are equal.
    score: fc.oneof(fc.integer({ min: -3, max: 6 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 })),
  });
  const asList = (numbers: readonly number[]): Uint8Array | null =>
    numbers.length === 0 ? null : Buffer.from(numbers.join(','));

  test('are counted, and the best are taken, of equal ones the first', () => {
    fc.assert(
      fc.property(fc.array(hit, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (hits, limit) => {
        const lists = {
          numbers: asList(hits.map(({ number }) => number)),
          scores: asList(hits.map(({ score }) => score)),
        };
        const { total, best } = takeBest(lists, limit);
        const expected = [...hits].sort((one, other) => other.score - one.score).slice(0, limit);
        expect(total).toBe(hits.length);
        expect(best.sort((one, other) => other.score - one.score)).toEqual(
          expected.map(({ number, score }) => ({ number, score: score / SCORE_UNIT })),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the name of a tag', () => {
  test('is what stands there in lower case, however many names share a place of the table', () => {
    const name = fc.string({
      unit: fc.constantFrom('a', 'b', 'X', 'Y', '0', '-', ':', 'ă', 'Đ'),
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(
        name,
        fc.string({ maxLength: 5 }),
        fc.string({ maxLength: 5 }),
        (written, before, behind) => {
          const page = `${before}${written}${behind}`;
          expect(markupName(page, before.length, before.length + written.length)).toBe(written.toLowerCase());
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
