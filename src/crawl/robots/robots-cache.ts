import type { HttpClient } from '../http-client.ts';
import { fetchRobots, type HostRobots } from './fetch-robots.ts';

/** The rules of every origin that a run met, each fetched once. */
export interface RobotsCache {
  /** `origin` as in `https://host:port`. Never rejects. */
  get(origin: string): Promise<HostRobots>;
}

/** Keeps rules for as long as a run lasts: a night, within the day that RFC 9309, 2.4 allows. */
export function createRobotsCache(http: HttpClient, userAgent: string, signal?: AbortSignal): RobotsCache {
  const byOrigin = new Map<string, Promise<HostRobots>>();
  return {
    get: (origin) => {
      const known = byOrigin.get(origin);
      if (known !== undefined) return known;
      const fetched = fetchRobots(origin, {
        http,
        headers: { 'user-agent': userAgent, accept: 'text/plain' },
        signal,
      });
      byOrigin.set(origin, fetched);
      return fetched;
    },
  };
}
