import { TracuuError } from '../../base/tracuu-error.ts';
import { readPageFile } from '../../engines/read-files.ts';
import type { KnownDocument } from '../../model/known-document.ts';
import { builtinRegistry } from '../../references/registry/builtin-registry.ts';
import { createRegistry, type Registry } from '../../references/registry/registry.ts';
import { validateRegistry, type RegistryFile } from '../../references/registry/validate-registry.ts';

/** The documents of a user's file with what is wrong in it. Throws as `readPageFile` does. */
export function checkRegistryFile(file: string): RegistryFile {
  return validateRegistry(new TextDecoder().decode(readPageFile(file).bytes));
}

/**
 * The documents of a user's file.
 *
 * @throws TracuuError `bad-config` for the first line that is wrong: half a registry resolves wrongly
 */
export function readRegistryFile(file: string): readonly KnownDocument[] {
  const { documents, errors } = checkRegistryFile(file);
  const [first] = errors;
  if (first === undefined) return documents;
  throw new TracuuError(
    'bad-config',
    `${file}:${first.line}: ${first.message}; "tracuu registry check ${file}" lists all ${errors.length} faults`,
  );
}

/** The built-in documents and `added`, which win where the id is the same. */
export function openRegistry(added: readonly KnownDocument[]): Registry {
  const builtin = builtinRegistry();
  if (added.length === 0) return builtin;
  const replaced = new Set(added.map(({ id }) => id));
  return createRegistry([...builtin.documents.filter(({ id }) => !replaced.has(id)), ...added]);
}
