import { sha256Hex } from '../../base/hash.ts';
import { hostOf } from '../canonicalize-url.ts';
import type { CrawlConfig, SiteConfig } from './crawl-config.ts';

/** One of `count` machines that share a configuration. */
export interface Shard {
  /** From 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/**
 * The sites that fall to one shard. A site goes where the hash of its host sends it, so two machines never ask the
 * same host, and adding a site moves no other. May be empty.
 */
export function shardConfig(config: CrawlConfig, { index, count }: Shard): CrawlConfig {
  return { ...config, sites: config.sites.filter((site) => shardOf(site, count) === index) };
}

function shardOf(site: SiteConfig, count: number): number {
  const [first] = [...site.seeds, ...site.listings, ...site.feeds, ...site.sitemaps];
  const host = first === undefined ? site.name : hostOf(first).replace(/^www\./u, '');
  return (Number.parseInt(sha256Hex(host).slice(0, 8), 16) % count) + 1;
}
