import { KNOWN_DOCUMENTS } from '../known-documents-table.ts';
import { createRegistry, type Registry } from './registry.ts';

let builtin: Registry | undefined;

/** The documents that come with tracuu; built on first use. */
export function builtinRegistry(): Registry {
  return (builtin ??= createRegistry(KNOWN_DOCUMENTS));
}
