import { TracuuError } from '../../base/tracuu-error.ts';
import { findDirective, type FoundDirective } from './find-directive.ts';
import type { Workspace } from '../workspace.ts';

/**
 * The documents that `directive` names.
 *
 * @throws TracuuError `bad-argument` where it names none, neither in the registry nor in the archive
 */
export function requireDirective(workspace: Workspace, directive: string): FoundDirective {
  const found = findDirective(workspace, directive);
  if (found.documents.length > 0 || found.others.length > 0) return found;
  throw new TracuuError(
    'bad-argument',
    `"${directive}" names no directive that is known here or cited in ${workspace.folder}; write it as "Chỉ thị 05-CT/TW", "05-CT/TW" or "vn:tw:ct:k12:5"`,
  );
}
