import { LOCAL_CODES, PARTY_CODES } from '../tables/issuers-table.ts';
import { readTerm } from '../context/read-term.ts';
import type { FoundMention, IssuerHint } from '../found-mention.ts';
import type { Tokens } from '../lexer/tokenize.ts';
import type { NumberReading } from './read-number.ts';
import type { TypeReading } from './read-type.ts';

/** A mention while it is being read: where it stands in the tokens, and what its own words say. */
export interface Draft {
  /** First token. */
  readonly from: number;
  /** The token behind it. */
  next: number;
  readonly start: number;
  end: number;
  readonly form: FoundMention['form'];
  type: string | null;
  readonly number: string | null;
  year: number | null;
  issuerCode: string | null;
  term: number | null;
  plenum: number | null;
  congress: IssuerHint | null;
  name: string | null;
  anaphor: FoundMention['anaphor'];
  group: number | null;
  rangeFrom: string | null;
  /** The type word as written, folded; empty where the mention has none. */
  typeWord: string;
  /** Parts of the code as written, folded: `qd-hdqt`. */
  code: string;
  readonly flags: string[];
}

/** A draft with nothing known but its place. */
export function createDraft(
  place: Pick<Draft, 'from' | 'next' | 'start' | 'end' | 'form'> & Partial<Draft>,
): Draft {
  return {
    type: null,
    number: null,
    year: null,
    issuerCode: null,
    term: null,
    plenum: null,
    congress: null,
    name: null,
    anaphor: null,
    group: null,
    rangeFrom: null,
    typeWord: '',
    code: '',
    flags: [],
    ...place,
  };
}

/** The draft of a mention by number; `type` is `null` where no type word stands. */
export function createNumberDraft(
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
  if (word === null) return reading.type ?? (isDispatchCode(reading.issuerCode) ? 'cv' : null);
  if (reading.type === null) return word === 'vb' ? 'cv' : word;
  if (reading.type === 'qd') return word === 'qdi' || word === 'qd' ? word : 'qd';
  if (reading.type === 'tt' && word === 'tri') return 'tri';
  if (reading.type === 'tt' && word === 'ttr') return 'ttr';
  if (reading.type === 'da' && word === 'duan') return word;
  return reading.type;
}

function isTypeConflict(word: string | undefined, code: string): boolean {
  if (word === undefined || word === code || word === 'vb') return false;
  const isShared = code === 'qd' && ['qdi', 'qd', 'qc'].includes(word);
  return !isShared && !(code === 'tt' && word === 'tri') && !(code === 'da' && word === 'duan');
}

/** A dispatch has no type code: "số 3863/UBND-ĐTXD". */
const isDispatchCode = (issuerCode: string | null): boolean =>
  issuerCode !== null && issuerCode in LOCAL_CODES && !PARTY_CODES.has(issuerCode);
