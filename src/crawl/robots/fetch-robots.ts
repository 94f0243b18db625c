import { DEFAULT_HTTP_LIMITS, type HttpClient } from '../http-client.ts';
import { ALLOW_ALL, DISALLOW_ALL, parseRobots, type Robots } from './parse-robots.ts';

/** What became of asking one host for its rules. */
export interface HostRobots {
  readonly robots: Robots;
  /** `reachable`: the rules are the host's own; `missing`: it has none; `unreachable`: keep away for now. */
  readonly state: 'reachable' | 'missing' | 'unreachable';
  /** For the log: a status, a failure or `ok`. */
  readonly reason: string;
}

/** RFC 9309, 2.3.1.2: follow at least five hops, even to another host. */
const MAX_HOPS = 5;

/** A 10 MB robots.txt is read no further than this; 500 KiB of it count. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** What fetching takes from the crawl: one request, with its turn at the host. */
export interface RobotsFetch {
  readonly http: HttpClient;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** Fetches and reads the robots.txt of `origin` (`https://host:port`). Never rejects. */
export async function fetchRobots(
  origin: string,
  { http, headers, signal }: RobotsFetch,
): Promise<HostRobots> {
  let url = new URL('/robots.txt', origin).href;
  for (let hop = 0; hop <= MAX_HOPS; hop += 1) {
    const limits = { ...DEFAULT_HTTP_LIMITS, maxBodyBytes: MAX_BODY_BYTES };
    const outcome = await http.fetch({ url, headers, limits }, signal);
    if (outcome.kind === 'failed') return unreachable(outcome.cause);
    const { status } = outcome;
    if (status >= 200 && status < 300) {
      return { robots: parseRobots(outcome.body), state: 'reachable', reason: 'ok' };
    }
    if (status >= 300 && status < 400) {
      const target = redirectTarget(outcome.headers['location'], url);
      if (target === undefined) return missing(`http-${status}`);
      url = target;
      continue;
    }
    // RFC 9309, 2.3.1.4; 429 asks us to come later, which is no permission to go on.
    return status >= 500 || status === 429 ? unreachable(`http-${status}`) : missing(`http-${status}`);
  }
  return missing('too-many-redirects');
}

function redirectTarget(location: string | undefined, base: string): string | undefined {
  if (location === undefined || !URL.canParse(location, base)) return undefined;
  const url = new URL(location, base);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : undefined;
}

const missing = (reason: string): HostRobots => ({ robots: ALLOW_ALL, state: 'missing', reason });
const unreachable = (reason: string): HostRobots => ({ robots: DISALLOW_ALL, state: 'unreachable', reason });
