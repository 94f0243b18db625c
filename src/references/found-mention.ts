import type { PinCite } from '../model/mention.ts';
import type { TextSpan } from '../model/text-span.ts';

/** How the words name a document. */
type MentionForm =
  /** By number: "Chỉ thị 05-CT/TW", "Nghị quyết 54", "19" in a list. */
  | 'numbered'
  /** By the plenum that passed it: "Nghị quyết Trung ương 4 khóa XII". */
  | 'plenum'
  /** By the congress that passed it: "Nghị quyết Đại hội XIII". */
  | 'congress'
  /** By a name or nickname: "Luật Đất đai", "Khoán 10". */
  | 'name'
  /** By pointing back: "Chỉ thị này". */
  | 'anaphor';

/** A place as the words give it. `path` runs from the province down, joined by dots: `hcm.quan-1`. */
export interface PlaceHint {
  readonly path: string;
  readonly level: 'province' | 'district' | 'commune';
  /** True where the words name a district or commune without its province. */
  readonly partial: boolean;
}

/** The body named beside a mention: "của Ban Bí thư", "UBND tỉnh Kon Tum". */
export interface IssuerHint {
  /** `tw`, `qh`, `ubnd`… */
  readonly code: string;
  readonly place: PlaceHint | null;
  /** The level that the words give: "Chủ tịch UBND tỉnh". */
  readonly level: 'province' | 'district' | 'commune' | null;
}

/**
 * A place in a text that cites a document, with all that its own words and their neighbours say about it.
 * Plain data: it can be stored, and resolved again when the registry grows.
 */
export interface FoundMention extends TextSpan {
  readonly surface: string;
  readonly form: MentionForm;
  /** Type code (`ct`, `nq`); `null` where neither word nor code gives one. */
  readonly type: string | null;
  /** Without leading zeros, with a letter suffix (`30a`); `null` for names and anaphors. */
  readonly number: string | null;
  /** Year inside the number: 2020 of `30/2020/NĐ-CP`. */
  readonly year: number | null;
  /** Issuer inside the code, folded: `tw`, `qh14`, `bct+bkhcn`. */
  readonly issuerCode: string | null;
  /** Body named beside the mention. */
  readonly issuer: IssuerHint | null;
  /** The body of the same sentence that is said to have issued it. */
  readonly subject: IssuerHint | null;
  /** The nearest body before the mention in its sentence, whatever it does there. */
  readonly nearby: IssuerHint | null;
  /** The nearest khóa before the mention in its sentence: "các nghị quyết khóa XII: Nghị quyết số 20". */
  readonly nearbyTerm: number | null;
  /** Khóa named beside the mention. */
  readonly term: number | null;
  /** Date named beside the mention: `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, or `--MM-DD` where the words give no year. */
  readonly date: string | null;
  /** Which plenum of the term. */
  readonly plenum: number | null;
  /** Whose congress: `null` for the national one, else the local body. */
  readonly congress: IssuerHint | null;
  /** The name, folded, as the registry knows it. */
  readonly name: string | null;
  /** For an anaphor: which types it can point to (none for "văn bản này"), and to how many documents. */
  readonly anaphor: {
    readonly types: readonly string[];
    readonly plural: boolean;
    readonly count: number | null;
  } | null;
  readonly pins: readonly PinCite[];
  readonly group: number | null;
  /** Last number of a range that starts here: 21 of "từ 18 đến 21" stands in both of its ends. */
  readonly rangeFrom: string | null;
  /** Stable kebab-case marks, as in `Mention.flags`. */
  readonly flags: readonly string[];
}
