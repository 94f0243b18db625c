import { Option, type Command } from 'commander';
import type { Mention } from '../../index.ts';
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
    .addOption(formatOption())
    .addHelpText(
      'after',
      '\nExample: echo "Thực hiện Chỉ thị 05-CT/TW" | tracuu refs - --published 2019-01-28',
    )
    .action((file: string, flags: RefsFlags) => runCommand(() => refs(file, flags)));
}

async function refs(file: string, flags: RefsFlags): Promise<ExitCode> {
  const { findReferences } = await import('../../index.ts');
  if (flags.jsonl) {
    let number = 0;
    for await (const line of readLines(file)) {
      number++;
      if (line.trim() === '') continue;
      const { id, text, published, place } = parseLine(line, `${file}:${number}`);
      const found = findReferences(text, {
        publishedOn: published ?? flags.published ?? null,
        place: place ?? flags.place ?? null,
      });
      await write(`${JSON.stringify({ id, refs: found })}\n`);
    }
    return EXIT.done;
  }
  const mentions = await findInFile(file, flags);
  await printRows(mentions, VIEW, chooseFormat(flags.format));
  if (mentions.length > 0) return EXIT.done;
  say(`no directive is cited in ${file}`);
  return EXIT.nothingFound;
}

/** Mentions of a text, or of the article in a page: what surrounds it is not searched. */
async function findInFile(file: string, flags: RefsFlags): Promise<Mention[]> {
  const { decodeTextBytes, extractArticle, findReferences } = await import('../../index.ts');
  const { text } = decodeTextBytes(await readInput(file));
  const place = flags.place ?? null;
  if (!isPageSource(text)) {
    return findReferences(text, { publishedOn: flags.published ?? null, place });
  }
  const article = extractArticle({ html: text, publishedAt: flags.published ?? null });
  say(`${file} is a page: offsets are into the text of its article, as "tracuu extract" prints it`);
  const { publishedAt, sections } = article;
  return findReferences(article.text, { publishedOn: publishedAt, place, sections });
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

const VIEW: View<Mention> = {
  columns: [
    { name: 'start', value: (mention) => mention.start },
    { name: 'end', value: (mention) => mention.end },
    { name: 'surface', value: (mention) => mention.surface, width: 44 },
    { name: 'document', value: (mention) => mention.document, width: 40 },
    { name: 'method', value: (mention) => mention.method },
    { name: 'confidence', value: (mention) => mention.confidence },
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
    `${mention.start}-${mention.end}  ${mention.surface}  →  ${mention.document} (${mention.method}, ${mention.confidence})`,
};
