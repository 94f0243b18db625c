import {
  DOCUMENT_TYPE_NAMES,
  TYPE_ABBREVIATIONS,
  type DocumentTypeName,
} from '../tables/document-types-table.ts';
import { HYPHEN } from '../lexer/fold-table.ts';
import { createPhraseTrie, wordsOf } from '../lexer/phrase-trie.ts';
import { isCapitalized, isSameWord, isUpperCase, spellingOf, type Spelling } from '../lexer/surface-marks.ts';
import { foldedAt, gapAt, GLUED, idAt, NEXT_LINE, surfaceOf, type Tokens } from '../lexer/tokenize.ts';
import { NUMBER, wordId, wordIds } from '../lexer/vocabulary.ts';

const W = wordIds('tw', 't', 'tu', 'trung', 'so');

const NAMES = createPhraseTrie<DocumentTypeName>(
  DOCUMENT_TYPE_NAMES.map((entry) => [entry.phrase, entry]),
  [HYPHEN],
);
const ABBREVIATIONS = createPhraseTrie<DocumentTypeName>(
  TYPE_ABBREVIATIONS.map((entry) => [entry.phrase, entry]),
);

const TWO_WORDS = 1;
const ONE_WORD = 2;
/** By id of the first word of a type: whether it is the whole type word or a second one has to follow. */
const FIRST: Uint8Array = new Uint8Array(0x10000);
const SECOND: Uint8Array = new Uint8Array(0x10000);
for (const { phrase } of DOCUMENT_TYPE_NAMES) {
  const [first = '', second] = wordsOf(phrase).map(wordId);
  FIRST[Number(first)] = FIRST[Number(first)]! | (second === undefined ? ONE_WORD : TWO_WORDS);
  if (second !== undefined) SECOND[second] = 1;
}
for (const { phrase } of TYPE_ABBREVIATIONS) {
  const id = wordId(wordsOf(phrase)[0]!);
  FIRST[id] = FIRST[id]! | ONE_WORD;
}

/** Ids of the words that a type word or its abbreviation starts with. */
export const TYPE_FIRST_IDS: ReadonlySet<number> = new Set([...NAMES.firstIds, ...ABBREVIATIONS.firstIds]);

/** A look at two words that rules out most places where no type word stands. */
export function mayStartType(tokens: Tokens, index: number): boolean {
  const first = FIRST[tokens.id[index]!]!;
  if ((first & ONE_WORD) !== 0) return true;
  const second = tokens.id[index + 1] ?? 0;
  return SECOND[second] === 1 || second === HYPHEN;
}

export interface TypeReading {
  readonly name: DocumentTypeName;
  readonly from: number;
  readonly next: number;
  readonly spelling: Spelling;
  readonly isCapital: boolean;
  readonly isAbbreviation: boolean;
  /** The words are joined by hyphens: part of a URL. */
  readonly isSlug: boolean;
}

/** Types whose two syllables spell nothing else, so that a wrong mark is a slip or a disguise: "Nghị qúỷết". */
export const UNMISTAKABLE: ReadonlySet<string> = new Set([
  'nq',
  'qd',
  'kl',
  'nd',
  'qdi',
  'tt',
  'ct',
  'nqlt',
  'ttlt',
]);

/** A type word at token `index`: "Nghị quyết", "quy định", "NQ". */
export function readType(tokens: Tokens, index: number): TypeReading | undefined {
  const match = NAMES.match(tokens, index);
  if (match === undefined) return readAbbreviation(tokens, index);
  const { value: name, next } = match;
  const words = name.phrase.split(' ');
  const isSlug = next - index > words.length;
  if (isSlug && !areGlued(tokens, index, next)) return undefined;
  const spelling = spellingOf(tokens, index, words);
  const isCapital = isCapitalized(surfaceOf(tokens, index));
  return { name, from: index, next, spelling, isCapital, isAbbreviation: false, isSlug };
}

function readAbbreviation(tokens: Tokens, index: number): TypeReading | undefined {
  const match = ABBREVIATIONS.match(tokens, index);
  if (match === undefined) return undefined;
  const surface = surfaceOf(tokens, index);
  const { value: name, next } = match;
  const follower = idAt(tokens, next);
  const isNamed = follower === W.tw || follower === W.trung || follower === W.so || follower === W.tu;
  const isNumbered =
    follower === NUMBER || isNamed || (follower === W.t && isUpperCase(surfaceOf(tokens, next)));
  if (!isNumbered || gapAt(tokens, next) > NEXT_LINE) return undefined;
  const isCode = isUpperCase(surface) && (isSameWord(surface, name.phrase) || /^[A-Z]+$/u.test(surface));
  // "CTr" is written with a small r.
  if (
    !isCode &&
    surface !== 'CTr' &&
    !(surface.toLowerCase() === foldedAt(tokens, index) && gapAt(tokens, next) === GLUED)
  ) {
    return undefined;
  }
  if (!isUpperCase(surface.slice(0, 1))) return undefined;
  // Behind a separator it is the code of a number before it: "18-NQ/TW".
  const before = idAt(tokens, index - 1);
  if (gapAt(tokens, index) === GLUED && (before === HYPHEN || before === NUMBER || before === 34))
    return undefined;
  return { name, from: index, next, spelling: 'exact', isCapital: true, isAbbreviation: true, isSlug: false };
}

function areGlued(tokens: Tokens, from: number, next: number): boolean {
  for (let at = from + 1; at < next; at++) if (gapAt(tokens, at) !== GLUED) return false;
  return true;
}
