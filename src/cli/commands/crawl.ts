import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Logger } from '../../base/logger.ts';
import type { CrawlConfig, CrawlFigures, CrawlReport, PlannedFetch, Workspace } from '../../index.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { dataOption, formatOption, parseCount } from '../options.ts';
import { chooseFormat, printRows, say, write, type Format, type View } from '../output.ts';
import { createProgress } from '../progress.ts';
import { parseMetricsAddress, serveMetrics, type MetricsAddress } from '../serve-metrics.ts';
import { abortOnSignal, runCommand } from '../run-command.ts';

interface CrawlFlags {
  readonly data: string;
  readonly dryRun: boolean;
  readonly maxPages?: number;
  readonly maxMinutes?: number;
  readonly workers?: number;
  readonly metrics?: string;
  readonly metricsPort?: MetricsAddress;
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
    .addOption(
      new Option('--workers <n>', 'threads that read pages (default: one for each core but one)').argParser(
        parseCount,
      ),
    )
    .addOption(new Option('--metrics <file>', "write the run's figures there for Prometheus"))
    .addOption(
      new Option(
        '--metrics-port <[host:]port>',
        'answer /metrics there while the run lasts; without a host, on this machine alone',
      ).argParser(parseMetricsAddress),
    )
    .addOption(dataOption())
    .addOption(formatOption())
    .addHelpText('after', '\nExample: tracuu crawl sites.json --max-minutes 60')
    .action((config: string, flags: CrawlFlags) => runCommand(() => crawl(config, flags)));
}

async function crawl(configFile: string, flags: CrawlFlags): Promise<ExitCode> {
  const { openArchive, planSites, readCrawlConfig, shardConfig } = await import('../../index.ts');
  const whole = await readCrawlConfig(configFile);
  const config = flags.shard === undefined ? whole : shardConfig(whole, flags.shard);
  const format = chooseFormat(flags.format);
  if (flags.dryRun) {
    await printRows(await collect(planSites(config)), PLAN_VIEW, format);
    return EXIT.done;
  }
  const signal = abortOnSignal();
  const logger = await chooseLogger();
  const metrics = await serveMetrics(flags.metricsPort, logger);
  const workspace = openArchive(flags.data, { mode: 'write', logger });
  try {
    const report = await crawlWatched(workspace, config, { ...flags, signal, onStart: metrics.show });
    await tellReport(report, { format, metrics: flags.metrics });
    if (signal.aborted) {
      say('interrupted; run it again and it goes on from here');
      return EXIT.interrupted;
    }
    return report.failed > 0 ? EXIT.someFailed : EXIT.done;
  } finally {
    await metrics.close();
    workspace.close();
  }
}

/** A person reads sentences, a service manager keeps JSON. */
async function chooseLogger(): Promise<Logger> {
  if (process.stderr.isTTY) return { info: () => undefined, warn: say };
  const { createJsonLogger } = await import('../../index.ts');
  return createJsonLogger({ job: 'crawl' });
}

async function crawlWatched(
  workspace: Workspace,
  config: CrawlConfig,
  {
    maxPages,
    maxMinutes,
    workers,
    signal,
    onStart,
  }: CrawlFlags & {
    readonly signal: AbortSignal;
    readonly onStart: (readFigures: () => CrawlFigures) => void;
  },
): Promise<CrawlReport> {
  const { crawlSites } = await import('../../index.ts');
  const progress = createProgress();
  try {
    return await crawlSites(workspace, config, {
      maxPages,
      maxMinutes,
      workers,
      signal,
      onStart,
      onProgress: (line) => {
        progress.show(line);
      },
    });
  } finally {
    progress.clear();
  }
}

async function tellReport(
  report: CrawlReport,
  { format, metrics }: { readonly format: Format; readonly metrics: string | undefined },
): Promise<void> {
  const { describeReport, reportMetrics, writeMetricsFile } = await import('../../index.ts');
  if (format === 'table' || format === 'text') say(describeReport(report));
  else await write(`${JSON.stringify(report)}\n`);
  if (metrics !== undefined) await writeMetricsFile(metrics, reportMetrics(report));
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
