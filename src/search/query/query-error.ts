import { TracuuError } from '../../base/tracuu-error.ts';

/** Most of a query that a message repeats on each side of the place that it points at. */
const SHOWN_CHARS = 60;

/** A query that cannot be understood: code `bad-query`. The message shows the query with a caret below the character. */
export class QueryError extends TracuuError {
  /** UTF-16 offset into the normalized query, from 0. The message counts from 1. */
  readonly position: number;

  constructor(query: string, position: number, fault: string) {
    super('bad-query', `${fault}, at character ${position + 1}:\n${pointAt(query, position)}`);
    this.position = position;
  }
}

function pointAt(query: string, position: number): string {
  const from = position > SHOWN_CHARS ? position - SHOWN_CHARS : 0;
  const to = Math.min(query.length, position + SHOWN_CHARS);
  const [before, after] = [from > 0 ? '…' : '', to < query.length ? '…' : ''];
  const line = `${before}${query.slice(from, to)}${after}`.replace(/\s/gu, ' ');
  // Combining marks take no column of their own.
  const column = `${before}${query.slice(from, position)}`.replace(/\p{M}/gu, '').length;
  return `  ${line}\n  ${' '.repeat(column)}^`;
}
