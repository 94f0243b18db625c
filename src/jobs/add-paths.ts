import { TracuuError } from '../base/tracuu-error.ts';
import { listPageFiles, readPageFile } from '../engines/read-files.ts';
import type { Capture } from '../model/capture.ts';
import type { Article } from '../model/article.ts';
import type { CommitResult } from '../store/archive.ts';
import { ingestCapture, type IngestOptions } from './ingest-capture.ts';
import type { Workspace } from './workspace.ts';

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

/**
 * Brings saved pages into the archive: files or folders of HTML and text, or JSONL of `{"url", "html"}`.
 * Each page is one transaction; a file that cannot be read is reported and does not stop the others.
 *
 * @throws TracuuError `not-found` when a path does not exist: before anything is written
 */
export function* addPaths(
  workspace: Workspace,
  paths: readonly string[],
  options: IngestOptions = {},
): Generator<AddOutcome> {
  for (const path of paths.flatMap(listPageFiles)) {
    try {
      for (const capture of readCaptures(path, workspace.clock.now().toISOString())) {
        yield addCapture(workspace, path, capture, options);
      }
    } catch (error) {
      if (!(error instanceof TracuuError) || error.code === 'disk-full') throw error;
      yield { kind: 'failed', path, reason: error.message };
    }
  }
}

/** Throws `not-found` for the first of `paths` that does not exist, so that a typing error creates no archive. */
export function checkPaths(paths: readonly string[]): void {
  for (const path of paths) listPageFiles(path);
}

function addCapture(
  workspace: Workspace,
  path: string,
  capture: Capture,
  options: IngestOptions,
): AddOutcome {
  const outcome = ingestCapture(workspace, capture, options);
  if (outcome.kind === 'no-article') {
    const why = outcome.article.diagnostics.map(({ message }) => message).join('; ');
    return { kind: 'no-article', path, reason: `${path} holds no article (${outcome.article.kind}): ${why}` };
  }
  const { receipt, article, mentions } = outcome;
  return { kind: receipt.result, path, article, articleId: receipt.articleId, mentions };
}

function* readCaptures(path: string, fetchedAt: string): Generator<Capture> {
  const { url, bytes } = readPageFile(path);
  if (!path.endsWith('.jsonl')) {
    const type: Record<string, string> = path.endsWith('.txt') ? { 'content-type': 'text/plain' } : {};
    yield { requestedUrl: url, finalUrl: url, fetchedAt, status: 200, headers: type, body: bytes };
    return;
  }
  const lines = new TextDecoder().decode(bytes).split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const page = parsePageLine(line, `${path}:${index + 1}`);
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    const body = new TextEncoder().encode(page.html);
    yield { requestedUrl: page.url, finalUrl: page.url, fetchedAt, status: 200, headers, body };
  }
}

function parsePageLine(line: string, where: string): { url: string; html: string } {
  try {
    const { url, html } = JSON.parse(line) as { url?: unknown; html?: unknown };
    if (typeof url === 'string' && URL.canParse(url) && typeof html === 'string') return { url, html };
  } catch {
    // Said below, together with what is well-formed JSON but not a page.
  }
  throw new TracuuError(
    'not-readable',
    `${where} is not a page; each line must be {"url": "https://…", "html": "…"}`,
  );
}
