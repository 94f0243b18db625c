import { Option, type Command } from 'commander';
import type { Mention, Registry } from '../../index.ts';
import { TracuuError } from '../../base/tracuu-error.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { isPageSource, readInput, readLines } from '../input.ts';
import { formatOption, placeOption, publishedOption } from '../options.ts';
import { chooseFormat, printRows, say, write, type Format, type View } from '../output.ts';
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
    .addOption(
      new Option('--jsonl', 'read {id, text, published, place} lines, print {id, refs} lines').default(false),
    )
    .option('--registry <file>', 'documents of your own beside the built-in ones (JSONL or TSV)')
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
  const { annotate, explainMention, openRegistry, readRegistryFile } = await import('../../index.ts');
  const registry = openRegistry(flags.registry === undefined ? [] : readRegistryFile(flags.registry));
  if (flags.jsonl) return findInLines(file, flags, registry);
  const { text, mentions, publishedOn } = await findInFile(file, flags, registry);
  if (flags.annotate === 'html') {
    await write(`${annotate(text, mentions)}\n`);
    return EXIT.done;
  }
  const explain = (mention: Mention): ExplainedMention => ({
    ...mention,
    explanation: explainMention(mention, { mentions, registry, publishedOn }),
  });
  await printRows(flags.explain ? mentions.map(explain) : mentions, VIEW, chooseFormat(flags.format));
  if (mentions.length > 0) return EXIT.done;
  say(`no directive is cited in ${file}`);
  return EXIT.nothingFound;
}

type ExplainedMention = Mention & { readonly explanation?: string };

async function findInLines(file: string, flags: RefsFlags, registry: Registry): Promise<ExitCode> {
  const { findReferences } = await import('../../index.ts');
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

interface FoundInFile {
  readonly text: string;
  readonly mentions: readonly Mention[];
  readonly publishedOn: string | null;
}

/** Mentions of a text, or of the article in a page: what surrounds it is not searched. */
async function findInFile(file: string, flags: RefsFlags, registry: Registry): Promise<FoundInFile> {
  const { decodeTextBytes, extractArticle, findReferences } = await import('../../index.ts');
  const { text, diagnostics } = decodeTextBytes(await readInput(file));
  for (const { message } of diagnostics) say(`${file}: ${message}`);
  const place = flags.place ?? null;
  if (!isPageSource(text)) {
    const publishedOn = flags.published ?? null;
    return { text, mentions: findReferences(text, { publishedOn, place, registry }), publishedOn };
  }
  const article = extractArticle({ html: text, publishedAt: flags.published ?? null });
  say(`${file} is a page: offsets are into the text of its article, as "tracuu extract" prints it`);
  const { publishedAt: publishedOn, sections } = article;
  const mentions = findReferences(article.text, { publishedOn, place, sections, registry });
  return { text: article.text, mentions, publishedOn };
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

const VIEW: View<ExplainedMention> = {
  columns: [
    { name: 'start', value: (mention) => mention.start },
    { name: 'end', value: (mention) => mention.end },
    { name: 'surface', value: (mention) => mention.surface, width: 44 },
    { name: 'document', value: (mention) => mention.document, width: 40 },
    { name: 'method', value: (mention) => mention.method },
    { name: 'confidence', value: (mention) => mention.confidence },
    { name: 'explanation', value: (mention) => mention.explanation ?? null },
  ],
  csv: [
    { name: 'start', value: (mention) => mention.start },
    { name: 'end', value: (mention) => mention.end },
    { name: 'surface', value: (mention) => mention.surface },
    { name: 'type', value: (mention) => mention.type },
    { name: 'number', value: (mention) => mention.number },
    { name: 'period', value: (mention) => mention.period },
    { name: 'issuer', value: (mention) => mention.issuer },
    { name: 'document', value: (mention) => mention.document },
    { name: 'method', value: (mention) => mention.method },
    { name: 'confidence', value: (mention) => mention.confidence },
    { name: 'flags', value: (mention) => mention.flags.join(' ') },
  ],
  text: (mention) =>
    `${mention.start}-${mention.end}  ${mention.surface}  →  ${mention.document} (${mention.method}, ${mention.confidence})${mention.explanation === undefined ? '' : `\n    ${mention.explanation}`}`,
};
