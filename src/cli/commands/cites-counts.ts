import type {
  CitationCount,
  CitationGroup,
  CocitedHit,
  DocumentRelation,
  FirstCitationHit,
  TimelineCount,
  Workspace,
} from '../../index.ts';
import { chooseFormat, plural, printRows, type Format, type View } from '../output.ts';

/** The flags of `cites` that ask for something else than mentions. */
export interface CountFlags {
  readonly site?: string;
  readonly place?: string;
  readonly from?: string;
  readonly to?: string;
  readonly format?: Format;
  readonly timeline?: boolean;
  readonly cocited?: boolean;
  readonly by?: CitationGroup;
  readonly first?: CitationGroup;
  readonly chain?: boolean;
}

/** Prints what the flags ask for and says how many rows that were; `undefined` where they ask for mentions. */
export async function printCounted(
  workspace: Workspace,
  directive: string,
  flags: CountFlags,
): Promise<number | undefined> {
  const api = await import('../../index.ts');
  const format = chooseFormat(flags.format);
  const print = async <Row>(rows: readonly Row[], view: View<Row>): Promise<number> => {
    await printRows(rows, view, format);
    return rows.length;
  };
  if (flags.timeline === true) {
    return print(await api.citationTimeline(workspace, directive, flags), TIMELINE_VIEW);
  }
  if (flags.by !== undefined) {
    return print(api.countCitations(workspace, directive, { ...flags, by: flags.by }), COUNT_VIEW);
  }
  if (flags.first !== undefined) {
    return print(api.findFirstCitations(workspace, directive, { ...flags, by: flags.first }), FIRST_VIEW);
  }
  if (flags.cocited === true) return print(api.findCocited(workspace, directive), COCITED_VIEW);
  if (flags.chain === true) return print(api.traceRelations(workspace, directive), CHAIN_VIEW);
  return undefined;
}

const COUNT_VIEW: View<CitationCount> = {
  columns: [
    { name: 'mentions', value: (row) => row.mentions },
    { name: 'articles', value: (row) => row.articles },
    { name: 'value', value: (row) => row.value ?? '(none)' },
  ],
  text: (row) =>
    `${row.value ?? '(none)'}: ${plural(row.mentions, 'mention')} in ${plural(row.articles, 'article')}`,
};

const TIMELINE_VIEW: View<TimelineCount> = {
  columns: [
    { name: 'month', value: (row) => row.value ?? 'undated' },
    { name: 'mentions', value: (row) => row.mentions },
    { name: 'articles', value: (row) => row.articles },
    { name: 'of articles', value: (row) => row.allArticles },
    { name: 'per thousand', value: (row) => row.perThousand },
  ],
  text: (row) =>
    `${row.value ?? 'undated'}  ${plural(row.mentions, 'mention')} in ${row.articles} of ${plural(row.allArticles, 'article')}`,
};

const FIRST_VIEW: View<FirstCitationHit> = {
  columns: [
    { name: 'first', value: (row) => row.publishedOn },
    { name: 'days after', value: (row) => row.lagDays },
    { name: 'article', value: (row) => row.articleId },
    { name: 'value', value: (row) => row.value ?? '(none)' },
  ],
  text: (row) =>
    `${row.publishedOn}  ${row.value ?? '(none)'}${row.lagDays === null ? '' : `, ${plural(row.lagDays, 'day')} after`}`,
};

const COCITED_VIEW: View<CocitedHit> = {
  columns: [
    { name: 'articles', value: (row) => row.articles },
    { name: 'document', value: (row) => row.document },
    { name: 'title', value: (row) => row.known?.title ?? null },
  ],
  text: (row) => `${row.document} ${row.known?.title ?? ''}: ${plural(row.articles, 'article')}`,
};

const CHAIN_VIEW: View<DocumentRelation> = {
  columns: [
    { name: 'step', value: (row) => row.depth },
    { name: 'document', value: (row) => row.from },
    { name: 'does', value: (row) => row.kind },
    { name: 'to', value: (row) => row.to },
    { name: 'articles', value: (row) => row.articles },
    { name: 'first', value: (row) => row.firstOn },
    { name: 'in these words', value: (row) => row.evidence },
  ],
  text: (row) => `${row.from} ${row.kind} ${row.to} (${plural(row.articles, 'article')}): ${row.evidence}`,
};
