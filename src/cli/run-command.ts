import { TracuuError } from '../base/tracuu-error.ts';
import { EXIT, type ExitCode } from './exit.ts';
import { say } from './output.ts';

/** Runs a command's action and turns what it throws into one line on stderr and an exit code. */
export async function runCommand(action: () => Promise<ExitCode>): Promise<void> {
  try {
    process.exitCode = await action();
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** What the person who typed the command can mend by typing it differently. */
const USAGE_CODES: ReadonlySet<string> = new Set(['bad-argument', 'bad-config', 'bad-query']);

function report(error: unknown): ExitCode {
  if (error instanceof TracuuError) {
    say(`tracuu: ${error.message}`);
    return USAGE_CODES.has(error.code) ? EXIT.usage : EXIT.failed;
  }
  const fault = describeSystemFault(error);
  if (fault !== undefined) {
    say(`tracuu: ${fault}`);
    return EXIT.failed;
  }
  const message = error instanceof Error ? error.message : String(error);
  say(`tracuu: internal error: ${message}; please report it with the command you ran`);
  if (process.env['TRACUU_DEBUG'] !== undefined && error instanceof Error) say(error.stack ?? '');
  return EXIT.failed;
}

/** What the system says of a file, in a line with a way out; `undefined` for what is a bug of ours. */
function describeSystemFault(error: unknown): string | undefined {
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === undefined || path === undefined) return undefined;
  const advice: Readonly<Record<string, string>> = {
    ENOENT: 'does not exist; check the path',
    EISDIR: 'is a folder; name a file in it',
    EACCES: 'may not be read; check its permissions',
    EPERM: 'may not be read; check its permissions',
    EROFS: 'lies on a read-only file system; name another folder with --data',
    ENOSPC: 'cannot be written: no space is left; free some and run the command again',
  };
  const known = advice[code];
  return known === undefined ? undefined : `${path} ${known}`;
}

/** A reader that went away (`tracuu search … | head -1`) has seen what it wanted. */
export function treatClosedPipeAsSuccess(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.done);
    say(`tracuu: cannot write the output: ${error.message}`);
    process.exit(EXIT.failed);
  });
}

/** Aborts on the first Ctrl-C or SIGTERM, so that the page in flight is finished; a second one ends at once. */
export function abortOnSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(EXIT.interrupted);
      controller.abort();
    });
  }
  return controller.signal;
}
