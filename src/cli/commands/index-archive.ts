import { Option, type Command } from 'commander';
import { EXIT, type ExitCode } from '../exit.ts';
import { dataOption } from '../options.ts';
import { say } from '../output.ts';
import { runCommand } from '../run-command.ts';

interface IndexFlags {
  readonly data: string;
  readonly changes: boolean;
  readonly engine: 'auto' | 'minisearch' | 'fts5';
}

export function addIndexCommand(program: Command): void {
  program
    .command('index')
    .description('rebuild the search index from the archive')
    .addOption(new Option('--changes', 'only add what the index lacks').default(false))
    .addOption(
      new Option('--engine <engine>', 'which index; auto is by the size of the archive')
        .choices(['auto', 'minisearch', 'fts5'])
        .default('auto'),
    )
    .addOption(dataOption())
    .action((flags: IndexFlags) => runCommand(() => indexArchive(flags)));
}

async function indexArchive({ data, changes, engine: name }: IndexFlags): Promise<ExitCode> {
  const { openArchive, rebuildIndex, requireArchive, syncIndex } = await import('../../index.ts');
  requireArchive(data);
  const workspace = openArchive(data, { mode: 'write', logger: { info: say, warn: say } });
  try {
    const build = changes ? syncIndex : rebuildIndex;
    const { indexed, articles, rebuilt, engine } = await build(workspace, { engine: name });
    say(
      `${rebuilt ? 'built' : 'updated'} the index of ${data} (${engine}): ${indexed} articles entered, ${articles} in all`,
    );
    return EXIT.done;
  } finally {
    workspace.close();
  }
}
