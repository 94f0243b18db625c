import { foldDiacritics } from '../../text/fold-diacritics.ts';
import { BOILERPLATE_LABELS, type BoilerplateRole } from './label-table.ts';

/** A label is short; longer lines are not looked up. */
const MAX_LABEL_CHARS = 60;

const ROLES: ReadonlyMap<string, BoilerplateRole> = new Map(
  Object.entries(BOILERPLATE_LABELS).flatMap(([role, labels]) =>
    labels.map((label) => [labelKey(label), role as BoilerplateRole] as const),
  ),
);

/** The role of a line that is a boilerplate label and nothing else: "Tin liên quan:", "Bình luận (12)", "» Xem thêm". */
export function labelRole(line: string): BoilerplateRole | null {
  if (line.length > MAX_LABEL_CHARS) return null;
  return ROLES.get(labelKey(line)) ?? null;
}

function labelKey(line: string): string {
  return foldDiacritics(line)
    .replace(/[^a-z\d]+/gu, ' ')
    .replace(/(?:^| )\d+(?= |$)/gu, ' ')
    .replace(/ {2,}/gu, ' ')
    .trim();
}
