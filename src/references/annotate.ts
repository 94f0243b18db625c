import type { Mention } from '../model/mention.ts';

export interface AnnotateOptions {
  /** Address of a document; `null` for one that has none. Only http, https, and relative addresses are used. */
  readonly linkTo?: (mention: Mention) => string | null;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const ALLOWED_LINK = /^(?:https?:\/\/|[/?#.]|[^:/?#]*(?:[/?#]|$))/iu;

/**
 * `text` as HTML in which every mention is an element that carries its document. The text and all attributes are
 * escaped, so the result is safe whatever the text holds. Mentions that overlap or lie outside of it are left out.
 *
 * @example
 * ```ts
 * annotate(text, findReferences(text), { linkTo: (mention) => `/documents/${encodeURIComponent(mention.document)}` });
 * ```
 */
export function annotate(text: string, mentions: readonly Mention[], options: AnnotateOptions = {}): string {
  const pieces: string[] = [];
  let from = 0;
  for (const mention of [...mentions].sort((a, b) => a.start - b.start)) {
    if (mention.start < from || mention.end <= mention.start || mention.end > text.length) continue;
    pieces.push(escapeHtml(text.slice(from, mention.start)), element(text, mention, options));
    from = mention.end;
  }
  pieces.push(escapeHtml(text.slice(from)));
  return pieces.join('');
}

function element(text: string, mention: Mention, options: AnnotateOptions): string {
  const surface = escapeHtml(text.slice(mention.start, mention.end));
  const attributes = `class="directive" data-document="${escapeHtml(mention.document)}"`;
  const link = options.linkTo?.(mention) ?? null;
  if (link === null || !ALLOWED_LINK.test(link)) return `<span ${attributes}>${surface}</span>`;
  return `<a ${attributes} href="${escapeHtml(link)}">${surface}</a>`;
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/gu, (character) => ESCAPES[character]!);
