import { Option, type Command } from 'commander';
import { EXIT, type ExitCode } from '../exit.ts';
import { dataOption } from '../options.ts';
import { say } from '../output.ts';
import { runCommand } from '../run-command.ts';
import { addClusterOptions, readClusterOptions, type ClusterFlags } from '../cluster-options.ts';

interface IndexFlags extends ClusterFlags {
  readonly data: string;
  readonly changes: boolean;
  readonly engine: 'auto' | 'minisearch' | 'fts5' | 'opensearch';
}

export function addIndexCommand(program: Command): void {
  const command = program
    .command('index')
    .description('rebuild the search index from the archive')
    .addOption(new Option('--changes', 'only add what the index lacks').default(false))
    .addOption(
      new Option('--engine <engine>', 'which index; auto is by the size of the archive')
        .choices(['auto', 'minisearch', 'fts5', 'opensearch'])
        .default('auto'),
    )
    .addOption(dataOption());
  addClusterOptions(command).action((flags: IndexFlags) => runCommand(() => indexArchive(flags)));
}

async function indexArchive(flags: IndexFlags): Promise<ExitCode> {
  const { data, changes, engine: name } = flags;
  if (name === 'opensearch') return indexOnCluster(flags);
  const { openArchive, rebuildIndex, requireArchive, syncIndex } = await import('../../index.ts');
  requireArchive(data);
  const workspace = openArchive(data, { mode: 'write', cacheMb: 64, logger: { info: say, warn: say } });
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

async function indexOnCluster(flags: IndexFlags): Promise<ExitCode> {
  const { openArchive, requireArchive, syncOpenSearch } = await import('../../index.ts');
  const options = readClusterOptions(flags);
  requireArchive(flags.data);
  const workspace = openArchive(flags.data, { mode: 'write', cacheMb: 64, logger: { info: say, warn: say } });
  try {
    const report = await syncOpenSearch(workspace, { ...options, rebuild: !flags.changes });
    const { indexed, articles, rebuilt, index, dead } = report;
    say(`${rebuilt ? 'built' : 'updated'} ${index}: ${indexed} articles entered, ${articles} in all`);
    for (const { id, reason } of dead) say(`refused: ${id}: ${reason}`);
    if (dead.length > 0) say(`${dead.length} refused articles are tried again by the next "tracuu index"`);
    return dead.length > 0 ? EXIT.someFailed : EXIT.done;
  } finally {
    workspace.close();
  }
}
