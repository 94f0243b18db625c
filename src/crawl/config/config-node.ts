/** A value of a configuration file that knows where it stands, so that a message can point at it. */
export type ConfigNode =
  | { readonly kind: 'scalar'; readonly offset: number; readonly value: unknown }
  | { readonly kind: 'array'; readonly offset: number; readonly items: readonly ConfigNode[] }
  | { readonly kind: 'object'; readonly offset: number; readonly members: readonly ConfigMember[] };

export interface ConfigMember {
  readonly key: string;
  readonly offset: number;
  readonly value: ConfigNode;
}

/** What is wrong and where: a UTF-16 offset into the text. */
export interface ConfigFault {
  readonly offset: number;
  readonly message: string;
}

export type ParsedConfig = { readonly node: ConfigNode } | { readonly fault: ConfigFault };

/** Four levels are used; both parsers descend by recursion, and yaml's takes the process with it at some 20,000. */
export const MAX_CONFIG_DEPTH = 64;

/**
 * Where a text opens brackets, or dashes of a list in a list, beyond `MAX_CONFIG_DEPTH`; `undefined` where it does not.
 * Brackets in strings count too: no configuration holds so many that are never closed.
 */
export function findTooDeep(text: string): ConfigFault | undefined {
  const dashes = /(?:-[ \t]+){65}/u.exec(text);
  if (dashes !== null) return tooDeepAt(dashes.index);
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
    if (depth > MAX_CONFIG_DEPTH) return tooDeepAt(at);
  }
  return undefined;
}

const tooDeepAt = (offset: number): ConfigFault => ({
  offset,
  message: `values nest deeper than ${MAX_CONFIG_DEPTH}`,
});
