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
  const [first = ''] = pieces;
  const from = titleStart(first);
  // As in nearly all pages.
  if (from >= 0 && isClosedBehind(first, from)) return { pieces, diagnostics: [] };
  return closeTitleIn(pieces.join(''), pieces);
}

/** Behind the first `<title>`; -1 where there is none. */
function titleStart(html: string): number {
  const open = /<title(?:\s[^<>]{0,200})?>/iu.exec(html);
  return open === null ? -1 : open.index + open[0].length;
}

const isClosedBehind = (html: string, from: number): boolean => /<\/title/iu.test(html.slice(from));

/** `html` is the whole page. */
function closeTitleIn(html: string, pieces: readonly string[]): ClosedTitle {
  const from = titleStart(html);
  if (from < 0 || isClosedBehind(html, from)) return { pieces, diagnostics: [] };
  const head = html.slice(from, from + MAX_OPEN_TITLE_CHARS);
  const end = /<|(?<=\S\s{0,9})[\r\n]/u.exec(head)?.index ?? head.length;
  const at = from + end;
  const message = 'the title is never closed; it was taken to end with its line';
  return {
    pieces: [html.slice(0, at), '</title>', html.slice(at)],
    diagnostics: [{ code: 'unclosed-title', message }],
  };
}
