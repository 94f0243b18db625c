/** One `Allow` or `Disallow` line. */
export interface RobotsRule {
  readonly allow: boolean;
  /** Path pattern; bytes beyond ASCII percent-encoded, escapes in upper case. */
  readonly pattern: string;
}

/** Rules for the agents named above them. */
export interface RobotsGroup {
  /** Product tokens in lower case; `*` stands for everybody. */
  readonly agents: readonly string[];
  readonly rules: readonly RobotsRule[];
  readonly crawlDelaySeconds: number | null;
}

/** What a robots.txt says (RFC 9309, plus the customary Crawl-delay). */
export interface Robots {
  readonly groups: readonly RobotsGroup[];
  /** As written; absolute by the sitemap protocol, but not checked here. */
  readonly sitemaps: readonly string[];
}

/** A robots.txt that forbids nothing, as a missing one does (RFC 9309, 2.3.1.3). */
export const ALLOW_ALL: Robots = { groups: [], sitemaps: [] };

/** Forbids everything, as a server that fails does (RFC 9309, 2.3.1.4). */
export const DISALLOW_ALL: Robots = {
  groups: [{ agents: ['*'], rules: [{ allow: false, pattern: '/' }], crawlDelaySeconds: null }],
  sitemaps: [],
};

/** RFC 9309, 2.5: a crawler must read at least 500 KiB; what follows is not read. */
const MAX_ROBOTS_BYTES = 500 * 1024;

/** google/robotstxt cuts a line before eight times the longest URL of Internet Explorer (2,083 characters). */
const MAX_LINE_CHARS = 2_083 * 8 - 1;

const BOM = [0xef, 0xbb, 0xbf];

/** Spellings of the directives that google/robotstxt accepts; compared by their beginning, without case. */
const DIRECTIVES: readonly (readonly [string, Directive])[] = [
  ['user-agent', 'user-agent'],
  ['useragent', 'user-agent'],
  ['user agent', 'user-agent'],
  ['allow', 'allow'],
  ['disallow', 'disallow'],
  ['dissallow', 'disallow'],
  ['dissalow', 'disallow'],
  ['disalow', 'disallow'],
  ['diasllow', 'disallow'],
  ['disallaw', 'disallow'],
  ['sitemap', 'sitemap'],
  ['site-map', 'sitemap'],
  ['crawl-delay', 'crawl-delay'],
];

type Directive = 'user-agent' | 'allow' | 'disallow' | 'sitemap' | 'crawl-delay';

interface OpenGroup {
  agents: string[];
  rules: RobotsRule[];
  crawlDelaySeconds: number | null;
  /** True once a rule came: the next user-agent line opens another group. */
  closed: boolean;
}

/** Reads a robots.txt; whatever is not a directive is skipped. Never fails: HTML gives no rules. */
export function parseRobots(content: Uint8Array | string): Robots {
  const groups: OpenGroup[] = [];
  const sitemaps: string[] = [];
  for (const line of linesOf(decode(content))) {
    const found = directiveOf(line);
    if (found === undefined) continue;
    const [directive, value] = found;
    const group = groups.at(-1);
    switch (directive) {
      case 'sitemap':
        if (value !== '') sitemaps.push(value);
        break;
      case 'user-agent':
        if (group === undefined || group.closed) groups.push(newGroup(agentOf(value)));
        else group.agents.push(agentOf(value));
        break;
      case 'crawl-delay':
        if (group !== undefined) group.crawlDelaySeconds = longerOf(group.crawlDelaySeconds, delayOf(value));
        break;
      case 'allow':
      case 'disallow':
        if (group === undefined) break;
        group.closed = true;
        if (value !== '') group.rules.push({ allow: directive === 'allow', pattern: escapePattern(value) });
        break;
    }
  }
  return { groups, sitemaps };
}

function newGroup(agent: string): OpenGroup {
  return { agents: [agent], rules: [], crawlDelaySeconds: null, closed: false };
}

/** A byte order mark at the beginning is skipped, a cut one too, as google/robotstxt does. */
function decode(content: Uint8Array | string): string {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  let start = 0;
  while (start < BOM.length && bytes[start] === BOM[start]) start += 1;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    bytes.subarray(start, start + MAX_ROBOTS_BYTES),
  );
}

function* linesOf(text: string): Generator<string> {
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : 10;
    if (code !== 10 && code !== 13) continue;
    if (at > start) yield text.slice(start, Math.min(at, start + MAX_LINE_CHARS));
    start = at + 1;
  }
}

/** `key: value`, or `key value` where the colon was forgotten and there are exactly two words. */
function directiveOf(line: string): readonly [Directive, string] | undefined {
  const hash = line.indexOf('#');
  const content = trimAscii(hash < 0 ? line : line.slice(0, hash));
  const colon = content.indexOf(':');
  const words = colon < 0 ? content.split(/[ \t]+/u, 3) : [];
  if (colon < 0 && words.length !== 2) return undefined;
  const key = (colon < 0 ? words[0]! : trimAscii(content.slice(0, colon))).toLowerCase();
  const value = colon < 0 ? words[1]! : trimAscii(content.slice(colon + 1));
  const directive = DIRECTIVES.find(([spelling]) => key.startsWith(spelling));
  return directive === undefined ? undefined : [directive[1], value];
}

/** Unlike `trim`, leaves a stray byte order mark, which makes a line no directive; linear. */
function trimAscii(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

/** The product token: letters, `-` and `_` (RFC 9309, 2.2.1). `*` stands alone or before white space. */
function agentOf(value: string): string {
  if (/^\*(?:\s|$)/u.test(value)) return '*';
  return (/^[a-zA-Z_-]*/u.exec(value)?.[0] ?? '').toLowerCase();
}

/** Other records must not end a list of agents (RFC 9309, 2.2.4), so one group may have several delays. */
function longerOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function delayOf(value: string): number | null {
  const seconds = /^\d{1,6}(?:\.\d{1,6})?$/u.test(value) ? Number(value) : Number.NaN;
  return Number.isFinite(seconds) ? seconds : null;
}

/** Bytes beyond ASCII become escapes; escapes get upper-case digits. */
function escapePattern(pattern: string): string {
  return pattern
    .replace(/[\u0080-\uFFFF]+/g, percentEncoded)
    .replace(/%[0-9a-f]{2}/giu, (escape) => escape.toUpperCase());
}

/** Bytes of the UTF-8 form; unlike encodeURIComponent, half a surrogate pair does no harm. */
function percentEncoded(run: string): string {
  return Array.from(Buffer.from(run), (byte) => `%${byte.toString(16).toUpperCase()}`).join('');
}
