import { EXIT } from './exit.ts';
import { say } from './output.ts';

/** Enough for any text that a person would pass; what is larger is passed line by line. */
const MAX_TEXT_BYTES = 256 * 1024 * 1024;

/** The bytes of a file, or of stdin for `-`. Throws as `readPageFile` does. */
export async function readInput(path: string): Promise<Uint8Array> {
  if (path !== '-') {
    const { readPageFile } = await import('../index.ts');
    return readPageFile(path, MAX_TEXT_BYTES).bytes;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_TEXT_BYTES) {
      say(`tracuu: stdin holds more than ${MAX_TEXT_BYTES / 1024 / 1024} MiB; use --lines or --jsonl`);
      process.exit(EXIT.failed);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The text of a file or of stdin, whatever its charset. */
export async function readTextInput(path: string): Promise<string> {
  const { decodeTextBytes } = await import('../index.ts');
  return decodeTextBytes(await readInput(path)).text;
}

/** The lines of a file or of stdin as they come, UTF-8, without their line ends. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const { createReadStream } = await import('node:fs');
  const { createInterface } = await import('node:readline');
  const input = path === '-' ? process.stdin : createReadStream(path);
  // readline swallows the stream's error; this one names the file.
  const failed = new Promise<never>((_, reject) => input.once('error', reject));
  failed.catch(() => undefined);
  yield* createInterface({ input, crlfDelay: Infinity });
  if (input.errored !== null) await failed;
}
