import type { CanonicalUrl } from '../frontier.ts';
import { parseCrawlWindow } from '../politeness/crawl-window.ts';
import type { ConfigNode } from './config-node.ts';
import { clip, ConfigReader } from './config-reader.ts';
import {
  DEFAULT_HOSTS_IN_PARALLEL,
  SITE_DEFAULTS,
  type CrawlConfig,
  type CrawlWindow,
  type PageProfile,
  type SiteConfig,
} from './crawl-config.ts';
import { parseJsonConfig } from './parse-json-config.ts';
import { parseYamlConfig } from './parse-yaml-config.ts';

/** What a configuration may say; `config/crawl.schema.json` lists the same. */
export const TOP_KEYS: readonly string[] = [
  '$schema',
  'userAgent',
  'allowPrivateAddresses',
  'proxy',
  'hostsInParallel',
  'window',
  'sites',
];
/** What a site may say. */
export const SITE_KEYS: readonly string[] = [
  'name',
  'seeds',
  'feeds',
  'sitemaps',
  'listings',
  'hosts',
  'allow',
  'deny',
  'place',
  'profile',
  'window',
  'delayMs',
  'maxPages',
  'budgetPages',
  'maxListingPages',
  'maxDepth',
];
/** What a site's profile may say. */
export const PROFILE_KEYS: readonly string[] = ['content', 'lead', 'drop'];

export interface ParseCrawlConfigOptions {
  /** Whether a text is a CSS selector. Default: everything is; a selector that is none finds nothing later. */
  readonly isSelector?: (text: string) => boolean;
}

/** A product token first (RFC 9309, 2.2.1), somewhere a way to reach the operator. */
const USER_AGENT = /^[A-Za-z_-]{2,}[/ ].*(?:@|https?:\/\/)/u;
const PLACE = /^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/u;
const MAX_PAGES = 10_000_000;

/**
 * Reads a crawl configuration: YAML where `fileName` ends in `.yaml` or `.yml`, else JSON with comments and
 * trailing commas.
 *
 * @throws TracuuError `bad-config`, one line: file, line and column, what is wrong, what is allowed.
 */
export function parseCrawlConfig(
  text: string,
  fileName: string,
  options: ParseCrawlConfigOptions = {},
): CrawlConfig {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const parsed = /\.ya?ml$/iu.test(fileName) ? parseYamlConfig(plain) : parseJsonConfig(plain);
  const reader = new ConfigReader(plain, fileName);
  if ('fault' in parsed) return reader.fail(parsed.fault.offset, parsed.fault.message);
  const top = reader.object(parsed.node, 'the configuration', TOP_KEYS);
  const sitesNode = top.get('sites');
  if (sitesNode === undefined)
    return reader.fail(parsed.node.offset, '"sites" is missing: a list of sites to crawl');
  const siteNodes = reader.array(sitesNode, 'sites');
  if (siteNodes.length === 0)
    return reader.fail(sitesNode.offset, '"sites" is empty: name at least one site');
  const window = readWindow(reader, top.get('window'));
  const sites = siteNodes.map((node) => readSite(reader, node, window, options));
  checkNamesDiffer(reader, siteNodes, sites);
  return {
    userAgent: readUserAgent(reader, parsed.node, top.get('userAgent')),
    allowPrivateAddresses: reader.boolean(top.get('allowPrivateAddresses'), 'allowPrivateAddresses', false),
    proxy: reader.optional(top.get('proxy'), 'proxy', 'an address such as "http://proxy:3128"', parseProxy),
    hostsInParallel: reader.integer(
      top.get('hostsInParallel'),
      'hostsInParallel',
      [1, 256],
      DEFAULT_HOSTS_IN_PARALLEL,
    ),
    sites,
  };
}

function readUserAgent(reader: ConfigReader, parent: ConfigNode, node: ConfigNode | undefined): string {
  const form = 'a product token and a contact, such as "tracuu (+https://example.org/bot; bot@example.org)"';
  if (node === undefined) return reader.fail(parent.offset, `"userAgent" is missing: ${form}`);
  const value = reader.string(node, 'userAgent');
  if (!USER_AGENT.test(value) || value.length > 256 || /[^\u0020-\u007E]/u.test(value)) {
    return reader.fail(node.offset, `"userAgent" must be ${form}, in ASCII`);
  }
  return value;
}

/** Kept as it was written: credentials of the proxy stand in it. */
function parseProxy(text: string): string | undefined {
  const isAddress = /^https?:\/\//iu.test(text) && URL.canParse(text);
  return isAddress ? text : undefined;
}

function readWindow(reader: ConfigReader, node: ConfigNode | undefined): CrawlWindow | null {
  const form = 'two times of day in Vietnam, such as "22:00-05:00"';
  return reader.optional(node, 'window', form, parseCrawlWindow);
}

function readSite(
  reader: ConfigReader,
  node: ConfigNode,
  window: CrawlWindow | null,
  options: ParseCrawlConfigOptions,
): SiteConfig {
  const members = reader.object(node, 'a site', SITE_KEYS);
  const integer = (key: string, range: readonly [number, number], fallback: number): number =>
    reader.integer(members.get(key), key, range, fallback);
  return {
    name: readName(reader, node, members.get('name')),
    ...readEntries(reader, node, members),
    hosts: reader.strings(members.get('hosts'), 'hosts').map((host) => host.toLowerCase()),
    allow: reader.patterns(members.get('allow'), 'allow'),
    deny: reader.patterns(members.get('deny'), 'deny'),
    place: reader.optional(members.get('place'), 'place', 'a path such as "hcm/quan-1"', (text) =>
      PLACE.test(text) ? text : undefined,
    ),
    profile: readProfile(reader, members.get('profile'), options),
    window: members.has('window') ? readWindow(reader, members.get('window')) : window,
    delayMs: integer('delayMs', [0, 3_600_000], SITE_DEFAULTS.delayMs),
    maxPages: integer('maxPages', [1, MAX_PAGES], SITE_DEFAULTS.maxPages),
    budgetPages: reader.integer(members.get('budgetPages'), 'budgetPages', [1, MAX_PAGES], null),
    maxListingPages: integer('maxListingPages', [1, 10_000], SITE_DEFAULTS.maxListingPages),
    maxDepth: integer('maxDepth', [1, 100], SITE_DEFAULTS.maxDepth),
  };
}

function readName(reader: ConfigReader, site: ConfigNode, node: ConfigNode | undefined): string {
  if (node === undefined) return reader.fail(site.offset, 'the site has no "name"');
  const name = reader.string(node, 'name');
  if (name === '' || name.length > 64) return reader.fail(node.offset, '"name" must have 1 to 64 characters');
  return name;
}

function readEntries(
  reader: ConfigReader,
  node: ConfigNode,
  members: ReadonlyMap<string, ConfigNode>,
): Pick<SiteConfig, 'seeds' | 'feeds' | 'sitemaps' | 'listings'> {
  const urls = (key: string): CanonicalUrl[] => reader.urls(members.get(key), key);
  const entries = {
    seeds: urls('seeds'),
    feeds: urls('feeds'),
    sitemaps: urls('sitemaps'),
    listings: urls('listings'),
  };
  if (Object.values(entries).some((list) => list.length > 0)) return entries;
  return reader.fail(
    node.offset,
    'the site has nothing to start from: give "seeds", "feeds", "sitemaps" or "listings"',
  );
}

function readProfile(
  reader: ConfigReader,
  node: ConfigNode | undefined,
  { isSelector = () => true }: ParseCrawlConfigOptions,
): PageProfile | null {
  if (node === undefined || (node.kind === 'scalar' && node.value === null)) return null;
  const members = reader.object(node, '"profile"', PROFILE_KEYS);
  const selectors = PROFILE_KEYS.flatMap((key) => {
    const value = reader.optional(members.get(key), key, 'a CSS selector such as "div.article"', (text) =>
      text.trim() !== '' && isSelector(text) ? text : undefined,
    );
    return value === null ? [] : [[key, value] as const];
  });
  return Object.fromEntries(selectors);
}

function checkNamesDiffer(
  reader: ConfigReader,
  nodes: readonly ConfigNode[],
  sites: readonly SiteConfig[],
): void {
  const seen = new Set<string>();
  for (const [index, { name }] of sites.entries()) {
    if (seen.has(name))
      reader.fail(nodes[index]!.offset, `two sites are named "${clip(name)}"; names must differ`);
    seen.add(name);
  }
}
