import { Option, type Command } from 'commander';
import { EXIT, type ExitCode } from '../exit.ts';
import { readArticleText, readLines } from '../input.ts';
import { write } from '../output.ts';
import { runCommand } from '../run-command.ts';

interface SegmentFlags {
  readonly engine: 'builtin' | 'vntk';
  readonly lines: boolean;
}

export function addSegmentCommand(program: Command): void {
  program
    .command('segment')
    .description('group syllables into words: words apart by spaces, syllables of a word joined by _')
    .argument('<file>', 'a text file, or - for stdin')
    .addOption(new Option('--engine <engine>', 'segmenter').choices(['builtin', 'vntk']).default('builtin'))
    .addOption(new Option('--lines', 'one line in, one line out').default(false))
    .addHelpText('after', '\nExample: echo "Đẩy mạnh học tập và làm theo" | tracuu segment - --lines')
    .action((file: string, flags: SegmentFlags) => runCommand(() => segment(file, flags)));
}

async function segment(file: string, { engine, lines }: SegmentFlags): Promise<ExitCode> {
  const { createVntkWordSegmenter, createWordSegmenter, normalizeText, segmentWords, splitSentences } =
    await import('../../index.ts');
  const segmenter = engine === 'vntk' ? await createVntkWordSegmenter() : createWordSegmenter();
  const toLine = (text: string): string =>
    `${segmentWords(text, { segmenter })
      .map((word) => word.text.replace(/\s+/gu, '_'))
      .join(' ')}\n`;
  if (lines) {
    for await (const line of readLines(file)) await write(toLine(line));
    return EXIT.done;
  }
  const text = normalizeText(await readArticleText(file));
  for (const { start, end } of splitSentences(text)) await write(toLine(text.slice(start, end)));
  return EXIT.done;
}
