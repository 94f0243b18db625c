import { normalizeEscapes } from '../canonicalize-url.ts';
import type { Robots, RobotsGroup, RobotsRule } from './parse-robots.ts';

export interface RobotsDecision {
  readonly allowed: boolean;
  /** The line that decided, as `Disallow: /x`; `null` where no line matched. */
  readonly rule: string | null;
}

/**
 * Whether the crawler named `token` may fetch `url`: the longest matching rule wins, `Allow` wins a tie (RFC 9309, 2.2.2).
 *
 * `token` is a product token (see `productToken`); anything else is taken for nobody in particular.
 * Allow patterns are compared letter by letter, as google/robotstxt does; Disallow patterns also with escapes
 * of unreserved characters resolved, as RFC 9309 says. Where the two readings differ we keep away.
 */
export function robotsDecision(robots: Robots, token: string, url: string): RobotsDecision {
  const path = pathOf(url);
  const plainPath = normalizeEscapes(path);
  let best: RobotsRule | undefined;
  let bestLength = -1;
  for (const group of groupsFor(robots, token)) {
    for (const rule of group.rules) {
      const length = matchLength(rule, path, plainPath);
      if (length > bestLength || (length === bestLength && length >= 0 && rule.allow && !best!.allow)) {
        best = rule;
        bestLength = length;
      }
    }
  }
  if (best === undefined) return { allowed: true, rule: null };
  return { allowed: best.allow, rule: `${best.allow ? 'Allow' : 'Disallow'}: ${best.pattern}` };
}

/** The product token that a User-Agent header begins with: `tracuu` of `tracuu/0.1 (+https://…)`. */
export function productToken(userAgent: string): string {
  return /^[a-zA-Z_-]+/u.exec(userAgent)?.[0] ?? '';
}

/** The Crawl-delay that holds for the crawler named `token`, in milliseconds. */
export function crawlDelayMs(robots: Robots, token: string): number | null {
  const delays = groupsFor(robots, token).flatMap((group) => group.crawlDelaySeconds ?? []);
  return delays.length === 0 ? null : Math.max(...delays) * 1_000;
}

/** All groups that name the agent, as one; where none does, those for everybody. */
function groupsFor(robots: Robots, token: string): readonly RobotsGroup[] {
  const name = /^[a-z_-]+$/u.exec(token.toLowerCase())?.[0];
  const named = name === undefined ? [] : robots.groups.filter((group) => group.agents.includes(name));
  return named.length > 0 ? named : robots.groups.filter((group) => group.agents.includes('*'));
}

/** Path and query as written; the fragment and what stands before the path are not compared. */
function pathOf(url: string): string {
  const afterScheme = /^[a-z][a-z0-9+.-]*:\/\//iu.exec(url)?.[0].length ?? (url.startsWith('//') ? 2 : 0);
  const start = url.slice(afterScheme).search(/[/?;#]/u);
  if (start < 0) return '/';
  const rest = url.slice(afterScheme + start);
  const hash = rest.indexOf('#');
  const path = hash < 0 ? rest : rest.slice(0, hash);
  return path.startsWith('/') ? path : `/${path}`;
}

/** Priority of `rule` for the path: the length of its pattern, or -1 where it does not match. */
function matchLength(rule: RobotsRule, path: string, plainPath: string): number {
  const { pattern } = rule;
  if (matches(pattern, path)) return pattern.length;
  if (!rule.allow) return matches(normalizeEscapes(pattern), plainPath) ? pattern.length : -1;
  // google/robotstxt: an allowed /dir/index.html allows /dir/ as well.
  const slash = pattern.lastIndexOf('/');
  if (slash < 0 || !pattern.startsWith('/index.htm', slash)) return -1;
  const directory = `${pattern.slice(0, slash + 1)}$`;
  return matches(directory, path) ? directory.length : -1;
}

/**
 * Whether `pattern` matches a beginning of `path`; `*` stands for any run, a final `$` for the end.
 * Greedy with one step back, O(pattern x path) at worst and never exponential.
 */
export function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$');
  const body = anchored ? pattern.slice(0, -1) : pattern;
  const parts = body.split('*');
  const first = parts[0]!;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (let index = 1; index < parts.length; index += 1) {
    const part = parts[index]!;
    const isLast = index === parts.length - 1;
    if (anchored && isLast) return path.length - part.length >= at && path.endsWith(part);
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return !anchored || at === path.length;
}
