import type { PinCite } from '../../model/mention.ts';
import { AMPERSAND, CLOSE, COMMA, OPEN } from '../lexer/fold-table.ts';
import { isSameWord } from '../lexer/surface-marks.ts';
import {
  foldedAt,
  gapAt,
  GLUED,
  idAt,
  isWord,
  NEXT_LINE,
  surfaceOf,
  type Tokens,
} from '../lexer/tokenize.ts';
import { NUMBER, wordIds, wordSet } from '../lexer/vocabulary.ts';
import type { Draft } from './draft.ts';
import { parseRoman } from '../context/read-term.ts';

const W = wordIds('diem', 'khoan', 'dieu', 'muc', 'chuong', 'cua', 'tai', 'va', 'cac', 'hoac', 'den');
/** Words that may stand between a provision and the document it is part of. */
const LINKS_BEFORE = wordSet('cua tai trong theo thuoc');
const LINKS_BEHIND = wordSet('tai o quy dinh theo nhu neu');

/** A longer run of numbers is a table. */
const MAX_VALUES = 40;
const MAX_STEPS = 12;

type Level = 'diem' | 'khoan' | 'dieu' | 'muc' | 'chuong';
const LEVELS: ReadonlyMap<number, { level: Level; word: string; rank: number }> = new Map([
  [W.diem, { level: 'diem', word: 'điểm', rank: 0 }],
  [W.khoan, { level: 'khoan', word: 'khoản', rank: 1 }],
  [W.dieu, { level: 'dieu', word: 'điều', rank: 2 }],
  [W.muc, { level: 'muc', word: 'mục', rank: 3 }],
  [W.chuong, { level: 'chuong', word: 'chương', rank: 4 }],
]);

/** Ids of the words that a pin-cite starts with. */
export const PIN_FIRST_IDS: ReadonlySet<number> = new Set(LEVELS.keys());

/** Provisions that are cited together: "khoản 1, 2 Điều 5" gives two. */
export interface PinChain {
  readonly from: number;
  readonly next: number;
  readonly pins: readonly PinCite[];
}

interface Step {
  readonly level: Level;
  readonly rank: number;
  readonly values: readonly { readonly value: string; readonly start: number; readonly end: number }[];
  readonly next: number;
  readonly from: number;
}

/** "điểm d, khoản 1, Điều 101" from the small to the large (Resolution 351/2017/UBTVQH14, article 24). */
export function readPinChain(tokens: Tokens, index: number): PinChain | undefined {
  const steps: Step[] = [];
  let at = index;
  while (steps.length < MAX_STEPS) {
    const step = readStep(tokens, at);
    if (step === undefined || (steps.length > 0 && gapAt(tokens, at) > NEXT_LINE)) break;
    steps.push(step);
    at = idAt(tokens, step.next) === COMMA || idAt(tokens, step.next) === W.va ? step.next + 1 : step.next;
    if (idAt(tokens, at) === W.cua) at++;
  }
  const last = steps.at(-1);
  if (last === undefined) return undefined;
  return { from: index, next: last.next, pins: pinsOf(tokens, steps) };
}

function readStep(tokens: Tokens, index: number): Step | undefined {
  const entry = LEVELS.get(idAt(tokens, index));
  if (entry === undefined) return undefined;
  if (readValue(tokens, index + 1, entry.level, false) === undefined) return undefined;
  if (!isSameWord(surfaceOf(tokens, index), entry.word)) return undefined;
  const values: { value: string; start: number; end: number }[] = [];
  let next = index + 1;
  for (let at = next; values.length < MAX_VALUES;) {
    const value = readValue(tokens, at, entry.level, values.length > 0);
    if (value === undefined) break;
    values.push({ value: value.value, start: tokens.start[at]!, end: tokens.end[value.next - 1]! });
    ({ next } = value);
    const id = idAt(tokens, next);
    if (id !== COMMA && id !== W.va && id !== W.hoac && id !== AMPERSAND) break;
    at = next + 1;
  }
  if (values.length === 0) return undefined;
  return { level: entry.level, rank: entry.rank, values, next, from: index };
}

function readValue(
  tokens: Tokens,
  index: number,
  level: Level,
  isFurther: boolean,
): { value: string; next: number } | undefined {
  if (gapAt(tokens, index) > NEXT_LINE) return undefined;
  if (idAt(tokens, index) === NUMBER) {
    const value = foldedAt(tokens, index);
    if (value.length > 4) return undefined;
    const isLettered =
      isWord(tokens, index + 1) &&
      gapAt(tokens, index + 1) === GLUED &&
      foldedAt(tokens, index + 1).length === 1;
    return isLettered
      ? { value: value + foldedAt(tokens, index + 1), next: index + 2 }
      : { value: value.replace(/^0+(?=\d)/u, ''), next: index + 1 };
  }
  if (!isWord(tokens, index)) return undefined;
  const surface = surfaceOf(tokens, index);
  if (level === 'diem' && surface.length === 1 && !(isFurther && gapAt(tokens, index) === GLUED)) {
    return { value: surface.toLowerCase(), next: index + 1 };
  }
  const isRoman = (level === 'chuong' || level === 'muc') && surface === surface.toUpperCase();
  const roman = isRoman ? parseRoman(foldedAt(tokens, index)) : undefined;
  return roman === undefined ? undefined : { value: String(roman), next: index + 1 };
}

/** Every provision of the lowest level is a pin; the levels above it hold for all that stand before them. */
function pinsOf(tokens: Tokens, steps: readonly Step[]): PinCite[] {
  const pins: PinCite[] = [];
  for (const [index, step] of steps.entries()) {
    const above = steps.slice(index + 1).filter((other) => other.rank > step.rank);
    const isTop = index > 0 && steps[index - 1]!.rank < step.rank;
    if (isTop) continue;
    const outer: Partial<Record<Level, string>> = {};
    for (const other of above) outer[other.level] ??= other.values[0]!.value;
    const end = above.length > 0 ? tokens.end[above.at(-1)!.next - 1]! : step.values.at(-1)!.end;
    for (const [position, value] of step.values.entries()) {
      const start = position === 0 ? tokens.start[step.from]! : value.start;
      pins.push({
        start,
        end: step.values.length > 1 && above.length === 0 ? value.end : end,
        ...outer,
        [step.level]: value.value,
      });
    }
  }
  return pins;
}

/** Gives each chain to the document that it is part of: the one behind it, else the one before it. */
export function attachPins(
  tokens: Tokens,
  chains: readonly PinChain[],
  drafts: readonly Draft[],
): Map<Draft, PinCite[]> {
  const pinsByDraft = new Map<Draft, PinCite[]>();
  let position = 0;
  for (const chain of chains) {
    while (position < drafts.length && drafts[position]!.from < chain.next) position++;
    const owner =
      ownerBehind(tokens, chain, drafts[position]) ?? ownerBefore(tokens, chain, drafts[position - 1]);
    if (owner === undefined) continue;
    pinsByDraft.set(owner, [...(pinsByDraft.get(owner) ?? []), ...chain.pins]);
  }
  return pinsByDraft;
}

function ownerBehind(tokens: Tokens, chain: PinChain, draft: Draft | undefined): Draft | undefined {
  if (draft === undefined || draft.from - chain.next > 3) return undefined;
  for (let at = chain.next; at < draft.from; at++) {
    const id = idAt(tokens, at);
    if (id !== COMMA && !LINKS_BEFORE.has(id)) return undefined;
  }
  return draft;
}

function ownerBefore(tokens: Tokens, chain: PinChain, draft: Draft | undefined): Draft | undefined {
  if (draft === undefined || chain.from < draft.next || chain.from - draft.next > 4) return undefined;
  for (let at = draft.next; at < chain.from; at++) {
    const id = idAt(tokens, at);
    if (id !== COMMA && id !== OPEN && id !== CLOSE && !LINKS_BEHIND.has(id)) return undefined;
  }
  return draft;
}
