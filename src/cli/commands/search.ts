import { Option, type Command } from 'commander';
import type {
  ConcordanceResult,
  OpenedCluster,
  SearchOptions,
  SearchResult,
  Workspace,
} from '../../index.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { dataOption, formatOption, parseCount, placeNameOption } from '../options.ts';
import { chooseFormat, plural, printRows, say, type Format } from '../output.ts';
import { addClusterOptions, readClusterOptions, type ClusterFlags } from '../cluster-options.ts';
import { runCommand } from '../run-command.ts';
import { CONCORDANCE_VIEW, FACET_VIEW, HIT_VIEW } from './search-views.ts';

interface SearchFlags extends ClusterFlags {
  readonly data: string;
  readonly directive?: string;
  readonly site?: string;
  readonly place?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
  readonly kwic: boolean;
  readonly sort?: 'left' | 'right';
  readonly facets: boolean;
  readonly engine: 'auto' | 'minisearch' | 'fts5' | 'opensearch';
  readonly format?: Format;
}

/** The flags, with the engine that was opened for them. */
type AskedFlags = Omit<SearchFlags, 'engine'> & Pick<SearchOptions, 'engine' | 'opened'>;

const LANGUAGE = `
Queries (docs/search.md has the rest):
  học tập                all words must occur; a mark that is typed binds
  hoc tap                without marks: every spelling, what was typed first
  "học tập"              as it stands
  học tập OR làm theo    either; AND, NOT and parentheses; 'this -that' in quotes
  "học tập" NEAR/5 Bác   at most five syllables between
  tuyên*  duong~         beginnings; a letter wrong (~2: two)
  title:học  text:học    in one field
  05-CT/TW tuyên giáo    a directive among the words: what cites it
  doc:"Chỉ thị 05-CT/TW" issuer:tw site:HOST place:hcm date:2019..2020 kind:bulletin

Examples:
  tracuu search "học tập và làm theo" --place hcm --from 2019
  tracuu search '"làm theo" -title:Bác date:2019..2020'
  tracuu search "làm theo" --kwic --sort right`;

export function addSearchCommand(program: Command): void {
  const command = program
    .command('search')
    .description('find articles by words, best first')
    .argument('<query...>', 'words, "phrases", operators and fields; see below')
    .option('--directive <directive>', 'only what cites it: "Chỉ thị 05-CT/TW", 05-CT/TW, vn:tw:ct:k12:5')
    .option('--site <site>', 'only from this host')
    .addOption(placeNameOption('only what is about this place or one in it'))
    .option('--from <date>', 'published on or after (YYYY, YYYY-MM or YYYY-MM-DD)')
    .option('--to <date>', 'published on or before')
    .addOption(
      new Option('--limit <n>', 'how many to print (default: 10, with --kwic 100)').argParser(parseCount),
    )
    .addOption(
      new Option('--kwic', 'print every match in its context, words in a row as a phrase').default(false),
    )
    .addOption(
      new Option('--sort <side>', 'with --kwic: by the words on this side').choices(['left', 'right']),
    )
    .addOption(
      new Option('--facets', 'print counts over all that match: site, kind, place, month, document')
        .default(false)
        .conflicts('kwic'),
    )
    .addOption(
      new Option('--engine <engine>', 'which index answers; the answer is the same')
        .choices(['auto', 'minisearch', 'fts5', 'opensearch'])
        .default('auto'),
    )
    .addOption(dataOption())
    .addOption(formatOption())
    .addHelpText('after', LANGUAGE);
  addClusterOptions(command).action((words: string[], flags: SearchFlags) =>
    runCommand(() => search(words.join(' '), flags)),
  );
}

async function search(query: string, flags: SearchFlags): Promise<ExitCode> {
  const { openArchive, openCluster } = await import('../../index.ts');
  const workspace = openArchive(flags.data, { logger: { info: say, warn: say } });
  let cluster: OpenedCluster | undefined;
  try {
    if (flags.engine === 'opensearch') cluster = await openCluster(workspace, readClusterOptions(flags));
    const asked = {
      ...flags,
      engine: flags.engine === 'opensearch' ? undefined : flags.engine,
      opened: cluster,
    };
    const total = flags.kwic
      ? await printConcordance(workspace, query, asked)
      : await printHits(workspace, query, asked);
    if (total === 0) say(`nothing found for "${query}"; ${advice(flags)}`);
    return total === 0 ? EXIT.nothingFound : EXIT.done;
  } finally {
    await cluster?.close();
    workspace.close();
  }
}

async function printHits(workspace: Workspace, query: string, flags: AskedFlags): Promise<number> {
  const { FACET_FIELDS, searchArchive } = await import('../../index.ts');
  const result = await searchArchive(workspace, query, {
    ...flags,
    facets: flags.facets ? FACET_FIELDS : undefined,
  });
  const format = chooseFormat(flags.format);
  if (flags.facets) await printRows(result.facets, FACET_VIEW, format);
  else await printRows(result.hits, HIT_VIEW, format);
  explain(result, flags);
  return result.total;
}

function explain(
  { total, hits, directives, unknown, cutWords, unindexed }: SearchResult,
  { facets }: AskedFlags,
): void {
  for (const { surface, documents } of directives) {
    say(`"${surface}" is understood as the directive ${documents[0]!}`);
  }
  for (const { surface, suggestions } of unknown) {
    say(
      `nothing here is known as ${surface}; did you mean ${suggestions.map((one) => `"${one}"`).join(' or ')}?`,
    );
  }
  for (const word of cutWords) say(`"${word}" stands for many words; the 64 most frequent were looked for`);
  if (facets) say(`over ${plural(total, 'article')}`);
  else if (total > hits.length) say(`${hits.length} of ${plural(total, 'article')}; --limit shows more`);
  if (unindexed > 0) say(`${plural(unindexed, 'article')} not in the index yet; run "tracuu index"`);
}

async function printConcordance(workspace: Workspace, query: string, flags: AskedFlags): Promise<number> {
  const { concordArchive } = await import('../../index.ts');
  const result: ConcordanceResult = await concordArchive(workspace, query, flags);
  const { lines, total, articles, isCut } = result;
  await printRows(lines, CONCORDANCE_VIEW, chooseFormat(flags.format));
  const all = `${isCut ? 'more than ' : ''}${plural(total, 'line')} in ${plural(articles, 'article')}`;
  if (total > lines.length) say(`${lines.length} of ${all}; --limit shows more`);
  return articles;
}

const advice = ({ site, place, from, to, directive }: SearchFlags): string =>
  [site, place, from, to, directive].some((filter) => filter !== undefined)
    ? 'try without the filters first'
    : 'try fewer words, or leave the marks out';
