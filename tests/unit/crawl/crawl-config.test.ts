import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TracuuError } from '../../../src/base/tracuu-error.ts';
import { canonicalizeUrl } from '../../../src/crawl/canonicalize-url.ts';
import type { CrawlConfig } from '../../../src/crawl/config/crawl-config.ts';
import { parseCrawlConfig, SITE_KEYS, TOP_KEYS } from '../../../src/crawl/config/parse-crawl-config.ts';
import { shardConfig } from '../../../src/crawl/config/shard-config.ts';
import { createSiteScope } from '../../../src/crawl/config/site-scope.ts';

const AGENT = '"userAgent": "tracuu/0.1 (+https://example.org/bot)"';

const messageFor = (text: string): string => {
  try {
    parseCrawlConfig(text, 'crawl.json');
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
      { ${AGENT}, "allowPrivateAddresses": true, "hostsInParallel": 3, /* một */
        "sites": [{ "name": "Quận 1", "seeds": ["https://Quan1.example.vn"], "feeds": ["https://quan1.example.vn/rss"],
          "sitemaps": [], "listings": ["https://quan1.example.vn/tin?utm_source=x",], "hosts": ["Cdn.example.vn"],
          "allow": ["/tin/"], "deny": ["*.pdf$"], "place": "hcm/quan-1", "delayMs": 1500, "maxPages": 10,
          "maxListingPages": 2, "maxDepth": 1, },] }`,
      'crawl.json',
    );
    expect(config).toEqual({
      userAgent: 'tracuu/0.1 (+https://example.org/bot)',
      allowPrivateAddresses: true,
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
          delayMs: 1_500,
          maxPages: 10,
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
    ['{', 'crawl.json:1:1: "{" is never closed by "}"'],
    ['{\n  "sites": [}', 'crawl.json:2:13: "}" stands where a value must'],
    ['{\n  "sites" []', 'crawl.json:2:11: ":" is missing after "sites"'],
    ['{ "a": 1 "b": 2 }', 'crawl.json:1:10: """ stands where "," or "}" must'],
    ['{ "a": "x\n" }', 'crawl.json:1:8: the string is not closed on its line'],
    [
      '{ "a": "\\q" }',
      'crawl.json:1:8: the string holds an escape or a control character that JSON does not know',
    ],
    ['{} x', 'crawl.json:1:4: "x" stands after the end of the value'],
    ['/* x', 'crawl.json:1:1: the comment is never closed by "*/"'],
    ['[]', 'crawl.json:1:1: the configuration must be an object in braces'],
    ['{}', 'crawl.json:1:1: "sites" is missing: a list of sites to crawl'],
    [`{ ${AGENT}, "sites": [] }`, '"sites" is empty: name at least one site'],
    [`{ ${AGENT}, "sites": {} }`, '"sites" must be a list in brackets'],
    [
      `{ ${AGENT},\n "site": [] }`,
      'crawl.json:2:2: "site" is not known here; allowed: $schema, userAgent, allowPrivateAddresses, hostsInParallel, sites',
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
      'crawl.json:3:5: site "a" has nothing to start from: give "seeds", "feeds", "sitemaps" or "listings"',
    ],
    [withSite('{ "seeds": ["https://a.vn"] }'), 'crawl.json:3:5: the site has no "name"'],
    [
      withSite('{ "name": "a", "seeds": ["a.vn"] }'),
      'crawl.json:3:30: "a.vn" in "seeds" is not an http or https address',
    ],
    [withSite('{ "name": "a", "seeds": "https://a.vn" }'), '"seeds" must be a list in brackets'],
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
    ['[[[['.repeat(100), 'values nest deeper than 64'],
  ])('%j', (text, message) => {
    const actual = messageFor(text);
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
  const examples = readdirSync(new URL('examples/', folder)).filter((name) => name.endsWith('.jsonc'));

  test.each(examples)('%s is accepted', (name) => {
    const config = parseCrawlConfig(readFileSync(new URL(`examples/${name}`, folder), 'utf8'), name);
    expect(config.allowPrivateAddresses).toBe(false);
    expect(config.sites.every(({ delayMs }) => delayMs >= 1_000)).toBe(true);
  });

  test('the schema knows what the reader knows', () => {
    const schema = JSON.parse(readFileSync(new URL('crawl.schema.json', folder), 'utf8')) as {
      properties: { sites: { items: { properties: object } } };
    };
    expect(Object.keys(schema.properties).sort()).toEqual([...TOP_KEYS].sort());
    expect(Object.keys(schema.properties.sites.items.properties).sort()).toEqual([...SITE_KEYS].sort());
  });
});

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
