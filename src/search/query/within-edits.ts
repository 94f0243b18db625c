/**
 * How many letters must be put in, left out, replaced or swapped with their neighbour to turn one word into the other;
 * `undefined` for more than `most` (1 or 2). Optimal string alignment over UTF-16 code units: folded words are Latin.
 */
export function withinEdits(from: string, to: string, most: number): number | undefined {
  if (Math.abs(from.length - to.length) > most) return undefined;
  if (from === to) return 0;
  let older: number[] = [];
  let former = Array.from({ length: to.length + 1 }, (_value, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      let edits = Math.min(
        former[column - 1]! + (isSame ? 0 : 1),
        former[column]! + 1,
        current[column - 1]! + 1,
      );
      const isSwap =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (isSwap) edits = Math.min(edits, older[column - 2]! + 1);
      current.push(edits);
      best = Math.min(best, edits);
    }
    // A swap reaches back two rows, so one row beyond the limit does not end it.
    if (best > most + 1) return undefined;
    [older, former] = [former, current];
  }
  const edits = former[to.length]!;
  return edits <= most ? edits : undefined;
}
