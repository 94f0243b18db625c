import { Buffer } from 'node:buffer';
import { toVietnamDate } from '../../base/clock.ts';
import { bodyHashOf } from '../../base/hash.ts';
import type { Article } from '../../model/article.ts';
import type { Capture } from '../../model/capture.ts';
import type { Mention } from '../../model/mention.ts';
import type { CommitReceipt, PageCommit } from '../../store/archive.ts';
import { hashContent, printsOf } from '../../store/article-hashes.ts';
import {
  completeFrom,
  decideCommit,
  enrichFrom,
  type CommitDecision,
  type KnownArticle,
} from '../../store/decide-commit.ts';
import {
  hammingDistance,
  isReprint,
  isSameTitle,
  NEAR_DUPLICATE_BITS,
  simhashBands,
  type PrintedArticle,
} from '../../store/near-duplicate.ts';
import type { WrittenMention } from '../sqlite-index/article-indexer.ts';
import type { ArchiveStatements, ArticleRow } from './sqlite-archive-statements.ts';
import { packArticle, packRepeated, packText, toHashBytes, toTitleKey } from './pack-text.ts';
import { toArticle } from './sqlite-rows.ts';

/** What tells one text from another. */
interface Fingerprints {
  readonly textHash: Uint8Array;
  readonly contentHash: Uint8Array;
  readonly simhash: bigint;
}

const isEqual = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/** Writes one page; runs inside the caller's transaction. */
export function commitPage(statements: ArchiveStatements, page: PageCommit): CommitReceipt {
  const row = findRow(statements, page.article);
  const completed = { ...page, article: completeFrom(page.article, row && toArticle(row)) };
  const { article } = completed;
  const { textHash, simhash } = page.prints ?? printsOf(article.text);
  const prints: Fingerprints = {
    textHash: toHashBytes(textHash),
    contentHash: toHashBytes(hashContent(article)),
    simhash,
  };
  const printed = toPrinted(completed);
  const known = row && describeKnown(statements, row, { article, prints, printed });
  const decision = decideCommit(article, {
    known,
    twinId: known?.sharesId !== true ? findTwin(statements, { article, prints, printed }) : undefined,
  });
  const receipt = writeDecision(statements, completed, decision, prints);
  for (const url of new Set([article.url, article.canonicalUrl])) {
    if (url !== null) statements.writeAddress.run(url, receipt.articleId);
  }
  return receipt;
}

function writeDecision(
  statements: ArchiveStatements,
  page: PageCommit,
  decision: CommitDecision,
  prints: Fingerprints,
): CommitReceipt {
  const { result, articleId } = decision;
  if (result === 'new') {
    writeArticle(statements, page, decision, prints);
    return decision;
  }
  if (result === 'changed') {
    retireArticle(statements, articleId, page.storedAt);
    writeArticle(statements, page, decision, prints);
    return decision;
  }
  const held = statements.articleById.get(articleId) as ArticleRow;
  const isSameText = isEqual(held.text_hash, prints.textHash);
  const enriched = isSameText ? enrichFrom(toArticle(held), page.article) : undefined;
  if (enriched === undefined) return decision;
  const change: CommitDecision = { result: 'changed', articleId };
  retireArticle(statements, articleId, page.storedAt);
  const contentHash = toHashBytes(hashContent(enriched));
  const tokens = enriched.title === page.article.title ? page.tokens : undefined;
  writeArticle(statements, { ...page, article: enriched, tokens }, change, { ...prints, contentHash });
  return change;
}

/** Text and title say the same as before where there are no tokens: those that are held stay. */
type WrittenPage = Omit<PageCommit, 'tokens'> & { readonly tokens: PageCommit['tokens'] | undefined };

/** What is looked for among the articles that are there. */
interface Sought {
  readonly article: Article;
  readonly prints: Fingerprints;
  readonly printed: PrintedArticle;
}

/** The article with the page's id or, failing that, the one that has its address. */
const findRow = (statements: ArchiveStatements, { id, url }: Article): ArticleRow | undefined =>
  (statements.articleById.get(id) ?? statements.articleByAddress.get(url)) as ArticleRow | undefined;

function describeKnown(
  statements: ArchiveStatements,
  row: ArticleRow,
  { article, prints, printed }: Sought,
): KnownArticle {
  const byAddress = statements.articleByAddress.get(article.url) as ArticleRow | undefined;
  return {
    id: row.id,
    url: row.url,
    canonicalUrl: toArticle(row).canonicalUrl,
    sharesId: row.id === article.id,
    sameContent: isEqual(row.content_hash, prints.contentHash),
    isReprint: isReprint(printedRow(statements, row), printed),
    knowsAddress: article.url === null || byAddress?.id === row.id,
  };
}

/** Another article that says the same: by exact hash, by title, by the bands of the simhash. */
function findTwin(statements: ArchiveStatements, { article, prints, printed }: Sought): string | undefined {
  const equals = statements.articlesByTextHash.all(prints.textHash) as ArticleRow[];
  const equal = equals.find((row) => isSameTitle(toArticle(row).title, article.title));
  if (equal !== undefined) return equal.id;
  const isPrintedAs = (row: ArticleRow): boolean =>
    row.id !== article.id && isReprint(printedRow(statements, row), printed);
  const namesakes =
    article.title === null ? [] : (statements.articlesByTitle.all(toTitleKey(article.title)) as ArticleRow[]);
  const original = namesakes.find(isPrintedAs);
  if (original !== undefined) return original.id;
  return findNear(statements, prints.simhash)
    .map((id) => statements.articleById.get(id) as ArticleRow)
    .find(isPrintedAs)?.id;
}

/** Articles whose fingerprints are near, as far as the bands show them. */
function findNear(statements: ArchiveStatements, fingerprint: bigint): string[] {
  const found = new Set<string>();
  for (const [band, bits] of simhashBands(fingerprint).entries()) {
    for (const { id, simhash: hex } of statements.articlesInBand.all(band, bits) as BandRow[]) {
      if (hammingDistance(BigInt(`0x${hex}`), fingerprint) <= NEAR_DUPLICATE_BITS) found.add(id);
    }
  }
  return [...found];
}

type BandRow = Pick<ArticleRow, 'id' | 'simhash'>;

const toPrinted = ({ article, mentions }: PageCommit): PrintedArticle => ({
  title: article.title,
  text: article.text,
  publishedOn: article.publishedAt === null ? null : toVietnamDate(article.publishedAt),
  documents: new Set(mentions.map(({ mention }) => mention.document)),
});

function printedRow(statements: ArchiveStatements, row: ArticleRow): PrintedArticle {
  const { title, text } = toArticle(row);
  const mentions = statements.mentionsOfArticle.all(row.id) as { document: string }[];
  const documents = new Set(mentions.map(({ document }) => document));
  return { title, text, publishedOn: row.published_on, documents };
}

/** Keeps the former text as a version and clears what hung on it. */
function retireArticle(statements: ArchiveStatements, id: string, replacedAt: string): void {
  const row = statements.articleById.get(id) as ArticleRow;
  statements.writeVersion.run(id, row.version, replacedAt, packText(JSON.stringify(toArticle(row))));
  statements.indexer.withdrawCitations(id);
  statements.deleteSections.run(id);
  statements.deleteMentions.run(id);
  statements.deleteBands.run(id);
}

function writeArticle(
  statements: ArchiveStatements,
  page: WrittenPage,
  { articleId, result }: CommitDecision,
  prints: Fingerprints,
): void {
  const { id: _, text, ...details } = page.article;
  const { url, site, title, publishedAt, sections } = page.article;
  const captureId = page.capture === null ? null : writeCapture(statements, page.capture, page.article);
  const version = result === 'new' ? 1 : (statements.articleById.get(articleId) as ArticleRow).version + 1;
  const publishedOn = publishedAt === null ? null : toVietnamDate(publishedAt);
  statements.writeArticle.run(
    articleId,
    url,
    site,
    title === null ? null : toTitleKey(title),
    publishedOn,
    packArticle(JSON.stringify(details), text),
    prints.textHash,
    prints.contentHash,
    prints.simhash.toString(16).padStart(16, '0'),
    version,
    page.storedAt,
    captureId,
  );
  for (const [ordinal, { heading, place, start, end }] of sections.entries()) {
    if (!page.mentions.some(({ mention }) => start <= mention.start && mention.end <= end)) continue;
    statements.writeSection.run(articleId, ordinal, heading, place, start, end);
  }
  const mentions: WrittenMention[] = [];
  for (const [ordinal, { mention, found }] of page.mentions.entries()) {
    const { start, end, surface } = mention;
    const written = statements.writeMention.run(
      articleId,
      ordinal,
      start,
      end,
      surface,
      packText(JSON.stringify(found)),
    );
    const mentionId = Number(written.lastInsertRowid);
    insertResolution(statements, mentionId, mention, page.storedAt);
    mentions.push({ id: mentionId, mention });
  }
  for (const [band, bits] of simhashBands(prints.simhash).entries()) {
    statements.writeBand.run(band, bits, articleId);
  }
  statements.indexer.writeArticle({
    article: { ...page.article, id: articleId },
    mentions,
    sequence: Number(statements.noteChange.run(articleId).lastInsertRowid),
    tokens: page.tokens,
  });
}

function writeCapture(statements: ArchiveStatements, capture: Capture, article: Article): number {
  const row = statements.writeCapture.get(
    capture.requestedUrl,
    capture.finalUrl,
    capture.fetchedAt,
    capture.status,
    bodyHashOf(capture.body),
    article.capture?.warc ?? null,
    article.capture?.offset ?? null,
  ) as { id: number };
  return row.id;
}

/** What a mention is taken to mean from now on. */
export function insertResolution(
  statements: ArchiveStatements,
  mentionId: number,
  { start: _start, end: _end, surface: _surface, document, ...details }: Mention,
  resolvedAt: string,
): void {
  statements.writeResolution.run(mentionId, document, packRepeated(JSON.stringify(details)), resolvedAt);
}
