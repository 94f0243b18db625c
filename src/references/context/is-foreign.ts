import { FOREIGN_CODES, FOREIGN_PHRASES } from '../tables/counted-nouns-table.ts';
import { ISSUER_NAMES, LOCAL_CODES } from '../tables/issuers-table.ts';
import type { Draft } from '../scanner/draft.ts';
import { DOT, SENTENCE_END } from '../lexer/fold-table.ts';
import { createPhraseTrie } from '../lexer/phrase-trie.ts';
import { gapAt, GLUED, idAt, NEW_PARAGRAPH, type Tokens } from '../lexer/tokenize.ts';
import { wordIds } from '../lexer/vocabulary.ts';

const FOREIGN = createPhraseTrie<true>(FOREIGN_PHRASES.map((phrase) => [phrase, true]));
/** Of the codes above, those that are type codes in the first place. */
const TYPE_CODES = new Set(['tt', 'hd']);
const COMPANIES = createPhraseTrie<true>(
  [
    'công ty',
    'tổng công ty',
    'tập đoàn',
    'hội đồng quản trị',
    'hđqt',
    'ngân hàng tmcp',
    'đại hội đồng cổ đông',
    'tòa án',
  ].map((phrase) => [phrase, true]),
);
const NATIONAL_CODES: ReadonlySet<string> = new Set(
  ISSUER_NAMES.filter((name) => name.level === null).map((name) => name.code),
);
const W = wordIds('giam', 'dieu', 'tra', 'phap', 'cua');
/** How far around a mention a foreign body is looked for, within its sentence, in tokens. */
const REACH = 60;

/** Whether a mention is a paper of a court, a company, a laboratory, or of a body abroad. */
export function isForeign(tokens: Tokens, draft: Draft): boolean {
  if (draft.form !== 'numbered') return false;
  const parts = draft.code === '' ? [] : draft.code.split('-');
  if (isForeignCode(parts, draft) || isExpertise(tokens, draft) || isOfCompany(tokens, draft)) return true;
  if (parts.length > 0 || draft.year !== null || (draft.type !== 'nq' && draft.type !== 'qd')) return false;
  return isForeignSentence(tokens, draft.from, draft.next);
}

function isForeignCode(parts: readonly string[], draft: Draft): boolean {
  // "QĐ-UBND.HC": a unit of a known body may have the letters of a court's papers.
  const isKnown = parts.some((part) => part in LOCAL_CODES || NATIONAL_CODES.has(part));
  if (isKnown) return false;
  const [head] = parts;
  if (head !== undefined && FOREIGN_CODES.has(head) && !TYPE_CODES.has(head)) return true;
  return parts.slice(draft.type === null ? 0 : 1).some((part) => FOREIGN_CODES.has(part));
}

/** "của Công ty", "của Tập đoàn", "của Hội đồng quản trị" behind, where the code names no public body. */
function isOfCompany(tokens: Tokens, draft: Draft): boolean {
  if (draft.issuerCode !== null && (draft.issuerCode in LOCAL_CODES || NATIONAL_CODES.has(draft.issuerCode)))
    return false;
  for (let at = draft.next; at < Math.min(tokens.count, draft.next + 14) && !isBoundary(tokens, at); at++) {
    if (idAt(tokens, at) === W.cua) return COMPANIES.match(tokens, at + 1) !== undefined;
  }
  return false;
}

/** "Kết luận giám định số 13", "Kết luận điều tra số 5". */
function isExpertise(tokens: Tokens, draft: Draft): boolean {
  if (draft.type !== 'kl') return false;
  const id = idAt(tokens, draft.from + 2);
  return id === W.giam || (id === W.dieu && idAt(tokens, draft.from + 3) === W.tra) || id === W.phap;
}

function isForeignSentence(tokens: Tokens, from: number, next: number): boolean {
  for (let at = from - 1; at >= Math.max(0, from - REACH) && !isBoundary(tokens, at); at--) {
    if (isForeignAt(tokens, at)) return true;
  }
  for (let at = next; at < Math.min(tokens.count, next + REACH) && !isBoundary(tokens, at); at++) {
    if (isForeignAt(tokens, at)) return true;
  }
  return false;
}

const isForeignAt = (tokens: Tokens, index: number): boolean =>
  FOREIGN.firstIds.has(idAt(tokens, index)) && FOREIGN.match(tokens, index) !== undefined;

function isBoundary(tokens: Tokens, index: number): boolean {
  const id = idAt(tokens, index);
  if (gapAt(tokens, index + 1) === NEW_PARAGRAPH || id === SENTENCE_END) return true;
  return id === DOT && gapAt(tokens, index) === GLUED && gapAt(tokens, index + 1) !== GLUED;
}
