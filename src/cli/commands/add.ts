import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../exit.ts';
import { dataOption, formatOption, placeOption, publishedOption } from '../options.ts';
import { chooseFormat, printRows, say, type Format, type View } from '../output.ts';
import { runCommand } from '../run-command.ts';
import type { AddOutcome } from '../../index.ts';

interface AddFlags {
  readonly data: string;
  readonly published?: string;
  readonly place?: string;
  readonly config?: string;
  readonly format?: Format;
}

export function addAddCommand(program: Command): void {
  program
    .command('add')
    .description('bring saved pages (HTML, text, WARC, JSONL of {url, html}) into the archive and the index')
    .argument('<path...>', 'files or folders')
    .addOption(publishedOption())
    .addOption(placeOption('where the pages are from'))
    .option('--config <file>', "a crawl's configuration, for the place and profile of the pages of each site")
    .addOption(dataOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      '\nExample: tracuu add saved-pages/ --place hcm\n         tracuu add backup/warc/ --config tracuu.json',
    )
    .action((paths: string[], flags: AddFlags) => runCommand(() => add(paths, flags)));
}

async function add(paths: readonly string[], flags: AddFlags): Promise<ExitCode> {
  const { addPaths, checkPaths, openArchive, readCrawlConfig, syncIndex } = await import('../../index.ts');
  checkPaths(paths);
  const config = flags.config === undefined ? undefined : await readCrawlConfig(flags.config);
  const workspace = openArchive(flags.data, { mode: 'write', logger: { info: say, warn: say } });
  try {
    const outcomes: AddOutcome[] = [];
    const options = { publishedAt: flags.published, place: flags.place, config };
    for await (const outcome of addPaths(workspace, paths, options)) outcomes.push(outcome);
    const stored = outcomes.filter((outcome) => 'article' in outcome);
    if (stored.length > 0) await syncIndex(workspace);
    for (const outcome of outcomes) if ('reason' in outcome) say(`tracuu: ${outcome.reason}`);
    await printRows(stored.map(toRow), VIEW, chooseFormat(flags.format));
    if (stored.length === outcomes.length && stored.length > 0) return EXIT.done;
    if (outcomes.length === 0)
      say(
        `tracuu: no page found under ${paths.join(', ')}; name files, or folders that hold .html, .txt, .warc.gz or .jsonl`,
      );
    return stored.length > 0 ? EXIT.someFailed : EXIT.failed;
  } finally {
    workspace.close();
  }
}

interface AddRow {
  readonly path: string;
  readonly result: string;
  readonly id: string;
  readonly kind: string;
  readonly title: string | null;
  readonly byline: string | null;
  readonly publishedAt: string | null;
  readonly sections: number;
  readonly mentions: number;
}

function toRow(outcome: Extract<AddOutcome, { article: unknown }>): AddRow {
  const { kind, title, byline, publishedAt, sections } = outcome.article;
  return {
    path: outcome.path,
    result: outcome.kind,
    id: outcome.articleId,
    kind,
    title,
    byline,
    publishedAt,
    sections: sections.length,
    mentions: outcome.mentions,
  };
}

const VIEW: View<AddRow> = {
  columns: [
    { name: 'result', value: (row) => row.result },
    { name: 'kind', value: (row) => row.kind },
    { name: 'sections', value: (row) => row.sections },
    { name: 'mentions', value: (row) => row.mentions },
    { name: 'title', value: (row) => row.title, width: 60 },
    { name: 'path', value: (row) => row.path },
  ],
  text: (row) =>
    `${row.result}: ${row.title ?? '(no title)'} (${row.kind}, ${row.sections} sections, ${row.mentions} mentions) from ${row.path}`,
};
