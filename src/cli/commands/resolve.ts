import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../exit.ts';
import { dataOption } from '../options.ts';
import { say } from '../output.ts';
import { runCommand } from '../run-command.ts';

interface ResolveFlags {
  readonly data: string;
}

export function addResolveCommand(program: Command): void {
  program
    .command('resolve')
    .description('decide again which document each stored mention means, after the registry has grown')
    .addOption(dataOption())
    .action((flags: ResolveFlags) => runCommand(() => resolve(flags)));
}

async function resolve({ data }: ResolveFlags): Promise<ExitCode> {
  const { openArchive, requireArchive, resolveArchive, syncIndex } = await import('../../index.ts');
  requireArchive(data);
  const workspace = openArchive(data, { mode: 'write', logger: { info: say, warn: say } });
  try {
    const report = resolveArchive(workspace);
    syncIndex(workspace);
    say(
      `${report.mentions} mentions in ${report.articles} articles: ${report.changed} mean another document now`,
    );
    return EXIT.done;
  } finally {
    workspace.close();
  }
}
