import type { PinCite } from '../model/mention.ts';
import type { NormalizedText } from '../model/normalized-text.ts';
import type { FoundMention } from './found-mention.ts';
import type { Draft } from './scanner/draft.ts';
import { readAnaphor } from './scanner/read-anaphor.ts';
import {
  LAW_INITIAL_IDS,
  mayStartNickname,
  NICKNAME_FIRST_IDS,
  readLaw,
  readLawInitials,
  readNickname,
} from './scanner/read-name.ts';
import { attachPins, PIN_FIRST_IDS, readPinChain, type PinChain } from './scanner/read-pins.ts';
import { isForeign } from './context/is-foreign.ts';
import { readContext } from './context/read-context.ts';
import { readCongress, readPlenum } from './scanner/read-named.ts';
import { mayStartOrphan, readNumbered, readOrphan } from './scanner/read-numbered.ts';
import { mayStartType, readType, TYPE_FIRST_IDS, type TypeReading } from './scanner/read-type.ts';
import { createTokenRoom, tokenize, tokenizeInto, type TokenRoom, type Tokens } from './lexer/tokenize.ts';
import { NUMBER } from './lexer/vocabulary.ts';

/**
 * Finds every mention of a Vietnamese directive, in text order; mentions never overlap.
 *
 * One pass cuts the text into tokens, one looks at each token once and reads a mention where a type word or a
 * numbered code starts; what is read around a mention is bounded, so the time is linear in the length of `text`.
 * Never throws. The result is plain data and can be stored.
 */
export function findMentions(text: NormalizedText): FoundMention[] {
  if (text.length > MAX_SHARED_CHARS) return scanTokens(tokenize(text));
  return scanTokens(tokenizeInto((sharedRoom ??= createTokenRoom(MAX_SHARED_CHARS >> 2)), text));
}

/** No article is longer; what is gets room of its own, which goes with it. */
const MAX_SHARED_CHARS = 65_536;
/** Nothing of it outlives a call: a found mention holds copies. */
let sharedRoom: TokenRoom | undefined;

/** The second pass alone, so that a test can count what it reads. */
export function scanTokens(tokens: Tokens): FoundMention[] {
  const drafts: Draft[] = [];
  const chains: PinChain[] = [];
  const typesSoFar = new Set<string>();
  for (let at = 0; at < tokens.count;) {
    const action = ACTIONS[tokens.id[at]!];
    if (action === undefined || action === 0) {
      at++;
      continue;
    }
    const chain = action >= READ_PIN ? readPinChain(tokens, at) : undefined;
    if (chain !== undefined) {
      chains.push(chain);
      at = chain.next;
      continue;
    }
    const found = readAt(tokens, at, drafts.length);
    for (const draft of found) {
      // "5 chỉ thị này" where the 5 ended the mention before.
      const isTaken = draft.start < (drafts.at(-1)?.end ?? 0);
      if (isTaken || (draft.form === 'anaphor' && !hasAntecedent(draft, typesSoFar))) continue;
      if (isForeign(tokens, draft)) continue;
      drafts.push(draft);
      if (draft.form !== 'anaphor') typesSoFar.add(draft.type ?? '');
    }
    at = Math.max(at + 1, found.at(-1)?.next ?? 0);
  }
  const pins = attachPins(tokens, chains, drafts);
  return drafts.map((draft) => describe(tokens, draft, pins.get(draft) ?? []));
}

const READ_MENTION = 1;
const READ_PIN = 2;
/** What to do at a token, by its id: most words of a text need no second look. */
const ACTIONS: Uint8Array = new Uint8Array(0x10000);
for (const id of [NUMBER, ...TYPE_FIRST_IDS, ...NICKNAME_FIRST_IDS, ...LAW_INITIAL_IDS])
  ACTIONS[id] = READ_MENTION;
for (const id of PIN_FIRST_IDS) ACTIONS[id] = ACTIONS[id]! | READ_PIN;

function readAt(tokens: Tokens, index: number, group: number): Draft[] {
  const id = tokens.id[index]!;
  if (mayStartNickname(tokens, index)) {
    const nickname = readNickname(tokens, index);
    if (nickname.length > 0) return nickname;
  }
  if (id === NUMBER) return mayStartOrphan(tokens, index) ? readOrphan(tokens, index, group) : NONE;
  if (LAW_INITIAL_IDS.has(id)) return readLawInitials(tokens, index);
  const type = mayStartType(tokens, index) ? readType(tokens, index) : undefined;
  if (type === undefined) return NONE;
  for (const read of READERS) {
    const drafts = read(tokens, type, group);
    if (drafts.length > 0) return drafts;
  }
  return NONE;
}

const NONE: Draft[] = [];
const READERS: readonly ((tokens: Tokens, type: TypeReading, group: number) => Draft[])[] = [
  readNumbered,
  readPlenum,
  readCongress,
  readLaw,
  readAnaphor,
];

/** "Kế hoạch này" points to nothing in a text that has named no kế hoạch before. */
function hasAntecedent(draft: Draft, typesSoFar: ReadonlySet<string>): boolean {
  const types = draft.anaphor?.types ?? [];
  return types.length === 0 ? typesSoFar.size > 0 : types.some((type) => typesSoFar.has(type));
}

function describe(tokens: Tokens, draft: Draft, pins: readonly PinCite[]): FoundMention {
  const { start, end } = draft;
  return {
    start,
    end,
    surface: tokens.text.slice(start, end),
    form: draft.form,
    type: draft.type,
    number: draft.number,
    year: draft.year,
    issuerCode: draft.issuerCode,
    ...readContext(tokens, draft),
    plenum: draft.plenum,
    congress: draft.congress,
    name: draft.name,
    anaphor: draft.anaphor,
    pins,
    group: draft.group,
    rangeFrom: draft.rangeFrom,
    flags: draft.flags,
  };
}
