import { TracuuError } from '../../base/tracuu-error.ts';
import { findDirective, type FoundDirective } from './find-directive.ts';
import { didYouMean, PLACE } from '../../search/query/read-fact.ts';
import { findPlaces, suggestNames } from './recognize-names.ts';
import type { Workspace } from '../workspace.ts';

/**
 * The documents that `directive` names.
 *
 * @throws TracuuError `bad-argument` where it names none, neither in the registry nor in the archive
 */
export function requireDirective(workspace: Workspace, directive: string): FoundDirective {
  const found = findDirective(workspace, directive);
  if (found.documents.length > 0 || found.others.length > 0) return found;
  const meant = didYouMean(suggestNames(workspace, 'doc', directive));
  throw new TracuuError(
    'bad-argument',
    `"${directive}" names no directive that is known here or cited in ${workspace.folder}; ${meant}write it as "Chỉ thị 05-CT/TW", "05-CT/TW" or "vn:tw:ct:k12:5"`,
  );
}

/**
 * The code of the place that is called `place` or has it as its code; a code that nothing is known by stays.
 *
 * @throws TracuuError `bad-argument` where it is neither, or several are called so
 */
export function requirePlace(workspace: Workspace, place: string): string {
  const [found, ...others] = findPlaces(workspace, place);
  if (found !== undefined && others.length === 0) return found;
  if (found !== undefined) {
    const codes = [found, ...others].join(', ');
    throw new TracuuError('bad-argument', `several places are called "${place}"; write one of ${codes}`);
  }
  if (PLACE.test(place)) return place;
  const meant = didYouMean(suggestNames(workspace, 'place', place));
  throw new TracuuError(
    'bad-argument',
    `"${place}" is no place that is known here; ${meant}write its name, or its code from the province down, as hcm/quan-1`,
  );
}
