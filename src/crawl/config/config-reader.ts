import { TracuuError } from '../../base/tracuu-error.ts';
import { canonicalizeUrl } from '../canonicalize-url.ts';
import type { CanonicalUrl } from '../frontier.ts';
import type { ConfigMember, ConfigNode } from './config-node.ts';

/** Turns nodes into values and knows how to say what is wrong with them, and where. */
export class ConfigReader {
  private readonly text: string;
  private readonly fileName: string;

  constructor(text: string, fileName: string) {
    this.text = text;
    this.fileName = fileName;
  }

  /** Lines and columns count from 1, columns in UTF-16 code units, as editors do. */
  fail(offset: number, message: string): never {
    const before = this.text.slice(0, offset);
    const line = before.split('\n').length;
    const column = offset - (before.lastIndexOf('\n') + 1) + 1;
    throw new TracuuError('bad-config', `${this.fileName}:${line}:${column}: ${message}`);
  }

  object(node: ConfigNode, what: string, allowed: readonly string[]): Map<string, ConfigNode> {
    if (node.kind !== 'object')
      return this.fail(node.offset, `${what} must have named members, not be a list or a single value`);
    const members = new Map<string, ConfigNode>();
    for (const member of node.members) {
      this.checkKey(member, members, allowed);
      members.set(member.key, member.value);
    }
    return members;
  }

  private checkKey(
    member: ConfigMember,
    seen: ReadonlyMap<string, ConfigNode>,
    allowed: readonly string[],
  ): void {
    if (seen.has(member.key)) this.fail(member.offset, `"${clip(member.key)}" stands twice`);
    if (allowed.includes(member.key)) return;
    this.fail(member.offset, `"${clip(member.key)}" is not known here; allowed: ${allowed.join(', ')}`);
  }

  array(node: ConfigNode, key: string): readonly ConfigNode[] {
    return node.kind === 'array' ? node.items : this.fail(node.offset, `"${key}" must be a list`);
  }

  string(node: ConfigNode, key: string): string {
    if (node.kind === 'scalar' && typeof node.value === 'string') return node.value;
    return this.fail(node.offset, `"${key}" must be a string`);
  }

  strings(node: ConfigNode | undefined, key: string): string[] {
    return node === undefined ? [] : this.array(node, key).map((item) => this.string(item, key));
  }

  boolean(node: ConfigNode | undefined, key: string, fallback: boolean): boolean {
    if (node === undefined) return fallback;
    if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
    return this.fail(node.offset, `"${key}" must be true or false`);
  }

  integer<Fallback extends number | null>(
    node: ConfigNode | undefined,
    key: string,
    [min, max]: readonly [number, number],
    fallback: Fallback,
  ): number | Fallback {
    if (node === undefined) return fallback;
    const value = node.kind === 'scalar' ? node.value : null;
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
    return this.fail(node.offset, `"${key}" must be a whole number from ${min} to ${max}`);
  }

  urls(node: ConfigNode | undefined, key: string): CanonicalUrl[] {
    if (node === undefined) return [];
    return this.array(node, key).map((item) => {
      const value = this.string(item, key);
      const url = canonicalizeUrl(value);
      return url ?? this.fail(item.offset, `"${clip(value)}" in "${key}" is not an http or https address`);
    });
  }

  patterns(node: ConfigNode | undefined, key: string): string[] {
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

  /** A string that `read` understands; `null` where the member is missing or null. `form` says what it must be. */
  optional<Value>(
    node: ConfigNode | undefined,
    key: string,
    form: string,
    read: (text: string) => Value | undefined,
  ): Value | null {
    if (node === undefined || (node.kind === 'scalar' && node.value === null)) return null;
    const text = this.string(node, key);
    return read(text) ?? this.fail(node.offset, `"${key}" must be ${form}, not "${clip(text)}"`);
  }
}

/** Keeps a message on one line. */
export const clip = (value: string): string => value.replace(/\s+/gu, ' ').slice(0, 80);
