import { InvalidArgumentError, Option, type Command } from 'commander';
import type { CrawlReport, PlannedFetch } from '../../index.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { dataOption, formatOption, parseCount } from '../options.ts';
import { chooseFormat, printRows, say, write, type Format, type View } from '../output.ts';
import { createProgress } from '../progress.ts';
import { abortOnSignal, runCommand } from '../run-command.ts';

interface CrawlFlags {
  readonly data: string;
  readonly dryRun: boolean;
  readonly maxPages?: number;
  readonly maxMinutes?: number;
  readonly shard?: { readonly index: number; readonly count: number };
  readonly format?: Format;
}

export function addCrawlCommand(program: Command): void {
  program
    .command('crawl')
    .description(
      'the nightly job: discover, fetch politely, archive, extract, index; continues where it stopped',
    )
    .argument('[config]', 'sites to crawl', 'tracuu.json')
    .addOption(
      new Option('--dry-run', 'list what would be fetched, with each robots.txt decision').default(false),
    )
    .addOption(
      new Option('--max-pages <n>', 'stop after so many pages; listings and feeds do not count').argParser(
        parseCount,
      ),
    )
    .addOption(new Option('--max-minutes <n>', 'stop after so long').argParser(parseCount))
    .addOption(new Option('--shard <i/n>', 'only the i-th of n parts of the sites').argParser(parseShard))
    .addOption(dataOption())
    .addOption(formatOption())
    .addHelpText('after', '\nExample: tracuu crawl sites.json --max-minutes 60')
    .action((config: string, flags: CrawlFlags) => runCommand(() => crawl(config, flags)));
}

async function crawl(configFile: string, flags: CrawlFlags): Promise<ExitCode> {
  const { crawlSites, openArchive, planSites, readCrawlConfig, shardConfig } = await import('../../index.ts');
  const whole = readCrawlConfig(configFile);
  const config = flags.shard === undefined ? whole : shardConfig(whole, flags.shard);
  const format = chooseFormat(flags.format);
  if (flags.dryRun) {
    await printRows(await collect(planSites(config)), PLAN_VIEW, format);
    return EXIT.done;
  }
  const signal = abortOnSignal();
  const workspace = openArchive(flags.data, { mode: 'write', logger: { info: say, warn: say } });
  const progress = createProgress();
  try {
    const { maxPages, maxMinutes } = flags;
    const report = await crawlSites(workspace, config, {
      maxPages,
      maxMinutes,
      signal,
      onProgress: (line) => {
        progress.show(line);
      },
    });
    progress.clear();
    if (format === 'table' || format === 'text') say(describeReport(report));
    else await write(`${JSON.stringify(report)}\n`);
    if (signal.aborted) {
      say('interrupted; run it again and it goes on from here');
      return EXIT.interrupted;
    }
    return report.failed > 0 ? EXIT.someFailed : EXIT.done;
  } finally {
    progress.clear();
    workspace.close();
  }
}

/** `2/3` is the second of three parts. */
function parseShard(value: string): { index: number; count: number } {
  const [, index, count] = (/^(\d{1,4})\/(\d{1,4})$/u.exec(value) ?? []).map(Number);
  if (index === undefined || count === undefined || index < 1 || index > count) {
    throw new InvalidArgumentError('Write it as 1/3, 2/3 or 3/3.');
  }
  return { index, count };
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** `crawled 21 addresses: 14 new, 0 changed, …` */
export function describeReport(report: CrawlReport): string {
  const counts = [
    `${report.new} new articles`,
    `${report.changed} changed`,
    `${report.unchanged} unchanged`,
    `${report.duplicate} duplicates`,
    `${report.redirected} redirected`,
    `${report.gone} gone`,
    `${report.disallowed} disallowed by robots.txt`,
    `${report.noArticle} without an article`,
    `${report.discovered} listings and feeds`,
    `${report.failed} failed`,
  ];
  const causes = Object.entries(report.failures).map(([cause, count]) => `${cause} ${count}`);
  const why = causes.length === 0 ? '' : ` (${causes.join(', ')})`;
  const start = report.resumed ? 'continued and crawled' : 'crawled';
  const rest = report.pending === 0 ? '' : `; ${report.pending} addresses are left for the next run`;
  return `${start} ${report.requests} addresses: ${counts.join(', ')}${why}${rest}`;
}

const PLAN_VIEW: View<PlannedFetch> = {
  columns: [
    { name: 'site', value: (row) => row.site, width: 24 },
    { name: 'role', value: (row) => row.role },
    { name: 'allowed', value: (row) => row.allowed },
    { name: 'robots rule', value: (row) => row.robotsRule, width: 40 },
    { name: 'url', value: (row) => row.url },
  ],
  text: (row) =>
    `${row.allowed ? 'fetch' : 'leave'}  ${row.url}  (${row.role}, ${row.robotsRule ?? 'no rule'})`,
};
