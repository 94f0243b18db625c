import { TracuuError } from '../../base/tracuu-error.ts';
import { canonicalizeUrl } from '../canonicalize-url.ts';
import type { CanonicalUrl } from '../frontier.ts';
import {
  DEFAULT_HOSTS_IN_PARALLEL,
  SITE_DEFAULTS,
  type CrawlConfig,
  type SiteConfig,
} from './crawl-config.ts';
import { parseJsonc, type JsonMember, type JsonNode } from './parse-jsonc.ts';

/** What a configuration may say; `config/crawl.schema.json` lists the same. */
export const TOP_KEYS: readonly string[] = [
  '$schema',
  'userAgent',
  'allowPrivateAddresses',
  'hostsInParallel',
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
  'delayMs',
  'maxPages',
  'maxListingPages',
  'maxDepth',
];

/** A product token first (RFC 9309, 2.2.1), somewhere a way to reach the operator. */
const USER_AGENT = /^[A-Za-z_-]{2,}[/ ].*(?:@|https?:\/\/)/u;
const PLACE = /^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/u;

/**
 * Reads a crawl configuration: JSON, comments and trailing commas allowed.
 *
 * @param fileName stands in the message only.
 * @throws TracuuError `bad-config`, one line: file, line and column, what is wrong, what is allowed.
 */
export function parseCrawlConfig(text: string, fileName: string): CrawlConfig {
  const parsed = parseJsonc(text);
  const reader = new ConfigReader(text, fileName);
  if ('fault' in parsed) return reader.fail(parsed.fault.offset, parsed.fault.message);
  const top = reader.object(parsed.node, 'the configuration', TOP_KEYS);
  const sitesNode = top.get('sites');
  if (sitesNode === undefined)
    return reader.fail(parsed.node.offset, '"sites" is missing: a list of sites to crawl');
  const siteNodes = reader.array(sitesNode, 'sites');
  if (siteNodes.length === 0)
    return reader.fail(sitesNode.offset, '"sites" is empty: name at least one site');
  const sites = siteNodes.map((node) => readSite(reader, node));
  reader.checkNamesDiffer(siteNodes, sites);
  return {
    userAgent: readUserAgent(reader, parsed.node, top.get('userAgent')),
    allowPrivateAddresses: reader.boolean(top.get('allowPrivateAddresses'), 'allowPrivateAddresses', false),
    hostsInParallel: reader.integer(
      top.get('hostsInParallel'),
      'hostsInParallel',
      [1, 256],
      DEFAULT_HOSTS_IN_PARALLEL,
    ),
    sites,
  };
}

function readUserAgent(reader: ConfigReader, parent: JsonNode, node: JsonNode | undefined): string {
  const form = 'a product token and a contact, such as "tracuu (+https://example.org/bot; bot@example.org)"';
  if (node === undefined) return reader.fail(parent.offset, `"userAgent" is missing: ${form}`);
  const value = reader.string(node, 'userAgent');
  if (!USER_AGENT.test(value) || value.length > 256 || /[^\u0020-\u007E]/u.test(value)) {
    return reader.fail(node.offset, `"userAgent" must be ${form}, in ASCII`);
  }
  return value;
}

function readSite(reader: ConfigReader, node: JsonNode): SiteConfig {
  const members = reader.object(node, 'a site', SITE_KEYS);
  const nameNode = members.get('name');
  if (nameNode === undefined) return reader.fail(node.offset, 'the site has no "name"');
  const name = reader.string(nameNode, 'name');
  if (name === '' || name.length > 64)
    return reader.fail(nameNode.offset, '"name" must have 1 to 64 characters');
  const urls = (key: string): CanonicalUrl[] => reader.urls(members.get(key), key);
  const entries = {
    seeds: urls('seeds'),
    feeds: urls('feeds'),
    sitemaps: urls('sitemaps'),
    listings: urls('listings'),
  };
  if (Object.values(entries).every((list) => list.length === 0)) {
    return reader.fail(
      node.offset,
      `site "${name}" has nothing to start from: give "seeds", "feeds", "sitemaps" or "listings"`,
    );
  }
  return {
    name,
    ...entries,
    hosts: reader.strings(members.get('hosts'), 'hosts').map((host) => host.toLowerCase()),
    allow: reader.patterns(members.get('allow'), 'allow'),
    deny: reader.patterns(members.get('deny'), 'deny'),
    place: reader.place(members.get('place')),
    delayMs: reader.integer(members.get('delayMs'), 'delayMs', [0, 3_600_000], SITE_DEFAULTS.delayMs),
    maxPages: reader.integer(members.get('maxPages'), 'maxPages', [1, 10_000_000], SITE_DEFAULTS.maxPages),
    maxListingPages: reader.integer(
      members.get('maxListingPages'),
      'maxListingPages',
      [1, 10_000],
      SITE_DEFAULTS.maxListingPages,
    ),
    maxDepth: reader.integer(members.get('maxDepth'), 'maxDepth', [1, 100], SITE_DEFAULTS.maxDepth),
  };
}

/** Turns nodes into values and knows how to say what is wrong with them. */
class ConfigReader {
  private readonly text: string;
  private readonly fileName: string;

  constructor(text: string, fileName: string) {
    this.text = text;
    this.fileName = fileName;
  }

  fail(offset: number, message: string): never {
    const before = this.text.slice(0, offset);
    const line = before.split('\n').length;
    const column = offset - (before.lastIndexOf('\n') + 1) + 1;
    throw new TracuuError('bad-config', `${this.fileName}:${line}:${column}: ${message}`);
  }

  object(node: JsonNode, what: string, allowed: readonly string[]): Map<string, JsonNode> {
    if (node.kind !== 'object') return this.fail(node.offset, `${what} must be an object in braces`);
    const members = new Map<string, JsonNode>();
    for (const member of node.members) {
      this.checkKey(member, members, allowed);
      members.set(member.key, member.value);
    }
    return members;
  }

  private checkKey(
    member: JsonMember,
    seen: ReadonlyMap<string, JsonNode>,
    allowed: readonly string[],
  ): void {
    if (seen.has(member.key)) this.fail(member.offset, `"${member.key}" stands twice`);
    if (allowed.includes(member.key)) return;
    this.fail(member.offset, `"${clip(member.key)}" is not known here; allowed: ${allowed.join(', ')}`);
  }

  array(node: JsonNode, key: string): readonly JsonNode[] {
    return node.kind === 'array' ? node.items : this.fail(node.offset, `"${key}" must be a list in brackets`);
  }

  string(node: JsonNode, key: string): string {
    if (node.kind === 'scalar' && typeof node.value === 'string') return node.value;
    return this.fail(node.offset, `"${key}" must be a string in double quotes`);
  }

  strings(node: JsonNode | undefined, key: string): string[] {
    return node === undefined ? [] : this.array(node, key).map((item) => this.string(item, key));
  }

  boolean(node: JsonNode | undefined, key: string, fallback: boolean): boolean {
    if (node === undefined) return fallback;
    if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
    return this.fail(node.offset, `"${key}" must be true or false`);
  }

  integer(
    node: JsonNode | undefined,
    key: string,
    [min, max]: readonly [number, number],
    fallback: number,
  ): number {
    if (node === undefined) return fallback;
    const value = node.kind === 'scalar' ? node.value : null;
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
    return this.fail(node.offset, `"${key}" must be a whole number from ${min} to ${max}`);
  }

  urls(node: JsonNode | undefined, key: string): CanonicalUrl[] {
    if (node === undefined) return [];
    return this.array(node, key).map((item) => {
      const value = this.string(item, key);
      const url = canonicalizeUrl(value);
      return url ?? this.fail(item.offset, `"${clip(value)}" in "${key}" is not an http or https address`);
    });
  }

  patterns(node: JsonNode | undefined, key: string): string[] {
    if (node === undefined) return [];
    return this.array(node, key).map((item) => {
      const value = this.string(item, key);
      if (value.startsWith('/') || value.startsWith('*')) return value;
      return this.fail(
        item.offset,
        `"${clip(value)}" in "${key}" must begin with "/" or "*", as in robots.txt`,
      );
    });
  }

  place(node: JsonNode | undefined): string | null {
    if (node === undefined || (node.kind === 'scalar' && node.value === null)) return null;
    const value = this.string(node, 'place');
    if (PLACE.test(value)) return value;
    return this.fail(node.offset, `"place" must be a path such as "hcm/quan-1", not "${clip(value)}"`);
  }

  checkNamesDiffer(nodes: readonly JsonNode[], sites: readonly SiteConfig[]): void {
    const seen = new Set<string>();
    for (const [index, { name }] of sites.entries()) {
      if (seen.has(name))
        this.fail(nodes[index]!.offset, `two sites are named "${clip(name)}"; names must differ`);
      seen.add(name);
    }
  }
}

/** Keeps a message on one line. */
const clip = (value: string): string => value.replace(/\s+/gu, ' ').slice(0, 80);
