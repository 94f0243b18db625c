/**
 * The public API, in the order in which data flows. Importing it reads no file, opens nothing and prints nothing.
 */
export { TracuuError, type TracuuErrorCode } from './base/tracuu-error.ts';
export { silentLogger, type Logger } from './base/logger.ts';
export type { Clock } from './base/clock.ts';

export type { Article, ArticleImage, ArticleKind, CaptureReference, Section } from './model/article.ts';
export type { Capture } from './model/capture.ts';
export type { Diagnostic } from './model/diagnostic.ts';
export {
  formatDocumentId,
  parseDocumentId,
  type DocumentId,
  type DocumentIdParts,
} from './model/document-id.ts';
export type { KnownDocument } from './model/known-document.ts';
export type {
  DocumentCandidate,
  Mention,
  MentionRelation,
  PinCite,
  ResolutionMethod,
} from './model/mention.ts';
export type { NormalizedText } from './model/normalized-text.ts';
export type { TextSpan } from './model/text-span.ts';

export type { CrawlConfig, SiteConfig } from './crawl/config/crawl-config.ts';
export { shardConfig } from './crawl/config/shard-config.ts';
export type { HttpClient, HttpOutcome, HttpRequest } from './crawl/http-client.ts';
export type { PlannedFetch } from './crawl/plan-crawl.ts';

export { extractArticle, type ExtractInput } from './extract/extract-article.ts';
export { explainExtraction, type Explanation } from './extract/explain-extraction.ts';
export { extractListing } from './extract/listing/extract-listing.ts';
export { findContinuation, joinArticlePages } from './extract/join-article-pages.ts';
export { renderArticle, type ArticleFormat } from './extract/render-article.ts';
export { extractPlainText, type PlainTextInput } from './extract/extract-plain-text.ts';

export { decodeHtmlBytes, decodeTextBytes, type DecodedText } from './text/encoding/decode-bytes.ts';
export { foldDiacritics } from './text/fold-diacritics.ts';
export { identifyLanguage } from './text/identify-language.ts';
export { repairMojibake, type MojibakeRepair } from './text/encoding/repair-mojibake.ts';
export { normalizeText } from './text/normalize-text.ts';
export { searchTerms, type SearchTerm } from './text/search-terms.ts';
export { segmentWords } from './text/segment-words.ts';
export { createWordSegmenter } from './text/segmenter/create-word-segmenter.ts';
export { splitSentences } from './text/split-sentences.ts';
export type { WordSegmenter } from './text/word-segmenter.ts';
export { createVntkWordSegmenter } from './engines/vntk-word-segmenter.ts';

export { annotate, type AnnotateOptions } from './references/annotate.ts';
export { explainMention, type ExplainContext } from './references/explain-mention.ts';
export { findMentions } from './references/find-mentions.ts';
export { findReferences, type FindReferencesOptions } from './references/find-references.ts';
export { builtinRegistry } from './references/registry/builtin-registry.ts';
export { createRegistry, type Registry } from './references/registry/registry.ts';
export { validateRegistry, type RegistryFile } from './references/registry/validate-registry.ts';
export { resolveMentions as resolveReferences } from './references/resolve-mentions.ts';

export type { ArticleFacts, IndexDocument } from './search/engine/index-document.ts';
export {
  FACET_FIELDS,
  type EngineAnswer,
  type FacetCount,
  type FacetField,
  type SearchEngine,
  type WritableSearchEngine,
} from './search/engine/search-engine.ts';
export type { PlanNode } from './search/engine/search-plan.ts';
export { parseQuery, type ParseQueryOptions } from './search/query/parse-query.ts';
export type { DirectiveFinder, ParsedQuery, QueryNode } from './search/query/query-ast.ts';
export { QueryError } from './search/query/query-error.ts';
export type { Archive, Citation, StoredArticle } from './store/archive.ts';
export { MAX_PAGE_FILE_BYTES, readPageFile, type PageFile } from './engines/read-files.ts';

export { addPaths, checkPaths, type AddOptions, type AddOutcome } from './jobs/ingest/add-paths.ts';
export { analyzeArchive } from './jobs/maintain/analyze-archive.ts';
export { backupArchive } from './jobs/maintain/backup-archive.ts';
export { checkWorkspace, type CheckFinding } from './jobs/maintain/check-workspace.ts';
export {
  citeDirective,
  type CitationHit,
  type CiteResult,
  type NamedDocument,
} from './jobs/answer/cite-directive.ts';
export { crawlSites, type CrawlSitesOptions } from './jobs/ingest/crawl-sites.ts';
export type {
  CrawlFigures,
  CrawlReport,
  OutcomeCounts,
  SiteAlarm,
  SiteReport,
} from './jobs/nightly/crawl-report.ts';
export { describeReport } from './jobs/nightly/describe-report.ts';
export { reportMetrics, runningMetrics } from './jobs/nightly/report-metrics.ts';
export { createJsonLogger } from './engines/monitoring/json-logger.ts';
export { formatMetrics, writeMetricsFile, type Metric } from './engines/monitoring/metrics-file.ts';
export {
  startMetricsServer,
  type MetricsServer,
  type MetricsServerOptions,
} from './engines/monitoring/metrics-server.ts';
export { EXPORT_COLUMNS, exportTable, type ExportRow, type ExportTable } from './jobs/answer/export-table.ts';
export { fetchCapture } from './jobs/ingest/fetch-capture.ts';
export { ingestCapture, type IngestOutcome } from './jobs/ingest/ingest-capture.ts';
export { explainCapture, readArticle } from './jobs/ingest/read-capture.ts';
export { planSites } from './jobs/ingest/plan-sites.ts';
export { checkRegistryFile, openRegistry, readRegistryFile } from './jobs/ingest/read-registry.ts';
export { readCrawlConfig } from './jobs/ingest/read-crawl-config.ts';
export { resolveArchive, type ResolveReport } from './jobs/maintain/resolve-archive.ts';
export { DEMO_DIRECTIVE, DEMO_ORIGIN, runDemo, type DemoResult } from './jobs/run-demo.ts';
export {
  concordArchive,
  type ConcordanceHit,
  type ConcordanceOptions,
  type ConcordanceResult,
} from './jobs/answer/concord-archive.ts';
export { SEARCH_ENGINES, type SearchEngineName } from './jobs/answer/open-engine.ts';
export { openCluster, type ClusterOptions, type OpenedCluster } from './jobs/answer/open-cluster.ts';
export {
  syncOpenSearch,
  type OpenSearchReport,
  type SyncOpenSearchOptions,
} from './jobs/maintain/sync-opensearch.ts';
export {
  searchArchive,
  type SearchFacet,
  type SearchHit,
  type SearchOptions,
  type SearchResult,
} from './jobs/answer/search-archive.ts';
export { rebuildIndex, syncIndex, type IndexOptions, type IndexReport } from './jobs/maintain/sync-index.ts';
export { openArchive, requireArchive, type OpenArchiveOptions, type Workspace } from './jobs/workspace.ts';

export {
  CITATION_GROUPS,
  citationTimeline,
  countCitations,
  findCocited,
  findFirstCitations,
  type CocitedHit,
  type FirstCitationHit,
  type TimelineCount,
} from './jobs/answer/count-citations.ts';
export { countFrequency, findCollocates, findKeywords } from './jobs/answer/corpus-tools.ts';
export { traceRelations, type DocumentRelation } from './jobs/answer/trace-relations.ts';
export type { Collocate, CollocateReport } from './search/corpus/count-collocates.ts';
export type { KeynessReport, Keyword } from './search/corpus/compare-words.ts';
export type { TimeCount, TimeUnit } from './search/corpus/count-over-time.ts';
export type { CitationCount, CitationGroup } from './store/archive.ts';
