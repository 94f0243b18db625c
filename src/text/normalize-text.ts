import type { NormalizedText } from '../model/normalized-text.ts';
import { isPlainText } from './plain-text.ts';
import { decodeLeftoverEntities } from './spelling/decode-leftover-entities.ts';
import { repairMarks } from './spelling/repair-marks.ts';

/**
 * The longest run of combining marks that is kept. UAX #15 (Stream-Safe Text Format) sets 30; sorting longer
 * runs takes quadratic time, and no language needs them.
 */
const MAX_MARK_RUN = 30;
/** One mark at a time: `\p{M}+` over a run of millions overflows the stack of the regular expression engine. */
const SURPLUS_MARK = new RegExp(String.raw`(?<=\p{M}{${MAX_MARK_RUN}})\p{M}`, 'gu');

/** Every character that may be a combining mark, and many that are none: one look at a text that has none is enough. */
// eslint-disable-next-line no-misleading-character-class -- ranges of marks are what is looked for
const MAYBE_MARK = /[\u0300-\u1dff\u20d0-\u20ff\u2cef-\uffff]/;

/** Either half of a pair, or one alone. */
const SURROGATE = /[\ud800-\udfff]/;
const LONE_SURROGATE = /\p{Cs}/gu;

/* eslint-disable no-control-regex, no-misleading-character-class -- these characters are what is looked for */
/** Anything that `replaceInvisible` has work with. */
const INVISIBLE =
  /[\0-\x08\v-\x1f\x7f\xa0\xad\u034f\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/u;
const LINE_BREAK = /\r\n?|[\v\f\u2028\u2029]/gu;
/** No-break, figure, thin and other spaces, and control characters: all separate words. */
const SPACE = /[\0-\x08\x0e-\x1f\x7f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;
/** Zero-width space, soft hyphen, word joiner, byte order mark, direction marks: they separate nothing. */
const ZERO_WIDTH = /[\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;
/* eslint-enable no-control-regex, no-misleading-character-class */
/** Zero-width (non-)joiners shape Persian, Indic letters and emoji; between Latin letters they are rubbish. */
const JOINER = /[\u200c\u200d]/gu;
const JOINED = /[\u0600-\u1dff\p{Extended_Pictographic}\p{Emoji_Modifier}\p{RI}]/u;
const VARIATION_SELECTOR = 0xfe0f;

/** Letters that stand for Đ and đ: eth of Windows-1252 and Latin-1 pages, and the African D. */
const ETH = /[ÐðƉɖ]/gu;
/** Without đ itself, so that a replaced letter never decides about its neighbours. */
const VIETNAMESE_ONLY = /[ăâêôơưĂÂÊÔƠƯ\u1ea0-\u1ef9]/u;
const VOWEL = /[aeiouyáéíóúýöæ]/iu;
const LETTER = /[\p{L}\p{M}]/u;
/** How far a word is looked at on each side of an eth. The longest Vietnamese syllable has 7 letters. */
const MAX_WORD_REACH = 24;

/**
 * Text as every other part of tracuu expects it: NFC, one kind of space, no invisible characters, Đ written
 * as Đ, tone marks that lost their letter put back on it, and entities that were escaped twice decoded. Line breaks stay (as `\n`), and so does the
 * place of the tone mark (hòa, hoà): see `canonicalizeTone` for matching.
 *
 * Never throws, linear in the length of `text`, and idempotent. Lone surrogates become U+FFFD.
 */
export function normalizeText(text: string): NormalizedText {
  if (isPlainText(text)) return text as NormalizedText;
  let result = SURROGATE.test(text) ? text.replace(LONE_SURROGATE, '\ufffd') : text;
  if (INVISIBLE.test(result)) result = replaceInvisible(result);
  result = repairMarks(composeMarks(result));
  // After the repair, which may take a stray mark out of an entity; what it decodes may need composing again.
  if (result.includes('&')) result = repairMarks(composeMarks(decodeLeftoverEntities(result)));
  return result.replace(ETH, replaceEth) as NormalizedText;
}

function replaceInvisible(text: string): string {
  return text
    .replace(LINE_BREAK, '\n')
    .replace(SPACE, ' ')
    .replace(ZERO_WIDTH, '')
    .replace(JOINER, keepJoiner);
}

/** NFC in linear time. Cut twice, as composing can make two marks of one (U+0344). */
function composeMarks(text: string): string {
  if (!MAYBE_MARK.test(text)) return text.normalize('NFC');
  const composed = text.replace(SURPLUS_MARK, '').normalize('NFC');
  return composed.replace(SURPLUS_MARK, '');
}

function keepJoiner(joiner: string, offset: number, text: string): string {
  const before = text.codePointAt(offset - 1) ?? 0;
  if (before === VARIATION_SELECTOR) return joiner;
  const codePoint = before >= 0xdc00 && before < 0xe000 ? text.codePointAt(offset - 2)! : before;
  return JOINED.test(String.fromCodePoint(codePoint)) ? joiner : '';
}

/**
 * Icelandic and Faroese never begin a word with eth, and Vietnamese has đ only where a syllable begins, or
 * among the initials of a body or a kind of document (NĐ-CP, HĐND).
 */
function replaceEth(eth: string, offset: number, text: string): string {
  let start = offset;
  while (start > 0 && offset - start < MAX_WORD_REACH && LETTER.test(text.charAt(start - 1))) start--;
  let end = offset + 1;
  while (end < text.length && end - offset < MAX_WORD_REACH && LETTER.test(text.charAt(end))) end++;

  const isVietnamese = VIETNAMESE_ONLY.test(text.slice(start, end));
  const isCapital = eth === 'Ð' || eth === 'Ɖ';
  const isInitial = isCapital ? !VOWEL.test(text.slice(start, offset)) : start === offset;
  if (!isVietnamese && !isInitial) return eth;
  return isCapital ? 'Đ' : 'đ';
}
