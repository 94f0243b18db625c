import type { PageProfile } from '../../crawl/config/crawl-config.ts';
import { explainExtraction } from '../../extract/explain-extraction.ts';
import { extractPage, type ExtractInput } from '../../extract/extract-article.ts';
import { siteOf } from '../../extract/metadata/page-url.ts';
import type { PageTree } from '../../extract/page/page-tree.ts';
import { extractPlainText } from '../../extract/extract-plain-text.ts';
import type { Article } from '../../model/article.ts';
import type { Capture } from '../../model/capture.ts';
import type { NormalizedText } from '../../model/normalized-text.ts';
import { findMentions } from '../../references/find-mentions.ts';
import type { Registry } from '../../references/registry/registry.ts';
import { resolveMentions } from '../../references/resolve-mentions.ts';
import { segmentArticle, type ArticleWords } from '../../search/tokens/analyze-article.ts';
import type { StoredMention } from '../../store/archive.ts';
import { printsOf, type TextPrints } from '../../store/article-hashes.ts';
import { decodeHtmlBytes, decodeHtmlPieces, decodeTextBytes } from '../../text/encoding/decode-bytes.ts';
import type { WordSegmenter } from '../../text/word-segmenter.ts';
import { pairMentions } from './pair-mentions.ts';

/** What the caller knows of a page that the page itself may not say. */
export interface CaptureHints {
  /** ISO 8601; used where the page gives no date. */
  readonly publishedAt?: string | undefined;
  /** Where the page is from, `hcm/quan-1`: decides which local body a number belongs to. */
  readonly place?: string | undefined;
  /** Where an article stands on the pages of this site, told by its configuration. */
  readonly profile?: PageProfile | undefined;
}

/** What reading needs beside the page; made once for each thread. */
export interface ReadingContext {
  readonly registry: Registry;
  readonly segmenter: WordSegmenter;
}

/** All that is found in one page: data that can be sent from thread to thread. */
export interface CaptureReading {
  /** Its `capture` names no record yet: where that stands is known to who keeps it. */
  readonly article: Article;
  /** None for a page that is no article. */
  readonly mentions: readonly StoredMention[];
  /** What its tokens are made of (`tokensOfWords`): two numbers a word are less to send than the strings. */
  readonly words: ArticleWords;
  readonly prints: TextPrints;
}

/**
 * One page from bytes to what the archive keeps of it; it names every stage in order. Pure, so that it can run in
 * any thread.
 */
export function readCapture(capture: Capture, hints: CaptureHints, context: ReadingContext): CaptureReading {
  return readExtracted(extractCapture(capture, hints).article, hints, context);
}

const NO_WORDS: ArticleWords = { title: new Uint32Array(0), text: new Uint32Array(0) };
const NO_PRINTS = printsOf('');

/** What is found in a page once its article is extracted. */
export function readExtracted(
  article: Article,
  hints: CaptureHints,
  { registry, segmenter }: ReadingContext,
): CaptureReading {
  if (!isArticle(article)) return { article, mentions: [], words: NO_WORDS, prints: NO_PRINTS };
  const text = article.text as NormalizedText;
  const found = findMentions(text);
  const mentions = resolveMentions(found, {
    text,
    publishedOn: article.publishedAt,
    place: hints.place ?? null,
    sections: article.sections,
    registry,
  });
  const stored = pairMentions(found, mentions).flatMap((pair) =>
    pair.mention === undefined ? [] : [{ mention: pair.mention, found: pair.found }],
  );
  const words = segmentArticle(article.title, article.text, segmenter);
  return { article, mentions: stored, words, prints: printsOf(article.text) };
}

/** A listing or an error page is read, but not kept as an article. */
export const isArticle = ({ kind }: Article): boolean => kind === 'article' || kind === 'bulletin';

/** Bytes of any charset, HTML or plain text, to an article. Never throws. */
export function readArticle(capture: Capture, hints: CaptureHints = {}): Article {
  return extractCapture(capture, hints).article;
}

/** An article, with the tree that it was read from; `null` for plain text. */
export interface ExtractedCapture {
  readonly article: Article;
  readonly tree: PageTree | null;
}

/** As `readArticle`. */
export function extractCapture(capture: Capture, hints: CaptureHints): ExtractedCapture {
  const contentType = capture.headers['content-type'] ?? null;
  // A page from stdin has no address.
  const url = capture.finalUrl === '' ? null : capture.finalUrl;
  const facts = { url, fetchedAt: capture.fetchedAt, publishedAt: hints.publishedAt ?? null };
  const isText = contentType?.startsWith('text/plain') ?? url?.endsWith('.txt') ?? false;
  const decoded = isText
    ? decodeTextBytes(capture.body, { contentType })
    : decodeHtmlPieces(capture.body, { contentType });
  const { article, tree } =
    'text' in decoded
      ? { article: extractPlainText({ text: decoded.text, ...facts }), tree: null }
      : extractPage({ pieces: decoded.pieces, ...facts, ...profilesOf(url, hints.profile) });
  const { fetchedAt, status } = capture;
  // Bytes that are no text decode to none: that the text is empty then is no second cause.
  const diagnostics =
    decoded.encoding === 'binary' ? decoded.diagnostics : [...decoded.diagnostics, ...article.diagnostics];
  return {
    article: { ...article, capture: { fetchedAt, status, warc: null, offset: null }, diagnostics },
    tree,
  };
}

/** A profile of the configuration stands in for those that are known for well-known sites. */
function profilesOf(url: string | null, profile: PageProfile | undefined): Pick<ExtractInput, 'profiles'> {
  const site = siteOf(url);
  return profile === undefined || site === null ? {} : { profiles: [{ site, ...profile }] };
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
