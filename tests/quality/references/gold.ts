import { readFileSync } from 'node:fs';

/** A mention as a person marked it. */
export interface GoldReference {
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  readonly document: string;
}

/** A passage of the gold set; `published` and `place` as `tracuu refs --jsonl` takes them. */
export interface GoldPassage {
  readonly id: string;
  readonly class: string;
  readonly published: string | null;
  readonly place: string | null;
  readonly text: string;
  readonly references: readonly GoldReference[];
}

const MARK = /\[\[([^|\]]+)\|([^\]]+)\]\]/gu;

/** Reads `class|published|place|text with [[surface|document]]` lines; lines that start with `#` are comments. */
export function readGold(path: string): GoldPassage[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((line, index) =>
    line === '' || line.startsWith('#')
      ? []
      : [parsePassage(line, `${path.split('/').at(-1) ?? ''}:${index + 1}`)],
  );
}

function parsePassage(line: string, id: string): GoldPassage {
  const [passageClass = '', published = '-', place = '-', ...rest] = line.split('|');
  const marked = rest.join('|');
  const references: GoldReference[] = [];
  let text = '';
  let from = 0;
  for (const match of marked.matchAll(MARK)) {
    const [whole, surface = '', document = ''] = match;
    text += marked.slice(from, match.index);
    references.push({ start: text.length, end: text.length + surface.length, surface, document });
    text += surface;
    from = match.index + whole.length;
  }
  text += marked.slice(from);
  const orNull = (value: string): string | null => (value === '-' ? null : value);
  return { id, class: passageClass, published: orNull(published), place: orNull(place), text, references };
}
