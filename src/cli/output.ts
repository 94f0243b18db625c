export const FORMATS = ['json', 'jsonl', 'csv', 'table', 'text'] as const;
export type Format = (typeof FORMATS)[number];

/** A column of the table and CSV views. */
export interface Column<Row> {
  readonly name: string;
  /** One line in a table; as it is in CSV. */
  readonly value: (row: Row) => string | number | boolean | null;
  /** Widest that the column gets in a table; the last column takes what is left. */
  readonly width?: number;
  /** What of the value must be seen in a table, however narrow it is; offsets into the value. */
  readonly marks?: (row: Row) => readonly Mark[];
}

/** A stretch that is shown in bold where a terminal shows it. */
export interface Mark {
  readonly start: number;
  readonly end: number;
}

export interface View<Row> {
  /** What a person looks at. */
  readonly columns: readonly Column<Row>[];
  /** What a program reads, where that is more than `columns`. */
  readonly csv?: readonly Column<Row>[];
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
    case 'csv': {
      const columns = view.csv ?? view.columns;
      await write(`${columns.map(({ name }) => toCsvCell(name)).join(',')}\r\n`);
      for (const row of rows)
        await write(`${columns.map(({ value }) => toCsvCell(value(row))).join(',')}\r\n`);
      return;
    }
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
  const cells = rows.map((row) => columns.map((column) => toCell(row, column)));
  const widths = columns.map(({ name, width: most }, index) => {
    const longest = Math.max(name.length, ...cells.map((row) => row[index]!.text.length));
    return Math.min(longest, most ?? longest);
  });
  const others = widths.slice(0, -1).reduce((sum, one) => sum + one + 2, 0);
  widths[widths.length - 1] = Math.max(10, Math.min(widths.at(-1)!, width - others));
  const line = (row: readonly Cell[]): string =>
    row
      .map((cell, index) => fit(cell, widths[index]!))
      .join('  ')
      .trimEnd();
  const header = line(columns.map(({ name }) => ({ text: name, marks: [] })));
  const rule = widths.map((one) => '─'.repeat(one)).join('  ');
  return [header, rule, ...cells.map(line)].map((one) => `${one}\n`).join('');
}

interface Cell {
  readonly text: string;
  readonly marks: readonly Mark[];
}

function toCell<Row>(row: Row, { value, marks }: Column<Row>): Cell {
  const text = value(row);
  // One code unit for one, so that marks stay where they are.
  return { text: text === null ? '' : String(text).replace(/\s/gu, ' '), marks: marks?.(row) ?? [] };
}

/** Pads or cuts a cell to `width`, keeping its first mark in sight, a third of the way in. */
function fit({ text, marks }: Cell, width: number): string {
  if (text.length <= width) return emphasize(text, marks) + ' '.repeat(width - text.length);
  const latest = text.length - width;
  const wanted = (marks[0]?.start ?? 0) - Math.floor(width / 3);
  const from = Math.max(0, Math.min(wanted, latest));
  let shown = text.slice(from, from + width);
  if (from > 0) shown = `…${shown.slice(1)}`;
  if (from < latest) shown = `${shown.slice(0, -1)}…`;
  const inside = marks
    .map(({ start, end }) => ({ start: Math.max(0, start - from), end: Math.min(width, end - from) }))
    .filter(({ start, end }) => start < end);
  return emphasize(shown, inside);
}

/** `text` with its marks in bold on a terminal that shows it, plain elsewhere. */
export function emphasize(text: string, marks: readonly Mark[]): string {
  if (!process.stdout.isTTY || process.env['NO_COLOR'] !== undefined) return text;
  let out = '';
  let at = 0;
  for (const { start, end } of marks) {
    out += `${text.slice(at, start)}\u001B[1m${text.slice(start, end)}\u001B[22m`;
    at = end;
  }
  return out + text.slice(at);
}

/** `1 mention`, `2 mentions`. */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
