import type { NormalizedText } from '../model/normalized-text.ts';
import type { FoundMention } from './found-mention.ts';
import type { Draft } from './scanner/draft.ts';
import { isForeign } from './scanner/is-foreign.ts';
import { readContext } from './scanner/read-context.ts';
import { readCongress, readPlenum } from './scanner/read-named.ts';
import { readNumbered, readOrphan } from './scanner/read-numbered.ts';
import { readType, TYPE_FIRST_IDS } from './scanner/read-type.ts';
import { tokenize, type Tokens } from './lexer/tokenize.ts';
import { NUMBER } from './lexer/vocabulary.ts';

/**
 * Finds every mention of a Vietnamese directive, in text order; mentions never overlap.
 *
 * One pass cuts the text into tokens, one looks at each token once and reads a mention where a type word or a
 * numbered code starts; what is read around a mention is bounded, so the time is linear in the length of `text`.
 * Never throws. The result is plain data and can be stored.
 */
export function findMentions(text: NormalizedText): FoundMention[] {
  const tokens = tokenize(text);
  const drafts: Draft[] = [];
  for (let at = 0; at < tokens.count;) {
    const found = readAt(tokens, at, drafts.length);
    if (found.length === 0) {
      at++;
      continue;
    }
    for (const draft of found) if (!isForeign(tokens, draft)) drafts.push(draft);
    at = Math.max(at + 1, found.at(-1)!.next);
  }
  return drafts.map((draft) => describe(tokens, draft));
}

function readAt(tokens: Tokens, index: number, group: number): Draft[] {
  const id = tokens.id[index]!;
  if (id === NUMBER) return readOrphan(tokens, index, group);
  if (!TYPE_FIRST_IDS.has(id)) return [];
  const type = readType(tokens, index);
  if (type === undefined) return [];
  for (const read of [readNumbered, readPlenum, readCongress]) {
    const drafts = read(tokens, type, group);
    if (drafts.length > 0) return drafts;
  }
  return [];
}

function describe(tokens: Tokens, draft: Draft): FoundMention {
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
    pins: [],
    group: draft.group,
    rangeFrom: draft.rangeFrom,
    flags: draft.flags,
  };
}
