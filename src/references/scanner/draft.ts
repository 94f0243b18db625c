import type { FoundMention, IssuerHint } from '../found-mention.ts';

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
