import { basename, dirname, resolve } from 'node:path';
import { assertNever } from '../../base/assert-never.ts';
import { TracuuError } from '../../base/tracuu-error.ts';
import type { CrawlConfig } from '../../crawl/config/crawl-config.ts';
import { discoverLinks } from '../../crawl/discovery/discover-links.ts';
import { standingOf } from '../../crawl/outcome/page-standing.ts';
import { decodeBody } from '../../crawl/read-links.ts';
import { listPageFiles, readPageFile } from '../../engines/read-files.ts';
import { readWarcCaptures } from '../../engines/warc/warc-reader.ts';
import type { Capture } from '../../model/capture.ts';
import type { Article } from '../../model/article.ts';
import type { CommitResult } from '../../store/archive.ts';
import { ingestCapture, type IngestOptions } from './ingest-capture.ts';
import type { CaptureHints } from './read-capture.ts';
import { createPageHints } from './site-hints.ts';
import type { Workspace } from '../workspace.ts';

/** What became of one page of one file. */
export type AddOutcome =
  | {
      readonly kind: CommitResult;
      readonly path: string;
      readonly article: Article;
      /** The article that holds the text, which for a duplicate is another than `article`. */
      readonly articleId: string;
      readonly mentions: number;
    }
  | { readonly kind: 'no-article' | 'failed'; readonly path: string; readonly reason: string };

export interface AddOptions extends CaptureHints {
  /** The crawl's configuration: the place and profile of a site hold for its saved pages where none is given here. */
  readonly config?: CrawlConfig | undefined;
}

/**
 * Brings saved pages into the archive: files or folders of HTML and text, JSONL of `{"url", "html"}`, or WARC.
 * Each page is one transaction; a file that cannot be read is reported and does not stop the others.
 *
 * @throws TracuuError `not-found` when a path does not exist: before anything is written
 */
export async function* addPaths(
  workspace: Workspace,
  paths: readonly string[],
  { config, ...given }: AddOptions = {},
): AsyncGenerator<AddOutcome> {
  const hintsOf = config === undefined ? () => ({}) : createPageHints(config);
  for (const path of paths.flatMap(listPageFiles)) {
    try {
      for await (const page of readSavedPages(workspace, path)) {
        if ('reason' in page) yield { kind: 'failed', path, reason: page.reason };
        else {
          const hints = withGiven(hintsOf(page.capture.finalUrl), given);
          yield await addCapture(workspace, path, page, hints);
        }
      }
    } catch (error) {
      if (!(error instanceof TracuuError) || error.code === 'disk-full') throw error;
      yield { kind: 'failed', path, reason: error.message };
    }
  }
}

const withGiven = (hints: CaptureHints, given: CaptureHints): CaptureHints => ({
  publishedAt: given.publishedAt ?? hints.publishedAt,
  place: given.place ?? hints.place,
  profile: given.profile ?? hints.profile,
});

/** Throws `not-found` for the first of `paths` that does not exist, so that a typing error creates no archive. */
export function checkPaths(paths: readonly string[]): void {
  for (const path of paths) listPageFiles(path);
}

async function addCapture(
  workspace: Workspace,
  path: string,
  { capture, where, record, isCrawled = false }: SavedPage,
  hints: CaptureHints,
): Promise<AddOutcome> {
  const unkept = isCrawled ? whyUnkept(capture) : null;
  if (unkept !== null)
    return { kind: 'no-article', path, reason: `${capture.finalUrl} is not kept: ${unkept}` };
  const outcome = await ingestCapture(workspace, capture, { ...hints, record });
  if (outcome.kind === 'no-article') {
    const reason = `${where ?? path} holds no article: ${reasonOf(outcome.article)}`;
    return { kind: 'no-article', path, reason };
  }
  const { receipt, article, mentions } = outcome;
  return { kind: receipt.result, path, article, articleId: receipt.articleId, mentions };
}

/** Why a crawl keeps no article of a page that came, whatever text is in it; `null` where it does. */
function whyUnkept(capture: Capture): string | null {
  const { kind } = standingOf(discoverLinks(decodeBody(capture), capture.finalUrl), capture.headers);
  switch (kind) {
    case 'page':
      return null;
    case 'noindex':
      return 'its publisher asks not to have it in an index';
    case 'not-found':
      return 'it says that there is nothing at its address';
    case 'signpost':
      return 'it sends its reader elsewhere';
    default:
      return assertNever(kind);
  }
}

/** The first diagnostic is the cause, what follows from it comes after. */
function reasonOf({ kind, diagnostics }: Article): string {
  const [first] = diagnostics;
  if (first !== undefined) return first.message;
  return kind === 'listing' ? 'it leads to articles, but is none itself' : 'no text was found in it';
}

/** A page of a file, with its place where the file holds several. */
interface SavedPage {
  readonly capture: Capture;
  readonly where?: string;
  readonly record?: NonNullable<IngestOptions['record']>;
  /** A crawl of ours brought it: it is judged again as it was then. */
  readonly isCrawled?: boolean;
}

interface UnreadablePage {
  readonly reason: string;
}

async function* readSavedPages(
  { clock, warcFolder }: Workspace,
  path: string,
): AsyncGenerator<SavedPage | UnreadablePage> {
  const fetchedAt = clock.now().toISOString();
  const isOurs = resolve(dirname(path)) === resolve(warcFolder);
  if (/\.warc(?:\.gz)?$/u.test(path)) yield* readWarcPages(path, isOurs);
  else if (/\.jsonl(?:\.gz)?$/u.test(path)) yield* readPageLines(path, fetchedAt);
  else yield { capture: readWholeFile(path, fetchedAt) };
}

function readWholeFile(path: string, fetchedAt: string): Capture {
  const { url, bytes } = readPageFile(path);
  const headers: Record<string, string> = /\.txt(?:\.gz)?$/u.test(path)
    ? { 'content-type': 'text/plain' }
    : {};
  return { requestedUrl: url, finalUrl: url, fetchedAt, status: 200, headers, body: bytes };
}

function* readPageLines(path: string, fetchedAt: string): Generator<SavedPage | UnreadablePage> {
  const lines = new TextDecoder().decode(readPageFile(path).bytes).split('\n');
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const where = `${path}:${index + 1}`;
    const page = parsePageLine(line);
    if (page === undefined) {
      yield { reason: `${where} is not a page; each line must be {"url": "https://…", "html": "…"}` };
      continue;
    }
    const { url, html } = page;
    const body = new TextEncoder().encode(html);
    yield { capture: { requestedUrl: url, finalUrl: url, fetchedAt, status: 200, headers, body }, where };
  }
}

/**
 * The pages among the responses; pictures, style sheets and what a crawl read for links alone are passed over, damage is
 * said. What the archive's own files hold is not kept a second time.
 */
async function* readWarcPages(path: string, isOurs: boolean): AsyncGenerator<SavedPage> {
  const damages: number[] = [];
  for await (const item of readWarcCaptures(path)) {
    if (item.kind === 'damage') damages.push(item.offset);
    else if (isPage(item.capture) && (item.role ?? 'page') === 'page') {
      const { capture, offset, role } = item;
      const isCrawled = role !== null;
      yield isOurs
        ? { capture, isCrawled, record: { file: basename(path), offset, fetchedAt: capture.fetchedAt } }
        : { capture, isCrawled };
    }
  }
  if (damages.length === 0) return;
  throw new TracuuError(
    'not-readable',
    `${path} is damaged at byte ${damages.join(', ')}; the pages before and after were read, fetch the file again for the rest`,
  );
}

const isPage = ({ status, headers, finalUrl }: Capture): boolean =>
  status === 200 &&
  /^(?:text\/(?:html|plain)|application\/xhtml)/iu.test(headers['content-type'] ?? '') &&
  !isRobotsFile(finalUrl);

/** A crawl keeps robots.txt as it keeps pages; its text is nobody's article. */
const isRobotsFile = (url: string): boolean =>
  /^https?:/u.test(url) && URL.canParse(url) && new URL(url).pathname === '/robots.txt';

function parsePageLine(line: string): { url: string; html: string } | undefined {
  try {
    const { url, html } = JSON.parse(line) as { url?: unknown; html?: unknown };
    if (typeof url === 'string' && URL.canParse(url) && typeof html === 'string') return { url, html };
  } catch {
    // The caller names file and line, as it does for well-formed JSON that is no page.
  }
  return undefined;
}
