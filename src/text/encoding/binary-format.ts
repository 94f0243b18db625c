import { wordsOf } from './byte-words.ts';

/** First bytes of formats that a crawler meets where it asked for a page. */
const SIGNATURES: readonly (readonly [format: string, bytes: readonly number[]])[] = [
  ['a PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG image', [0xff, 0xd8, 0xff]],
  ['a GIF image', [0x47, 0x49, 0x46, 0x38]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['a ZIP archive or Office document', [0x50, 0x4b, 0x03, 0x04]],
  ['an old Office document', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]],
  ['gzip data', [0x1f, 0x8b, 0x08]],
  ['RAR data', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['7-Zip data', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['a WOFF font', [0x77, 0x4f, 0x46]],
  ['Ogg media', [0x4f, 0x67, 0x67, 0x53]],
  ['MP3 audio', [0x49, 0x44, 0x33]],
];
/** No charset has more control characters than this share; VISCII and TCVN3 place rare capitals there. */
const MAX_CONTROL_SHARE = 0.05;

/** What kind of binary data begins with `head`, in words; `undefined` where no format is known by these bytes. */
export function binaryFormat(head: Uint8Array): string | undefined {
  for (const [format, signature] of SIGNATURES) {
    if (signature.every((byte, index) => head[index] === byte)) return format;
  }
  const isRiff = asciiAt(head, 0) === 'RIFF' && ['WEBP', 'WAVE', 'AVI '].includes(asciiAt(head, 8));
  if (isRiff) return 'RIFF media';
  return asciiAt(head, 4) === 'ftyp' ? 'MP4 media' : undefined;
}

/** Whether `head` has too many control characters for text in any charset whose units are bytes. */
export function hasBinaryControls(head: Uint8Array): boolean {
  // Text has little below 0x20 but line breaks.
  const { skipped, words } = wordsOf(head);
  let controls = countControls(head, 0, skipped);
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    // A byte below 0x20 borrows when 0x20 is taken from it (Mycroft's test); it may say so of the byte above it, too.
    if (((word - 0x20202020) & ~word & 0x80808080) === 0) continue;
    controls += countControls(head, skipped + index * 4, skipped + index * 4 + 4);
  }
  controls += countControls(head, skipped + words.length * 4, head.length);
  return controls > Math.max(2, head.length * MAX_CONTROL_SHARE);
}

function countControls(bytes: Uint8Array, from: number, to: number): number {
  let controls = 0;
  for (let index = from; index < to; index++) {
    const byte = bytes[index]!;
    if (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b) controls++;
  }
  return controls;
}

function asciiAt(head: Uint8Array, offset: number): string {
  return String.fromCharCode(...head.subarray(offset, offset + 4));
}
