import type { DocumentId } from '../../model/document-id.ts';
import type { MentionRelation } from '../../model/mention.ts';
import type { Citation } from '../../store/archive.ts';
import { requireDirective } from './require-directive.ts';
import type { Workspace } from '../workspace.ts';

export interface TraceOptions {
  /** How many steps from the directive; default 3. */
  readonly depth?: number | undefined;
}

/** "Kế hoạch 138 thực hiện Chỉ thị 05", as articles say it. */
export interface DocumentRelation {
  /** The document that acts. */
  readonly from: DocumentId;
  readonly kind: MentionRelation['kind'];
  /** The document that it acts on. */
  readonly to: DocumentId;
  /** Steps from the directive that was asked for, from 1. */
  readonly depth: number;
  readonly articles: number;
  /** The day of the earliest article that says so; `null` where none is dated. */
  readonly firstOn: string | null;
  /** Where to read it: the earliest article, the words of both mentions and what stands between. */
  readonly article: Citation['article'];
  readonly evidence: string;
}

const DEFAULT_DEPTH = 3;
/** A chain of everything that implements a Party charter is no answer any more. */
const MAX_DOCUMENTS = 500;

/**
 * What implements, replaces, amends or continues a directive, and what does so with those, step by step, as the archive's
 * articles say. Nearest first, then by number of articles.
 *
 * @throws TracuuError `bad-argument` where the words name no directive
 */
export function traceRelations(
  workspace: Workspace,
  directive: string,
  options: TraceOptions = {},
): DocumentRelation[] {
  const { documents } = requireDirective(workspace, directive);
  const relations = new Map<string, DocumentRelation>();
  const reached = new Set(documents);
  let front: readonly DocumentId[] = documents;
  for (let depth = 1; depth <= (options.depth ?? DEFAULT_DEPTH) && front.length > 0; depth++) {
    const next = new Set<DocumentId>();
    for (const found of readRelations(workspace, front)) {
      const known = relations.get(keyOf(found));
      if (known === undefined || known.depth === depth) {
        relations.set(keyOf(found), merge(known, { ...found, depth }));
      }
      for (const document of [found.from, found.to]) {
        if (reached.has(document) || reached.size >= MAX_DOCUMENTS) continue;
        reached.add(document);
        next.add(document);
      }
    }
    front = [...next];
  }
  return [...relations.values()].sort(
    (a, b) => a.depth - b.depth || b.articles - a.articles || (keyOf(a) < keyOf(b) ? -1 : 1),
  );
}

const keyOf = ({ from, kind, to }: Pick<DocumentRelation, 'from' | 'kind' | 'to'>): string =>
  `${from} ${kind} ${to}`;

/** The same relation in one more article. */
function merge(known: DocumentRelation | undefined, found: DocumentRelation): DocumentRelation {
  if (known === undefined) return found;
  const isEarlier = found.firstOn !== null && (known.firstOn === null || found.firstOn < known.firstOn);
  return { ...(isEarlier ? found : known), articles: known.articles + 1 };
}

/** One for each pair of documents of one article in which one of `documents` acts or is acted on. */
function* readRelations(
  { archive }: Workspace,
  documents: readonly DocumentId[],
): Generator<Omit<DocumentRelation, 'depth'>> {
  const seen = new Set<string>();
  const wanted = new Set(documents);
  for (const { article } of archive.readCitations({ documents })) {
    if (seen.has(article.id)) continue;
    seen.add(article.id);
    yield* relationsOf(archive.readArticle(article.id)!, article, wanted);
  }
}

function* relationsOf(
  { article: { text }, mentions }: NonNullable<ReturnType<Workspace['archive']['readArticle']>>,
  article: Citation['article'],
  wanted: ReadonlySet<DocumentId>,
): Generator<Omit<DocumentRelation, 'depth'>> {
  const said = new Set<string>();
  for (const { mention } of mentions) {
    const { relation } = mention;
    const object = relation === null ? undefined : mentions[relation.to]?.mention;
    if (relation === null || object === undefined || object.document === mention.document) continue;
    const edge = { from: mention.document, kind: relation.kind, to: object.document };
    if ((!wanted.has(edge.from) && !wanted.has(edge.to)) || said.has(keyOf(edge))) continue;
    said.add(keyOf(edge));
    yield {
      ...edge,
      articles: 1,
      firstOn: article.publishedAt?.slice(0, 10) ?? null,
      article,
      evidence: text.slice(Math.min(mention.start, object.start), Math.max(mention.end, object.end)),
    };
  }
}
