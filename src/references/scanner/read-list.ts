import { AMPERSAND, COMMA, foldSpan, SEMICOLON } from '../lexer/fold-table.ts';
import { gapAt, GLUED, idAt, NEXT_LINE, type Tokens } from '../lexer/tokenize.ts';
import { NUMBER, wordIds } from '../lexer/vocabulary.ts';
import { isListMemberEnd } from './bare-number.ts';
import { createNumberDraft, type Draft } from './draft.ts';
import { isNumberWord, readNumber, type NumberReading } from './read-number.ts';
import type { TypeReading } from './read-type.ts';

const W = wordIds('va', 'hoac', 'den', 'cung', 'voi', 'toi', 'ngay');

/** What the members of a list have in common. */
export interface ListHead {
  readonly type: TypeReading | null;
  readonly isPlain: boolean;
  /** The type word seldom stands before a count. */
  readonly isStrong: boolean;
}

/** Follows "15, 16 và 19", "126-KL/TW và 127-KL/TW", "từ 18 đến 21". */
export function readList(tokens: Tokens, first: Draft, head: ListHead, group: number): Draft[] {
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
  const draft = createNumberDraft(tokens, at, tokens.start[at]!, reading, head.type);
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
    !/nghi quyet|chi thi|thong tu|nghi dinh|cong van/u.test(foldSpan(last.typeWord, 0, last.typeWord.length))
  );
}

/** How many members a look-ahead passes to find one with a code: "quy định 96, 114, 117-QĐ/TW". */
const MAX_LOOK_AHEAD = 6;

/** Whether ", 16" or "và 19-NQ/TW" follows: then a number is a member of a list and no count. */
export function hasFurtherMember(tokens: Tokens, index: number, head: ListHead): boolean {
  const isTrusted = head.isStrong || (head.type?.isCapital ?? false);
  for (let looked = 0, at = index; looked < MAX_LOOK_AHEAD; looked++) {
    const member = peekMember(tokens, at);
    if (member === undefined) return false;
    if (member.reading.code !== '') return true;
    if (member.reading.year !== null) return false;
    if (isTrusted && isListMemberEnd(tokens, member.reading.next, head)) return true;
    at = member.reading.next;
  }
  return false;
}

/** "4 nghị quyết: 18, 19, 20, 21-NQ/TW": behind a colon, only a code at the end tells numbers from counts. */
export function isListWithCode(tokens: Tokens, index: number): boolean {
  if (idAt(tokens, index) !== NUMBER) return false;
  let reading = readNumber(tokens, index);
  for (let looked = 0; reading !== undefined && looked < MAX_COLON_LIST; looked++) {
    if (reading.year !== null) return false;
    if (reading.code !== '') return looked > 0;
    reading = peekMember(tokens, reading.next)?.reading;
  }
  return false;
}

/** Members of a list behind a colon that are looked at for a code. */
const MAX_COLON_LIST = 12;

function peekMember(tokens: Tokens, index: number): { reading: NumberReading } | undefined {
  const separator = readSeparator(tokens, index);
  if (separator === undefined || separator.isRange) return undefined;
  const at = isNumberWord(tokens, separator.next) ? separator.next + 1 : separator.next;
  if (idAt(tokens, at) !== NUMBER || gapAt(tokens, at) >= NEXT_LINE) return undefined;
  const reading = readNumber(tokens, at);
  return reading === undefined ? undefined : { reading };
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
