import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalizeUrl } from '../../src/crawl/canonicalize-url.ts';
import type { ConfigNode } from '../../src/crawl/config/config-node.ts';
import { parseCrawlConfig } from '../../src/crawl/config/parse-crawl-config.ts';
import { parseJsonConfig } from '../../src/crawl/config/parse-json-config.ts';
import { parseYamlConfig } from '../../src/crawl/config/parse-yaml-config.ts';
import { TracuuError } from '../../src/base/tracuu-error.ts';
import { discoverLinks } from '../../src/crawl/discovery/discover-links.ts';
import { parseFeed } from '../../src/crawl/discovery/parse-feed.ts';
import { parseSitemap } from '../../src/crawl/discovery/parse-sitemap.ts';
import { parseWebDate } from '../../src/crawl/discovery/parse-web-date.ts';
import { parseRetryAfterMs } from '../../src/crawl/politeness/retry-after.ts';
import { parseRobots } from '../../src/crawl/robots/parse-robots.ts';
import { matches, robotsDecision } from '../../src/crawl/robots/robots-decision.ts';

const anyUrl = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc
    .tuple(
      fc.constantFrom('http://a.vn', 'HTTPS://B.vn:443', 'http://[::1]:80', 'http://tin.việt.vn'),
      fc.string({ unit: 'grapheme' }),
    )
    .map(([a, b]) => `${a}/${b}`),
  fc
    .tuple(
      fc.constantFrom('/a', '/a;jsessionid=1', '/(S(abc))/x', '/%7e%2f%c3%a1'),
      fc.array(fc.constantFrom('utm_a=1', 'id=2', 'PHPSESSID=3', 'x', '', 'fbclid', '%41=%7E')),
    )
    .map(([path, query]) => `https://c.vn${path}?${query.join('&')}`),
);

describe('canonicalizeUrl', () => {
  test('is idempotent, and gives an address that the URL standard reads the same way', () => {
    fc.assert(
      fc.property(anyUrl, (input) => {
        const canonical = canonicalizeUrl(input);
        if (canonical === undefined) return;
        expect(canonicalizeUrl(canonical)).toBe(canonical);
        expect(new URL(canonical).href).toBe(canonical);
        expect(canonical).not.toMatch(/#|utm_|phpsessid|jsessionid/iu);
      }),
      { numRuns: 2_000 },
    );
  });

  test('never throws, whatever the words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (input, base) => {
        canonicalizeUrl(input);
        canonicalizeUrl(input, base);
      }),
    );
  });
});

/** The plainest reading of RFC 9309's patterns: tries everything. */
function matchesByTrying(pattern: string, path: string): boolean {
  if (pattern === '') return true;
  if (pattern === '$') return path === '';
  if (pattern.startsWith('*')) {
    return Array.from({ length: path.length + 1 }, (_, at) => path.slice(at)).some((rest) =>
      matchesByTrying(pattern.slice(1), rest),
    );
  }
  return (
    path !== '' && path.startsWith(pattern.charAt(0)) && matchesByTrying(pattern.slice(1), path.slice(1))
  );
}

describe('robots', () => {
  const letters = fc.string({ unit: fc.constantFrom('/', 'a', 'b', '*'), maxLength: 8 });

  test('a pattern matches what trying everything matches', () => {
    fc.assert(
      fc.property(
        letters,
        fc.boolean(),
        fc.string({ unit: fc.constantFrom('/', 'a', 'b'), maxLength: 10 }),
        (body, isAnchored, path) => {
          const pattern = isAnchored ? `${body}$` : body;
          expect(matches(pattern, path)).toBe(matchesByTrying(pattern, path));
        },
      ),
      { numRuns: 5_000 },
    );
  });

  test('any bytes are rules or none, and every address gets a decision', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.string({ unit: 'binary' }), (bytes, url) => {
        const { allowed, rule } = robotsDecision(parseRobots(bytes), 'tracuu', url);
        expect(allowed || rule !== null).toBe(true);
      }),
    );
  });

  test('a rule for all is obeyed under any spelling of lines', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom('', ' ', '\t'),
        fc.constantFrom('Disallow', 'DISALLOW', 'disallow'),
        (end, blank, key) => {
          const robots = parseRobots(
            `User-agent${blank}:${blank}*${end}${blank}${key}${blank}:${blank}/cam${blank}# x${end}`,
          );
          expect(robotsDecision(robots, 'tracuu', 'https://a.vn/cam/1').allowed).toBe(false);
          expect(robotsDecision(robots, 'tracuu', 'https://a.vn/mo').allowed).toBe(true);
        },
      ),
    );
  });
});

describe('what comes from the web', () => {
  const markup = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '<urlset>',
          '<url>',
          '<loc>',
          '</loc>',
          '</url>',
          '<rss>',
          '<channel>',
          '<item>',
          '<link>',
          '</item>',
          '<a href="',
          '">',
          '<base href="',
          '<!--',
          '<![CDATA[',
          ']]>',
          '&amp;',
          '<meta ',
          'https://a.vn/x-123456.html',
        ),
        fc.string({ unit: 'binary', maxLength: 12 }),
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(''));

  test('any markup gives links or none', () => {
    fc.assert(
      fc.property(markup, (text) => {
        for (const { url } of discoverLinks(text, 'https://a.vn/').links)
          expect(canonicalizeUrl(url)).toBe(url);
        for (const { loc } of parseSitemap(text).entries) expect(loc).not.toBe('');
        for (const { link } of parseFeed(text).items) expect(link).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });

  test('any date is an instant or none, and instants are read as themselves', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .date({ noInvalidDate: true, min: new Date('1990-01-01'), max: new Date('2090-01-01') })
            .map((date) => date.toISOString()),
        ),
        (text) => {
          const instant = parseWebDate(text);
          if (instant !== null) expect(parseWebDate(instant)).toBe(instant);
        },
      ),
    );
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true, min: new Date('1990-01-01'), max: new Date('2090-01-01') }),
        (date) => {
          const seconds = Math.floor(date.getTime() / 1_000) * 1_000;
          expect(Date.parse(parseWebDate(date.toISOString())!)).toBe(seconds);
          expect(Date.parse(parseWebDate(date.toUTCString())!)).toBe(seconds);
        },
      ),
    );
  });

  test('any Retry-After is a time to come or none', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const waitMs = parseRetryAfterMs(text, new Date());
        expect(waitMs === null || waitMs >= 0).toBe(true);
      }),
    );
  });
});

const valueOf = (node: ConfigNode): unknown => {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'array':
      return node.items.map(valueOf);
    case 'object':
      return Object.fromEntries(node.members.map(({ key, value }) => [key, valueOf(value)]));
  }
};

const PARSERS = [
  ['parseJsonConfig', parseJsonConfig],
  ['parseYamlConfig', parseYamlConfig],
] as const;

describe('parseJsonConfig and parseYamlConfig', () => {
  test.each(PARSERS)('%s reads all JSON as JSON.parse does', (_name, parse) => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.boolean(), (text, isPretty) => {
        const source = isPretty ? JSON.stringify(JSON.parse(text), null, 2) : text;
        const parsed = parse(source);
        expect('node' in parsed && JSON.stringify(valueOf(parsed.node))).toBe(
          JSON.stringify(JSON.parse(source)),
        );
      }),
    );
  });

  test.each(PARSERS)('%s: any text is a value or one fault within the text', (_name, parse) => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => text.slice(1)),
        ),
        (text) => {
          const parsed = parse(text);
          if ('fault' in parsed) expect(parsed.fault.offset).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });

  test('a configuration is accepted or refused in one line', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          parseCrawlConfig(text, 'x.json');
          parseCrawlConfig(text, 'x.json.yaml');
        } catch (error) {
          expect(error).toBeInstanceOf(TracuuError);
          expect((error as Error).message).toMatch(/^x\.json(?:\.yaml)?:\d+:\d+: [^\n]+$/u);
        }
      }),
    );
  });
});
