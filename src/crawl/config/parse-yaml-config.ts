import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node, type Pair } from 'yaml';
import { findTooDeep, MAX_CONFIG_DEPTH, type ConfigNode, type ParsedConfig } from './config-node.ts';

/** A configuration of 1,000 sites has some 10,000 values; aliases of aliases make millions of a few lines. */
const MAX_NODES = 200_000;

/** Reads YAML 1.2, one document, anchors and aliases allowed. Never throws: the first fault is returned. */
export function parseYamlConfig(text: string): ParsedConfig {
  const tooDeep = findTooDeep(text);
  if (tooDeep !== undefined) return { fault: tooDeep };
  const document = parseDocument(text, { prettyErrors: false, stringKeys: true });
  const [error] = document.errors;
  if (error !== undefined) {
    const message = error.code === 'MULTIPLE_DOCS' ? 'a second document begins here' : error.message;
    return { fault: { offset: error.pos[0], message: `not YAML: ${message}` } };
  }
  if (document.contents === null) return { fault: { offset: 0, message: 'the file is empty' } };
  try {
    return { node: new NodeReader(document).read(document.contents, 0, 0) };
  } catch (fault) {
    if (fault instanceof Fault) return { fault: { offset: fault.offset, message: fault.message } };
    throw fault;
  }
}

/** Carries the first fault out of the recursion. */
class Fault extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

class NodeReader {
  private count = 0;
  private readonly document: Document.Parsed;

  constructor(document: Document.Parsed) {
    this.document = document;
  }

  /** `parentOffset` is where an empty value is said to stand. */
  read(node: unknown, depth: number, parentOffset: number): ConfigNode {
    const offset = (node as Node | null)?.range?.[0] ?? parentOffset;
    this.count += 1;
    if (depth > MAX_CONFIG_DEPTH) throw new Fault(offset, `values nest deeper than ${MAX_CONFIG_DEPTH}`);
    if (this.count > MAX_NODES)
      throw new Fault(offset, `aliases make more than ${MAX_NODES} values of this file`);
    if (isAlias(node)) {
      const target = node.resolve(this.document);
      if (target === undefined) throw new Fault(offset, `"*${node.source}" names no anchor before it`);
      return this.read(target, depth + 1, offset);
    }
    if (isSeq(node)) {
      return {
        kind: 'array',
        offset,
        items: node.items.map((item) => this.read(item, depth + 1, offset)),
      };
    }
    if (isMap(node)) {
      return {
        kind: 'object',
        offset,
        members: node.items.map((pair) => this.readMember(pair, depth, offset)),
      };
    }
    return { kind: 'scalar', offset, value: isScalar(node) ? node.value : null };
  }

  private readMember({ key, value }: Pair, depth: number, parentOffset: number) {
    const offset = (key as Node | null)?.range?.[0] ?? parentOffset;
    const name = isScalar(key) ? String(key.value) : '';
    return { key: name, offset, value: this.read(value, depth + 1, offset) };
  }
}
