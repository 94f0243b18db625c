import type { NormalizedText } from '../model/normalized-text.ts';
import type { TextSpan } from '../model/text-span.ts';

/** Abbreviations that a full stop follows and a name or another word continues. Lower case, without the stop. */
const CONTINUED_ABBREVIATIONS: ReadonlySet<string> = new Set(
  (
    'tp q p tx tt h x ts ths pgs gs gv bs ds ls kts ks cn nsnd nsưt nguts đ đ/c đc ông.b t.s mr mrs ms dr prof st no vs ' +
    'tr tg vd ví.dụ đt sđt fax tel kp ấp t.ư t.p tp.hcm q.bt cty c.ty ubnd bt'
  ).split(' '),
);
/** Closing quotes and brackets belong to the sentence that they close. */
const CLOSERS = '"\'”’»)]}';
const TERMINATORS = '.!?…';
const MAX_WORD = 16;

/**
 * Cuts a text into sentences: spans without surrounding white space, in order, that cover all other characters.
 *
 * A line break ends a sentence (headings and list items have no full stop). Full stops of abbreviations (`TP.HCM`,
 * `PGS.TS.`), initials, numbers, dates and codes do not. Linear; never throws.
 */
export function splitSentences(text: NormalizedText): TextSpan[] {
  const sentences: TextSpan[] = [];
  let start = 0;
  let index = 0;
  while (index < text.length) {
    const char = text.charAt(index);
    if (char === '\n') {
      pushTrimmed(sentences, text, start, index);
      index++;
      start = index;
      continue;
    }
    if (!TERMINATORS.includes(char)) {
      index++;
      continue;
    }
    const end = terminatorEnd(text, index);
    if (endsSentence(text, start, index, end)) {
      pushTrimmed(sentences, text, start, end);
      start = end;
    }
    index = end;
  }
  pushTrimmed(sentences, text, start, text.length);
  return sentences;
}

function pushTrimmed(sentences: TextSpan[], text: string, start: number, end: number): void {
  while (start < end && isSpace(text.charAt(start))) start++;
  while (end > start && isSpace(text.charAt(end - 1))) end--;
  if (start < end) sentences.push({ start, end });
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\n';
}

/** Past a run of terminators and the quotes and brackets that close after it. */
function terminatorEnd(text: string, index: number): number {
  let end = index + 1;
  while (end < text.length && TERMINATORS.includes(text.charAt(end))) end++;
  while (end < text.length && CLOSERS.includes(text.charAt(end))) end++;
  return end;
}

function endsSentence(text: string, start: number, index: number, end: number): boolean {
  let next = end;
  while (next < text.length && (text.charAt(next) === ' ' || text.charAt(next) === '\t')) next++;
  const following = text.charAt(next);
  if (following === '' || following === '\n') return true;
  if (next === end) return false;
  const isSingleStop = text.charAt(index) === '.' && end === index + 1;
  if (/\p{Ll}/u.test(following)) return false;
  if (!isSingleStop) return true;
  return !isAbbreviation(text, start, index);
}

function isAbbreviation(text: string, start: number, index: number): boolean {
  let wordStart = index;
  while (wordStart > start && index - wordStart < MAX_WORD && !isSpace(text.charAt(wordStart - 1)))
    wordStart--;
  const word = text.slice(wordStart, index).replace(/^[^\p{L}\p{N}]+/u, '');
  if (/^\p{Lu}$/u.test(word)) return true;
  const last = word.slice(word.lastIndexOf('.') + 1).toLowerCase();
  return (
    CONTINUED_ABBREVIATIONS.has(word.toLowerCase()) ||
    (word.includes('.') && CONTINUED_ABBREVIATIONS.has(last))
  );
}
