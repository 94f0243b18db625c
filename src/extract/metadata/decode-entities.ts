import { Parser } from 'htmlparser2';

/** Decodes HTML entities once: `&amp;quot;` becomes `&quot;`. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  const parts: string[] = [];
  const parser = new Parser({ ontext: (part) => parts.push(part) }, { decodeEntities: true });
  // Only the entities are of interest: a `<` in a value is a character, not a tag.
  parser.end(text.replaceAll('<', '&lt;'));
  return parts.join('');
}
