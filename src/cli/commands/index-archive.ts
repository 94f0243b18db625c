import { Option, type Command } from 'commander';
import { EXIT, type ExitCode } from '../exit.ts';
import { dataOption } from '../options.ts';
import { say } from '../output.ts';
import { runCommand } from '../run-command.ts';

interface IndexFlags {
  readonly data: string;
  readonly changes: boolean;
}

export function addIndexCommand(program: Command): void {
  program
    .command('index')
    .description('rebuild the search index from the archive')
    .addOption(new Option('--changes', 'only add what the index lacks').default(false))
    .addOption(dataOption())
    .action((flags: IndexFlags) => runCommand(() => indexArchive(flags)));
}

async function indexArchive({ data, changes }: IndexFlags): Promise<ExitCode> {
  const { openArchive, rebuildIndex, requireArchive, syncIndex } = await import('../../index.ts');
  requireArchive(data);
  const workspace = openArchive(data, { mode: 'write', logger: { info: say, warn: say } });
  try {
    const { indexed, articles, rebuilt } = changes ? syncIndex(workspace) : rebuildIndex(workspace);
    say(
      `${rebuilt ? 'built' : 'updated'} the index of ${data}: ${indexed} articles analysed, ${articles} in all`,
    );
    return EXIT.done;
  } finally {
    workspace.close();
  }
}
