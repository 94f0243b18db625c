import type { Diagnostic } from '../model/diagnostic.ts';

/** The longest headline that an open title is taken for. */
const MAX_OPEN_TITLE_CHARS = 300;

export interface ClosedTitle {
  readonly pieces: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Closes a `title` that the page leaves open. By the HTML standard everything behind it would be the title, and the
 * page empty; it ends at its line's end or the next tag instead.
 */
export function closeTitle(pieces: readonly string[]): ClosedTitle {
  const [html = ''] = pieces;
  const open = /<title(?:\s[^<>]{0,200})?>/iu.exec(html);
  const from = open === null ? -1 : open.index + open[0].length;
  if (from >= 0 && /<\/title/iu.test(html.slice(from))) return { pieces, diagnostics: [] };
  // Either may stand in a later piece; in nearly all pages both stand in the first.
  if (pieces.length > 1) return closeTitle([pieces.join('')]);
  if (from < 0) return { pieces, diagnostics: [] };
  const head = html.slice(from, from + MAX_OPEN_TITLE_CHARS);
  const end = /<|(?<=\S\s{0,9})[\r\n]/u.exec(head)?.index ?? head.length;
  const at = from + end;
  const message = 'the title is never closed; it was taken to end with its line';
  return {
    pieces: [html.slice(0, at), '</title>', html.slice(at)],
    diagnostics: [{ code: 'unclosed-title', message }],
  };
}
