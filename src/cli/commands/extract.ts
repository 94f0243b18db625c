import { Option, type Command } from 'commander';
import { TracuuError } from '../../base/tracuu-error.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { readInput, readLines } from '../input.ts';
import { publishedOption } from '../options.ts';
import { say, write } from '../output.ts';
import { runCommand } from '../run-command.ts';

interface ExtractFlags {
  readonly url?: string;
  readonly published?: string;
  readonly jsonl: boolean;
  readonly format?: 'json' | 'jsonl' | 'text' | 'markdown' | 'html';
  readonly explain: boolean;
}

export function addExtractCommand(program: Command): void {
  program
    .command('extract')
    .description('turn pages into articles: title, lead, byline, date, sections, text; no boilerplate')
    .argument('<page...>', 'files, http(s) addresses, or - for stdin; several print one JSON line each')
    .option('--url <url>', 'address of the page, where it comes from a file or stdin')
    .addOption(publishedOption())
    .addOption(new Option('--jsonl', 'read {id, url, html} lines, print {id, article} lines').default(false))
    .addOption(
      new Option('--format <format>', 'how to print').choices(['json', 'jsonl', 'text', 'markdown', 'html']),
    )
    .addOption(new Option('--explain', 'say on stderr what was dropped, and why').default(false))
    .addHelpText('after', '\nExample: tracuu extract saved-page.html --format markdown')
    .action((pages: string[], flags: ExtractFlags) => runCommand(() => extract(pages, flags)));
}

async function extract(pages: readonly string[], flags: ExtractFlags): Promise<ExitCode> {
  const { explainCapture, extractArticle, fetchCapture, readArticle, renderArticle } =
    await import('../../index.ts');
  if (flags.jsonl) {
    for (const page of pages) {
      for await (const line of readLines(page)) {
        if (line.trim() === '') continue;
        const { id, url, html } = parseLine(line);
        const article = extractArticle({ html, url: url ?? null, publishedAt: flags.published ?? null });
        await write(`${JSON.stringify({ id, article })}\n`);
      }
    }
    return EXIT.done;
  }
  const format = flags.format ?? (pages.length === 1 ? 'json' : 'jsonl');
  let failed = 0;
  for (const page of pages) {
    const capture = /^[a-z][a-z\d+.-]*:\/\//iu.test(page)
      ? await fetchCapture(page)
      : toCapture(page, await readInput(page), flags.url);
    const article = readArticle(capture, { publishedAt: flags.published });
    if (article.kind === 'other') failed++;
    for (const { code, message } of article.diagnostics) say(`${page}: ${message} (${code})`);
    if (flags.explain) for (const line of explainCapture(capture)) say(line);
    await write(format === 'jsonl' ? `${JSON.stringify(article)}\n` : `${renderArticle(article, format)}\n`);
  }
  if (failed === 0) return EXIT.done;
  return failed === pages.length ? EXIT.nothingFound : EXIT.someFailed;
}

interface PageLine {
  readonly id: unknown;
  readonly url?: string | null;
  readonly html: string;
}

function parseLine(line: string): PageLine {
  try {
    const parsed = JSON.parse(line) as PageLine | null;
    if (typeof parsed?.html === 'string') return parsed;
  } catch {
    // Said below, together with what is well-formed JSON but not a page.
  }
  throw new TracuuError(
    'not-readable',
    `not a page: ${line.slice(0, 60)}; each line must be {"id": …, "html": "…"}`,
  );
}

interface FileCapture {
  readonly requestedUrl: string;
  readonly finalUrl: string;
  readonly fetchedAt: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

function toCapture(path: string, body: Uint8Array, url: string | undefined): FileCapture {
  const address = url ?? '';
  const headers: Record<string, string> = path.endsWith('.txt') ? { 'content-type': 'text/plain' } : {};
  return {
    requestedUrl: address,
    finalUrl: address,
    fetchedAt: new Date().toISOString(),
    status: 200,
    headers,
    body,
  };
}
