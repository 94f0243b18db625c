import { Option, type Command } from 'commander';
import type { Mention } from '../../index.ts';
import { TracuuError } from '../../base/tracuu-error.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { readLines, readTextInput } from '../input.ts';
import { formatOption, placeOption, publishedOption } from '../options.ts';
import { chooseFormat, printRows, write, type Format, type View } from '../output.ts';
import { runCommand } from '../run-command.ts';

interface RefsFlags {
  readonly published?: string;
  readonly place?: string;
  readonly jsonl: boolean;
  readonly explain: boolean;
  readonly annotate?: 'html';
  readonly registry?: string;
  readonly format?: Format;
}

export function addRefsCommand(program: Command): void {
  program
    .command('refs')
    .description('find every directive that a text cites, and say which document each one means')
    .argument('<file>', 'a text file, or - for stdin')
    .addOption(publishedOption())
    .addOption(placeOption('where the text is from'))
    .option('--registry <file>', 'documents of your own beside the built-in ones (JSONL or TSV)')
    .addOption(
      new Option('--jsonl', 'read {id, text, published, place} lines, print {id, refs} lines').default(false),
    )
    .addOption(new Option('--explain', 'say for each mention why it means what it means').default(false))
    .addOption(new Option('--annotate <format>', 'print the text with the mentions marked').choices(['html']))
    .addOption(formatOption())
    .addHelpText(
      'after',
      '\nExample: echo "Thực hiện Chỉ thị 05-CT/TW" | tracuu refs - --published 2019-01-28',
    )
    .action((file: string, flags: RefsFlags) => runCommand(() => refs(file, flags)));
}

async function refs(file: string, flags: RefsFlags): Promise<ExitCode> {
  const { annotate, explainMention, findReferences, normalizeText, openRegistry, readRegistryFile } =
    await import('../../index.ts');
  const registry = openRegistry(flags.registry === undefined ? [] : readRegistryFile(flags.registry));
  if (flags.jsonl) {
    let number = 0;
    for await (const line of readLines(file)) {
      number++;
      if (line.trim() === '') continue;
      const { id, text, published, place } = parseLine(line, `${file}:${number}`);
      const found = findReferences(text, {
        publishedOn: published ?? flags.published ?? null,
        place: place ?? flags.place ?? null,
        registry,
      });
      await write(`${JSON.stringify({ id, refs: found })}\n`);
    }
    return EXIT.done;
  }
  const text = normalizeText(await readTextInput(file));
  const mentions = findReferences(text, {
    publishedOn: flags.published ?? null,
    place: flags.place ?? null,
    registry,
  });
  if (flags.annotate === 'html') {
    await write(`${annotate(text, mentions)}\n`);
    return EXIT.done;
  }
  const rows = flags.explain
    ? mentions.map((mention) => ({ ...mention, explanation: explainMention(mention, mentions, registry) }))
    : mentions;
  await printRows(rows, VIEW, chooseFormat(flags.format));
  return mentions.length === 0 ? EXIT.nothingFound : EXIT.done;
}

interface RefsLine {
  readonly id: unknown;
  readonly text: string;
  readonly published?: string | null;
  readonly place?: string | null;
}

function parseLine(line: string, where: string): RefsLine {
  try {
    const parsed = JSON.parse(line) as RefsLine | null;
    if (typeof parsed?.text === 'string') return parsed;
  } catch {
    // Said below, together with what is well-formed JSON but not a text.
  }
  throw new TracuuError('not-readable', `${where} is not a text; each line must be {"id": …, "text": "…"}`);
}

const VIEW: View<Mention & { readonly explanation?: string }> = {
  columns: [
    { name: 'start', value: (mention) => mention.start },
    { name: 'end', value: (mention) => mention.end },
    { name: 'surface', value: (mention) => mention.surface, width: 44 },
    { name: 'document', value: (mention) => mention.document, width: 40 },
    { name: 'method', value: (mention) => mention.method },
    { name: 'confidence', value: (mention) => mention.confidence },
    { name: 'explanation', value: (mention) => mention.explanation ?? null },
  ],
  text: (mention) =>
    `${mention.start}-${mention.end}  ${mention.surface}  →  ${mention.document} (${mention.method}, ${mention.confidence})${mention.explanation === undefined ? '' : `\n    ${mention.explanation}`}`,
};
