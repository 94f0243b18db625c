import {
  DOCUMENT_TYPE_NAMES,
  TYPE_ABBREVIATIONS,
  type DocumentTypeName,
} from '../tables/document-types-table.ts';
import { HYPHEN, SLASH } from '../lexer/fold-table.ts';
import { createPhraseTrie, wordsOf } from '../lexer/phrase-trie.ts';
import { isCapitalized, isSameWord, isUpperCase, spellingOf, type Spelling } from '../lexer/surface-marks.ts';
import { gapAt, GLUED, idAt, NEXT_LINE, surfaceOf, type Tokens } from '../lexer/tokenize.ts';
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
  const { value: name, next } = match;
  if (!isNamedBehind(tokens, next) || !isAbbreviation(tokens, index, name)) return undefined;
  // Behind a separator it is the code of a number before it: "18-NQ/TW".
  const before = idAt(tokens, index - 1);
  const isCode = before === HYPHEN || before === SLASH || before === NUMBER;
  if (isCode && gapAt(tokens, index) === GLUED) return undefined;
  return { name, from: index, next, spelling: 'exact', isCapital: true, isAbbreviation: true, isSlug: false };
}

/** A number or plenum follows: "NQ 54", "NQ số 54", "NQ TW4", "NQ Trung ương 4", "NQ T.Ư 4". */
function isNamedBehind(tokens: Tokens, index: number): boolean {
  if (gapAt(tokens, index) > NEXT_LINE) return false;
  const id = idAt(tokens, index);
  if (id === W.t) return isUpperCase(surfaceOf(tokens, index));
  return id === NUMBER || id === W.tw || id === W.trung || id === W.so || id === W.tu;
}

/** In capitals, with or without the bar of Đ; "CTr" has a small r, and "Nq54" one where a number is glued to it. */
function isAbbreviation(tokens: Tokens, index: number, name: DocumentTypeName): boolean {
  const surface = surfaceOf(tokens, index);
  if (!isUpperCase(surface.slice(0, 1))) return false;
  if (isUpperCase(surface)) return isSameWord(surface, name.phrase) || /^[A-Z]+$/u.test(surface);
  return surface === 'CTr' || (gapAt(tokens, index + 1) === GLUED && /^[A-Za-z]+$/u.test(surface));
}

function areGlued(tokens: Tokens, from: number, next: number): boolean {
  for (let at = from + 1; at < next; at++) if (gapAt(tokens, at) !== GLUED) return false;
  return true;
}
