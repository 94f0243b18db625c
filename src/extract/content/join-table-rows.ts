import type { PageElement } from '../page/page-tree.ts';
import type { PageBlocks } from '../page/read-text-blocks.ts';
import type { ContentBlock } from './content-block.ts';

const CELL_SEPARATOR = ' | ';
/** How far above its paragraph a cell may be. */
const MAX_STEPS = 12;
/** Fewer rows or columns are a layout: a picture over its caption, two boxes side by side. */
const MIN_ROWS = 2;
/** A cell with more paragraphs is a box of a layout. */
const MAX_CELL_BLOCKS = 4;
const MAX_CELL_CHARS = 800;

interface Row {
  readonly table: PageElement;
  /** The blocks of each cell, in order. */
  readonly cells: Map<PageElement, ContentBlock[]>;
}

/** Makes each row of a table of data one line, "STT | Số hiệu | Trích yếu"; cells of layouts stay paragraphs. */
export function joinTableRows(page: PageBlocks, blocks: readonly ContentBlock[]): ContentBlock[] {
  const rows = new Map<PageElement, Row>();
  const rowOf = blocks.map((block): PageElement | null => {
    const found = cellOf(page.blocks[block.source]!.element);
    if (found === null) return null;
    const row = rows.get(found.row) ?? { table: found.table, cells: new Map<PageElement, ContentBlock[]>() };
    rows.set(found.row, row);
    row.cells.set(found.cell, [...(row.cells.get(found.cell) ?? []), block].slice(0, MAX_CELL_BLOCKS + 1));
    return found.row;
  });
  const tables = dataTables([...rows.values()]);
  const joined = new Set<PageElement>();
  return blocks.flatMap((block, at) => {
    const element = rowOf[at] ?? null;
    const row = element === null ? undefined : rows.get(element);
    if (element === null || row === undefined || !tables.has(row.table)) return [block];
    if (joined.has(element)) return [];
    joined.add(element);
    return [joinRow(row)];
  });
}

function joinRow({ cells }: Row): ContentBlock {
  const parts = [...cells.values()];
  const all = parts.flat();
  const text = parts.map((cell) => cell.map((block) => block.text).join(' ')).join(CELL_SEPARATOR);
  const linked = all.reduce((sum, block) => sum + block.linkShare * block.text.length, 0);
  return {
    text,
    headingLevel: 0,
    bold: false,
    italic: false,
    right: false,
    linkShare: linked / text.length,
    source: all[0]!.source,
    cells: all.map((block) => block.source),
    separated: all[0]!.separated,
  };
}

/** Most rows have several cells, and each cell is short. */
function dataTables(rows: readonly Row[]): Set<PageElement> {
  const counts = new Map<PageElement, { wide: number; all: number; isLayout: boolean }>();
  for (const { table, cells } of rows) {
    const count = counts.get(table) ?? { wide: 0, all: 0, isLayout: false };
    counts.set(table, count);
    count.all += 1;
    if (cells.size > 1) count.wide += 1;
    if ([...cells.values()].some(isBox)) count.isLayout = true;
  }
  const isData = ({ wide, all, isLayout }: { wide: number; all: number; isLayout: boolean }): boolean =>
    !isLayout && wide >= MIN_ROWS && wide * 2 >= all;
  return new Set([...counts].filter(([, count]) => isData(count)).map(([table]) => table));
}

function isBox(cell: readonly ContentBlock[]): boolean {
  if (cell.length > MAX_CELL_BLOCKS) return true;
  return cell.reduce((sum, block) => sum + block.text.length, 0) > MAX_CELL_CHARS;
}

/** The innermost cell that holds an element, with its row and table. */
function cellOf(element: PageElement): { cell: PageElement; row: PageElement; table: PageElement } | null {
  let cell: PageElement | null = null;
  let row: PageElement | null = null;
  let at: PageElement | null = element;
  for (let steps = 0; at !== null && steps < MAX_STEPS; at = at.parent, steps += 1) {
    if (at.name === 'td' || at.name === 'th') cell ??= at;
    else if (at.name === 'tr') row ??= at;
    else if (at.name === 'table') return cell === null || row === null ? null : { cell, row, table: at };
  }
  return null;
}
