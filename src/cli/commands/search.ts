import { Option, type Command } from 'commander';
import type { SearchHit } from '../../index.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { dataOption, formatOption, parseCount, placeOption } from '../options.ts';
import { chooseFormat, emphasize, plural, printRows, say, type Format, type View } from '../output.ts';
import { runCommand } from '../run-command.ts';

interface SearchFlags {
  readonly data: string;
  readonly directive?: string;
  readonly site?: string;
  readonly place?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
  readonly format?: Format;
}

export function addSearchCommand(program: Command): void {
  program
    .command('search')
    .description('find articles by words, best first')
    .argument('<query>', 'all words must occur; marks may be left out; "quoted words" occur as they stand')
    .option('--directive <directive>', 'only what cites it: "Chỉ thị 05-CT/TW", 05-CT/TW, vn:tw:ct:k12:5')
    .option('--site <site>', 'only from this host')
    .addOption(placeOption('only what is about this place or one in it'))
    .option('--from <date>', 'published on or after (YYYY, YYYY-MM or YYYY-MM-DD)')
    .option('--to <date>', 'published on or before')
    .addOption(new Option('--limit <n>', 'how many to print').default(10).argParser(parseCount))
    .addOption(dataOption())
    .addOption(formatOption())
    .addHelpText('after', '\nExample: tracuu search "học tập và làm theo" --place hcm --from 2019')
    .action((query: string, flags: SearchFlags) => runCommand(() => search(query, flags)));
}

async function search(query: string, flags: SearchFlags): Promise<ExitCode> {
  const { openArchive, searchArchive } = await import('../../index.ts');
  const workspace = openArchive(flags.data, { logger: { info: say, warn: say } });
  try {
    const { total, hits, directive, unindexed } = searchArchive(workspace, query, flags);
    await printRows(hits, VIEW, chooseFormat(flags.format));
    if (directive !== null) say(`"${query}" is understood as the directive ${directive}`);
    if (total > hits.length) say(`${hits.length} of ${plural(total, 'article')}; --limit shows more`);
    if (unindexed > 0) say(`${plural(unindexed, 'article')} not in the index yet; run "tracuu index"`);
    if (total === 0) say(`nothing found for "${query}"; ${advice(flags)}`);
    return total === 0 ? EXIT.nothingFound : EXIT.done;
  } finally {
    workspace.close();
  }
}

const advice = ({ site, place, from, to, directive }: SearchFlags): string =>
  [site, place, from, to, directive].some((filter) => filter !== undefined)
    ? 'try without the filters first'
    : 'try fewer words, or leave the marks out';

const VIEW: View<SearchHit> = {
  columns: [
    { name: 'published', value: (hit) => hit.article.publishedAt?.slice(0, 10) ?? null },
    { name: 'place', value: (hit) => hit.section.place, width: 20 },
    { name: 'title', value: (hit) => hit.article.title, width: 44 },
    { name: 'snippet', value: (hit) => hit.snippet, marks: (hit) => hit.highlights },
  ],
  csv: [
    { name: 'article', value: (hit) => hit.article.id },
    { name: 'url', value: (hit) => hit.article.url },
    { name: 'title', value: (hit) => hit.article.title },
    { name: 'site', value: (hit) => hit.article.site },
    { name: 'kind', value: (hit) => hit.article.kind },
    { name: 'publishedAt', value: (hit) => hit.article.publishedAt },
    { name: 'heading', value: (hit) => hit.section.heading },
    { name: 'place', value: (hit) => hit.section.place },
    { name: 'score', value: (hit) => hit.score },
    { name: 'snippet', value: (hit) => hit.snippet },
  ],
  text: (hit) =>
    [
      `${hit.article.title ?? '(no title)'}${hit.section.heading === null ? '' : ` › ${hit.section.heading}`}`,
      `  ${hit.article.publishedAt?.slice(0, 10) ?? 'undated'}  ${hit.section.place ?? ''}  ${hit.article.url ?? ''}`,
      `  ${emphasize(hit.snippet, hit.highlights)}`,
      '',
    ].join('\n'),
};
