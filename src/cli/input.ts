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

/** Whether a text is the source of a page, whatever the name of its file. */
export const isPageSource = (text: string): boolean =>
  /^\s*<(?:!doctype html|html)/iu.test(text.slice(0, 1000));

/** The text of a file or of stdin, whatever its charset; of a page, the text of its article. */
export async function readArticleText(path: string): Promise<string> {
  const { decodeTextBytes, extractArticle } = await import('../index.ts');
  const { text, diagnostics } = decodeTextBytes(await readInput(path));
  for (const { message } of diagnostics) say(`${path}: ${message}`);
  return isPageSource(text) ? extractArticle({ html: text }).text : text;
}

/** The lines of a file or of stdin as they come, UTF-8, without their line ends. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const { createReadStream } = await import('node:fs');
  const { createInterface } = await import('node:readline');
  const input = path === '-' ? process.stdin : createReadStream(path);
  // readline swallows the stream's error; this one names the file.
  const failed = new Promise<never>((_, reject) => input.once('error', reject));
  failed.catch(() => undefined);
  let isFirst = true;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    yield isFirst ? line.replace(/^\uFEFF/u, '') : line;
    isFirst = false;
  }
  if (input.errored !== null) await failed;
}
