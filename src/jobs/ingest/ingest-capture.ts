import type { Article } from '../../model/article.ts';
import type { Capture } from '../../model/capture.ts';
import type { NormalizedText } from '../../model/normalized-text.ts';
import { extractArticle } from '../../extract/extract-article.ts';
import { explainExtraction } from '../../extract/explain-extraction.ts';
import { extractPlainText } from '../../extract/extract-plain-text.ts';
import { findMentions } from '../../references/find-mentions.ts';
import { resolveMentions } from '../../references/resolve-mentions.ts';
import { analyzeArticle } from '../../search/tokens/analyze-article.ts';
import type { CommitReceipt, StoredMention } from '../../store/archive.ts';
import { decodeHtmlBytes, decodeTextBytes } from '../../text/encoding/decode-bytes.ts';
import { pairMentions } from './pair-mentions.ts';
import type { Workspace } from '../workspace.ts';

/** What the caller knows of a page that the page itself may not say. */
export interface IngestOptions {
  /** ISO 8601; used where the page gives no date. */
  readonly publishedAt?: string | undefined;
  /** Where the page is from, `hcm/quan-1`: decides which local body a number belongs to. */
  readonly place?: string | undefined;
  /** The WARC record that the page was read from. */
  readonly warc?: { readonly file: string; readonly offset: number } | undefined;
}

/** What one page became. */
export type IngestOutcome =
  | {
      readonly kind: 'stored';
      readonly receipt: CommitReceipt;
      readonly article: Article;
      readonly mentions: number;
    }
  | { readonly kind: 'no-article'; readonly article: Article };

/** One page on its way into the archive; read this first: it names every stage in order. */
export function ingestCapture(
  workspace: Workspace,
  capture: Capture,
  options: IngestOptions = {},
): IngestOutcome {
  const article = readArticle(capture, options);
  if (article.kind === 'listing' || article.kind === 'other') return { kind: 'no-article', article };

  const mentions = findStoredMentions(workspace, article, options.place ?? null);
  const receipt = workspace.archive.commit({
    capture,
    article,
    mentions,
    tokens: analyzeArticle(article.title, article.text, workspace.segmenter),
    storedAt: workspace.clock.now().toISOString(),
  });
  return { kind: 'stored', receipt, article, mentions: mentions.length };
}

/** Bytes of any charset, HTML or plain text, to an article. Never throws. */
export function readArticle(capture: Capture, options: IngestOptions = {}): Article {
  const { warc } = options;
  const contentType = capture.headers['content-type'] ?? null;
  // A page from stdin has no address.
  const url = capture.finalUrl === '' ? null : capture.finalUrl;
  const facts = { url, fetchedAt: capture.fetchedAt, publishedAt: options.publishedAt ?? null };
  const isText = contentType?.startsWith('text/plain') ?? url?.endsWith('.txt') ?? false;
  const decoded = isText
    ? decodeTextBytes(capture.body, { contentType })
    : decodeHtmlBytes(capture.body, { contentType });
  const article = isText
    ? extractPlainText({ text: decoded.text, ...facts })
    : extractArticle({ html: decoded.text, ...facts });
  return {
    ...article,
    capture: {
      fetchedAt: capture.fetchedAt,
      status: capture.status,
      warc: warc?.file ?? null,
      offset: warc?.offset ?? null,
    },
    // Bytes that are no text decode to none: that the text is empty then is no second cause.
    diagnostics:
      decoded.encoding === 'binary' ? decoded.diagnostics : [...decoded.diagnostics, ...article.diagnostics],
  };
}

/** For a person who wonders where a paragraph went: the box that was chosen, and each block that was dropped, a line each. */
export function explainCapture(capture: Capture): string[] {
  const contentType = capture.headers['content-type'] ?? null;
  const { text, encoding } = decodeHtmlBytes(capture.body, { contentType });
  const { kind, container, keptBlocks, dropped } = explainExtraction({
    html: text,
    url: capture.finalUrl === '' ? null : capture.finalUrl,
  });
  return [
    `read as ${encoding}; ${kind}; ${keptBlocks} blocks kept from ${container ?? 'no box'}`,
    ...dropped.map((block) => `dropped (${block.reason}) ${block.path}: ${block.text.slice(0, 80)}`),
  ];
}

function findStoredMentions(workspace: Workspace, article: Article, place: string | null): StoredMention[] {
  const text = article.text as NormalizedText;
  const found = findMentions(text);
  const mentions = resolveMentions(found, {
    text,
    publishedOn: article.publishedAt,
    place,
    sections: article.sections,
    registry: workspace.registry,
  });
  return pairMentions(found, mentions).flatMap((pair) =>
    pair.mention === undefined ? [] : [{ mention: pair.mention, found: pair.found }],
  );
}
