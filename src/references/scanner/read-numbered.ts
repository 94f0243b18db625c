import { isBareDocumentNumber, isDecimalCount, isFollowedByCount } from './bare-number.ts';
import { isKnownByNumber } from './known-numbers.ts';
import { createNumberDraft, type Draft } from './draft.ts';
import { COLON, COMMA, HYPHEN, PERCENT, SLASH } from '../lexer/fold-table.ts';
import { hasFurtherMember, isListWithCode, readList, type ListHead } from './read-list.ts';
import { numberIndexBehind, readNumber, type NumberReading } from './read-number.ts';
import { UNMISTAKABLE, type TypeReading } from './read-type.ts';
import { gapAt, GLUED, idAt, isWord, NEXT_LINE, SPACED, type Tokens } from '../lexer/tokenize.ts';
import { NUMBER, wordIds, wordSet } from '../lexer/vocabulary.ts';

const W = wordIds('so');

const isStrong = ({ name, isCapital }: TypeReading): boolean =>
  name.bare === 'strong' || (name.bare === 'capital' && isCapital);

/** "Chỉ thị số 05-CT/TW", and the members of the list that may follow; none where the number is a count. */
export function readNumbered(tokens: Tokens, type: TypeReading, group: number): Draft[] {
  // "NQTW4" counts plenums.
  if (type.isAbbreviation && type.name.phrase.startsWith('nqt')) return [];
  const place = numberIndexBehind(tokens, type.next) ?? listIndexBehind(tokens, type.next);
  if (place === undefined) return [];
  const reading = readNumber(tokens, place.at);
  if (reading === undefined) return [];
  const head: ListHead = { type, isPlain: type.spelling === 'plain', isStrong: isStrong(type) };
  const isCoded = reading.code !== '' || reading.year !== null;
  // "Luật 54/2014" is a law by its number only with the code of an assembly.
  if (
    isCoded
      ? reading.code === '' && type.name.type === 'luat'
      : !isBare(tokens, type, head, { reading, ...place })
  ) {
    return [];
  }
  const first = createNumberDraft(tokens, type.from, tokens.start[type.from]!, reading, type);
  return readList(tokens, first, head, group);
}

function listIndexBehind(tokens: Tokens, index: number): { at: number; hasNumberWord: boolean } | undefined {
  const isList =
    idAt(tokens, index) === COLON &&
    gapAt(tokens, index + 1) < NEXT_LINE &&
    isListWithCode(tokens, index + 1);
  return isList ? { at: index + 1, hasNumberWord: false } : undefined;
}

interface BareReading {
  readonly reading: NumberReading;
  readonly at: number;
  readonly hasNumberWord: boolean;
}

/** Whether a number without code and year is a document's. */
function isBare(
  tokens: Tokens,
  type: TypeReading,
  head: ListHead,
  { reading, at, hasNumberWord }: BareReading,
): boolean {
  // A wrong mark can make another word of it: "để án 5" is no đề án.
  if (type.spelling === 'odd' && !UNMISTAKABLE.has(type.name.type)) return false;
  const isGlued = type.isAbbreviation && gapAt(tokens, at) === GLUED;
  // Blocks of flats are called CT1 and CT12.
  const isBlock = isGlued && (reading.number.length < 2 || type.name.type === 'ct');
  if (isBlock && !isKnownByNumber(type.name.type, reading.number)) return false;
  const bare = isGlued ? 'strong' : type.name.bare;
  if (bare === 'coded') return false;
  if (isDecimalCount(tokens, reading.next)) return false;
  if (hasFurtherMember(tokens, reading.next, head)) return true;
  if (isKnownByNumber(type.name.type, reading.number)) return !isFollowedByCount(tokens, reading.next, head);
  const context = { bare, hasNumberWord, isCapital: type.isCapital, isPlain: head.isPlain };
  return isBareDocumentNumber(tokens, reading.next, context);
}

/** A look that rules out most numbers: a mark, a code or a year has to follow one that stands without a type word. */
export function mayStartOrphan(tokens: Tokens, index: number): boolean {
  if (index + 1 >= tokens.count) return false;
  const next = tokens.id[index + 1]!;
  if (next === SLASH || next === HYPHEN)
    return tokens.gap[index + 1]! < NEXT_LINE && isLetterBehind(tokens, index + 2);
  if (next === NUMBER) return tokens.gap[index + 1] === SPACED;
  return tokens.gap[index + 1] === GLUED && next !== COMMA && next !== PERCENT;
}

/** A code follows the mark, or a year and another mark. */
function isLetterBehind(tokens: Tokens, index: number): boolean {
  if (index >= tokens.count || tokens.gap[index]! >= NEXT_LINE) return false;
  if (tokens.id[index] !== NUMBER) return isWord(tokens, index);
  const behind = idAt(tokens, index + 1);
  return behind === SLASH || behind === HYPHEN || behind === NUMBER || isWord(tokens, index + 1);
}

/** "số 19/CT-TTg", "127-KL/TW": a number with a code and no type word. */
export function readOrphan(tokens: Tokens, index: number, group: number): Draft[] {
  const reading = readNumber(tokens, index);
  if (typeof reading?.issuerCode !== 'string') return [];
  const hasNumberWord = idAt(tokens, index - 1) === W.so && gapAt(tokens, index) < NEXT_LINE;
  const isCoded = reading.type !== null || hasNumberWord || /^(?:ubtv)?qh\d+$/u.test(reading.issuerCode);
  if (!isCoded || isOtherPaper(tokens, hasNumberWord ? index - 1 : index)) return [];
  const from = hasNumberWord ? index - 1 : index;
  const first = createNumberDraft(tokens, from, tokens.start[from]!, reading, null);
  return readList(tokens, first, { type: null, isPlain: false, isStrong: false }, group);
}

/** What has numbers with codes too and is no directive: "Cáo trạng số 12/CT-VKS", "Giấy phép số 5/GP-BTTTT". */
const OTHER_PAPERS = wordSet('trang an can dinh tra dong phep nhan ban khoan bang sat lenh ghi don');

const isOtherPaper = (tokens: Tokens, from: number): boolean =>
  OTHER_PAPERS.has(idAt(tokens, from - 1)) && gapAt(tokens, from) < NEXT_LINE;
