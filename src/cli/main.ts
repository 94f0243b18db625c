import { Command } from 'commander';
import { addAddCommand } from './commands/add.ts';
import { addBackupCommand } from './commands/backup.ts';
import { addCitesCommand } from './commands/cites.ts';
import { addCorpusCommands } from './commands/corpus.ts';
import { addCrawlCommand } from './commands/crawl.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addExportCommand } from './commands/export.ts';
import { addExtractCommand } from './commands/extract.ts';
import { addIndexCommand } from './commands/index-archive.ts';
import { addRefsCommand } from './commands/refs.ts';
import { addRegistryCommand } from './commands/registry.ts';
import { addResolveCommand } from './commands/resolve.ts';
import { addSearchCommand } from './commands/search.ts';
import { addSegmentCommand } from './commands/segment.ts';
import { EXIT } from './exit.ts';
import { treatClosedPipeAsSuccess } from './run-command.ts';
import { VERSION } from './version.ts';

treatClosedPipeAsSuccess();

const program = new Command('tracuu')
  .description('Crawls Vietnamese bulletins and news, and finds every directive that they cite.')
  .version(VERSION, '-V, --version', 'print the version')
  .helpOption('-h, --help', 'print help for a command')
  .addHelpText(
    'after',
    `
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some pages failed, 4 nothing found, 130 interrupted.
Data goes to stdout (a table on a terminal, JSONL in a pipe), everything else to stderr.
Start with: tracuu demo`,
  )
  .showSuggestionAfterError()
  .configureOutput({
    outputError: (message, write) => {
      write(message.replace(/^error: /u, 'tracuu: '));
    },
  })
  .exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.done : EXIT.usage));

// Each loads the library only when it runs, so that --help answers at once.
for (const addCommand of [
  addDemoCommand,
  addCrawlCommand,
  addAddCommand,
  addSearchCommand,
  addCitesCommand,
  addCorpusCommands,
  addExtractCommand,
  addRefsCommand,
  addSegmentCommand,
  addExportCommand,
  addIndexCommand,
  addResolveCommand,
  addRegistryCommand,
  addDoctorCommand,
  addBackupCommand,
]) {
  addCommand(program);
}

await program.parseAsync();
