/** A fault that the crawl must live through, and where it is proved. */
export interface ListedFault {
  readonly fault: string;
  /** What becomes of it, in the report's words where it has one. */
  readonly outcome: string;
  /** `file: beginning of a test's name`, the file within `tests/`. */
  readonly tests: readonly string[];
}

const MATRIX = 'faults/fault-matrix.test.ts';
const PAGES = 'faults/fault-pages.test.ts';
const ADDRESSES = 'faults/fault-addresses.test.ts';
const PROCESS = 'faults/fault-process.test.ts';
const HTTP = 'contracts/http-client.contract.ts';

const of = (file: string, ...names: readonly string[]): string[] => names.map((name) => `${file}: ${name}`);

/** Every fault of the matrix, in its order. `docs/crawl-faults.md` is this list; a test compares them. */
export const FAULTS: readonly ListedFault[] = [
  {
    fault: 'kill -9 at random instants',
    outcome:
      'the next run goes on; 0 lost, 0 doubled, 0 unreadable (25 kills in `npm test`, 200 in `npm run test:faults`)',
    tests: of(PROCESS, 'at ${KILLS} random instants'),
  },
  {
    fault: 'SIGTERM',
    outcome: 'the page in flight is kept, exit code 130, the next run goes on',
    tests: of(PROCESS, 'finishes the page in flight'),
  },
  {
    fault: 'two jobs at once',
    outcome: 'the second ends with code 1 and says why',
    tests: of(PROCESS, 'the second is told'),
  },
  {
    fault: 'stale lock',
    outcome: 'frees itself with the process that held it',
    tests: of(PROCESS, 'the second is told, and the first is not disturbed; a stale lock'),
  },
  {
    fault: 'disk full',
    outcome: 'exit code 1 and one line; nothing is lost once there is room',
    tests: of(PROCESS, 'disk full'),
  },
  {
    fault: 'read-only folder',
    outcome: 'exit code 1 and one line; questions are still answered',
    tests: of(PROCESS, 'read-only folder'),
  },
  {
    fault: 'clock back and forward',
    outcome: 'no page twice in a night, no long wait',
    tests: [
      ...of(PAGES, 'back by a day', 'back to 1970', 'forward by a year'),
      ...of('unit/crawl/crawl-faults.test.ts', 'back by a day', 'forward by a year'),
      ...of('unit/crawl/politeness.test.ts', 'the wall clock may jump either way'),
    ],
  },
  {
    fault: 'slow headers',
    outcome: '`timeout`, tried three times',
    tests: of(MATRIX, 'slow headers', 'slow headers, byte by byte'),
  },
  {
    fault: 'slow body',
    outcome: '`timeout`, tried three times',
    tests: of(MATRIX, 'slow body', 'slow body that stops'),
  },
  {
    fault: 'silent server',
    outcome: '`robots-unreachable`: the host is left alone until the next run',
    tests: [...of(ADDRESSES, 'silent server'), ...of(HTTP, 'a server that accepts and says nothing')],
  },
  {
    fault: 'reset',
    outcome: '`reset` or, within a body, `truncated`; tried three times',
    tests: of(MATRIX, 'reset', 'reset within the body'),
  },
  {
    fault: 'truncated gzip',
    outcome: '`truncated`, tried three times',
    tests: of(MATRIX, 'truncated gzip', 'truncated brotli'),
  },
  {
    fault: 'gzip and brotli bombs',
    outcome: '`too-large`, not tried again',
    tests: of(MATRIX, 'gzip bomb', 'brotli bomb'),
  },
  {
    fault: 'wrong Content-Length both ways',
    outcome: '`truncated`, tried three times',
    tests: of(MATRIX, 'wrong Content-Length: too long', 'wrong Content-Length: too short'),
  },
  {
    fault: 'wrong and missing charset',
    outcome: 'the article, every letter right',
    tests: of(
      PAGES,
      'missing everywhere',
      'header says latin-1',
      'meta says windows-1252',
      'UTF-16 with its mark',
    ),
  },
  {
    fault: 'redirect loop',
    outcome: '`redirect-loop` or `too-many-redirects`, not tried again',
    tests: of(MATRIX, 'redirect loop to itself', 'redirect loop of two', 'redirects without end'),
  },
  {
    fault: 'redirect to 127.0.0.1, 169.254.169.254, [::1], decimal and octal IPs',
    outcome:
      '`forbidden-address`: no socket is opened, even where the configuration names the host as the site’s own',
    tests: of(
      ADDRESSES,
      '127.0.0.1',
      '169.254.169.254',
      '[::1]',
      'a decimal IP',
      'an octal IP',
      'a name that resolves to one',
    ),
  },
  {
    fault: 'DNS answer that changes',
    outcome: 'every socket gets an address that was checked',
    tests: of(ADDRESSES, 'from public to loopback', 'to loopback at once', 'of several answers'),
  },
  {
    fault: '429 and 503 with Retry-After (seconds and date)',
    outcome: 'waited for; beyond ten minutes the host is left alone until the next run',
    tests: [
      ...of(MATRIX, '${code} with Retry-After', '503 with Retry-After of an hour'),
      ...of('unit/crawl/crawl-faults.test.ts', 'Retry-After as %s is waited for'),
    ],
  },
  { fault: '304', outcome: '`unchanged`', tests: of(MATRIX, '304') },
  {
    fault: '401/403/404/410/451/5xx',
    outcome: '`http-401`… not tried again, 404 and 410 `gone`, 5xx tried three times',
    tests: [...of(MATRIX, '401, 403, 451', '404, 410', '500, 502, 504')],
  },
  { fault: 'soft 404', outcome: '`gone`', tests: of(MATRIX, 'soft 404') },
  {
    fault: '50 MB page',
    outcome: '`too-large`, not tried again',
    tests: of(MATRIX, '50 MB page', 'endless page'),
  },
  { fault: '100,000-deep page', outcome: '`noArticle`', tests: of(PAGES, '100,000-deep page') },
  { fault: 'endless line', outcome: '`noArticle`', tests: of(PAGES, 'endless line') },
  {
    fault: 'NUL bytes',
    outcome: 'dropped from an article; alone, `noArticle`',
    tests: of(PAGES, 'NUL bytes', 'NUL bytes between the letters'),
  },
  { fault: 'malformed UTF-8', outcome: 'the article is there', tests: of(PAGES, 'malformed UTF-8') },
  {
    fault: 'XML bombs in feeds and sitemaps',
    outcome: 'entities are not expanded; the other addresses are read',
    tests: of(MATRIX, 'XML bomb in a sitemap', 'XML bomb in a feed', 'XML of a million open tags'),
  },
  {
    fault: 'robots.txt of 10 MB / HTML / 500 / redirect',
    outcome: '500 KiB count / no rules / `robots-unreachable` / followed',
    tests: of(
      MATRIX,
      'of 10 MB',
      'that is HTML',
      'that fails with 500',
      'that moves',
      'that moves in a circle',
    ),
  },
  {
    fault: 'cookie wall',
    outcome: 'let in at the second try, or `redirect-loop`',
    tests: of(MATRIX, 'cookie wall', 'cookie wall that never opens'),
  },
  {
    fault: 'meta refresh',
    outcome: '`redirected`',
    tests: of(MATRIX, 'meta refresh', 'meta refresh in a circle'),
  },
  { fault: 'base href', outcome: 'honoured', tests: of(MATRIX, 'base href') },
  {
    fault: 'IDN and percent-encoded URLs',
    outcome: 'one spelling, one fetch',
    tests: [...of(ADDRESSES, 'IDN'), ...of(MATRIX, 'percent-encoded URLs')],
  },
  { fault: 'IPv6', outcome: 'fetched', tests: of(ADDRESSES, 'IPv6') },
  {
    fault: 'bad TLS',
    outcome: '`tls`, never let pass; the host is left alone until the next run',
    tests: [
      ...of(ADDRESSES, 'bad TLS'),
      ...of(
        'unit/engines/undici-http-client.test.ts',
        'an unsigned certificate',
        'a server that speaks only a TLS',
      ),
    ],
  },
  {
    fault: 'endless calendar',
    outcome: 'not followed; nor endless pages and language loops',
    tests: of(MATRIX, 'endless calendar', 'endless pagination', 'language loop'),
  },
  { fault: 'session ids', outcome: 'one article, one fetch', tests: of(MATRIX, 'session ids') },
  {
    fault: 'updated, deleted and duplicated articles',
    outcome: 'a version more / `gone`, the article stays / one article with both addresses',
    tests: of(PAGES, 'updated', 'deleted', 'duplicated'),
  },
];

/** The list as a Markdown table. */
export function renderFaultTable(): string {
  const rows = FAULTS.map(({ fault, outcome, tests }) => {
    const files = [...new Set(tests.map((test) => test.slice(0, test.indexOf(': '))))];
    return `| ${fault} | ${outcome} | ${files.map((file) => `[${file.replace(/^.*\//u, '').replace('.test.ts', '')}](../tests/${file})`).join(', ')} |`;
  });
  return ['| fault | what becomes of it | proved by |', '| --- | --- | --- |', ...rows].join('\n');
}
