import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../exit.ts';
import { dataOption } from '../options.ts';
import { say } from '../output.ts';
import { runCommand } from '../run-command.ts';

export function addBackupCommand(program: Command): void {
  program
    .command('backup')
    .description('copy the archive to a file, also while a crawl runs')
    .argument('<file>', 'where the copy goes; must not exist')
    .addOption(dataOption())
    .action((file: string, flags: { readonly data: string }) => runCommand(() => backup(file, flags.data)));
}

async function backup(file: string, data: string): Promise<ExitCode> {
  const { backupArchive } = await import('../../index.ts');
  backupArchive(data, file);
  say(
    `copied the archive of ${data} to ${file}; its WARC files are beside it and only grow: copy them afterwards`,
  );
  return EXIT.done;
}
