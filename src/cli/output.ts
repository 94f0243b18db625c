import { stripVTControlCharacters } from 'node:util';

export const FORMATS = ['json', 'jsonl', 'csv', 'table', 'text'] as const;
export type Format = (typeof FORMATS)[number];

/** A column of the table and CSV views. */
export interface Column<Row> {
  readonly name: string;
  /** One line in a table; as it is in CSV. */
  readonly value: (row: Row) => string | number | boolean | null;
  /** Widest that the column gets in a table; the last column takes what is left. */
  readonly width?: number;
}

export interface View<Row> {
  readonly columns: readonly Column<Row>[];
  /** The reading view of one row, for `--format text`. */
  readonly text: (row: Row) => string;
}

/** Table for eyes, JSONL for programs, unless one is asked for. */
export const chooseFormat = (wanted: Format | undefined): Format =>
  wanted ?? (process.stdout.isTTY ? 'table' : 'jsonl');

/** Prints rows as they come; only `table` and `json` wait for the last. */
export async function printRows<Row>(rows: Iterable<Row>, view: View<Row>, format: Format): Promise<void> {
  switch (format) {
    case 'jsonl':
      for (const row of rows) await write(`${JSON.stringify(row)}\n`);
      return;
    case 'json':
      await write(`${JSON.stringify([...rows], null, 2)}\n`);
      return;
    case 'csv':
      await write(`${view.columns.map(({ name }) => toCsvCell(name)).join(',')}\r\n`);
      for (const row of rows) {
        await write(`${view.columns.map(({ value }) => toCsvCell(value(row))).join(',')}\r\n`);
      }
      return;
    case 'text':
      for (const row of rows) await write(`${view.text(row)}\n`);
      return;
    case 'table':
      await write(formatTable([...rows], view.columns, process.stdout.columns || 120));
  }
}

/** Writes data to stdout and waits while the reader is slower than we are. */
export async function write(text: string): Promise<void> {
  if (process.stdout.write(text)) return;
  await new Promise((resolve) => process.stdout.once('drain', resolve));
}

/** Says something to the person at the terminal; never data. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** RFC 4180. A cell that a spreadsheet would run as a formula gets an apostrophe in front. */
export function toCsvCell(value: string | number | boolean | null): string {
  if (value === null) return '';
  const text = String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Columns padded to the longest cell, cut to the terminal's width. */
export function formatTable<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  width: number,
): string {
  const cells = rows.map((row) => columns.map(({ value }) => toCell(value(row))));
  const widths = columns.map(({ name, width: most }, index) => {
    const longest = Math.max(name.length, ...cells.map((row) => visibleLength(row[index]!)));
    return Math.min(longest, most ?? longest);
  });
  const others = widths.slice(0, -1).reduce((sum, one) => sum + one + 2, 0);
  widths[widths.length - 1] = Math.max(10, Math.min(widths.at(-1)!, width - others));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) => fit(cell, widths[index]!))
      .join('  ')
      .trimEnd();
  const header = line(columns.map(({ name }) => name));
  return [header, widths.map((one) => '─'.repeat(one)).join('  '), ...cells.map(line)]
    .map((one) => `${one}\n`)
    .join('');
}

const toCell = (value: string | number | boolean | null): string =>
  value === null ? '' : String(value).replace(/\s+/gu, ' ');

const visibleLength = (text: string): number => stripVTControlCharacters(text).length;

function fit(cell: string, width: number): string {
  const length = visibleLength(cell);
  if (length <= width) return cell + ' '.repeat(width - length);
  return `${stripVTControlCharacters(cell).slice(0, width - 1)}…`;
}

/** `text` with its highlights in bold on a terminal that shows it, plain elsewhere. */
export function emphasize(
  text: string,
  highlights: readonly { readonly start: number; readonly end: number }[],
): string {
  if (!process.stdout.isTTY || process.env['NO_COLOR'] !== undefined) return text;
  let out = '';
  let at = 0;
  for (const { start, end } of highlights) {
    out += `${text.slice(at, start)}\u001B[1m${text.slice(start, end)}\u001B[22m`;
    at = end;
  }
  return out + text.slice(at);
}
