import { isBareDocumentNumber, isFollowedByCount, isListMemberEnd } from './bare-number.ts';
import { isKnownByNumber } from './known-numbers.ts';
import { createDraft, type Draft } from './draft.ts';
import { AMPERSAND, COLON, COMMA, DOT, HYPHEN, PERCENT, SEMICOLON, SLASH } from '../lexer/fold-table.ts';
import { readNumber, type NumberReading } from './read-number.ts';
import { readTerm } from './read-term.ts';
import { UNMISTAKABLE, type TypeReading } from './read-type.ts';
import {
  gapAt,
  GLUED,
  idAt,
  isWord,
  NEW_PARAGRAPH,
  NEXT_LINE,
  SPACED,
  type Tokens,
} from '../lexer/tokenize.ts';
import { NUMBER, wordIds, wordSet } from '../lexer/vocabulary.ts';

const W = wordIds(
  'so',
  'va',
  'hoac',
  'den',
  'tu',
  'cung',
  'voi',
  'cac',
  'toi',
  's',
  'ngay',
  'thang',
  'nam',
  'o',
  'l',
  'i',
);

/** What the members of a list have in common. */
interface ListHead {
  readonly type: TypeReading | null;
  readonly isPlain: boolean;
  /** The type word seldom stands before a count. */
  readonly isStrong: boolean;
}

const isStrong = ({ name, isCapital }: TypeReading): boolean =>
  name.bare === 'strong' || (name.bare === 'capital' && isCapital);

/** Index of the number behind "số", "số:", "Số-" or nothing; `undefined` where none follows. */
export function numberIndexBehind(
  tokens: Tokens,
  index: number,
): { at: number; hasNumberWord: boolean } | undefined {
  let at = index;
  let hasNumberWord = false;
  // A slug has hyphens for spaces: "nghi-quyet-so-43".
  if (idAt(tokens, at) === HYPHEN && gapAt(tokens, at) === GLUED && gapAt(tokens, at + 1) === GLUED) at++;
  if (idAt(tokens, at) === W.tu && isNumberWord(tokens, at + 1)) at++;
  // "các nghị quyết: số 18-NQ/TW".
  if (idAt(tokens, at) === COLON && isNumberWord(tokens, at + 1)) at++;
  if (isNumberWord(tokens, at)) {
    hasNumberWord = true;
    at++;
    if (idAt(tokens, at) === COLON || idAt(tokens, at) === HYPHEN || idAt(tokens, at) === DOT) at++;
  } else if (idAt(tokens, at) === W.tu && idAt(tokens, at + 1) === NUMBER) at++;
  if (gapAt(tokens, at) >= NEW_PARAGRAPH) return undefined;
  return isNumberStart(tokens, at) ? { at, hasNumberWord } : undefined;
}

const isNumberWord = (tokens: Tokens, index: number): boolean =>
  (idAt(tokens, index) === W.so || (idAt(tokens, index) === W.s && idAt(tokens, index + 1) === DOT)) &&
  gapAt(tokens, index) < NEW_PARAGRAPH;

function isNumberStart(tokens: Tokens, index: number): boolean {
  if (idAt(tokens, index) === NUMBER) return true;
  const id = idAt(tokens, index);
  return (
    (id === W.o || id === W.l || id === W.i) &&
    idAt(tokens, index + 1) === NUMBER &&
    gapAt(tokens, index + 1) === GLUED
  );
}

/** "Chỉ thị số 05-CT/TW", and the members of the list that may follow; none where the number is a count. */
export function readNumbered(tokens: Tokens, type: TypeReading, group: number): Draft[] {
  // "NQTW4" counts plenums.
  if (type.isAbbreviation && type.name.phrase.startsWith('nqt')) return [];
  const place = numberIndexBehind(tokens, type.next);
  if (place === undefined) return [];
  const reading = readNumber(tokens, place.at);
  if (reading === undefined) return [];
  const head: ListHead = { type, isPlain: type.spelling === 'plain', isStrong: isStrong(type) };
  const isCoded = reading.code !== '' || reading.year !== null;
  if (!isCoded) {
    // A wrong mark can make another word of it: "để án 5" is no đề án.
    if (type.spelling === 'odd' && !UNMISTAKABLE.has(type.name.type)) return [];
    if (type.isAbbreviation && type.name.bare === 'coded' && gapAt(tokens, place.at) !== GLUED) return [];
    const bare = type.isAbbreviation && gapAt(tokens, place.at) === GLUED ? 'strong' : type.name.bare;
    const context = {
      bare,
      hasNumberWord: place.hasNumberWord,
      isCapital: type.isCapital,
      isPlain: head.isPlain,
    };
    const isList = hasFurtherMember(tokens, reading.next, head);
    const isKnown =
      isKnownByNumber(type.name.type, reading.number) && !isFollowedByCount(tokens, reading.next, head);
    if (!isList && !isKnown && !isBareDocumentNumber(tokens, reading.next, context)) return [];
    if (isList && context.bare === 'coded') return [];
  } else if (reading.code === '' && type.name.type === 'luat') {
    return [];
  }
  const first = toDraft(tokens, type.from, tokens.start[type.from]!, reading, type);
  return readList(tokens, first, head, group);
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
  const first = toDraft(tokens, from, tokens.start[from]!, reading, null);
  return readList(tokens, first, { type: null, isPlain: false, isStrong: false }, group);
}

/** What has numbers with codes too and is no directive: "Cáo trạng số 12/CT-VKS", "Giấy phép số 5/GP-BTTTT". */
const OTHER_PAPERS = wordSet('trang an can dinh tra dong phep nhan ban khoan bang sat lenh ghi don');

const isOtherPaper = (tokens: Tokens, from: number): boolean =>
  OTHER_PAPERS.has(idAt(tokens, from - 1)) && gapAt(tokens, from) < NEXT_LINE;

function toDraft(
  tokens: Tokens,
  from: number,
  start: number,
  reading: NumberReading,
  type: TypeReading | null,
): Draft {
  const draft = createDraft({
    from,
    next: reading.next,
    start,
    end: reading.end,
    form: 'numbered',
    type: typeOf(type, reading),
    number: reading.number,
    year: reading.year,
    issuerCode: reading.issuerCode,
    typeWord: type?.name.phrase ?? '',
    code: reading.code,
    flags: [...reading.flags],
  });
  draft.flags.push(...spellingFlags(type));
  if (reading.type !== null && isTypeConflict(type?.name.type, reading.type)) draft.flags.push('typo-code');
  const isCut = draft.end < tokens.end[reading.next - 1]!;
  const term = isCut ? undefined : readTerm(tokens, reading.next);
  if (term?.others.length === 0) {
    draft.term = term.value;
    draft.next = term.next;
    draft.end = term.end;
  }
  return draft;
}

function spellingFlags(type: TypeReading | null): string[] {
  if (type === null || type.isAbbreviation || type.spelling === 'exact') return [];
  return [type.spelling === 'plain' ? 'no-diacritics' : 'homoglyph'];
}

/** The code decides, but `QĐ` stands for quyết định and quy định of the Party, and a word names a văn bản better. */
function typeOf(type: TypeReading | null, reading: NumberReading): string | null {
  const word = type?.name.type ?? null;
  if (word === null) return reading.type ?? assemblyType(reading.issuerCode);
  if (reading.type === null) return word === 'vb' ? 'cv' : word;
  if (reading.type === 'qd') return word === 'qdi' || word === 'qd' ? word : 'qd';
  if (reading.type === 'tt' && word === 'tri') return 'tri';
  if (reading.type === 'tt' && word === 'ttr') return 'ttr';
  if (reading.type === 'da' && word === 'duan') return word;
  return reading.type;
}

const assemblyType = (issuerCode: string | null): string | null => (issuerCode === null ? null : null);

function isTypeConflict(word: string | undefined, code: string): boolean {
  if (word === undefined || word === code || word === 'vb') return false;
  const isShared = code === 'qd' && ['qdi', 'qd', 'qc'].includes(word);
  return !isShared && !(code === 'tt' && word === 'tri') && !(code === 'da' && word === 'duan');
}

/** Follows "15, 16 và 19", "126-KL/TW và 127-KL/TW", "từ 18 đến 21". */
function readList(tokens: Tokens, first: Draft, head: ListHead, group: number): Draft[] {
  const members = [first];
  for (let last = first; members.length < MAX_LIST;) {
    const member = readMember(tokens, last, head);
    if (member === undefined) break;
    members.push(member);
    last = member;
  }
  if (members.length > 1) for (const member of members) member.group = group;
  shareCodes(members);
  return members;
}

/** Nobody cites more documents in one list; a longer run of numbers is a table. */
const MAX_LIST = 60;

interface Separator {
  readonly next: number;
  readonly isRange: boolean;
}

function readSeparator(tokens: Tokens, index: number): Separator | undefined {
  const id = idAt(tokens, index);
  if (gapAt(tokens, index) >= NEXT_LINE) return undefined;
  if (id === COMMA || id === SEMICOLON) {
    const second = idAt(tokens, index + 1);
    return { next: second === W.va || second === W.hoac ? index + 2 : index + 1, isRange: false };
  }
  if (id === W.va || id === W.hoac || id === AMPERSAND) return { next: index + 1, isRange: false };
  if (id === W.cung && idAt(tokens, index + 1) === W.voi) return { next: index + 2, isRange: false };
  if (id === W.den || id === W.toi) return { next: index + 1, isRange: true };
  return undefined;
}

function readMember(tokens: Tokens, last: Draft, head: ListHead): Draft | undefined {
  const separator = readSeparator(tokens, last.next);
  if (separator === undefined) return undefined;
  let at = separator.next;
  if (isNumberWord(tokens, at)) at++;
  if (idAt(tokens, at) !== NUMBER || gapAt(tokens, at) >= NEXT_LINE) return undefined;
  const reading = readNumber(tokens, at);
  if (reading === undefined) return undefined;
  if (!isMember(tokens, last, head, { at, reading, isRange: separator.isRange })) return undefined;
  const draft = toDraft(tokens, at, tokens.start[at]!, reading, head.type);
  draft.typeWord = head.type?.name.phrase ?? '';
  if (separator.isRange) draft.rangeFrom = last.number;
  if (reading.type !== null && last.type !== null && head.type === null) draft.type = reading.type;
  return draft;
}

interface MemberReading {
  readonly at: number;
  readonly reading: NumberReading;
  readonly isRange: boolean;
}

/** Whether a number behind a separator is a member of the list: it has a code, or ends as a document's number does. */
function isMember(tokens: Tokens, last: Draft, head: ListHead, member: MemberReading): boolean {
  const { at, reading, isRange } = member;
  if (reading.code !== '' || (reading.year !== null && last.year !== null)) return true;
  if (reading.year !== null || head.type?.name.bare === 'coded') return false;
  const isEnd = isListMemberEnd(tokens, reading.next, head) || hasFurtherMember(tokens, reading.next, head);
  if (!isEnd || isDecimal(tokens, last, at)) return false;
  return !isRange || Number.parseInt(reading.number, 10) > Number.parseInt(last.number ?? '', 10);
}

/** "4,2 triệu": two numbers with a comma between them and no space are one, unless a third follows. */
function isDecimal(tokens: Tokens, last: Draft, at: number): boolean {
  const isTight =
    idAt(tokens, at - 1) === COMMA && gapAt(tokens, at) === GLUED && gapAt(tokens, at - 1) === GLUED;
  return (
    isTight &&
    last.code === '' &&
    !/nghi quyet|chi thi|thong tu|nghi dinh|cong van/u.test(foldedWords(last.typeWord))
  );
}

const foldedWords = (phrase: string): string =>
  phrase.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');

/** Whether ", 16" or "và 19-NQ/TW" follows: then a number is a member of a list and no count. */
function hasFurtherMember(tokens: Tokens, index: number, head: ListHead): boolean {
  const separator = readSeparator(tokens, index);
  if (separator === undefined || separator.isRange) return false;
  let at = separator.next;
  if (isNumberWord(tokens, at)) at++;
  if (idAt(tokens, at) !== NUMBER || gapAt(tokens, at) >= NEXT_LINE) return false;
  const reading = readNumber(tokens, at);
  if (reading === undefined) return false;
  if (reading.code !== '') return true;
  // Two plain numbers beside each other: "15, 16 và 19" looks two members ahead at most.
  if (head.type?.name.bare !== 'strong' && !(head.type?.isCapital ?? false)) return false;
  return (
    reading.year === null && isListMemberEnd(tokens, reading.next, head) && idAt(tokens, at - 1) !== W.ngay
  );
}

/** "Nghị quyết 18, 19-NQ/TW": a member without a code has that of the next one, else of the one before. */
function shareCodes(members: readonly Draft[]): void {
  for (let index = members.length - 2; index >= 0; index--) borrowCode(members[index]!, members[index + 1]!);
  for (let index = 1; index < members.length; index++) borrowCode(members[index]!, members[index - 1]!);
}

function borrowCode(member: Draft, neighbour: Draft): void {
  if (member.code !== '' || neighbour.code === '') return;
  member.code = neighbour.code;
  member.issuerCode = neighbour.issuerCode;
  member.year ??= neighbour.year;
  if (neighbour.type !== null) member.type = neighbour.type;
}
