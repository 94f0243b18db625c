import { Option, type Command } from 'commander';
import type { CitationHit, NamedDocument } from '../../index.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { dataOption, formatOption, placeNameOption } from '../options.ts';
import { chooseFormat, emphasize, plural, printRows, say, type View } from '../output.ts';
import { runCommand } from '../run-command.ts';
import { printCounted, type CountFlags } from './cites-counts.ts';

interface CitesFlags extends CountFlags {
  readonly data: string;
}

const GROUPS = ['site', 'place', 'section', 'month', 'year'];

export function addCitesCommand(program: Command): void {
  program
    .command('cites')
    .description('print every mention of one directive: which article, where, when, in which words')
    .argument('<directive...>', 'as you would write it: 05-CT/TW, "chi thi 05", an alias, or an id')
    .option('--site <site>', 'only from this host')
    .addOption(placeNameOption('only from this place or one in it'))
    .option('--from <date>', 'published on or after (YYYY, YYYY-MM or YYYY-MM-DD)')
    .option('--to <date>', 'published on or before')
    .option('--timeline', 'count by month instead, with all articles of the month as denominator')
    .addOption(new Option('--by <group>', 'count by this instead').choices(GROUPS))
    .addOption(new Option('--first <group>', 'print when each of these first cited it').choices(GROUPS))
    .option('--cocited', 'print what the same articles cite instead')
    .option('--chain', 'print what implements, replaces or continues it, and what does so with that')
    .addOption(dataOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      '\nExamples: tracuu cites "Chỉ thị 05-CT/TW" --place hcm\n          tracuu cites "chi thi 05" --first place',
    )
    .action((words: string[], flags: CitesFlags) => runCommand(() => cites(words.join(' '), flags)));
}

async function cites(directive: string, flags: CitesFlags): Promise<ExitCode> {
  const { citeDirective, openArchive } = await import('../../index.ts');
  const workspace = openArchive(flags.data);
  try {
    const counted = await printCounted(workspace, directive, flags);
    if (counted !== undefined) return counted === 0 ? EXIT.nothingFound : EXIT.done;
    const { documents, others, citations } = citeDirective(workspace, directive, flags);
    await printRows(citations, CITATION_VIEW, chooseFormat(flags.format));
    const articles = new Set(citations.map(({ article }) => article.id)).size;
    say(documents.map(describeDocument).join('\n'));
    say(
      citations.length === 0
        ? 'cited nowhere in this archive'
        : `${plural(citations.length, 'mention')} in ${plural(articles, 'article')}`,
    );
    if (others.length > 0) {
      say(`the same type and number elsewhere:\n${others.map(describeOther).join('\n')}`);
    }
    return citations.length === 0 ? EXIT.nothingFound : EXIT.done;
  } finally {
    workspace.close();
  }
}

const describeOther = (other: NamedDocument): string =>
  `  ${describeDocument(other)}${other.mentions === 0 ? '' : `: ${plural(other.mentions, 'mention')} here`}`;

/** `Chỉ thị 05-CT/TW (BCT khóa XII, 2016-05-15): Đẩy mạnh học tập…  vn:tw:ct:k12:5` */
export function describeDocument({ document, known }: NamedDocument): string {
  if (known === null) return document;
  const { type, official, body, issuedOn, title, aliases } = known;
  const isSet = official === '' || official === '(set)';
  const name = isSet ? (aliases[0] ?? title ?? '') : `${type} ${official}`;
  const facts = [body, issuedOn].filter((fact) => fact !== null && fact !== '').join(', ');
  return [
    name,
    facts === '' ? '' : ` (${facts})`,
    title === null || title === name ? '' : `: ${title}`,
    `  ${document}`,
  ].join('');
}

export const CITATION_VIEW: View<CitationHit> = {
  columns: [
    { name: 'published', value: (hit) => hit.article.publishedAt?.slice(0, 10) ?? null },
    { name: 'place', value: (hit) => hit.section.place, width: 22 },
    { name: 'title', value: (hit) => hit.article.title, width: 40 },
    { name: 'snippet', value: (hit) => hit.snippet, marks: (hit) => hit.highlights },
  ],
  csv: [
    { name: 'document', value: (hit) => hit.document },
    { name: 'article', value: (hit) => hit.article.id },
    { name: 'url', value: (hit) => hit.article.url },
    { name: 'title', value: (hit) => hit.article.title },
    { name: 'publishedAt', value: (hit) => hit.article.publishedAt },
    { name: 'heading', value: (hit) => hit.section.heading },
    { name: 'place', value: (hit) => hit.section.place },
    { name: 'start', value: (hit) => hit.start },
    { name: 'end', value: (hit) => hit.end },
    { name: 'surface', value: (hit) => hit.surface },
    { name: 'snippet', value: (hit) => hit.snippet },
  ],
  text: (hit) =>
    [
      `${hit.article.publishedAt?.slice(0, 10) ?? 'undated   '}  ${hit.article.title ?? '(no title)'}${hit.section.heading === null ? '' : ` › ${hit.section.heading}`}${hit.section.place === null ? '' : `  [${hit.section.place}]`}`,
      `  ${emphasize(hit.snippet, hit.highlights)}`,
      `  ${hit.article.url ?? ''}`,
      '',
    ].join('\n'),
};
