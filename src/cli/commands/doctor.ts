import { Option, type Command } from 'commander';
import type { CheckFinding } from '../../index.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { dataOption, formatOption } from '../options.ts';
import { chooseFormat, printRows, type Format, type View } from '../output.ts';
import { runCommand } from '../run-command.ts';

interface DoctorFlags {
  readonly data: string;
  readonly mend: boolean;
  readonly format?: Format;
}

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check archive, WARC files, index and lock, and say how to mend each fault')
    .addOption(new Option('--mend', 'repair what can be repaired').default(false))
    .addOption(dataOption())
    .addOption(formatOption())
    .action((flags: DoctorFlags) => runCommand(() => examine(flags)));
}

async function examine({ data, mend, format }: DoctorFlags): Promise<ExitCode> {
  const { checkWorkspace } = await import('../../index.ts');
  const findings = await checkWorkspace(data, { mend });
  await printRows(findings, VIEW, chooseFormat(format));
  return findings.every(({ ok }) => ok) ? EXIT.done : EXIT.failed;
}

const VIEW: View<CheckFinding> = {
  columns: [
    { name: 'checked', value: (finding) => finding.subject },
    { name: 'state', value: (finding) => (finding.ok ? 'ok' : 'FAULT') },
    { name: 'finding', value: (finding) => finding.message },
  ],
  text: (finding) => `${finding.ok ? 'ok   ' : 'FAULT'}  ${finding.subject}: ${finding.message}`,
};
