import { describe, expect, test } from 'vitest';
import { parseRobots } from '../../../src/crawl/robots/parse-robots.ts';
import {
  crawlDelayMs,
  matches,
  productToken,
  robotsDecision,
} from '../../../src/crawl/robots/robots-decision.ts';

const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`;

const isAllowed = (robots: string | Uint8Array, agent: string, url: string): boolean =>
  robotsDecision(
    parseRobots(robots),
    agent,
    url.startsWith('/') && !url.startsWith('//') ? `http://a.vn${url}` : url,
  ).allowed;

/**
 * What google/robotstxt's tests establish (robots_test.cc at 21fc90b), told with agents and paths of our own:
 * robots.txt, agent, addresses it may fetch, addresses it may not.
 */
type Case = readonly [
  name: string,
  robots: string,
  agent: string,
  allowed: readonly string[],
  disallowed: readonly string[],
];

const GROUPS = lines(
  'allow: /truoc/nhom/',
  '',
  'user-agent: MotBot',
  'disallow: /',
  'allow: /m/',
  'user-agent: HaiBot',
  'disallow: /',
  'allow: /h/',
  '',
  '',
  'allow: /k/',
  'user-agent: BaBot',
  '',
  'user-agent: MotBot',
  'allow: /z/',
  'disallow: /',
);

const LONG = '/x/'.padEnd(2_083 * 8 - 12, 'a');
const LONG_ALLOW_A = '/x/'.padEnd(2_083 * 8 - 9, 'a');
const LONG_ALLOW_B = '/x/'.padEnd(2_083 * 8 - 9, 'b');

const CASES: readonly Case[] = [
  ['an empty file forbids nothing', '', 'MotBot', ['', '/x'], []],
  ['no agent, no rules but those for all', lines('user-agent: MotBot', 'disallow: /'), '', ['', '/x'], []],
  ['an empty address is the root', lines('user-agent: MotBot', 'disallow: /'), 'MotBot', [], ['']],
  ['nothing at all', '', '', [''], []],
  ['key, colon, value', lines('user-agent: MotBot', 'disallow: /'), 'MotBot', [], ['/x/y']],
  ['unknown keys', lines('foo: MotBot', 'bar: /'), 'MotBot', ['/x/y'], []],
  ['a forgotten colon', lines('user-agent MotBot', 'disallow /'), 'MotBot', [], ['/x/y']],
  ['two groups of one agent are one', GROUPS, 'MotBot', ['/m/b', '/z/d'], ['/h/c', '/truoc/nhom/']],
  ['blank lines do not end a group', GROUPS, 'HaiBot', ['/h/c', '/k/a'], ['/z/d', '/truoc/nhom/']],
  ['agents that share rules', GROUPS, 'BaBot', ['/z/d'], ['/truoc/nhom/']],
  ...(['Sitemap: https://a.vn/sitemap', 'Khong-Biet: gi ca'] as const).flatMap((line): Case[] => {
    const robots = lines('User-agent: HaiBot', line, 'User-agent: *', 'Disallow: /');
    return ['MotBot', 'HaiBot'].map((agent) => [
      `"${line}" does not end a list of agents, for ${agent}`,
      robots,
      agent,
      [],
      ['/'],
    ]);
  }),
  [
    'keys in upper case',
    lines('USER-AGENT: MotBot', 'ALLOW: /x/', 'DISALLOW: /'),
    'MotBot',
    ['/x/y'],
    ['/a/b'],
  ],
  [
    'keys in lower case',
    lines('user-agent: MotBot', 'allow: /x/', 'disallow: /'),
    'MotBot',
    ['/x/y'],
    ['/a/b'],
  ],
  [
    'keys in mixed case',
    lines('uSeR-aGeNt: MotBot', 'AlLoW: /x/', 'dIsAlLoW: /'),
    'MotBot',
    ['/x/y'],
    ['/a/b'],
  ],
  ...['MOT HAI', 'mot hai', 'MoT hAi'].flatMap((value): Case[] => {
    const robots = lines(`User-Agent: ${value}`, 'Allow: /x/', 'Disallow: /');
    return ['Mot', 'mot'].map((agent) => [`"${value}" names ${agent}`, robots, agent, ['/x/y'], ['/a/b']]);
  }),
  [
    'an agent line counts up to its first blank',
    lines('User-Agent: *', 'Disallow: /', 'User-Agent: Mot Hai', 'Allow: /x/', 'Disallow: /'),
    'Mot',
    ['/x/y'],
    [],
  ],
  [
    'an agent with a blank is nobody',
    lines('User-Agent: *', 'Disallow: /', 'User-Agent: Mot Hai', 'Allow: /x/', 'Disallow: /'),
    'Mot Hai',
    [],
    ['/x/y'],
  ],
  [
    'the own group beats the one for all',
    lines('user-agent: *', 'allow: /', 'user-agent: MotBot', 'disallow: /'),
    'MotBot',
    [],
    ['/x/y'],
  ],
  [
    'the group for all is for the rest',
    lines('user-agent: *', 'allow: /', 'user-agent: MotBot', 'disallow: /'),
    'HaiBot',
    ['/x/y'],
    [],
  ],
  [
    'no group, no rule',
    lines(
      'user-agent: MotBot',
      'allow: /',
      'user-agent: HaiBot',
      'disallow: /',
      'user-agent: BaBot',
      'disallow: /',
    ),
    'BonBot',
    ['/x/y'],
    [],
  ],
  ['paths in the same case', lines('user-agent: MotBot', 'disallow: /x/'), 'MotBot', [], ['/x/y']],
  ['paths in another case', lines('user-agent: MotBot', 'disallow: /X/'), 'MotBot', ['/x/y'], []],
  [
    'the longer disallow',
    lines('user-agent: MotBot', 'disallow: /x/tin.html', 'allow: /x/'),
    'MotBot',
    [],
    ['/x/tin.html'],
  ],
  [
    'the longer allow',
    lines('user-agent: MotBot', 'allow: /x/tin.html', 'disallow: /x/'),
    'MotBot',
    ['/x/tin.html'],
    ['/x/'],
  ],
  ['two empty rules', lines('user-agent: MotBot', 'disallow: ', 'allow: '), 'MotBot', ['/x/tin.html'], []],
  ['allow wins a tie', lines('user-agent: MotBot', 'disallow: /', 'allow: /'), 'MotBot', ['/x/tin.html'], []],
  [
    'a slash makes it longer',
    lines('user-agent: MotBot', 'disallow: /x', 'allow: /x/'),
    'MotBot',
    ['/x/'],
    ['/x'],
  ],
  [
    'a tie of long ones',
    lines('user-agent: MotBot', 'disallow: /x/tin.html', 'allow: /x/tin.html'),
    'MotBot',
    ['/x/tin.html'],
    [],
  ],
  [
    'a star counts in the length',
    lines('user-agent: MotBot', 'allow: /tin', 'disallow: /*.html'),
    'MotBot',
    ['/tin'],
    ['/tin.html'],
  ],
  [
    'a longer allow beats a star',
    lines('user-agent: MotBot', 'allow: /x/tin.', 'disallow: /*.html'),
    'MotBot',
    ['/x/tin.html'],
    ['/x/y.html'],
  ],
  [
    'rules for all are not added to the own ones',
    lines('User-agent: *', 'Disallow: /x/', 'User-agent: MotBot', 'Disallow: /y/'),
    'MotBot',
    ['/x/tin'],
    ['/y/tin'],
  ],
  [
    'a query with an address in it',
    lines('User-agent: MotBot', 'Disallow: /', 'Allow: /a/b?q=t&u=http://a.vn?x&y'),
    'MotBot',
    ['/a/b?q=t&u=http://a.vn?x&y'],
    [],
  ],
  [
    'letters beyond ASCII in the rule',
    lines('User-agent: MotBot', 'Disallow: /', 'Allow: /a/ứ'),
    'MotBot',
    ['/a/%E1%BB%A9'],
    ['/a/ứ'],
  ],
  [
    'escapes in the rule',
    lines('User-agent: MotBot', 'Disallow: /', 'Allow: /a/%E1%BB%A9'),
    'MotBot',
    ['/a/%E1%BB%A9'],
    ['/a/ứ'],
  ],
  [
    'escaped letters of an allow',
    lines('User-agent: MotBot', 'Disallow: /', 'Allow: /a/%62%61'),
    'MotBot',
    ['/a/%62%61'],
    ['/a/ba'],
  ],
  [
    'a star within',
    lines('User-agent: MotBot', 'Disallow: /a/b/c', 'Allow: /a/*/d'),
    'MotBot',
    ['/a/c', '/a//c', '/a/x/c'],
    ['/a/b/c'],
  ],
  [
    'a dollar at the end',
    lines('User-agent: MotBot', 'Disallow: /a/b$', 'Allow: /a/b/c'),
    'MotBot',
    ['/a/b/c', '/a/b/', '/a/b/d'],
    ['/a/b'],
  ],
  [
    'comments',
    lines('User-agent: MotBot', '# Disallow: /', 'Disallow: /a/c#d', 'Allow: /'),
    'MotBot',
    ['/a/b'],
    ['/a/c'],
  ],
  [
    'an allowed index.html allows its folder',
    lines('User-Agent: *', 'Allow: /mo/index.html', 'Disallow: /'),
    'motbot',
    ['/mo/', '/mo/index.html'],
    ['/mo/index.htm', '/khac'],
  ],
  [
    'a disallow cut at the longest line',
    lines('user-agent: MotBot', `disallow: ${LONG}/qux`),
    'MotBot',
    ['/fux'],
    [`${LONG}/fux`],
  ],
  [
    'an allow cut at the longest line',
    lines('user-agent: MotBot', 'disallow: /', `allow: ${LONG_ALLOW_A}/qux`, `allow: ${LONG_ALLOW_B}/qux`),
    'MotBot',
    [`${LONG_ALLOW_A}/qux`, `${LONG_ALLOW_B}/fux`],
    ['/'],
  ],
  ...['/ca', '/ca*'].map((pattern): Case => [
    `${pattern} is a prefix`,
    lines('user-agent: MotBot', 'disallow: /', `allow: ${pattern}`),
    'MotBot',
    ['/ca', '/ca.html', '/ca/hoi.html', '/cakho', '/cakho/ngon.html', '/ca.html?id=1'],
    ['/tom', '/Ca.asp', '/sangca', '/?id=ca'],
  ]),
  [
    '/ca/ is a folder',
    lines('user-agent: MotBot', 'disallow: /', 'allow: /ca/'),
    'MotBot',
    ['/ca/', '/ca/hoi', '/ca/?hoi', '/ca/hoi.html', '/ca/?id=1'],
    ['/tom', '/ca', '/ca.html', '/Ca/Hoi.html'],
  ],
  [
    '/*.php anywhere',
    lines('user-agent: MotBot', 'disallow: /', 'allow: /*.php'),
    'MotBot',
    ['/f.php', '/d/f.php', '/d/f.php?p', '//d/x.php.f.html', '/f.php/', '/i?f=f.php/'].map(
      (path) => `http://a.vn${path}`,
    ),
    ['/tom', '/php/', '/i?php', '/w.PHP'],
  ],
  [
    '/*.php$ at the end',
    lines('user-agent: MotBot', 'disallow: /', 'allow: /*.php$'),
    'MotBot',
    ['/f.php', '/d/f.php'],
    ['/tom', '/f.php?p', '/f.php/', '/f.php5', '/php/', '/f?php', '/aphpa', 'http://a.vn//w.PHP'],
  ],
  [
    '/ca*.php',
    lines('user-agent: MotBot', 'disallow: /', 'allow: /ca*.php'),
    'MotBot',
    ['/ca.php', '/cakho/sangca.php?p'],
    ['/tom', '/Ca.PHP'],
  ],
  ['precedence: allow /p', lines('user-agent: MotBot', 'allow: /p', 'disallow: /'), 'MotBot', ['/page'], []],
  [
    'precedence: equal folders',
    lines('user-agent: MotBot', 'allow: /f', 'disallow: /f'),
    'MotBot',
    ['/f/page'],
    [],
  ],
  [
    'precedence: /*.htm',
    lines('user-agent: MotBot', 'allow: /page', 'disallow: /*.htm'),
    'MotBot',
    [],
    ['/page.htm'],
  ],
  [
    'precedence: /$',
    lines('user-agent: MotBot', 'allow: /$', 'disallow: /'),
    'MotBot',
    ['/'],
    ['/page.html'],
  ],
];

describe('robotsDecision: the cases of google/robotstxt', () => {
  test.each(CASES)('%s', (_name, robots, agent, allowed, disallowed) => {
    expect(allowed.filter((url) => !isAllowed(robots, agent, url))).toEqual([]);
    expect(disallowed.filter((url) => isAllowed(robots, agent, url))).toEqual([]);
  });

  test.each([
    ['', '/'],
    ['http://www.a.vn', '/'],
    ['http://www.a.vn/', '/'],
    ['http://www.a.vn/a', '/a'],
    ['http://www.a.vn/a/', '/a/'],
    ['http://www.a.vn/a/b?c=http://d.e/', '/a/b?c=http://d.e/'],
    ['http://www.a.vn/a/b?c=d&e=f#g', '/a/b?c=d&e=f'],
    ['a.vn', '/'],
    ['a.vn/', '/'],
    ['a.vn/a', '/a'],
    ['a.vn/a/', '/a/'],
    ['a.vn/a/b?c=d&e=f#g', '/a/b?c=d&e=f'],
    ['a', '/'],
    ['a/', '/'],
    ['/a', '/a'],
    ['a/b', '/b'],
    ['a.vn?a', '/?a'],
    ['a.vn/a;b#c', '/a;b'],
    ['//a/b/c', '/b/c'],
  ])('the path of "%s" is %s', (url, path) => {
    const robots = parseRobots(lines('user-agent: *', 'disallow: /', `allow: ${path}$`));
    expect(robotsDecision(robots, 'MotBot', url).allowed).toBe(true);
  });
});

describe('parseRobots: the cases of google/robotstxt', () => {
  const TWO_GROUPS = ['User-Agent: mot', 'Allow: /a/b', 'User-Agent: hai', '', '', 'Disallow: /'];
  test.each([
    ['\\n', `${TWO_GROUPS.join('\n')}\n`],
    ['\\r\\n', `${TWO_GROUPS.join('\r\n')}\r\n`],
    ['\\r', `${TWO_GROUPS.join('\r')}\r`],
    ['no end of the last line', TWO_GROUPS.join('\n')],
    ['mixed', 'User-Agent: mot\nAllow: /a/b\r\nUser-Agent: hai\n\r\n\nDisallow: /'],
  ])('line ends: %s', (_name, text) => {
    expect(parseRobots(text).groups).toMatchObject([
      { agents: ['mot'], rules: [{ allow: true, pattern: '/a/b' }] },
      { agents: ['hai'], rules: [{ allow: false, pattern: '/' }] },
    ]);
  });

  const RULES = Buffer.from('User-Agent: mot\nAllow: /x\n');
  test.each([
    ['whole', [0xef, 0xbb, 0xbf], 1],
    ['two bytes of it', [0xef, 0xbb], 1],
    ['one byte of it', [0xef], 1],
    ['broken', [0xef, 0x11, 0xbf], 0],
  ])('byte order mark: %s', (_name, mark, groups) => {
    expect(parseRobots(Buffer.concat([Buffer.from(mark), RULES])).groups).toHaveLength(groups);
  });

  test('byte order mark in the middle', () => {
    expect(parseRobots('User-Agent: mot\n\uFEFFAllow: /x\n').groups).toMatchObject([
      { agents: ['mot'], rules: [] },
    ]);
  });

  test.each([
    [
      'at the end',
      lines('User-Agent: mot', 'Allow: /x', 'User-Agent: hai', '', '', 'Sitemap: http://a.vn/sitemap.xml'),
    ],
    ['at the beginning', lines('Sitemap: http://a.vn/sitemap.xml', 'User-Agent: mot', 'Allow: /x')],
  ])('sitemap %s', (_name, text) => {
    expect(parseRobots(text).sitemaps).toEqual(['http://a.vn/sitemap.xml']);
  });

  test.each([
    ['http://www.a.vn', 'http://www.a.vn'],
    ['/a/b/c', '/a/b/c'],
    ['á', '%C3%A1'],
    ['%aa', '%AA'],
  ])('the pattern %s becomes %s', (pattern, escaped) => {
    expect(parseRobots(`user-agent: *\nallow: ${pattern}`).groups[0]?.rules[0]?.pattern).toBe(escaped);
  });
});

describe('beyond google/robotstxt', () => {
  test('names the rule that decided', () => {
    const robots = parseRobots(lines('user-agent: *', 'disallow: /noi-bo/', 'allow: /noi-bo/cong-khai'));
    expect(robotsDecision(robots, 'tracuu', 'http://a.vn/noi-bo/x')).toEqual({
      allowed: false,
      rule: 'Disallow: /noi-bo/',
    });
    expect(robotsDecision(robots, 'tracuu', 'http://a.vn/noi-bo/cong-khai')).toEqual({
      allowed: true,
      rule: 'Allow: /noi-bo/cong-khai',
    });
    expect(robotsDecision(robots, 'tracuu', 'http://a.vn/')).toEqual({ allowed: true, rule: null });
  });

  test('a disallowed escape forbids the letter too (RFC 9309, 2.2.2)', () => {
    expect(isAllowed(lines('user-agent: *', 'disallow: /%7Enam/'), 'tracuu', '/~nam/x')).toBe(false);
    expect(isAllowed(lines('user-agent: *', 'disallow: /~nam/'), 'tracuu', '/%7enam/x')).toBe(false);
  });

  test.each([
    ['tracuu/0.1 (+https://a.vn; a@a.vn)', 'tracuu'],
    ['tracuu (+https://a.vn)', 'tracuu'],
    ['', ''],
    ['ツ', ''],
  ])('the product token of "%s" is "%s"', (userAgent, token) => {
    expect(productToken(userAgent)).toBe(token);
  });

  test.each([
    [
      'the own group',
      lines('user-agent: *', 'crawl-delay: 1', 'user-agent: tracuu', 'crawl-delay: 2.5', 'disallow: /x'),
      2_500,
    ],
    ['everybody', lines('user-agent: *', 'disallow: /x', 'crawl-delay: 10'), 10_000],
    ['none', lines('user-agent: *', 'disallow: /x'), null],
    ['nonsense', lines('user-agent: *', 'crawl-delay: nhanh'), null],
    ['another agent', lines('user-agent: hai', 'crawl-delay: 5'), null],
  ])('crawl delay: %s', (_name, robots, expected) => {
    expect(crawlDelayMs(parseRobots(robots), 'tracuu')).toBe(expected);
  });

  test('a crawl delay does not end the list of agents', () => {
    expect(
      isAllowed(lines('user-agent: mot', 'crawl-delay: 1', 'user-agent: hai', 'disallow: /'), 'mot', '/x'),
    ).toBe(false);
  });

  test.each([
    ['HTML', '<!DOCTYPE html><html><body><p>Disallow: /</p></body></html>'],
    ['a soft 404', 'Không tìm thấy trang'],
    ['NUL bytes', '\0'.repeat(10_000)],
    ['an endless line', 'x'.repeat(5_000_000)],
  ])('%s gives no rules', (_name, text) => {
    expect(isAllowed(text, 'tracuu', '/x')).toBe(true);
  });

  test('of 10 MB the first 500 KiB count', () => {
    const filler = 'disallow: /khong-bao-gio\n'.repeat(450_000);
    expect(isAllowed(`user-agent: *\ndisallow: /dau\n${filler}disallow: /cuoi\n`, 'tracuu', '/dau')).toBe(
      false,
    );
    expect(isAllowed(`user-agent: *\ndisallow: /dau\n${filler}disallow: /cuoi\n`, 'tracuu', '/cuoi')).toBe(
      true,
    );
  });

  test('patterns with many stars take no long time', () => {
    const robots = `user-agent: *\n${`disallow: /${'a*'.repeat(5_000)}b\n`.repeat(40)}`;
    expect(isAllowed(robots, 'tracuu', `/${'a'.repeat(2_000)}`)).toBe(true);
  });

  test.each([
    ['/a*b*c', '/axxbyyc', true],
    ['/a*b*c$', '/axxbyycz', false],
    ['/a*b$', '/ab-b', true],
    ['/*a$', '/a', true],
    ['/a$b', '/a$b', true],
    ['*', '/', true],
    ['/ab*b$', '/ab', false],
  ])('%s on %s', (pattern, path, expected) => {
    expect(matches(pattern, path)).toBe(expected);
  });
});
