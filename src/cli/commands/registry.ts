import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../exit.ts';
import { plural, say } from '../output.ts';
import { runCommand } from '../run-command.ts';

export function addRegistryCommand(program: Command): void {
  const registry = program.command('registry').description('work with a registry of documents of your own');
  registry
    .command('check')
    .description('say what is wrong in a registry file (JSONL, or a table with tabs), line by line')
    .argument('<file>', 'the registry file')
    .action((file: string) => runCommand(() => check(file)));
}

async function check(file: string): Promise<ExitCode> {
  const { checkRegistryFile } = await import('../../index.ts');
  const { documents, errors } = checkRegistryFile(file);
  for (const { line, message } of errors) say(`${file}:${line}: ${message}`);
  say(`${plural(documents.length, 'document')} fit, ${plural(errors.length, 'line')} with a fault`);
  return errors.length === 0 ? EXIT.done : EXIT.failed;
}
