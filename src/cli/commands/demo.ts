import { Option, type Command } from 'commander';
import { EXIT, type ExitCode } from '../exit.ts';
import { dataOption, parseCount } from '../options.ts';
import { plural, say, write } from '../output.ts';
import { createProgress } from '../progress.ts';
import { abortOnSignal, runCommand } from '../run-command.ts';
import { CITATION_VIEW, describeDocument } from './cites.ts';

interface DemoFlags {
  readonly data: string;
  readonly delayMs?: number;
}

export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description(
      'serve the bundled fixture site on loopback, crawl it, index it and answer a directive query',
    )
    .addOption(dataOption())
    .addOption(new Option('--delay-ms <n>', 'let the site wait before each answer').argParser(parseCount))
    .action((flags: DemoFlags) => runCommand(() => demo(flags)));
}

async function demo({ data, delayMs }: DemoFlags): Promise<ExitCode> {
  const { DEMO_DIRECTIVE, describeReport, openArchive, runDemo } = await import('../../index.ts');
  const signal = abortOnSignal();
  const workspace = openArchive(data, { mode: 'write', logger: { info: () => undefined, warn: say } });
  const progress = createProgress();
  try {
    const { isSecondRun, report, answer } = await runDemo(workspace, {
      delayMs,
      signal,
      onProgress: (line) => {
        progress.show(line);
      },
    });
    progress.clear();
    if (signal.aborted) {
      say('interrupted; run it again and it goes on from here');
      return EXIT.interrupted;
    }
    const before = isSecondRun ? 'The site is known: only what may have changed is asked for.\n' : '';
    await write(`${before}${describeReport(report)}\n`);
    if (report.skipped > 0) {
      await write(
        `${report.skipped} pages were not asked for at all: the sitemap says that they are unchanged\n`,
      );
    }
    await write(`\n$ tracuu cites "${DEMO_DIRECTIVE}"\n\n`);
    await write(`${answer.documents.map(describeDocument).join('\n')}\n\n`);
    for (const citation of answer.citations) await write(`${CITATION_VIEW.text(citation)}\n`);
    const articles = new Set(answer.citations.map(({ article }) => article.id)).size;
    await write(`${plural(answer.citations.length, 'mention')} in ${plural(articles, 'article')}\n`);
    await write(nextSteps(data, isSecondRun));
    return EXIT.done;
  } finally {
    progress.clear();
    workspace.close();
  }
}

function nextSteps(data: string, isSecondRun: boolean): string {
  const at = data === 'index-data' ? '' : ` --data ${data}`;
  return `
Try next:
  npx tracuu search "học tập và làm theo"${at}
  npx tracuu search "hoc tap va lam theo" --place hcm${at}
  npx tracuu cites "Nghị quyết Trung ương 4 khóa XII"${at}
  npx tracuu export --table mentions --format csv${at}
  ${isSecondRun ? `npx tracuu doctor${at}` : `npx tracuu demo${at}          # again: only what changed is crawled`}
`;
}
