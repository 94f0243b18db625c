import { createDraft, type Draft } from './draft.ts';
import { COMMA } from '../lexer/fold-table.ts';
import { isCapitalized, isSameWord } from '../lexer/surface-marks.ts';
import { foldedAt, gapAt, idAt, isWord, NEXT_LINE, surfaceOf, type Tokens } from '../lexer/tokenize.ts';
import { NUMBER, wordIds, wordSet } from '../lexer/vocabulary.ts';
import { readType, type TypeReading } from './read-type.ts';

const W = wordIds(
  'nay',
  'do',
  'ay',
  'tren',
  'neu',
  'noi',
  'ke',
  'vua',
  'da',
  'day',
  'va',
  'cac',
  'nhung',
  'ca',
  'dan',
);
const COUNTS: Readonly<Record<string, number>> = { hai: 2, ba: 3, bon: 4, nam: 5, sau: 6, cac: 0, nhung: 0 };
const COUNT_WORDS = new Map([
  ['hai', 'hai'],
  ['ba', 'ba'],
  ['bon', 'bốn'],
  ['cac', 'các'],
  ['nhung', 'những'],
]);
/**
 * "nghị quyết trên" points back unless its phrase goes on: "trên địa bàn", "trên cơ sở", "trên toàn quốc", "trên 90%".
 */
const PLACES_BEHIND_ABOVE: ReadonlySet<string> = new Set(
  (
    'địa cơ toàn cả các mọi phạm lĩnh mạng báo đất thế thực tinh nền từng hệ truyền sóng khắp đường tuyến biển sàn ' +
    'thị website cổng internet trang giấy nhiều bình mặt những môi danh diện hai tất quan khu tỉnh huyện xã một tạp bản'
  ).split(' '),
);

/** What can follow the type word of an anaphor; "cả hai nghị quyết" needs nothing behind. */
const ANAPHOR_WORDS: ReadonlySet<number> = new Set([
  ...wordSet('nay do ay tren neu noi ke dan vua da va quan dac moi chung'),
  COMMA,
]);

/** "Chỉ thị này", "hai quyết định trên", "các chỉ thị và quyết định nêu trên": the whole noun phrase. */
export function readAnaphor(tokens: Tokens, type: TypeReading): Draft[] {
  if (type.isAbbreviation || type.isSlug || type.spelling === 'odd') return [];
  if (!ANAPHOR_WORDS.has(idAt(tokens, type.next)) && idAt(tokens, type.from - 2) !== W.ca) return [];
  const { types, next: at } = readTypes(tokens, type);
  const determiner = readDeterminer(tokens, type.from);
  const isBoth = determiner?.isBoth === true;
  const next = readDemonstrative(tokens, skipAdjective(tokens, at)) ?? (isBoth ? at : undefined);
  if (next === undefined) return [];
  if (types.length > 1 && determiner === undefined) return [];
  const from = determiner?.from ?? type.from;
  return [
    createDraft({
      from,
      next,
      start: tokens.start[from]!,
      end: tokens.end[next - 1]!,
      form: 'anaphor',
      type: types.length === 1 && type.name.type !== 'vb' ? type.name.type : null,
      anaphor: {
        types: types.includes('vb') ? [] : types,
        plural: determiner !== undefined,
        count: determiner?.count ?? null,
      },
      typeWord: type.name.phrase,
    }),
  ];
}

/** "quan trọng", "mới" between the noun and "này". */
function skipAdjective(tokens: Tokens, index: number): number {
  if (idAt(tokens, index) === A.quan && idAt(tokens, index + 1) === A.trong) return index + 2;
  if (idAt(tokens, index) === A.dac && idAt(tokens, index + 1) === A.biet) return index + 2;
  return idAt(tokens, index) === A.moi || idAt(tokens, index) === A.chung ? index + 1 : index;
}

const A = wordIds('quan', 'trong', 'moi', 'dac', 'biet', 'chung');

/** "chỉ thị và quyết định" of a plural anaphor. */
function readTypes(tokens: Tokens, type: TypeReading): { types: string[]; next: number } {
  const types = [type.name.type];
  let at = type.next;
  while (types.length < MAX_TYPES && (idAt(tokens, at) === W.va || idAt(tokens, at) === COMMA)) {
    const further = readType(tokens, at + 1);
    if (further === undefined) break;
    types.push(further.name.type);
    at = further.next;
  }
  return { types, next: at };
}

const MAX_TYPES = 6;

/** "này", "đó", "nêu trên", "nói trên", "vừa nêu"; the token behind it. */
function readDemonstrative(tokens: Tokens, index: number): number | undefined {
  if (!isWord(tokens, index) || gapAt(tokens, index) > NEXT_LINE) return undefined;
  const id = idAt(tokens, index);
  const second = idAt(tokens, index + 1);
  const word = DEMONSTRATIVES.get(id);
  if (word !== undefined) return isSpelled(tokens, index, word) ? index + 1 : undefined;
  if (MENTIONING.has(id) && second === W.tren) return index + 2;
  if (id === W.vua && second === W.neu) return index + 2;
  if (id === W.da && second === W.neu) return idAt(tokens, index + 2) === W.tren ? index + 3 : index + 2;
  return id === W.tren ? readAbove(tokens, index) : undefined;
}

const DEMONSTRATIVES: ReadonlyMap<number, string> = new Map([
  [W.nay, 'này'],
  [W.do, 'đó'],
  [W.ay, 'ấy'],
]);
const MENTIONING: ReadonlySet<number> = new Set([W.neu, W.noi, W.ke, W.dan]);

/** "trên" alone, or "trên đây". */
function readAbove(tokens: Tokens, index: number): number | undefined {
  const second = idAt(tokens, index + 1);
  if (second === W.day) return index + 2;
  const isEnd = !isWord(tokens, index + 1) || gapAt(tokens, index + 1) >= NEXT_LINE;
  if (isEnd) return second === NUMBER ? undefined : index + 1;
  const word = surfaceOf(tokens, index + 1).normalize('NFC');
  const isPlace = PLACES_BEHIND_ABOVE.has(word.toLowerCase()) || isCapitalized(word);
  return isPlace ? undefined : index + 1;
}

const isSpelled = (tokens: Tokens, index: number, word: string): boolean => {
  const surface = surfaceOf(tokens, index);
  return isSameWord(surface, word) || surface.toLowerCase() === foldedAt(tokens, index);
};

/** "các", "những", "hai", "cả hai", "02": how many documents, 0 where the words leave it open. */
function readDeterminer(
  tokens: Tokens,
  index: number,
): { from: number; count: number | null; isBoth: boolean } | undefined {
  const before = index - 1;
  if (before < 0 || gapAt(tokens, index) > NEXT_LINE) return undefined;
  if (idAt(tokens, before) === NUMBER) {
    const count = Number(foldedAt(tokens, before));
    return count >= 2 && count <= 9 ? { from: before, count, isBoth: false } : undefined;
  }
  if (!isWord(tokens, before)) return undefined;
  const folded = foldedAt(tokens, before);
  const word = COUNT_WORDS.get(folded);
  if (word === undefined || !isSpelled(tokens, before, word)) return undefined;
  const count = COUNTS[folded] ?? 0;
  const from = count > 0 && idAt(tokens, before - 1) === W.ca ? before - 1 : before;
  return { from, count: count === 0 ? null : count, isBoth: from < before };
}
