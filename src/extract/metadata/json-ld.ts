import { evenSpaces } from '../../base/even-spaces.ts';
import { decodeEntities } from './decode-entities.ts';

/** A node of a page's linked data; values are whatever the page wrote. */
export type JsonLdNode = Readonly<Record<string, unknown>>;

/** Types of schema.org that are an article. */
const ARTICLE_TYPE = /Article|BlogPosting|Report|LiveBlog/u;

const MAX_SCRIPT_CHARS = 2_000_000;
const MAX_NODES = 2_000;

/** All typed nodes of all JSON-LD blocks, outermost first. Broken blocks are mended where that is safe, else skipped. */
export function readJsonLd(scripts: readonly string[]): JsonLdNode[] {
  const nodes: JsonLdNode[] = [];
  for (const script of scripts) {
    if (script.length > MAX_SCRIPT_CHARS) continue;
    const value = parseLoosely(script);
    if (value !== undefined) collectNodes(value, nodes);
  }
  return nodes;
}

/** The node's types, without a vocabulary prefix. */
export function typesOf(node: JsonLdNode): string[] {
  const type = node['@type'];
  const types = Array.isArray(type) ? type : [type];
  return types
    .filter((name): name is string => typeof name === 'string')
    .map((name) => name.replace(/^.*[/#:]/u, ''));
}

/** The page's article, as it describes it; other nodes (WebSite, BreadcrumbList) describe the site. */
export function articleNode(nodes: readonly JsonLdNode[]): JsonLdNode | null {
  return nodes.find((node) => typesOf(node).some((type) => ARTICLE_TYPE.test(type))) ?? null;
}

/** A string value with its entities decoded (some systems encode them twice); `null` where it is not a string. */
export function stringOf(value: unknown): string | null {
  if (Array.isArray(value)) return value.length > 0 ? stringOf(value[0]) : null;
  if (typeof value !== 'string') return null;
  const text = evenSpaces(decodeEntities(decodeEntities(value)));
  return text === '' ? null : text;
}

function parseLoosely(script: string): unknown {
  const body = script
    .trim()
    .replace(/^(?:<!--|\/\*\s?<!\[CDATA\[\s?\*\/|\/\/<!\[CDATA\[|<!\[CDATA\[)/u, '')
    .replace(/(?:-->|\/\*\s?\]\]>\s?\*\/|\/\/\]\]>|\]\]>)$/u, '')
    .replace(/;\s*$/u, '');
  return parse(body) ?? parse(mend(body));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * The faults that were seen on real pages: raw line breaks and tabs inside strings, a comma before a closing
 * bracket, a backslash before a character that needs none.
 */
function mend(text: string): string {
  const parts: string[] = [];
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]!;
    if (inString && char === '\\') {
      const next = text[at + 1] ?? '';
      parts.push('"\\/bfnrtu'.includes(next) ? char + next : next);
      at += 1;
    } else if (char === '"') {
      inString = !inString;
      parts.push(char);
    } else if (inString && char < ' ') parts.push(' ');
    else parts.push(char);
  }
  return parts.join('').replace(/,\s{0,200}(?=[}\]])/gu, '');
}

function collectNodes(value: unknown, nodes: JsonLdNode[]): void {
  const queue: unknown[] = [value];
  for (let at = 0; at < queue.length && at < MAX_NODES; at += 1) {
    const item = queue[at];
    if (Array.isArray(item)) queue.push(...(item as unknown[]).slice(0, MAX_NODES));
    else if (typeof item === 'object' && item !== null) {
      const node = item as JsonLdNode;
      if (node['@type'] !== undefined) nodes.push(node);
      queue.push(
        ...Object.values(node)
          .filter((child) => typeof child === 'object')
          .slice(0, MAX_NODES),
      );
    }
  }
}
