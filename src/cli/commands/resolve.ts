import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../exit.ts';
import { dataOption } from '../options.ts';
import { say } from '../output.ts';
import { runCommand } from '../run-command.ts';

interface ResolveFlags {
  readonly data: string;
  readonly registry?: string;
}

export function addResolveCommand(program: Command): void {
  program
    .command('resolve')
    .description('decide again which document each stored mention means, after the registry has grown')
    .option('--registry <file>', 'documents of your own to register first (JSONL or TSV)')
    .addOption(dataOption())
    .action((flags: ResolveFlags) => runCommand(() => resolve(flags)));
}

async function resolve({ data, registry }: ResolveFlags): Promise<ExitCode> {
  const { openArchive, readRegistryFile, requireArchive, resolveArchive, syncIndex } =
    await import('../../index.ts');
  requireArchive(data);
  const added = registry === undefined ? [] : readRegistryFile(registry);
  const workspace = openArchive(data, { mode: 'write', logger: { info: say, warn: say } });
  try {
    const report = resolveArchive(workspace, added);
    await syncIndex(workspace);
    say(
      `${report.mentions} mentions in ${report.articles} articles: ${report.changed} mean another document now`,
    );
    return EXIT.done;
  } finally {
    workspace.close();
  }
}
