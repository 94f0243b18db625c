import type { TextSpan } from '../../model/text-span.ts';

/** A stretch of an article with what it is shown for. */
export interface Snippet {
  /** White space folded to single spaces; `…` where text was left out. */
  readonly text: string;
  /** Offsets into `text` above, in order. */
  readonly highlights: readonly TextSpan[];
  /** Where in the article the first highlight stands; 0 when there is none. */
  readonly position: number;
}

/** Enough for the sentence around a mention on two lines of a terminal. */
const SNIPPET_CHARS = 200;
/** Marks that may stand at a cut: a snippet should not start in the middle of a syllable. */
const SPACE = /\s/u;

/** What a match is for: matches of different keys in one window make it better. */
export interface SnippetMatch extends TextSpan {
  readonly key: string;
}

/** Cuts the stretch with the most different matches out of `text`; earlier wins among equals. */
export function makeSnippet(text: string, matches: readonly SnippetMatch[]): Snippet {
  const best = bestWindow(matches);
  const first = best[0] ?? { start: 0, end: 0 };
  const last = best.at(-1) ?? first;
  const room = Math.max(0, SNIPPET_CHARS - (last.end - first.start));
  const from = wordStart(text, first.start - Math.floor(room / 3));
  const to = wordEnd(text, Math.max(last.end, from + SNIPPET_CHARS));
  return cut(text, from, to, best, first.start);
}

/** The run of matches within `SNIPPET_CHARS` that has the most keys, and of those the densest. */
function bestWindow(matches: readonly SnippetMatch[]): readonly SnippetMatch[] {
  const counts = new Map<string, number>();
  let best = { from: 0, to: 0, keys: 0, width: 0 };
  let from = 0;
  for (const [index, match] of matches.entries()) {
    counts.set(match.key, (counts.get(match.key) ?? 0) + 1);
    while (shrinks(matches[from]!, match, counts)) {
      const { key } = matches[from]!;
      const left = counts.get(key)! - 1;
      if (left === 0) counts.delete(key);
      else counts.set(key, left);
      from++;
    }
    const width = match.end - matches[from]!.start;
    if (counts.size > best.keys || (counts.size === best.keys && width < best.width)) {
      best = { from, to: index + 1, keys: counts.size, width };
    }
  }
  return matches.slice(best.from, best.to);
}

/** The first match of a window goes when it is too far away, or stands again further on. */
const shrinks = (first: SnippetMatch, last: SnippetMatch, counts: ReadonlyMap<string, number>): boolean =>
  first !== last && (last.end - first.start > SNIPPET_CHARS || counts.get(first.key)! > 1);

function cut(text: string, from: number, to: number, shown: readonly TextSpan[], position: number): Snippet {
  let out = from > 0 ? '…' : '';
  const highlights: TextSpan[] = [];
  let at = from;
  const append = (until: number): void => {
    for (; at < until; at++) {
      const char = text[at]!;
      if (!SPACE.test(char)) out += char;
      else if (!out.endsWith(' ') && out !== '…') out += ' ';
    }
  };
  for (const { start, end } of shown) {
    append(start);
    const begin = out.length;
    append(end);
    highlights.push({ start: begin, end: out.length });
  }
  append(to);
  return { text: `${out.trimEnd()}${to < text.length ? '…' : ''}`, highlights, position };
}

function wordStart(text: string, at: number): number {
  if (at <= 0) return 0;
  const limit = Math.min(text.length, at + 30);
  for (let index = at; index < limit; index++) if (SPACE.test(text[index]!)) return index + 1;
  return at;
}

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  for (let index = at; index > at - 30; index--) if (SPACE.test(text[index]!)) return index;
  return at;
}
