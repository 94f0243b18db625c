import { writeSync } from 'node:fs';
import type { Logger } from '../../base/logger.ts';

const STDERR = 2;

/**
 * One JSON object a line, through pino: what a service manager collects and a script reads. `base` stands in each line.
 *
 * A log must not end the work that it tells of: where nobody reads it any more, or the disk is full, lines are
 * dropped, and the next one that arrives says how many. pino's own destination throws then (pino 10, sync mode).
 */
export async function createJsonLogger(
  base: Readonly<Record<string, unknown>> = {},
  write: (line: string) => void = writeToStderr,
): Promise<Logger> {
  // Loaded on first use: who only reads an archive logs nothing.
  const { pino } = await import('pino');
  let dropped = 0;
  const stream = {
    write: (line: string): void => {
      try {
        write(line);
        dropped = 0;
      } catch {
        dropped += 1;
      }
    },
  };
  const engine = pino(
    {
      base,
      messageKey: 'message',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
      mixin: () => (dropped === 0 ? {} : { dropped }),
    },
    stream,
  );
  return {
    info: (message, fields = {}) => {
      engine.info(fields, message);
    },
    warn: (message, fields = {}) => {
      engine.warn(fields, message);
    },
  };
}

function writeToStderr(line: string): void {
  writeSync(STDERR, line);
}
