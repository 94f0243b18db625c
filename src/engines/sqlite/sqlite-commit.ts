import { deflateRawSync } from 'node:zlib';
import { toVietnamDate } from '../../base/clock.ts';
import { sha256Hex } from '../../base/hash.ts';
import type { Capture } from '../../model/capture.ts';
import type { Mention } from '../../model/mention.ts';
import type { CommitReceipt, PageCommit } from '../../store/archive.ts';
import { hashContent, hashText } from '../../store/article-hashes.ts';
import { decideCommit, type CommitDecision, type KnownArticle } from '../../store/decide-commit.ts';
import {
  hammingDistance,
  isNearDuplicate,
  isReprint,
  NEAR_DUPLICATE_BITS,
  simhash,
  simhashBands,
} from '../../store/near-duplicate.ts';
import type { ArchiveStatements, ArticleRow } from './sqlite-archive-statements.ts';
import { toArticle } from './sqlite-rows.ts';

/** What tells one text from another. */
interface Fingerprints {
  readonly textHash: string;
  readonly contentHash: string;
  readonly simhash: bigint;
}

/** Writes one page; runs inside the caller's transaction. */
export function commitPage(statements: ArchiveStatements, page: PageCommit): CommitReceipt {
  const { article } = page;
  const prints: Fingerprints = {
    textHash: hashText(article.text),
    contentHash: hashContent(article),
    simhash: simhash(article.text),
  };
  const known = findKnown(statements, page, prints);
  const decision = decideCommit(article, {
    known,
    twinId: known?.sharesId !== true ? findTwin(statements, page, prints) : undefined,
  });
  if (decision.result === 'changed') retireArticle(statements, decision.articleId, page.storedAt);
  if (decision.result === 'new' || decision.result === 'changed') {
    writeArticle(statements, page, decision, prints);
  }
  for (const url of new Set([article.url, article.canonicalUrl])) {
    if (url !== null) statements.writeAddress.run(url, decision.articleId);
  }
  return decision;
}

function findKnown(
  statements: ArchiveStatements,
  { article }: PageCommit,
  prints: Fingerprints,
): KnownArticle | undefined {
  const byId = statements.articleById.get(article.id) as ArticleRow | undefined;
  const byAddress = statements.articleByAddress.get(article.url) as ArticleRow | undefined;
  const row = byId ?? byAddress;
  if (row === undefined) return undefined;
  const held = { text: row.text, simhash: BigInt(`0x${row.simhash}`) };
  return {
    id: row.id,
    url: row.url,
    canonicalUrl: row.canonical_url,
    sharesId: byId !== undefined,
    sameContent: row.content_hash === prints.contentHash,
    nearDuplicate: isNearDuplicate(held, { text: article.text, simhash: prints.simhash }),
    knowsAddress: article.url === null || byAddress?.id === row.id,
  };
}

/** Another article that says the same: by exact hash, by title, by the bands of the simhash. */
function findTwin(
  statements: ArchiveStatements,
  { article }: PageCommit,
  prints: Fingerprints,
): string | undefined {
  const exact = statements.articleByTextHash.get(prints.textHash) as ArticleRow | undefined;
  if (exact !== undefined) return exact.id;
  const namesakes =
    article.title === null ? [] : (statements.articlesByTitle.all(article.title) as ArticleRow[]);
  const original = namesakes.find((row) => row.id !== article.id && isReprint(row.text, article.text));
  return original?.id ?? findNearText(statements, article.text, prints.simhash);
}

function findNearText(statements: ArchiveStatements, text: string, fingerprint: bigint): string | undefined {
  for (const [band, bits] of simhashBands(fingerprint).entries()) {
    for (const { id, simhash: hex } of statements.articlesInBand.all(band, bits) as BandRow[]) {
      if (hammingDistance(BigInt(`0x${hex}`), fingerprint) > NEAR_DUPLICATE_BITS) continue;
      const row = statements.articleById.get(id) as ArticleRow;
      if (isReprint(row.text, text)) return id;
    }
  }
  return undefined;
}

type BandRow = Pick<ArticleRow, 'id' | 'simhash'>;

/** Keeps the former text as a version and clears what hung on it. */
function retireArticle(statements: ArchiveStatements, id: string, replacedAt: string): void {
  const row = statements.articleById.get(id) as ArticleRow;
  statements.writeVersion.run(id, row.version, replacedAt, JSON.stringify(toArticle(row)));
  statements.deleteSections.run(id);
  statements.deleteMentions.run(id);
  statements.deleteBands.run(id);
}

function writeArticle(
  statements: ArchiveStatements,
  page: PageCommit,
  { articleId, result }: CommitDecision,
  prints: Fingerprints,
): void {
  const { id: _, text, ...details } = page.article;
  const { url, canonicalUrl, site, kind, title, publishedAt, sections } = page.article;
  const captureId = page.capture === null ? null : writeCapture(statements, page.capture);
  const version = result === 'new' ? 1 : (statements.articleById.get(articleId) as ArticleRow).version + 1;
  const publishedOn = publishedAt === null ? null : toVietnamDate(publishedAt);
  statements.writeArticle.run(
    articleId,
    url,
    canonicalUrl,
    site,
    kind,
    title,
    publishedOn,
    text,
    JSON.stringify(details),
    prints.textHash,
    prints.contentHash,
    prints.simhash.toString(16).padStart(16, '0'),
    version,
    page.storedAt,
    captureId,
  );
  for (const [ordinal, { heading, place, start, end }] of sections.entries()) {
    statements.writeSection.run(articleId, ordinal, heading, place, start, end);
  }
  for (const [ordinal, { mention, found }] of page.mentions.entries()) {
    const { start, end, surface } = mention;
    const written = statements.writeMention.run(
      articleId,
      ordinal,
      start,
      end,
      surface,
      JSON.stringify(found),
    );
    insertResolution(statements, Number(written.lastInsertRowid), mention, page.storedAt);
  }
  for (const [band, bits] of simhashBands(prints.simhash).entries()) {
    statements.writeBand.run(band, bits, articleId);
  }
  statements.noteChange.run(articleId);
}

function writeCapture(statements: ArchiveStatements, capture: Capture): number {
  const row = statements.writeCapture.get(
    capture.requestedUrl,
    capture.finalUrl,
    capture.fetchedAt,
    capture.status,
    JSON.stringify(capture.headers),
    sha256Hex(capture.body),
    deflateRawSync(capture.body),
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
  statements.writeResolution.run(mentionId, document, JSON.stringify(details), resolvedAt);
}
