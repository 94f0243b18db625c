/**
 * A slice of a page's source keeps the whole page in memory as long as it lives. Asking for a character makes one
 * string of the two joined.
 */
export function ownCopy(text: string): string {
  const copy = `${text} `;
  copy.charCodeAt(0);
  return copy.slice(0, -1);
}
