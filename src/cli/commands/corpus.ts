import { Option, type Command } from 'commander';
import type { Collocate, Keyword, TimeCount, TimeUnit } from '../../index.ts';
import { EXIT, type ExitCode } from '../exit.ts';
import { dataOption, formatOption, parseCount } from '../options.ts';
import { chooseFormat, plural, printRows, say, type Format, type View } from '../output.ts';
import { runCommand } from '../run-command.ts';

interface CorpusFlags {
  readonly data: string;
  readonly format?: Format;
  readonly within?: string;
  readonly limit: number;
  readonly minCount: number;
}

const withinOption = (): Option =>
  new Option('--within <query>', 'only in articles that this query finds: "place:hcm date:2019.."');
const limitOption = (): Option =>
  new Option('--limit <n>', 'how many to print').default(50).argParser(parseCount);
const minCountOption = (): Option =>
  new Option('--min-count <n>', 'leave out rarer words').default(3).argParser(parseCount);

/** The tools of a corpus linguist: collocates, frequency over time, keywords. */
export function addCorpusCommands(program: Command): void {
  program
    .command('collocates')
    .description('print the words that keep company with a word, by log-likelihood')
    .argument('<words...>', 'one word or several in a row; marks may be left out')
    .addOption(withinOption())
    .addOption(new Option('--window <n>', 'words to each side').default(5).argParser(parseCount))
    .addOption(minCountOption())
    .addOption(limitOption())
    .addOption(dataOption())
    .addOption(formatOption())
    .addHelpText('after', '\nExample: tracuu collocates "nêu gương" --window 4')
    .action((words: string[], flags: CorpusFlags & { window: number }) =>
      runCommand(() => collocates(words.join(' '), flags)),
    );
  program
    .command('frequency')
    .description('print how often a word stands in each month, with how much there was to read')
    .argument('<words...>', 'one word or several in a row; marks may be left out')
    .addOption(withinOption())
    .addOption(
      new Option('--by <unit>', 'width of a period').choices(['year', 'month', 'day']).default('month'),
    )
    .addOption(dataOption())
    .addOption(formatOption())
    .addHelpText('after', '\nExample: tracuu frequency "chuyển đổi số" --by year')
    .action((words: string[], flags: CorpusFlags & { by: TimeUnit }) =>
      runCommand(() => frequency(words.join(' '), flags)),
    );
  program
    .command('keywords')
    .description('print the words that some articles use more, or less, than others')
    .argument('<query...>', 'which articles: "place:hcm", "doc:\'Chỉ thị 05-CT/TW\'"')
    .option('--against <query>', 'the articles to compare with (default: all others)')
    .addOption(minCountOption())
    .addOption(limitOption())
    .addOption(dataOption())
    .addOption(formatOption())
    .addHelpText('after', '\nExample: tracuu keywords "date:2019" --against "date:2020"')
    .action((words: string[], flags: CorpusFlags & { against?: string }) =>
      runCommand(() => keywords(words.join(' '), flags)),
    );
}

async function collocates(words: string, flags: CorpusFlags & { window: number }): Promise<ExitCode> {
  const { findCollocates, openArchive } = await import('../../index.ts');
  const workspace = openArchive(flags.data);
  try {
    const report = findCollocates(workspace, words, flags);
    await printRows(report.collocates, COLLOCATE_VIEW, chooseFormat(flags.format));
    say(`"${words}" stands ${plural(report.occurrences, 'time')} among ${plural(report.words, 'word')}`);
    return report.occurrences === 0 ? EXIT.nothingFound : EXIT.done;
  } finally {
    workspace.close();
  }
}

async function frequency(words: string, flags: CorpusFlags & { by: TimeUnit }): Promise<ExitCode> {
  const { countFrequency, openArchive } = await import('../../index.ts');
  const workspace = openArchive(flags.data);
  try {
    const counts = countFrequency(workspace, words, flags);
    await printRows(counts, TIME_VIEW, chooseFormat(flags.format));
    const occurrences = counts.reduce((sum, count) => sum + count.occurrences, 0);
    say(`"${words}" stands ${plural(occurrences, 'time')}`);
    return occurrences === 0 ? EXIT.nothingFound : EXIT.done;
  } finally {
    workspace.close();
  }
}

async function keywords(query: string, flags: CorpusFlags & { against?: string }): Promise<ExitCode> {
  const { findKeywords, openArchive } = await import('../../index.ts');
  const workspace = openArchive(flags.data);
  try {
    const report = findKeywords(workspace, query, flags);
    await printRows(report.keywords, KEYWORD_VIEW, chooseFormat(flags.format));
    say(`${plural(report.words, 'word')} against ${plural(report.referenceWords, 'word')}`);
    return report.keywords.length === 0 ? EXIT.nothingFound : EXIT.done;
  } finally {
    workspace.close();
  }
}

const spaced = (word: string): string => word.replaceAll('_', ' ');

const COLLOCATE_VIEW: View<Collocate> = {
  columns: [
    { name: 'G²', value: (row) => row.logLikelihood },
    { name: 'log ratio', value: (row) => row.logRatio },
    { name: 'beside', value: (row) => row.count },
    { name: 'left', value: (row) => row.left },
    { name: 'right', value: (row) => row.right },
    { name: 'in all', value: (row) => row.frequency },
    { name: 'word', value: (row) => spaced(row.word) },
  ],
  text: (row) => `${spaced(row.word)}  ${row.count} of ${row.frequency}, G² ${row.logLikelihood}`,
};

const TIME_VIEW: View<TimeCount> = {
  columns: [
    { name: 'period', value: (row) => row.period ?? 'undated' },
    { name: 'times', value: (row) => row.occurrences },
    { name: 'articles', value: (row) => row.articles },
    { name: 'of articles', value: (row) => row.allArticles },
    { name: 'of syllables', value: (row) => row.allSyllables },
    { name: 'per million', value: (row) => row.perMillion },
  ],
  text: (row) =>
    `${row.period ?? 'undated'}  ${row.occurrences} in ${row.articles} of ${plural(row.allArticles, 'article')}`,
};

const KEYWORD_VIEW: View<Keyword> = {
  columns: [
    { name: 'G²', value: (row) => row.logLikelihood },
    { name: 'log ratio', value: (row) => row.logRatio },
    { name: 'times', value: (row) => row.count },
    { name: 'in reference', value: (row) => row.referenceCount },
    { name: 'per million', value: (row) => row.perMillion },
    { name: 'reference per million', value: (row) => row.referencePerMillion },
    { name: 'word', value: (row) => spaced(row.word) },
  ],
  text: (row) =>
    `${row.logRatio > 0 ? '+' : '−'} ${spaced(row.word)}  ${row.count} : ${row.referenceCount}, G² ${row.logLikelihood}`,
};
