import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseJson } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { TracuuError } from '../../../src/base/tracuu-error.ts';
import { canonicalizeUrl } from '../../../src/crawl/canonicalize-url.ts';
import type { CrawlConfig } from '../../../src/crawl/config/crawl-config.ts';
import {
  parseCrawlConfig,
  PROFILE_KEYS,
  SITE_KEYS,
  TOP_KEYS,
} from '../../../src/crawl/config/parse-crawl-config.ts';
import { shardConfig } from '../../../src/crawl/config/shard-config.ts';
import { createSiteScope } from '../../../src/crawl/config/site-scope.ts';
import { readCrawlConfig } from '../../../src/jobs/ingest/read-crawl-config.ts';

const AGENT = '"userAgent": "tracuu/0.1 (+https://example.org/bot)"';

const messageFor = (text: string, fileName = 'crawl.json'): string => {
  try {
    parseCrawlConfig(text, fileName, { isSelector: (selector) => !selector.includes('[') });
  } catch (error) {
    expect(error).toBeInstanceOf(TracuuError);
    expect((error as TracuuError).code).toBe('bad-config');
    return (error as TracuuError).message;
  }
  return 'accepted';
};

const withSite = (site: string): string => `{ ${AGENT},\n  "sites": [\n    ${site}\n  ] }`;
const siteOf = (site: string): CrawlConfig['sites'][number] =>
  parseCrawlConfig(withSite(site), 'crawl.json').sites[0]!;

describe('parseCrawlConfig', () => {
  test('reads comments, trailing commas and every setting', () => {
    const config = parseCrawlConfig(
      `\uFEFF// bản tin
      { ${AGENT}, "allowPrivateAddresses": true, "proxy": "http://proxy:3128", "hostsInParallel": 3, /* một */
        "sites": [{ "name": "Quận 1", "seeds": ["https://Quan1.example.vn"], "feeds": ["https://quan1.example.vn/rss"],
          "sitemaps": [], "listings": ["https://quan1.example.vn/tin?utm_source=x",], "hosts": ["Cdn.example.vn"],
          "allow": ["/tin/"], "deny": ["*.pdf$"], "place": "hcm/quan-1", "delayMs": 1500, "maxPages": 10,
          "maxListingPages": 2, "maxDepth": 1, "budgetPages": 7, "window": "22:00-05:00",
          "profile": { "content": "div.bai", "drop": ".lien-quan" }, },] }`,
      'crawl.json',
    );
    expect(config).toEqual({
      userAgent: 'tracuu/0.1 (+https://example.org/bot)',
      allowPrivateAddresses: true,
      proxy: 'http://proxy:3128',
      hostsInParallel: 3,
      sites: [
        {
          name: 'Quận 1',
          seeds: ['https://quan1.example.vn/'],
          feeds: ['https://quan1.example.vn/rss'],
          sitemaps: [],
          listings: ['https://quan1.example.vn/tin'],
          hosts: ['cdn.example.vn'],
          allow: ['/tin/'],
          deny: ['*.pdf$'],
          place: 'hcm/quan-1',
          profile: { content: 'div.bai', drop: '.lien-quan' },
          window: { startMinute: 1_320, endMinute: 300 },
          delayMs: 1_500,
          maxPages: 10,
          budgetPages: 7,
          maxListingPages: 2,
          maxDepth: 1,
        },
      ],
    });
  });

  test('has defaults for the rest', () => {
    expect(siteOf('{ "name": "a", "seeds": ["https://a.vn/"] }')).toMatchObject({
      feeds: [],
      place: null,
      delayMs: 1_000,
      maxPages: 2_000,
    });
  });

  test.each([
    ['', 'crawl.json:1:1: the end of the file stands where a value must'],
    ['{', 'crawl.json:1:2: a "{" is never closed by "}"'],
    ['{\n  "sites": [}', 'crawl.json:2:13: "}" stands where a value must'],
    ['{\n  "sites" []', 'crawl.json:2:11: "[" stands where ":" must, after the name'],
    ['{ "a": 1 "b": 2 }', 'crawl.json:1:10: ""b"" stands where "," or the closing bracket must'],
    ['{ "a": "x\n" }', 'crawl.json:1:8: the string is not closed on its line'],
    ['{ "a": "\\q" }', 'crawl.json:1:8: the string holds an escape that JSON does not know'],
    ['{ "a": \'x\' }', 'crawl.json:1:8: "\'x\'" is no value; strings stand in double quotes'],
    ['{} x', 'crawl.json:1:4: "x" stands after the end of the configuration'],
    ['/* x', 'crawl.json:1:1: the comment is never closed by "*/"'],
    ['[]', 'crawl.json:1:1: the configuration must have named members'],
    ['{}', 'crawl.json:1:1: "sites" is missing: a list of sites to crawl'],
    [`{ ${AGENT}, "sites": [] }`, '"sites" is empty: name at least one site'],
    [`{ ${AGENT}, "sites": {} }`, '"sites" must be a list'],
    [
      `{ ${AGENT},\n "site": [] }`,
      'crawl.json:2:2: "site" is not known here; allowed: $schema, userAgent, allowPrivateAddresses, proxy, hostsInParallel, window, sites',
    ],
    [
      '{ "sites": [{ "name": "a", "seeds": ["https://a.vn"] }] }',
      '"userAgent" is missing: a product token and a contact',
    ],
    [
      '{ "userAgent": "tracuu", "sites": [{ "name": "a", "seeds": ["https://a.vn"] }] }',
      '"userAgent" must be a product token and a contact',
    ],
    [
      '{ "userAgent": "tracuu (a@b.vn)\\r\\nX: y", "sites": [{ "name": "a", "seeds": ["https://a.vn"] }] }',
      '"userAgent" must be',
    ],
    [`{ ${AGENT}, ${AGENT}, "sites": [] }`, '"userAgent" stands twice'],
    [
      withSite('{ "name": "a" }'),
      'crawl.json:3:5: the site has nothing to start from: give "seeds", "feeds", "sitemaps" or "listings"',
    ],
    [withSite('{ "seeds": ["https://a.vn"] }'), 'crawl.json:3:5: the site has no "name"'],
    [
      withSite('{ "name": "a", "seeds": ["a.vn"] }'),
      'crawl.json:3:30: "a.vn" in "seeds" is not an http or https address',
    ],
    [withSite('{ "name": "a", "seeds": "https://a.vn" }'), '"seeds" must be a list'],
    [
      withSite('{ "name": "a", "seeds": ["https://a.vn"], "delayMs": "1s" }'),
      '"delayMs" must be a whole number from 0 to 3600000',
    ],
    [
      withSite('{ "name": "a", "seeds": ["https://a.vn"], "maxPages": 0 }'),
      '"maxPages" must be a whole number from 1',
    ],
    [
      withSite('{ "name": "a", "seeds": ["https://a.vn"], "deny": ["tin"] }'),
      '"tin" in "deny" must begin with "/" or "*"',
    ],
    [
      withSite('{ "name": "a", "seeds": ["https://a.vn"], "place": "Quận 1" }'),
      '"place" must be a path such as "hcm/quan-1"',
    ],
    [
      withSite('{ "name": "a", "seeds": ["https://a.vn"] }, { "name": "a", "seeds": ["https://b.vn"] }'),
      'two sites are named "a"',
    ],
    [
      withSite('{ "name": "a", "seeds": ["https://a.vn"], "window": "22h-5h" }'),
      '"window" must be two times of day in Vietnam, such as "22:00-05:00", not "22h-5h"',
    ],
    [
      withSite('{ "name": "a", "seeds": ["https://a.vn"], "budgetPages": 1.5 }'),
      '"budgetPages" must be a whole number from 1',
    ],
    [
      withSite('{ "name": "a", "seeds": ["https://a.vn"], "profile": { "content": "div[" } }'),
      '"content" must be a CSS selector such as "div.article", not "div["',
    ],
    [
      withSite('{ "name": "a", "seeds": ["https://a.vn"], "profile": { "body": "div" } }'),
      '"body" is not known here; allowed: content, lead, drop',
    ],
    [
      `{ ${AGENT}, "proxy": "proxy:3128", "sites": [{ "name": "a", "seeds": ["https://a.vn"] }] }`,
      '"proxy" must be an address such as "http://proxy:3128"',
    ],
    ['[[[['.repeat(100_000), 'values nest deeper than 64'],
    ['{"a":'.repeat(100_000), 'values nest deeper than 64'],
  ])('%j', (text, message) => {
    const actual = messageFor(text);
    expect(actual).toContain(message);
    expect(actual).not.toContain('\n');
  });
});

describe('a configuration in YAML', () => {
  const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`;
  const HEAD = ['userAgent: tracuu/0.1 (+https://example.org/bot)'];
  const yaml = (...text: readonly string[]): string => lines(...HEAD, ...text);

  test('says the same as one in JSON', () => {
    const text = lines(
      '# bản tin',
      ...HEAD,
      'window: 22:00-05:00',
      'sites:',
      '  - name: Quận 1',
      '    listings: [https://quan1.example.vn/tin]',
      '    deny: &riêng ["/noi-bo/"]',
      '    place: hcm/quan-1',
      '  - name: Quận 3',
      '    feeds:',
      '      - https://quan3.example.vn/rss',
      '    deny: *riêng',
      '    window:',
    );
    const json = `{ ${AGENT}, "window": "22:00-05:00", "sites": [
      { "name": "Quận 1", "listings": ["https://quan1.example.vn/tin"], "deny": ["/noi-bo/"], "place": "hcm/quan-1" },
      { "name": "Quận 3", "feeds": ["https://quan3.example.vn/rss"], "deny": ["/noi-bo/"], "window": null } ] }`;
    expect(parseCrawlConfig(text, 'crawl.yaml')).toEqual(parseCrawlConfig(json, 'crawl.json'));
    expect(parseCrawlConfig(text, 'CRAWL.YML').sites.map(({ window }) => window)).toEqual([
      { startMinute: 1_320, endMinute: 300 },
      null,
    ]);
  });

  test.each([
    ['', 'crawl.yaml:1:1: the file is empty'],
    ['- a\n', 'crawl.yaml:1:1: the configuration must have named members'],
    [yaml('sites: ['), 'crawl.yaml:3:1: not YAML: '],
    [yaml('sites:', '\t- name: a'), 'crawl.yaml:3:1: not YAML: Tabs are not allowed as indentation'],
    [yaml('sites: []'), 'crawl.yaml:2:8: "sites" is empty'],
    [yaml('sites: []', 'sites: []'), 'crawl.yaml:3:1: not YAML: Map keys must be unique'],
    [
      yaml('sites:', '  - name: a', '    seeds: [https://a.vn/]', '    delayMs: 1s'),
      'crawl.yaml:5:14: "delayMs"',
    ],
    [yaml('sites:', '  - name: a', '    seed: [https://a.vn/]'), 'crawl.yaml:4:5: "seed" is not known here'],
    [yaml('sites: *x'), 'crawl.yaml:2:8: "*x" names no anchor before it'],
    [yaml('---', 'a: 1'), 'crawl.yaml:2:1: not YAML: a second document begins here'],
    [yaml('sites: [&x [*x]]'), 'crawl.yaml:2:'],
    [
      yaml(
        'a: &a [x, x, x, x, x, x, x, x, x, x]',
        ...Array.from('bcdefgh', (name, index) => {
          const before = String.fromCharCode(97 + index);
          return `${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]`;
        }),
        'sites: *h',
      ),
      'aliases make more than 200000 values of this file',
    ],
    ['[['.repeat(20_000), 'crawl.yaml:1:65: values nest deeper than 64'],
    [`${'- '.repeat(20_000)}a`, 'crawl.yaml:1:1: values nest deeper than 64'],
  ])('%j', (text, message) => {
    const actual = messageFor(text, 'crawl.yaml');
    expect(actual).toContain(message);
    expect(actual).not.toContain('\n');
  });
});

describe('createSiteScope', () => {
  const scope = createSiteScope(
    siteOf(
      '{ "name": "a", "seeds": ["https://a.vn/dau"], "hosts": ["b.vn"], "allow": ["/tin/", "*.html$"], "deny": ["/tin/rieng/"] }',
    ),
  );
  test.each([
    ['https://a.vn/dau', true],
    ['https://a.vn/tin/1', true],
    ['http://a.vn/tin/1', true],
    ['https://www.a.vn/tin/1', true],
    ['https://b.vn/tin/1', true],
    ['https://a.vn/khac/1.html', true],
    ['https://a.vn/khac/1', false],
    ['https://a.vn/tin/rieng/1.html', false],
    ['https://c.vn/tin/1', false],
    ['https://a.vn:8443/tin/1', false],
    ['https://sub.a.vn/tin/1', false],
  ])('%s: %s', (url, expected) => {
    expect(scope.includes(canonicalizeUrl(url)!)).toBe(expected);
  });
});

describe('what is shipped', () => {
  const folder = new URL('../../../config/', import.meta.url);
  const examples = readdirSync(new URL('examples/', folder));

  test('examples in JSON and in YAML', () => {
    expect([...new Set(examples.map((name) => extname(name)))].sort()).toEqual(['.jsonc', '.yaml']);
  });

  test.each(examples)('%s is accepted, and polite', async (name) => {
    const config = await readCrawlConfig(fileURLToPath(new URL(`examples/${name}`, folder)));
    expect(config.allowPrivateAddresses).toBe(false);
    expect(config.sites.every(({ delayMs }) => delayMs >= 1_000)).toBe(true);
  });

  test.each(examples)('%s names only what the schema names', (name) => {
    const text = readFileSync(new URL(`examples/${name}`, folder), 'utf8');
    const value = (name.endsWith('.yaml') ? parseYaml(text) : parseJson(text)) as JsonObject;
    expect(faultsOf(value, schema, 'config')).toEqual([]);
  });

  test('the schema and the reader know the same members, bounds and defaults', () => {
    const site = schema.properties!['sites']!.items!;
    expect(Object.keys(schema.properties!).sort()).toEqual([...TOP_KEYS].sort());
    expect(Object.keys(site.properties!).sort()).toEqual([...SITE_KEYS].sort());
    expect(Object.keys(site.properties!['profile']!.properties!).sort()).toEqual([...PROFILE_KEYS].sort());
    const minimal = siteOf('{ "name": "a", "seeds": ["https://a.vn/"] }') as unknown as JsonObject;
    for (const [key, property] of Object.entries(site.properties!)) {
      if (property.default !== undefined) expect([key, minimal[key]]).toEqual([key, property.default]);
      if (property.minimum === undefined) continue;
      const { minimum, maximum } = property;
      const withValue = (value: number): string =>
        messageFor(withSite(`{ "name": "a", "seeds": ["https://a.vn/"], "${key}": ${value} }`));
      expect([minimum, maximum!].map(withValue)).toEqual(['accepted', 'accepted']);
      expect(withValue(minimum - 1)).toContain(
        `"${key}" must be a whole number from ${minimum} to ${maximum}`,
      );
      expect(withValue(maximum! + 1)).toContain(`"${key}" must be`);
    }
  });

  test.each([
    [
      'window',
      ['22:00-05:00', '00:00-24:00', '08:30–17:00'],
      ['22-5', '24:00-05:00', '22:00', '10:00-10:60'],
    ],
    ['place', ['hcm', 'hcm/quan-1'], ['Quận 1', '/hcm', 'hcm/']],
  ])('the schema and the reader agree on "%s"', (key, good, bad) => {
    const pattern = new RegExp(schema.properties!['sites']!.items!.properties![key]!.pattern!, 'u');
    const accepts = (value: string): boolean =>
      messageFor(withSite(`{ "name": "a", "seeds": ["https://a.vn/"], "${key}": "${value}" }`)) ===
      'accepted';
    for (const value of good)
      expect([value, pattern.test(value), accepts(value)]).toEqual([value, true, true]);
    for (const value of bad)
      expect([value, pattern.test(value), accepts(value)]).toEqual([value, false, false]);
  });
});

type JsonObject = Readonly<Record<string, unknown>>;

/** As much of JSON Schema as ours uses. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly $ref?: string;
}

const schema = parseJson(
  readFileSync(new URL('../../../config/crawl.schema.json', import.meta.url), 'utf8'),
) as Schema;

/** Members that the schema does not name, and strings that do not fit their pattern. */
function faultsOf(value: unknown, rule: Schema, path: string): string[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => faultsOf(item, rule.items ?? {}, `${path}[${index}]`));
  if (typeof value === 'string')
    return rule.pattern === undefined || new RegExp(rule.pattern, 'u').test(value) ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const known = rule.properties?.[key];
    return known === undefined ? [`${path}.${key}`] : faultsOf(member, known, `${path}.${key}`);
  });
}

describe('shardConfig', () => {
  const sites = Array.from(
    { length: 60 },
    (_, index) => `{ "name": "s${index}", "seeds": ["https://s${index}.vn/"] }`,
  ).join(', ');
  const config = parseCrawlConfig(withSite(sites), 'crawl.json');

  test('each site falls to exactly one shard, and none stays empty', () => {
    const shards = [1, 2, 3].map((index) =>
      shardConfig(config, { index, count: 3 }).sites.map(({ name }) => name),
    );
    expect(shards.flat().sort()).toEqual(config.sites.map(({ name }) => name).sort());
    expect(Math.min(...shards.map((names) => names.length))).toBeGreaterThan(8);
  });

  test('a site stays where it is when others come and go', () => {
    const fewer = { ...config, sites: config.sites.slice(0, 10) };
    const ofAll = shardConfig(config, { index: 2, count: 3 }).sites.map(({ name }) => name);
    for (const { name } of shardConfig(fewer, { index: 2, count: 3 }).sites) expect(ofAll).toContain(name);
  });

  test('one shard has them all', () => {
    expect(shardConfig(config, { index: 1, count: 1 })).toEqual(config);
  });
});
