import { FOREIGN_CODES, FOREIGN_PHRASES } from '../tables/counted-nouns-table.ts';
import type { Draft } from './draft.ts';
import { DOT, SENTENCE_END } from '../lexer/fold-table.ts';
import { createPhraseTrie } from '../lexer/phrase-trie.ts';
import { gapAt, GLUED, idAt, NEW_PARAGRAPH, type Tokens } from '../lexer/tokenize.ts';
import { wordIds } from '../lexer/vocabulary.ts';

const FOREIGN = createPhraseTrie<true>(FOREIGN_PHRASES.map((phrase) => [phrase, true]));
/** Of the codes above, those that are type codes in the first place. */
const TYPE_CODES = new Set(['tt', 'hd']);
const W = wordIds('giam', 'dinh', 'dieu', 'tra', 'phap', 'y');
/** How far around a mention a foreign body is looked for, within its sentence, in tokens. */
const REACH = 60;

/** Whether a mention is a paper of a court, a company, a laboratory, or of a body abroad. */
export function isForeign(tokens: Tokens, draft: Draft): boolean {
  const parts = draft.code === '' ? [] : draft.code.split('-');
  if (parts.slice(draft.type === null ? 0 : 1).some((part) => FOREIGN_CODES.has(part))) return true;
  const [head] = parts;
  if (head !== undefined && FOREIGN_CODES.has(head) && !TYPE_CODES.has(head)) return true;
  if (draft.form !== 'numbered') return false;
  if (parts.length > 0 || draft.year !== null) return isExpertise(tokens, draft);
  if (draft.type !== 'nq' && draft.type !== 'qd') return isExpertise(tokens, draft);
  return isForeignSentence(tokens, draft.from, draft.next);
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
