import { Option, type Command } from 'commander';
import type { ExportRow, ExportTable } from '../../index.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { dataOption } from '../options.ts';
import { printRows, type Column } from '../output.ts';
import { runCommand } from '../run-command.ts';

interface ExportFlags {
  readonly data: string;
  readonly table: ExportTable;
  readonly format: 'jsonl' | 'csv';
}

const TABLES = ['articles', 'sections', 'mentions', 'documents'];

export function addExportCommand(program: Command): void {
  program
    .command('export')
    .description('print a whole table, row by row, for pandas, DuckDB or a spreadsheet')
    .addOption(new Option('--table <table>', 'which one').choices(TABLES).makeOptionMandatory())
    .addOption(new Option('--format <format>', 'how to print').choices(['jsonl', 'csv']).default('jsonl'))
    .addOption(dataOption())
    .addHelpText('after', '\nExample: tracuu export --table mentions --format csv > mentions.csv')
    .action((flags: ExportFlags) => runCommand(() => exportRows(flags)));
}

async function exportRows({ data, table, format }: ExportFlags): Promise<ExitCode> {
  const { EXPORT_COLUMNS, exportTable, openArchive } = await import('../../index.ts');
  const workspace = openArchive(data);
  try {
    const columns: Column<ExportRow>[] = EXPORT_COLUMNS[table].map((name) => ({
      name,
      value: (row) => row[name] ?? null,
    }));
    await printRows(exportTable(workspace, table), { columns, text: JSON.stringify }, format);
    return EXIT.done;
  } finally {
    workspace.close();
  }
}
