import type { IssuerHint } from '../found-mention.ts';
import { createDraft, type Draft } from './draft.ts';
import { COMMA, CLOSE, DOT, OPEN } from '../lexer/fold-table.ts';
import { readIssuer, readPlace } from '../context/read-issuer.ts';
import { readNumeral, readOrdinal, readTerm, type NumeralReading } from '../context/read-term.ts';
import type { TypeReading } from './read-type.ts';
import { foldedAt, gapAt, idAt, NEXT_LINE, type Tokens } from '../lexer/tokenize.ts';
import { NUMBER, wordIds, wordSet } from '../lexer/vocabulary.ts';

const W = wordIds(
  ...([
    'trung',
    'uong',
    'tw',
    't',
    'u',
    'w',
    'hoi',
    'nghi',
    'lan',
    'thu',
    'bch',
    'ban',
    'chap',
    'hanh',
    'dang',
  ] as const),
  ...([
    'bchtw',
    'dai',
    'bieu',
    'toan',
    'quoc',
    'bo',
    'cua',
    'va',
    'csvn',
    'cong',
    'san',
    'viet',
    'nam',
    'so',
  ] as const),
  ...([
    'tinh',
    'thanh',
    'pho',
    'huyen',
    'quan',
    'khoi',
    'cac',
    'co',
    'quan',
    'khoa',
    'nhiem',
    'ky',
    'xa',
    'phuong',
  ] as const),
);

/** "Nghị quyết Trung ương 4 khóa XII", "NQ TW4", "Nghị quyết Hội nghị lần thứ tư BCH Trung ương Đảng khóa XII". */
export function readPlenum(tokens: Tokens, type: TypeReading, group: number): Draft[] {
  if (!type.isAbbreviation && !PLENUM_WORDS.has(idAt(tokens, type.next))) return [];
  const opening = readPlenumNumber(tokens, type);
  if (opening === undefined) return [];
  const members = [
    { from: type.from, value: opening.value, next: opening.next, end: tokens.end[opening.next - 1]! },
  ];
  for (;;) {
    const further = readFurtherNumeral(tokens, members.at(-1)!.next);
    if (further === undefined) break;
    members.push({
      from: further.from,
      value: further.value,
      next: further.next,
      end: tokens.end[further.next - 1]!,
    });
  }
  const last = members.at(-1)!;
  const behind = skipCommittee(tokens, last.next);
  const term = readTerm(tokens, behind) ?? (behind > last.next ? readTerm(tokens, last.next) : undefined);
  const drafts = members.map((member) =>
    createDraft({
      from: member.from,
      next: member.next,
      start: tokens.start[member.from]!,
      end: member.end,
      form: 'plenum',
      type: type.name.type,
      issuerCode: 'tw',
      plenum: member.value,
      term: term?.value ?? null,
      typeWord: type.name.phrase,
    }),
  );
  if (term !== undefined) {
    const closing = drafts.at(-1)!;
    closing.end = term.end;
    closing.next = term.next;
    for (const other of term.others) {
      const place = { from: closing.from, next: term.next, start: other.start, end: other.end };
      drafts.push(createDraft({ ...closing, ...place, term: other.value, flags: [] }));
    }
  }
  if (drafts.length > 1) for (const draft of drafts) draft.group = group;
  return drafts;
}

/** What a plenum form starts with behind the type word. */
const PLENUM_WORDS = wordSet('trung tw t tu hoi lan thu bch ban bchtw');

/** The number of the plenum: behind "Trung ương", "TW", "T.Ư", or in "lần thứ tư BCH Trung ương". */
function readPlenumNumber(tokens: Tokens, type: TypeReading): NumeralReading | undefined {
  let at = type.next;
  // "NQTW4": the centre is part of the abbreviation.
  const isCentre = type.isAbbreviation && type.name.phrase.length > 2;
  const isMeeting = idAt(tokens, at) === W.hoi && idAt(tokens, at + 1) === W.nghi;
  if (isMeeting) at += 2;
  if (idAt(tokens, at) === W.lan || idAt(tokens, at) === W.thu) {
    const ordinal = readOrdinal(tokens, at);
    if (ordinal === undefined) return undefined;
    const committee = skipCommittee(tokens, ordinal.next);
    return committee > ordinal.next ? { value: ordinal.value, next: committee } : undefined;
  }
  if (isMeeting) {
    const committee = skipCommitteeName(tokens, at);
    if (committee > at) at = committee;
  }
  const centre = skipCentre(tokens, at);
  if (centre === at && !isMeeting && !isCentre) return undefined;
  if (idAt(tokens, centre) === W.dang) at = centre + 1;
  else at = centre;
  const numeral = readOrdinal(tokens, at) ?? readWrittenPlenum(tokens, at);
  if (numeral === undefined || gapAt(tokens, at) > NEXT_LINE || numeral.value > 15) return undefined;
  return readRound(tokens, numeral);
}

/** "Trung ương bốn khóa XII": only a khóa behind it tells the number from another word ("Trung ương năm nay"). */
function readWrittenPlenum(tokens: Tokens, index: number): NumeralReading | undefined {
  const numeral = readNumeral(tokens, index, true);
  return numeral !== undefined && readTerm(tokens, skipCommittee(tokens, numeral.next)) !== undefined
    ? numeral
    : undefined;
}

/** "Trung ương 6 (lần 2)": the second sitting belongs to the name. */
function readRound(tokens: Tokens, numeral: NumeralReading): NumeralReading {
  const at = numeral.next;
  if (idAt(tokens, at) !== OPEN || idAt(tokens, at + 1) !== W.lan) return numeral;
  const round = readOrdinal(tokens, at + 1);
  if (round === undefined || idAt(tokens, round.next) !== CLOSE) return numeral;
  return { value: numeral.value, next: round.next + 1 };
}

function skipCentre(tokens: Tokens, index: number): number {
  const id = idAt(tokens, index);
  if (id === W.trung && idAt(tokens, index + 1) === W.uong) return index + 2;
  if (id === W.tw || id === W.bchtw || foldedAtWord(tokens, index) === 'tu') return index + 1;
  if (id === W.t && idAt(tokens, index + 1) === DOT) {
    const second = idAt(tokens, index + 2);
    return second === W.u || second === W.w ? index + 3 : index;
  }
  return index;
}

const foldedAtWord = (tokens: Tokens, index: number): string =>
  idAt(tokens, index) > 0 && /[ưƯ]/u.test(tokens.text.slice(tokens.start[index], tokens.end[index]))
    ? foldedAt(tokens, index)
    : '';

function skipCommitteeName(tokens: Tokens, index: number): number {
  if (idAt(tokens, index) === W.bch) return index + 1;
  if (idAt(tokens, index) === W.ban && idAt(tokens, index + 1) === W.chap) return index + 3;
  return index;
}

/** "BCH Trung ương Đảng", "của Đảng" between the number of the plenum and the khóa. */
function skipCommittee(tokens: Tokens, index: number): number {
  let at = idAt(tokens, index) === W.cua ? index + 1 : index;
  at = skipCentre(tokens, skipCommitteeName(tokens, at));
  if (idAt(tokens, at) === W.dang) at++;
  return at === index + 1 && idAt(tokens, index) === W.cua ? index : at;
}

function readFurtherNumeral(tokens: Tokens, index: number): (NumeralReading & { from: number }) | undefined {
  const id = idAt(tokens, index);
  if (id !== COMMA && id !== W.va) return undefined;
  let from = index + 1;
  if (id === COMMA && idAt(tokens, from) === W.va) from++;
  if (idAt(tokens, from) !== NUMBER || gapAt(tokens, from) > NEXT_LINE) return undefined;
  const numeral = readNumeral(tokens, from);
  if (numeral === undefined || numeral.value > 15) return undefined;
  const follower = idAt(tokens, numeral.next);
  const isList =
    follower === COMMA || follower === W.va || follower === W.khoa || follower === OPEN || follower === W.cua;
  return isList ? { ...numeral, from } : undefined;
}

const NATIONAL: IssuerHint = { code: 'dhtq', place: null, level: null };

/** "Nghị quyết Đại hội XIII", "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh Nghệ An lần thứ XIX". */
export function readCongress(tokens: Tokens, type: TypeReading, group: number): Draft[] {
  if (idAt(tokens, type.next) !== W.dai || idAt(tokens, type.next + 1) !== W.hoi) return [];
  const name = readCongressName(tokens, type.next + 2);
  const numeral = readOrdinal(tokens, name.next);
  if (numeral === undefined) return [];
  const congress = name.congress ?? (name.isNational ? null : readBodyBehind(tokens, numeral.next));
  const draft = createDraft({
    from: type.from,
    next: numeral.next,
    start: tokens.start[type.from]!,
    end: tokens.end[numeral.next - 1]!,
    form: 'congress',
    type: type.name.type,
    number: '0',
    term: numeral.value,
    congress: congress ?? NATIONAL,
    issuerCode: congress === null ? 'dhtq' : 'dh',
    typeWord: type.name.phrase,
  });
  const drafts = [draft];
  for (let last = numeral.next; ;) {
    const further = readFurtherCongress(tokens, last);
    if (further === undefined) break;
    const end = tokens.end[further.next - 1]!;
    const place = { from: further.from, next: further.next, start: tokens.start[further.from]!, end };
    drafts.push(createDraft({ ...draft, ...place, term: further.value, flags: [] }));
    last = further.next;
  }
  if (drafts.length > 1) for (const member of drafts) member.group = group;
  return drafts;
}

interface CongressName {
  readonly congress: IssuerHint | null;
  readonly isNational: boolean;
  readonly next: number;
}

/** The words between "Đại hội" and its number: "đại biểu toàn quốc", "Đảng bộ tỉnh Nghệ An", "Đảng". */
function readCongressName(tokens: Tokens, index: number): CongressName {
  let at = index;
  let isNational = false;
  if (idAt(tokens, at) === W.dai && idAt(tokens, at + 1) === W.bieu) at += 2;
  if (idAt(tokens, at) === W.toan && idAt(tokens, at + 1) === W.quoc) {
    at += 2;
    isNational = true;
  }
  if (idAt(tokens, at) !== W.dang) return { congress: null, isNational, next: at };
  if (idAt(tokens, at + 1) === W.bo) {
    const body = readPartyBody(tokens, at + 2);
    return { congress: body.congress, isNational: false, next: body.at };
  }
  const isWhole = idAt(tokens, at + 1) === W.toan && idAt(tokens, at + 2) === W.quoc;
  return { congress: null, isNational: true, next: at + (isWhole ? 3 : 1) };
}

/** "XVI Đảng bộ thành phố", "lần thứ XX của Đảng bộ tỉnh". */
function readBodyBehind(tokens: Tokens, index: number): IssuerHint | null {
  const at = idAt(tokens, index) === W.cua ? index + 1 : index;
  if (idAt(tokens, at) !== W.dang || idAt(tokens, at + 1) !== W.bo) return null;
  return readPartyBody(tokens, at + 2).congress;
}

/** The body whose congress it was: "Đảng bộ tỉnh", "Đảng bộ huyện Cần Giờ", "Đảng bộ Khối". */
function readPartyBody(tokens: Tokens, index: number): { congress: IssuerHint; at: number } {
  const place = readPlace(tokens, index);
  if (place !== undefined) {
    return { congress: { code: 'dh', place: place.place, level: place.level }, at: place.next };
  }
  const issuer = readIssuer(tokens, index);
  return { congress: { code: 'dh', place: null, level: null }, at: issuer?.next ?? index };
}

function readFurtherCongress(tokens: Tokens, index: number): (NumeralReading & { from: number }) | undefined {
  const id = idAt(tokens, index);
  if (id !== COMMA && id !== W.va) return undefined;
  const from = index + 1;
  const numeral = readNumeral(tokens, from);
  if (numeral === undefined || idAt(tokens, from) === NUMBER || numeral.value < 5) return undefined;
  return { ...numeral, from };
}
