import { wordsOf } from './byte-words.ts';
import { decodeAs } from './decode-as.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { decodeViqr } from './decode-viqr.ts';
import { decodeVni } from './decode-vni.ts';
import { confidenceOf, isConvincing } from './detect-legacy.ts';
import { judgeVietnamese, vietnameseScore, type VietnameseJudgement } from './judge-vietnamese.ts';
import { SINGLE_BYTE_TABLES } from './single-byte-table.ts';

export interface MojibakeRepair {
  readonly text: string;
  /** What the text really was in: `utf-8` (decoded as windows-1252), `tcvn3`, …; `null` where nothing was changed. */
  readonly encoding: string | null;
  /** Estimated probability that the change is right; 1 where nothing was changed. */
  readonly confidence: number;
}

export interface PiecesRepair extends Omit<MojibakeRepair, 'text'> {
  readonly pieces: readonly string[];
}

type Conversion = (line: string) => string | undefined;

const CONVERSIONS: readonly (readonly [encoding: string, convert: Conversion])[] = [
  ['utf-8', (line) => withBytes(line, decodeSpacedUtf8)],
  ['tcvn3', (line) => withBytes(line, (bytes) => decodeAs(bytes, 'tcvn3'))],
  ['vni-windows', decodeVni],
  ['viscii', (line) => withBytes(line, (bytes) => decodeAs(bytes, 'viscii'))],
  ['windows-1258', (line) => withBytes(line, (bytes) => decodeAs(bytes, 'windows-1258'))],
];
/** Characters that clean Vietnamese does not have, and that every wrong decoding leaves behind. */
const SUSPICIOUS =
  /[\x80-\x9f\xa1-\xbf\xc4-\xc7\xcb\xce-\xd1\xd6-\xd8\xdb-\xdc\xde-\xdf\xe4-\xe7\xeb\xee-\xf1\xf6-\xf8\xfb-\xfc\xfe\xff\u02c6\u0192]/u;
const VIQR_MARK = /[aeo]\^|[ou]\+|a\(|dd|[aeiouy]['`~]/giu;
/** A share of words with such marks that no other text in ASCII reaches; Vietnamese has more than half. */
const MIN_VIQR_SHARE = 0.25;
const SAMPLE_LINES = 400;
/** A conversion that does not leave nearly all marked words as syllables is none. */
const MIN_CONFIDENCE = 0.5;
const C1_END = 0xa0;

/**
 * Mends Vietnamese that was decoded in the wrong charset (`Viá»‡t Nam`, `ViÖt Nam`, `Vieät Nam`).
 *
 * One charset is chosen for the whole text; of its lines, only those change that become Vietnamese by it, so that
 * a page may mix both. Clean text in any language is returned as it is. Linear; never throws.
 */
export function repairMojibake(text: string): MojibakeRepair {
  const { pieces, encoding, confidence } = repairPieces([text]);
  return { text: pieces.join(''), encoding, confidence };
}

/** Of each character of two bytes in UTF-8, whether it is suspicious; no other is. */
const SUSPICIOUS_UNITS = Uint8Array.from({ length: 0x800 }, (_, unit) =>
  SUSPICIOUS.test(String.fromCharCode(unit)) ? 1 : 0,
);

/** Whether `bytes`, which are UTF-8, hold anything that `repairPieces` looks for; its own search takes twice as long. */
export function hasSuspects(bytes: Uint8Array): boolean {
  const { skipped, words } = wordsOf(bytes);
  if (hasSuspectIn(bytes, 0, skipped)) return true;
  const last = words.length - 3;
  let index = 0;
  for (; index < last; index += 4) {
    // Markup is ASCII, and so are half of the letters.
    const bits = words[index]! | words[index + 1]! | words[index + 2]! | words[index + 3]!;
    if ((bits & 0x80808080) === 0) continue;
    if (hasSuspectIn(bytes, skipped + index * 4, skipped + index * 4 + 16)) return true;
  }
  return hasSuspectIn(bytes, skipped + index * 4, bytes.length);
}

function hasSuspectIn(bytes: Uint8Array, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    const byte = bytes[index]!;
    if ((byte & 0xe0) === 0xc0 && SUSPICIOUS_UNITS[((byte & 31) << 6) | (bytes[index + 1]! & 63)] === 1)
      return true;
  }
  return false;
}

/** The same for a text in pieces, which stay apart where nothing is changed. */
export function repairPieces(pieces: readonly string[]): PiecesRepair {
  const suspects = findSuspects(pieces);
  const choice = suspects.length === 0 ? undefined : chooseConversion(suspects.join('\n'));
  if (choice === undefined) return { pieces, encoding: null, confidence: 1 };
  const repaired = pieces
    .join('')
    .split('\n')
    .map((line) => (SUSPICIOUS.test(line) || isLatin(line) ? repairLine(line, choice.convert) : line));
  return { pieces: [repaired.join('\n')], encoding: choice.encoding, confidence: choice.confidence };
}

/** The first lines with such characters. Few pages have many: their lines are not cut apart to find that out. */
function findSuspects(pieces: readonly string[]): string[] {
  const suspects: string[] = [];
  const pattern = new RegExp(SUSPICIOUS, 'gu');
  for (let at = 0; at < pieces.length && suspects.length < SAMPLE_LINES;) {
    const match = pattern.exec(pieces[at]!);
    if (match === null) at += 1;
    else {
      const line = lineAround(pieces, at, match.index);
      suspects.push(line.text);
      at = line.endPiece;
      pattern.lastIndex = line.end;
    }
  }
  return suspects;
}

/** The line, which may lie in several pieces, that has the character `index` of a piece; and where it ends. */
function lineAround(
  pieces: readonly string[],
  piece: number,
  index: number,
): { readonly text: string; readonly endPiece: number; readonly end: number } {
  let from = piece;
  let start = pieces[from]!.lastIndexOf('\n', index) + 1;
  while (start === 0 && from > 0) start = pieces[--from]!.lastIndexOf('\n') + 1;
  let to = piece;
  let end = pieces[to]!.indexOf('\n', index);
  while (end < 0 && to + 1 < pieces.length) end = pieces[++to]!.indexOf('\n');
  if (end < 0) end = pieces[to]!.length;
  const line = pieces.slice(from, to + 1);
  // The end first: both may lie in one piece.
  line.push(line.pop()!.slice(0, end));
  line[0] = line[0]!.slice(start);
  return { text: line.join(''), endPiece: to, end };
}

/** Vietnamese in VIQR (`Vie^.t Nam`) as Vietnamese; other text as it is. */
export function repairViqr(text: string): MojibakeRepair {
  const marks = text.slice(0, 20_000).match(VIQR_MARK)?.length ?? 0;
  const words = text.slice(0, 20_000).match(/[a-z]+/giu)?.length ?? 0;
  if (marks < 5 || marks < words * MIN_VIQR_SHARE) return { text, encoding: null, confidence: 1 };
  const decoded = decodeViqr(text);
  const judgement = judgeVietnamese(decoded);
  if (!isConvincing(judgement)) return { text, encoding: null, confidence: 1 };
  return { text: decoded, encoding: 'viqr', confidence: confidenceOf(judgement, 1) };
}

function chooseConversion(
  sample: string,
): { encoding: string; convert: Conversion; confidence: number } | undefined {
  const judged = judgeVietnamese(sample);
  // Every wrong decoding breaks some words; a sign beside words of which none is broken is itself (`©`, `»`). So in four of five
  // pages that have such signs, and to try the charsets took a sixth of the time of reading them.
  if (judged.invalid === 0) return undefined;
  const before = vietnameseScore(judged);
  const options = CONVERSIONS.flatMap(([encoding, convert]) => {
    const judgement = judgeConverted(sample, convert);
    return judgement === undefined
      ? []
      : [{ encoding, convert, judgement, score: vietnameseScore(judgement) }];
  }).sort((a, b) => b.score - a.score);
  const [best, second] = options;
  if (best === undefined || best.score <= before || !isConvincing(best.judgement)) return undefined;
  const rival = Math.max(0, before, second?.score ?? 0);
  const confidence = confidenceOf(best.judgement, (best.score - rival) / Math.max(1, best.score));
  return confidence < MIN_CONFIDENCE ? undefined : { ...best, confidence };
}

function judgeConverted(sample: string, convert: Conversion): VietnameseJudgement | undefined {
  const converted = sample.split('\n').map((line) => convert(line) ?? line);
  return judgeVietnamese(converted.join('\n'));
}

function repairLine(line: string, convert: Conversion): string {
  const converted = convert(line);
  if (converted === undefined || converted === line) return line;
  const before = judgeVietnamese(line);
  const after = judgeVietnamese(converted);
  const isBetter = vietnameseScore(after) > vietnameseScore(before) && after.invalid <= after.valid / 4;
  return isBetter ? converted : line;
}

/** Whether a line has letters of Latin-1 at all: those of a wrong decoding need not be suspicious in themselves. */
function isLatin(line: string): boolean {
  return /[\xc0-\xff]/u.test(line);
}

let byteOf: Map<string, number> | undefined;

/** Takes a wrong decoding as windows-1252 (or Latin-1) back to bytes; `undefined` where it was none. */
function withBytes(line: string, decode: (bytes: Uint8Array) => string | undefined): string | undefined {
  const table = (byteOf ??= buildByteMap());
  const bytes = new Uint8Array(line.length);
  for (let index = 0; index < line.length; index++) {
    const char = line.charAt(index);
    const unit = line.charCodeAt(index);
    const byte = unit < C1_END ? unit : table.get(char);
    if (byte === undefined) return undefined;
    bytes[index] = byte;
  }
  return decode(bytes);
}

function buildByteMap(): Map<string, number> {
  const { high } = SINGLE_BYTE_TABLES.get('windows-1252')!;
  return new Map(Array.from(high, (char, index) => [char, index + 0x80]));
}

/** `à` is C3 A0; on its way through windows-1252 the no-break space A0 often became a space. */
function decodeSpacedUtf8(bytes: Uint8Array): string | undefined {
  for (let index = 0; index + 1 < bytes.length; index++) {
    if (bytes[index] === 0xc3 && bytes[index + 1] === 0x20) bytes[index + 1] = 0xa0;
  }
  return decodeUtf8(bytes);
}
