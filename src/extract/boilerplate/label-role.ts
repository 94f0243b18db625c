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
  // "@facebook" is somebody's name there.
  if (line.length > MAX_LABEL_CHARS || line.startsWith('@')) return null;
  return ROLES.get(labelKey(line)) ?? null;
}

/** "Xem thêm: …", "Read more: …": what follows the colon is another page's headline. */
const PREFIX_ROLES: ReadonlySet<BoilerplateRole> = new Set<BoilerplateRole>([
  'related',
  'source-link',
  'tags',
  'newest',
  'most-read',
  'links',
]);
const MAX_PREFIXED_CHARS = 250;

/** The role of a line that opens with a label and a colon (or a link's address) and goes on with what is labelled. */
export function prefixedLabelRole(line: string): BoilerplateRole | null {
  if (line.length > MAX_PREFIXED_CHARS) return null;
  const cut = line.search(/:|https?:|\s[-–|]\s/u);
  if (cut < 3 || cut > MAX_LABEL_CHARS) return null;
  const role = ROLES.get(labelKey(line.slice(0, cut)));
  return role !== undefined && PREFIX_ROLES.has(role) ? role : null;
}

function labelKey(line: string): string {
  return foldDiacritics(line)
    .replace(/[^a-z\d]+/gu, ' ')
    .replace(/(?:^| )\d+(?= |$)/gu, ' ')
    .replace(/ {2,}/gu, ' ')
    .trim();
}
