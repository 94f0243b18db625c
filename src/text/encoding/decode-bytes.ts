import { Buffer } from 'node:buffer';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { charsetFromContentType, charsetFromMeta } from './declared-charset.ts';
import { decodeAs, isKnownCharset } from './decode-as.ts';
import { decodeUtf8Pieces } from './decode-utf8.ts';
import { binaryFormat, hasBinaryControls } from './binary-format.ts';
import { detectLegacyCharset } from './detect-legacy.ts';
import { measureUtf8 } from './measure-utf8.ts';
import { hasSuspects, repairPieces, repairViqr, type PiecesRepair } from './repair-mojibake.ts';

/** Text of bytes that came from the web or from a disk. */
export interface DecodedText {
  readonly text: string;
  /** Lower-case name of the charset, or `binary` for what is no text; `text` is empty then. */
  readonly encoding: string;
  /** Estimated probability that `encoding` is right, 0 to 1. */
  readonly confidence: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** The same text in pieces, cut anywhere. */
export interface DecodedPieces extends Omit<DecodedText, 'text'> {
  readonly pieces: readonly string[];
}

export interface DecodeOptions {
  /** Value of the Content-Type header, if there was one. */
  readonly contentType?: string | null;
}

interface Verdict {
  readonly encoding: string;
  readonly confidence: number;
  readonly diagnostics: Diagnostic[];
  /** Where judging decoded them, which are UTF-8 then. */
  readonly pieces?: readonly string[];
}

/** Only this much of a document is looked at to tell its charset. */
const SNIFFED_BYTES = 65_536;
/** With fewer broken sequences than this share of all non-ASCII ones, text is UTF-8 that was cut or damaged. */
const MAX_BROKEN_SHARE = 0.05;
const MIN_LEGACY_CONFIDENCE = 0.5;
const MIN_REPAIR_CONFIDENCE = 0.6;
const OLD_CHARSETS: ReadonlySet<string> = new Set(['tcvn3', 'vni-windows', 'viscii', 'windows-1258', 'viqr']);

/**
 * Text of an HTML page: byte order mark, header, `<meta charset>`, then the bytes themselves, which may overrule a
 * declaration that they contradict. Vietnamese that was decoded wrongly before it was saved is mended. Never throws.
 */
export function decodeHtmlBytes(bytes: Uint8Array, options: DecodeOptions = {}): DecodedText {
  return inOne(decodeHtmlPieces(bytes, options));
}

/** The same in pieces: to make one string of a page of 100 KB takes half as long as to read it into a tree. */
export function decodeHtmlPieces(bytes: Uint8Array, options: DecodeOptions = {}): DecodedPieces {
  const declared = charsetFromContentType(options.contentType) ?? charsetFromMeta(bytes);
  return decode(bytes, declared, (pieces, isUtf8) =>
    isUtf8 && !hasSuspects(bytes) ? { pieces, encoding: null, confidence: 1 } : repairPieces(pieces),
  );
}

/** Text of a plain text file: as for HTML, without `<meta>`, and VIQR (`Vie^.t Nam`) is read too. Never throws. */
export function decodeTextBytes(bytes: Uint8Array, options: DecodeOptions = {}): DecodedText {
  const decoded = decode(bytes, charsetFromContentType(options.contentType), (pieces) => {
    const { text, encoding, confidence } = repairViqr(pieces.join(''));
    return encoding === null ? repairPieces(pieces) : { pieces: [text], encoding, confidence };
  });
  return inOne(decoded);
}

const inOne = ({ pieces, ...verdict }: DecodedPieces): DecodedText => ({ ...verdict, text: pieces.join('') });

function decode(
  bytes: Uint8Array,
  declared: string | undefined,
  repair: (pieces: readonly string[], isUtf8: boolean) => PiecesRepair,
): DecodedPieces {
  const verdict = judge(bytes, declared);
  if (verdict.encoding === 'binary') return { ...verdict, pieces: [] };
  const pieces = verdict.pieces ?? [decodeAs(bytes, verdict.encoding)];
  if (OLD_CHARSETS.has(verdict.encoding)) return { ...verdict, pieces };
  const { pieces: repaired, encoding, confidence } = repair(pieces, verdict.pieces !== undefined);
  if (encoding === null || confidence < MIN_REPAIR_CONFIDENCE) return { ...verdict, pieces };
  const message = `${encoding} had been decoded as ${verdict.encoding}; put right`;
  return {
    pieces: repaired,
    encoding: encoding === 'utf-8' ? verdict.encoding : encoding,
    confidence,
    diagnostics: [...verdict.diagnostics, diagnostic('mojibake', message)],
  };
}

function judge(bytes: Uint8Array, declared: string | undefined): Verdict {
  const marked = charsetFromByteOrderMark(bytes);
  if (marked !== undefined) return { encoding: marked, confidence: 1, diagnostics: [] };
  const head = bytes.subarray(0, SNIFFED_BYTES);
  const format = binaryFormat(head);
  if (format !== undefined) return binary(`this is ${format}, not text`, 1);
  const unmarked = charsetFromZeroBytes(head);
  if (unmarked !== undefined) return { encoding: unmarked, confidence: 0.9, diagnostics: [] };
  if (hasBinaryControls(head)) return binary('this is binary data, not text', 0.9);
  return judgeText(bytes, declared);
}

function judgeText(bytes: Uint8Array, declared: string | undefined): Verdict {
  const pieces = decodeUtf8Pieces(bytes);
  // As many units as bytes: ASCII, which is itself in many charsets.
  const isAscii = pieces?.reduce((sum, { length }) => sum + length, 0) === bytes.length;
  if (pieces !== undefined && !isAscii && (declared === undefined || declared === 'utf-8')) {
    return { encoding: 'utf-8', confidence: 0.99, diagnostics: [], pieces };
  }
  const utf8 = measureUtf8(bytes);
  const diagnostics: Diagnostic[] = [];
  const isDeclaredKnown = declared !== undefined && isKnownCharset(declared);
  if (declared !== undefined && !isDeclaredKnown) {
    diagnostics.push(
      diagnostic('unknown-charset', `the charset "${declared}" is not known; judged by the bytes`),
    );
  }
  if (utf8.sequences === 0 && utf8.broken === 0) {
    return { encoding: isDeclaredKnown ? declared : 'utf-8', confidence: 1, diagnostics };
  }
  if (utf8.broken <= utf8.sequences * MAX_BROKEN_SHARE) {
    if (utf8.broken > 0) {
      diagnostics.push(diagnostic('broken-utf-8', `${utf8.broken} broken UTF-8 sequences were replaced`));
    }
    if (isDeclaredKnown && declared !== 'utf-8') {
      diagnostics.push(diagnostic('wrong-charset', `declared "${declared}" but the bytes are UTF-8`));
    }
    return { encoding: 'utf-8', confidence: utf8.broken === 0 ? 0.99 : 0.9, diagnostics };
  }
  return judgeOldText(bytes, isDeclaredKnown ? declared : undefined, diagnostics);
}

/** Bytes that are not UTF-8: an old Vietnamese charset where the words say so, else what was declared. */
function judgeOldText(bytes: Uint8Array, declared: string | undefined, diagnostics: Diagnostic[]): Verdict {
  const legacy = declared !== undefined && isForeign(declared) ? undefined : detectLegacyCharset(bytes);
  if (legacy !== undefined && legacy.confidence >= MIN_LEGACY_CONFIDENCE) {
    if (declared !== undefined && declared !== legacy.encoding) {
      diagnostics.push(
        diagnostic('wrong-charset', `declared "${declared}" but the words are ${legacy.encoding}`),
      );
    }
    return { ...legacy, diagnostics };
  }
  if (declared !== undefined && declared !== 'utf-8')
    return { encoding: declared, confidence: 0.9, diagnostics };
  if (declared === 'utf-8') {
    diagnostics.push(diagnostic('wrong-charset', 'declared "utf-8" but the bytes are not UTF-8'));
  }
  return { encoding: legacy?.encoding ?? 'windows-1252', confidence: legacy?.confidence ?? 0.3, diagnostics };
}

/** Charsets of other scripts are not mistaken for Vietnamese ones; those of Latin-1 and its kin are. */
function isForeign(charset: string): boolean {
  return (
    !/^(?:utf-8|windows-125[0248]|iso-8859-\d+|x-user-defined)$/u.test(charset) && !OLD_CHARSETS.has(charset)
  );
}

function charsetFromByteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/**
 * Zero bytes are one half of UTF-16 units: two letters of three are ASCII in Vietnamese, so that their high byte
 * is zero, and next to no low byte is.
 */
function charsetFromZeroBytes(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  // Ten times as fast as a typed array's own search.
  if (!Buffer.from(head.buffer, head.byteOffset, head.length).includes(0)) return undefined;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < head.length; index++) {
    if (head[index] !== 0) continue;
    if (index % 2 === 0) even++;
    else odd++;
  }
  const half = head.length / 2;
  if (odd > half * 0.4 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.4 && odd < half * 0.05) return 'utf-16be';
  return undefined;
}

function binary(message: string, confidence: number): Verdict {
  return { encoding: 'binary', confidence, diagnostics: [diagnostic('binary', message)] };
}

function diagnostic(code: string, message: string): Diagnostic {
  return { code, message };
}
