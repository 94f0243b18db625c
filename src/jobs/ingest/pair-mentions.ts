import type { Mention } from '../../model/mention.ts';
import type { FoundMention } from '../../references/found-mention.ts';

/** A mention with the scanner's record of it. */
export interface PairedMention {
  readonly found: FoundMention;
  /** `undefined` for an anaphor that points at nothing: it was found, and means no document. */
  readonly mention: Mention | undefined;
}

/** Brings together what the scanner found and what the resolver made of it; both are in text order. */
export function pairMentions(found: readonly FoundMention[], mentions: readonly Mention[]): PairedMention[] {
  let next = 0;
  return found.map((record) => {
    const mention = mentions[next];
    const isSame = mention?.start === record.start && mention.end === record.end;
    if (!isSame) return { found: record, mention: undefined };
    next++;
    return { found: record, mention };
  });
}
