import type { NormalizedText } from '../model/normalized-text.ts';
import type { TextSpan } from '../model/text-span.ts';
import { isFullStop, isLineContinued } from './sentence-rules.ts';

/** Closing quotes and brackets belong to the sentence that they close. */
const CLOSERS = '"\'”’»)]}';
const TERMINATORS = '.!?…';

/**
 * Cuts a text into sentences: spans without surrounding white space, in order, that cover all other characters.
 *
 * A line break ends a sentence, as headings and list items have no full stop, unless the next line goes on in small
 * letters. Full stops of abbreviations (`TP. HCM`, `PGS.TS.`), initials, numbers, dates, codes and list numbers do
 * not. Quoted sentences are cut like others. Linear; never throws.
 */
export function splitSentences(text: NormalizedText): TextSpan[] {
  const sentences: TextSpan[] = [];
  let start = 0;
  let index = 0;
  while (index < text.length) {
    const char = text.charAt(index);
    if (char === '\n') {
      if (!isLineContinued(text, start, index)) {
        pushTrimmed(sentences, text, start, index);
        start = index + 1;
      }
      index++;
      continue;
    }
    if (!TERMINATORS.includes(char)) {
      index++;
      continue;
    }
    const end = terminatorEnd(text, index);
    if (isFullStop(text, start, index, end)) {
      pushTrimmed(sentences, text, start, end);
      start = end;
    }
    index = end;
  }
  pushTrimmed(sentences, text, start, text.length);
  return sentences;
}

/** Past a run of terminators and the quotes and brackets that close after it. */
function terminatorEnd(text: string, index: number): number {
  let end = index + 1;
  while (end < text.length && TERMINATORS.includes(text.charAt(end))) end++;
  while (end < text.length && CLOSERS.includes(text.charAt(end))) end++;
  return end;
}

function pushTrimmed(sentences: TextSpan[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && /\s/u.test(text.charAt(start))) start++;
  while (end > start && /\s/u.test(text.charAt(end - 1))) end--;
  if (start < end) sentences.push({ start, end });
}
