import type { NameList } from './region-role-table.ts';

/** Lists of names, made a table from spelling to the lists (by index) that hold it. */
export interface NameLookup {
  readonly parts: ReadonlyMap<string, readonly number[]>;
  readonly wholes: ReadonlyMap<string, readonly number[]>;
}

/** A few hundred spellings: a look-up for each run of parts of a word is cheaper than forty patterns over it. */
export function createNameLookup(lists: readonly NameList[]): NameLookup {
  const parts = new Map<string, number[]>();
  const wholes = new Map<string, number[]>();
  lists.forEach(({ names, whole }, index) => {
    const table = whole ? wholes : parts;
    for (const name of names.split(' ').flatMap(spellingsOf)) {
      const found = table.get(name);
      if (found === undefined) table.set(name, [index]);
      else if (!found.includes(index)) found.push(index);
    }
  });
  return { parts, wholes };
}

/** The longest names have four parts: `noi-dung-chi-tiet`. */
const MAX_NAME_PARTS = 4;

/** The lists that name `word` (lower case, its parts joined by hyphens), in no order, perhaps twice. */
export function findNameLists(word: string, { parts, wholes }: NameLookup): number[] {
  const found = [...(wholes.get(word) ?? [])];
  const pieces = word.split('-');
  for (let from = 0; from < pieces.length; from += 1) {
    let run = '';
    for (let to = from; to < Math.min(pieces.length, from + MAX_NAME_PARTS); to += 1) {
      run = to === from ? pieces[to]! : `${run}-${pieces[to]!}`;
      const lists = parts.get(run);
      if (lists !== undefined) found.push(...lists);
    }
  }
  return found;
}

/** Every spelling that `(?:a|b)`, a group or a letter with `?` behind it allow. */
function spellingsOf(pattern: string): string[] {
  const group = /\(\?:([^()]*)\)(\??)/u.exec(pattern);
  if (group !== null) {
    const choices = [...group[1]!.split('|'), ...(group[2] === '?' ? [''] : [])];
    const rest = pattern.slice(group.index + group[0].length);
    return choices.flatMap((choice) => spellingsOf(pattern.slice(0, group.index) + choice + rest));
  }
  const optional = pattern.indexOf('?');
  if (optional < 0) return [pattern];
  const rest = pattern.slice(optional + 1);
  return [pattern.slice(0, optional), pattern.slice(0, optional - 1)].flatMap((head) =>
    spellingsOf(head + rest),
  );
}
