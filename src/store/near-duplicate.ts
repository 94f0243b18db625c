/** Syllables in a shingle: long enough to be rare, short enough to survive an edit. */
const SHINGLE_SYLLABLES = 3;
const BITS = 64;
/** Of one text; what follows does not change what it is about. */
const MAX_CHARS = 1_000_000;

/**
 * Two fingerprints that differ in at most this many bits are worth comparing with `textResemblance`.
 * Manku, Jain, Das Sarma (2007) took 3 for 8 billion pages without a second look. On 50 real Vietnamese articles a
 * source line added at the end moves at most 7 bits, a dropped paragraph at most 6 in nine of ten cases, and no two
 * different articles are nearer than 15.
 */
export const NEAR_DUPLICATE_BITS = 7;

/** Texts that share this much are one text: dropping one paragraph of five leaves about 0.8. */
const NEAR_DUPLICATE_RESEMBLANCE = 0.75;

/**
 * Charikar's simhash of a text: 64 bits that differ in few places where texts differ in few words.
 * Features are runs of three syllables, lower case, without punctuation; case, spacing and NFD change nothing.
 * A text of fewer than three syllables is its own only feature; a text without letters and digits gives 0.
 */
export function simhash(text: string): bigint {
  const syllables = syllablesOf(text.slice(0, MAX_CHARS));
  if (syllables.length === 0) return 0n;
  const low = new Int32Array(COUNTER_DIGITS);
  const high = new Int32Array(COUNTER_DIGITS);
  const shingles = Math.max(1, syllables.length - SHINGLE_SYLLABLES + 1);
  for (let start = 0; start < shingles; start += 1) countShingle(low, high, syllables, start);
  return (BigInt(majorityOf(high, shingles)) << 32n) | BigInt(majorityOf(low, shingles));
}

/** In how many of 64 bits two fingerprints differ. */
export function hammingDistance(a: bigint, b: bigint): number {
  let difference = BigInt.asUintN(BITS, a ^ b);
  let count = 0;
  while (difference !== 0n) {
    difference &= difference - 1n;
    count += 1;
  }
  return count;
}

/**
 * The four quarters of a fingerprint, least significant first, for an index over them. Fingerprints that differ in up
 * to three bits always share one; at seven bits half of them do. Finer bands would find all of those, but each would
 * name one article in 256 as a candidate; what they miss and what carries the same title is found by that.
 */
export function simhashBands(fingerprint: bigint): number[] {
  return Array.from({ length: 4 }, (_, band) => Number((fingerprint >> BigInt(16 * band)) & 0xffffn));
}

/** What tells whether an article is another one printed again. */
export interface PrintedArticle {
  readonly title: string | null;
  readonly text: string;
  /** Calendar date in Vietnam. */
  readonly publishedOn: string | null;
  /** Documents it cites. */
  readonly documents: ReadonlySet<string>;
}

/** A reprint follows its original within days; what comes later under the same words is the next notice. */
const MAX_DAYS_APART = 31;
const MIN_TITLE_RESEMBLANCE = 0.5;

/**
 * Whether two articles are one that was printed twice, give or take a caption, a source line or a paragraph.
 *
 * Sharing most of its words is not enough: monthly notices do. A reprint also carries the title's words and numbers,
 * cites the same documents, and comes within a month.
 */
export function isReprint(one: PrintedArticle, other: PrintedArticle): boolean {
  return (
    isSameTitle(one.title, other.title) &&
    isNearInTime(one.publishedOn, other.publishedOn) &&
    one.documents.size === other.documents.size &&
    [...one.documents].every((document) => other.documents.has(document)) &&
    textResemblance(one.text, other.text) >= NEAR_DUPLICATE_RESEMBLANCE
  );
}

/** The same words, whatever their order, and the same numbers; an unknown title agrees with any. */
export function isSameTitle(one: string | null, other: string | null): boolean {
  if (one === null || other === null || one === other) return true;
  const [words, otherWords] = [one, other].map((title) => new Set(syllablesOf(title))) as [
    Set<string>,
    Set<string>,
  ];
  const numbers = (from: ReadonlySet<string>): string =>
    [...from]
      .filter((word) => /\d/u.test(word))
      .sort()
      .join(' ');
  if (numbers(words) !== numbers(otherWords)) return false;
  const shared = [...words].filter((word) => otherWords.has(word)).length;
  return shared >= MIN_TITLE_RESEMBLANCE * (words.size + otherWords.size - shared);
}

function isNearInTime(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return true;
  return Math.abs(Date.parse(one) - Date.parse(other)) <= MAX_DAYS_APART * 86_400_000;
}

/**
 * How much two texts share, 0 to 1: Broder's resemblance, the shingles in both over the shingles in either.
 * The second look at what their fingerprints say are near-duplicates.
 */
export function textResemblance(a: string, b: string): number {
  const shinglesOfA = new Set(shinglesOf(a));
  const shinglesOfB = new Set(shinglesOf(b));
  if (shinglesOfA.size === 0 && shinglesOfB.size === 0) return 1;
  let shared = 0;
  for (const shingle of shinglesOfA) if (shinglesOfB.has(shingle)) shared += 1;
  return shared / (shinglesOfA.size + shinglesOfB.size - shared);
}

function shinglesOf(text: string): string[] {
  const syllables = syllablesOf(text.slice(0, MAX_CHARS));
  if (syllables.length === 0) return [];
  const count = Math.max(1, syllables.length - SHINGLE_SYLLABLES + 1);
  return Array.from({ length: count }, (_, start) =>
    syllables.slice(start, start + SHINGLE_SYLLABLES).join(' '),
  );
}

const SYLLABLES = /[\p{L}\p{M}\p{N}]+/gu;
/** Vietnamese, other alphabets and their marks lie below; what lies above is left to the expression. */
const TABLE_SIZE = 0x3000;
let isInSyllable: Uint8Array | undefined;

/** What `SYLLABLES` finds, by table: the expression takes three times as long where letters are not Latin-1. */
function syllablesOf(text: string): string[] {
  const table = (isInSyllable ??= Uint8Array.from({ length: TABLE_SIZE }, (_, unit) =>
    /[\p{L}\p{M}\p{N}]/u.test(String.fromCharCode(unit)) ? 1 : 0,
  ));
  const lower = text.normalize('NFC').toLowerCase();
  const syllables: string[] = [];
  let start = -1;
  for (let at = 0; at < lower.length; at += 1) {
    const unit = lower.charCodeAt(at);
    if (unit >= TABLE_SIZE) return lower.match(SYLLABLES) ?? [];
    if (table[unit] === 1) {
      if (start < 0) start = at;
    } else if (start >= 0) {
      syllables.push(lower.slice(start, at));
      start = -1;
    }
  }
  if (start >= 0) syllables.push(lower.slice(start));
  return syllables;
}

/** Counts of up to a million shingles, in binary. */
const COUNTER_DIGITS = 21;

/**
 * Counts the run of syllables that begins at `start`, spaces between: two 32-bit multiply-and-rotate hashes over its code
 * units, finished as MurmurHash3 does. The run is never put together: a text has as many runs as syllables.
 */
function countShingle(low: Int32Array, high: Int32Array, syllables: readonly string[], start: number): void {
  const end = Math.min(start + SHINGLE_SYLLABLES, syllables.length);
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (let at = start; at < end; at += 1) {
    const syllable = syllables[at]!;
    for (let index = at === start ? 0 : -1; index < syllable.length; index += 1) {
      const unit = index < 0 ? SPACE_UNIT : syllable.charCodeAt(index);
      a = Math.imul(a ^ unit, 0xcc9e2d51);
      a = (a << 15) | (a >>> 17);
      b = Math.imul(b ^ unit, 0x1b873593);
      b = (b << 13) | (b >>> 19);
    }
  }
  count(low, finish(a));
  count(high, finish(b ^ a));
}

/**
 * Adds one to those of 32 counters whose bits are set. `digits[n]` holds the n-th binary digit of every counter, so that one
 * addition with carry serves all 32.
 */
function count(digits: Int32Array, bits: number): void {
  let carry = bits;
  for (let digit = 0; carry !== 0; digit += 1) {
    const before = digits[digit]!;
    digits[digit] = before ^ carry;
    carry &= before;
  }
}

/** The bits that were set in more than half of `total`. */
function majorityOf(digits: Int32Array, total: number): number {
  let majority = 0;
  for (let bit = 0; bit < 32; bit += 1) {
    let times = 0;
    for (let digit = 0; digit < COUNTER_DIGITS; digit += 1) times += ((digits[digit]! >>> bit) & 1) << digit;
    if (times * 2 > total) majority |= 1 << bit;
  }
  return majority >>> 0;
}

const SPACE_UNIT = 0x20;

function finish(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
