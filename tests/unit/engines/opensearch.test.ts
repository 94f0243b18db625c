import { describe, expect, test } from 'vitest';
import { readClusterOptions } from '../../../src/cli/cluster-options.ts';
import { compilePlan } from '../../../src/engines/opensearch/compile-plan.ts';
import { encodeToken } from '../../../src/engines/opensearch/encode-token.ts';
import { backoffMs } from '../../../src/engines/opensearch/retry.ts';
import { MAX_CLAUSES } from '../../../src/engines/opensearch/compile-plan.ts';
import { scorePlan } from '../../../src/engines/opensearch/score-plan.ts';
import type { PlanNode, TermGroup } from '../../../src/search/engine/search-plan.ts';

const group = (...terms: string[]): TermGroup => ({
  alternatives: terms.map((term) => ({ term, boost: 1 })),
});
const terms = (term: string): PlanNode => ({ kind: 'terms', field: 'text', group: group(term) });
const not = (child: PlanNode): PlanNode => ({ kind: 'not', child });
const near = (...operands: TermGroup[][]): PlanNode => ({
  kind: 'near',
  field: 'text',
  distance: 2,
  operands,
});
const wide = group(...Array.from({ length: 64 }, (_value, index) => `t${index}`));

const depthOf = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  const own = 'bool' in value ? 1 : 0;
  return own + Math.max(0, ...Object.values(value).map(depthOf));
};
const countKeys = (value: unknown, keys: readonly string[]): number => {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) => sum + (keys.includes(key) ? 1 : 0) + countKeys(inner, keys),
    0,
  );
};

describe('compilePlan for OpenSearch', () => {
  test('a negation of a negation is none', () => {
    let plan = terms('đảng');
    for (let depth = 0; depth < 32; depth++) plan = not(plan);
    expect(compilePlan(plan).query).toEqual(compilePlan(terms('đảng')).query);
  });

  test('a distance is exact where its operands share no token', () => {
    expect(compilePlan(near([group('a')], [group('b')])).isExact).toBe(true);
    expect(compilePlan(near([group('a')], [group('b', 'a')])).isExact).toBe(false);
  });

  test('what may hold too many holds none where it is negated', () => {
    const { query, isExact } = compilePlan(not(near([group('a')], [group('a')])));
    expect(query).toEqual({ bool: { must_not: [{ match_none: {} }] } });
    expect(isExact).toBe(false);
  });

  test('phrases of many spellings stay within the clauses of a cluster', () => {
    const phrase: PlanNode = { kind: 'phrase', field: 'any', groups: [wide, wide, wide] };
    const plan: PlanNode = { kind: 'and', children: [phrase, phrase, phrase, phrase] };
    const { query, clauses, isExact } = compilePlan(plan);
    const asked =
      countKeys(query, ['span_term', 'terms']) +
      countKeys(scorePlan(plan, { takenClauses: clauses }), ['term']);
    expect(asked).toBeLessThanOrEqual(MAX_CLAUSES);
    expect(isExact).toBe(false);
  });

  test('deep queries stay within the depth of a cluster', () => {
    let plan = terms('a');
    for (let depth = 0; depth < 60; depth++)
      plan = { kind: depth % 2 === 0 ? 'and' : 'or', children: [plan, terms(`b${depth}`)] };
    const { query, isExact } = compilePlan(plan);
    expect(depthOf(query)).toBeLessThan(20);
    expect(isExact).toBe(false);
  });

  test('nothing to look for finds nothing', () => {
    for (const plan of [
      { kind: 'phrase', field: 'any', groups: [] },
      { kind: 'near', field: 'any', distance: 1, operands: [] },
      { kind: 'phrase', field: 'text', groups: [group('a'), group()] },
    ] as const satisfies PlanNode[])
      expect(JSON.stringify(compilePlan(plan).query)).toContain('match_none');
  });
});

describe('encodeToken', () => {
  test.each(['đảng', '05-ct/tw', '𠀀', 'x'.repeat(255)])('leaves %s alone', (token) => {
    expect(encodeToken(token)).toBe(token);
  });

  test('keeps apart what the analyzer would cut alike', () => {
    const encoded = ['x'.repeat(256), `${'x'.repeat(255)}y`, 'a\u001cb', 'a_b'].map(encodeToken);
    expect(new Set(encoded).size).toBe(4);
    for (const token of encoded) {
      expect(token.length).toBeLessThanOrEqual(255);
      // eslint-disable-next-line no-control-regex -- Java takes these for white space
      expect(token).not.toMatch(/[\s\u001c-\u001f]/u);
    }
  });
});

test('waits twice as long each time, within bounds, and never the same for all', () => {
  const least = [1, 2, 3, 20].map((attempt) => backoffMs(attempt, () => 0));
  const most = [1, 2, 3, 20].map((attempt) => backoffMs(attempt, () => 1));
  expect(least).toEqual([25, 50, 100, 2500]);
  expect(most).toEqual([50, 100, 200, 5000]);
});

describe('flags of a cluster', () => {
  test('give its nodes and the password of the environment', () => {
    process.env['TRACUU_TEST_PASSWORD'] = 'geheim';
    expect(
      readClusterOptions({
        node: ['http://127.0.0.1:9200'],
        user: 'a',
        passwordEnv: 'TRACUU_TEST_PASSWORD',
        timeout: 5,
      }),
    ).toEqual({
      nodes: ['http://127.0.0.1:9200'],
      user: 'a',
      password: 'geheim',
      index: undefined,
      requestTimeoutMs: 5000,
    });
  });

  test.each([
    ['no node', {}, /needs --node/u],
    ['no address', { node: ['localhost:9200'] }, /"localhost:9200" is no address/u],
    ['no variable', { node: ['http://a'], passwordEnv: 'TRACUU_TEST_NOT_SET' }, /TRACUU_TEST_NOT_SET/u],
    ['no time', { node: ['http://a'], timeout: Number.NaN }, /--timeout/u],
  ])('%s is said', (_name, flags, message) => {
    expect(() => readClusterOptions(flags)).toThrow(message);
  });
});
