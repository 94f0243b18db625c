/** `text` in pieces of the given lengths, in UTF-16 units; the last one is what is left. */
export function cutText(text: string, lengths: readonly number[]): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const length of lengths) pieces.push(text.slice(at, (at += length)));
  return [...pieces, text.slice(at)];
}
