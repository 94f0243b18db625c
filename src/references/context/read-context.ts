import type { IssuerHint } from '../found-mention.ts';
import type { Draft } from '../scanner/draft.ts';
import {
  CLOSE,
  COLON,
  COMMA,
  DOT,
  HYPHEN,
  OPEN,
  SEMICOLON,
  SENTENCE_END,
  foldSpan,
} from '../lexer/fold-table.ts';
import { readDate } from './read-date.ts';
import { ISSUER_FIRST_IDS, readIssuer } from './read-issuer.ts';
import { readTerm } from './read-term.ts';
import { yearAt } from '../scanner/read-number.ts';
import { gapAt, GLUED, idAt, NEW_PARAGRAPH, type Tokens } from '../lexer/tokenize.ts';
import { NUMBER, wordIds, wordSet } from '../lexer/vocabulary.ts';

const W = wordIds(
  'cua',
  'do',
  'ban',
  'hanh',
  'ky',
  'ngay',
  'nam',
  'hoi',
  'nghi',
  'lan',
  'thu',
  'thong',
  'qua',
  'co',
  'hieu',
  'luc',
);

/** What is said about a document beside its mention. */
export interface MentionContext {
  readonly issuer: IssuerHint | null;
  readonly subject: IssuerHint | null;
  readonly nearby: IssuerHint | null;
  readonly nearbyTerm: number | null;
  readonly date: string | null;
  readonly term: number | null;
}

/** How far behind a mention its date and issuer are looked for, in tokens. */
const REACH_BEHIND = 28;
/** How far before a mention the body that issued it and the day are looked for, in tokens. */
const REACH_BEFORE = 40;
/** Words that may stand between a mention and its date or issuer. */
const CONNECTIVES = wordSet('cua do duoc ban hanh ky thong qua hoi nghi ra vao va cung dang');

/** Reads the date, issuer and khóa behind the mention, and the body and day of the sentence before it. */
export function readContext(tokens: Tokens, draft: Draft): MentionContext {
  const behind = readBehind(tokens, draft);
  const before = readBefore(tokens, draft.from);
  return {
    issuer: behind.issuer,
    subject: before.subject,
    nearby: before.nearby,
    nearbyTerm: before.term,
    date: behind.date ?? before.date,
    term: draft.term ?? behind.term ?? before.subjectTerm,
  };
}

interface BehindReading {
  issuer: IssuerHint | null;
  date: string | null;
  term: number | null;
}

function readBehind(tokens: Tokens, draft: Draft): BehindReading {
  const reading: BehindReading = { issuer: null, date: null, term: null };
  // A word that lost the space before it ("NĐ-CPngày 16/01/2017") is cut off the code but not a token of its own.
  const glued = foldSpan(tokens.text, draft.end, Math.max(draft.end, tokens.end[draft.next - 1]!));
  const dated = glued === 'ngay' ? readDate(tokens, draft.next) : undefined;
  if (dated !== undefined) reading.date = dated.date;
  const index = dated?.next ?? draft.next;
  const stop = Math.min(tokens.count, index + REACH_BEHIND);
  let isOwned = glued === 'cua';
  for (let at = index; at < stop && gapAt(tokens, at) !== NEW_PARAGRAPH;) {
    const id = idAt(tokens, at);
    const fact = readFact(tokens, at, {
      reading,
      isFirst: at === index,
      isOwned,
      isCongress: draft.form === 'congress',
    });
    if (fact !== undefined) {
      at = fact;
      continue;
    }
    if (id === W.cua || id === W.do || id === W.hoi) isOwned = true;
    if (!isConnective(tokens, at, reading)) break;
    at++;
  }
  return reading;
}

/** Whether a token leads on to a date or body: "của", a bracket before one, "Hội nghị lần thứ 6". */
function isConnective(tokens: Tokens, index: number, reading: BehindReading): boolean {
  const id = idAt(tokens, index);
  if (CONNECTIVES.has(id) || isOrdinal(tokens, index)) return true;
  if (id === COMMA || id === OPEN || id === HYPHEN || id === CLOSE) return isContextBehind(tokens, index + 1);
  // "của Hội nghị Trung ương 7 khóa XII".
  return id === NUMBER && reading.issuer?.code === 'tw' && readTerm(tokens, index + 1) !== undefined;
}

interface FactState {
  readonly reading: BehindReading;
  readonly isFirst: boolean;
  /** "của" or "do" stands before. */
  readonly isOwned: boolean;
  readonly isCongress: boolean;
}

/** Reads a khóa, a date or a body at `index` into `reading`; the token behind it. */
function readFact(tokens: Tokens, index: number, state: FactState): number | undefined {
  const { reading } = state;
  const term = reading.term === null && !state.isCongress ? readTerm(tokens, index) : undefined;
  if (term !== undefined) {
    reading.term = term.value;
    return term.next;
  }
  const date = reading.date === null ? readDateBehind(tokens, index, state.isFirst) : undefined;
  if (date !== undefined) {
    reading.date = date.date;
    return date.next;
  }
  if (reading.issuer !== null || !ISSUER_FIRST_IDS.has(idAt(tokens, index))) return undefined;
  const issuer = readIssuer(tokens, index);
  if (issuer === undefined || !(state.isOwned || state.isFirst || isBodyName(issuer.issuer)))
    return undefined;
  reading.issuer = issuer.issuer;
  return issuer.next;
}

const isBodyName = (issuer: IssuerHint): boolean => issuer.code !== 'tw' || issuer.place !== null;

/** "lần thứ 6" in "Hội nghị lần thứ 6 Ban Chấp hành Trung ương". */
function isOrdinal(tokens: Tokens, index: number): boolean {
  const id = idAt(tokens, index);
  if (id === W.lan || id === W.thu) return true;
  const before = idAt(tokens, index - 1);
  return (before === W.thu || before === W.lan) && gapAt(tokens, index) !== GLUED;
}

function isContextBehind(tokens: Tokens, index: number): boolean {
  const id = idAt(tokens, index);
  return (
    id === W.ngay ||
    id === W.cua ||
    id === W.do ||
    (id === W.ban && idAt(tokens, index + 1) === W.hanh) ||
    (id === W.nam && yearAt(tokens, index + 1) !== null) ||
    readTerm(tokens, index) !== undefined ||
    (ISSUER_FIRST_IDS.has(id) && readIssuer(tokens, index) !== undefined && idAt(tokens, index - 1) === OPEN)
  );
}

/** A date, or directly behind the number a year alone: "10-NQ/TW 2017". */
function readDateBehind(
  tokens: Tokens,
  index: number,
  isFirst: boolean,
): { date: string; next: number } | undefined {
  const id = idAt(tokens, index);
  if (isFirst && yearAt(tokens, index) !== null && gapAt(tokens, index) !== GLUED) {
    return { date: String(yearAt(tokens, index)), next: index + 1 };
  }
  if (id === HYPHEN && idAt(tokens, index + 1) === W.ngay) return readDate(tokens, index + 1);
  if (id === W.ngay || id === W.nam || isMonth(tokens, index)) return readDate(tokens, index);
  return undefined;
}

const MONTH = wordIds('thang');
const TERM = wordIds('khoa');
const isMonth = (tokens: Tokens, index: number): boolean => idAt(tokens, index) === MONTH.thang;

const ISSUING_VERBS = wordSet('hanh ky ra co gui thong trinh phat');

interface BeforeReading {
  subject: IssuerHint | null;
  nearby: IssuerHint | null;
  date: string | null;
  term: number | null;
  /** Khóa of the body that issued it: "Bộ Chính trị khóa XII ban hành". */
  subjectTerm: number | null;
}

/** "Ngày 15/5/2016, Bộ Chính trị đã ban hành": the bodies and the day of the clause that ends at `index`. */
function readBefore(tokens: Tokens, index: number): BeforeReading {
  const first = Math.max(0, index - REACH_BEFORE);
  const reading: BeforeReading = { subject: null, nearby: null, date: null, term: null, subjectTerm: null };
  let hasVerb = false;
  for (let at = index - 1; at >= first; at--) {
    const id = idAt(tokens, at);
    if (isSentenceEnd(tokens, at) || gapAt(tokens, at + 1) === NEW_PARAGRAPH || id === SEMICOLON) break;
    if (index - at <= 6 && ISSUING_VERBS.has(id)) hasVerb = true;
    if (reading.nearby === null && ISSUER_FIRST_IDS.has(id))
      readBodyBefore(tokens, at, index, hasVerb, reading);
    if (id === TERM.khoa && reading.term === null) reading.term = readTerm(tokens, at)?.value ?? null;
    if (id === W.ngay && hasVerb) {
      reading.date = readDate(tokens, at)?.date ?? null;
      break;
    }
  }
  return reading;
}

function readBodyBefore(
  tokens: Tokens,
  at: number,
  stop: number,
  hasVerb: boolean,
  reading: BeforeReading,
): void {
  const issuer = readIssuer(tokens, at);
  if (issuer === undefined || issuer.next > stop) return;
  // The end of a name can look like a name: "chính phủ" in "Văn phòng Chính phủ".
  reading.nearby = widestIssuer(tokens, at, issuer.next) ?? issuer.issuer;
  if (!hasVerb) return;
  reading.subject = reading.nearby;
  const term = reading.subject.code === 'tw' ? readTerm(tokens, issuer.next) : undefined;
  if (term?.others.length === 0) reading.subjectTerm = term.value;
}

/** The body whose name starts a few words earlier and ends at the same place or later. */
function widestIssuer(tokens: Tokens, index: number, end: number): IssuerHint | undefined {
  for (let at = Math.max(0, index - 5); at < index; at++) {
    if (!ISSUER_FIRST_IDS.has(idAt(tokens, at))) continue;
    const issuer = readIssuer(tokens, at);
    if (issuer !== undefined && issuer.next >= end && issuer.next > index) return issuer.issuer;
  }
  return undefined;
}

function isSentenceEnd(tokens: Tokens, index: number): boolean {
  const id = idAt(tokens, index);
  if (id === SENTENCE_END) return true;
  return (
    (id === DOT || id === COLON) &&
    id === DOT &&
    gapAt(tokens, index + 1) !== GLUED &&
    gapAt(tokens, index) === GLUED
  );
}
