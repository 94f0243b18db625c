import type { Diagnostic } from '../model/diagnostic.ts';

/** The longest headline that an open title is taken for. */
const MAX_OPEN_TITLE_CHARS = 300;

/**
 * Closes a `title` that the page leaves open. By the HTML standard everything behind it would be the title, and the
 * page empty; it ends at its line's end or the next tag instead.
 */
export function closeTitle(html: string): {
  readonly html: string;
  readonly diagnostics: readonly Diagnostic[];
} {
  const open = /<title(?:\s[^<>]{0,200})?>/iu.exec(html);
  if (open === null) return { html, diagnostics: [] };
  const from = open.index + open[0].length;
  if (/<\/title/iu.test(html.slice(from))) return { html, diagnostics: [] };
  const head = html.slice(from, from + MAX_OPEN_TITLE_CHARS);
  const end = /<|(?<=\S\s{0,9})[\r\n]/u.exec(head)?.index ?? head.length;
  const at = from + end;
  const message = 'the title is never closed; it was taken to end with its line';
  return {
    html: `${html.slice(0, at)}</title>${html.slice(at)}`,
    diagnostics: [{ code: 'unclosed-title', message }],
  };
}
