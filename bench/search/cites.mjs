/**
 * How long it takes to list everything that cites a directive:
 *
 *     npm run build && node bench/search/cites.mjs [--articles 100000] [--asked 300]
 *
 * Articles as in `make-articles.mjs`, each with a mention of every document that it cites, are committed to an archive.
 * Then documents are asked for by id, from the most to the least cited: the answer as `tracuu cites` prints it, made in
 * this process, and the whole command, too.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuUsage, execPath, hrtime, stdout } from 'node:process';
import { fileURLToPath, URL } from 'node:url';
import { parseArgs } from 'node:util';
import { citedDocuments, createArticleMaker } from './make-articles.mjs';

const { values } = parseArgs({
  options: { articles: { type: 'string', default: '100000' }, asked: { type: 'string', default: '300' } },
});
const articles = Number(values.articles);
const BATCH = 1_000;
const COMMANDS = 10;
/** Of the documents that are cited at all; the rarest of them are cited once or never. */
const DOCUMENTS = 3_000;
const TRACUU = fileURLToPath(new URL('../../bin/tracuu.js', import.meta.url));

const percentile = (numbers, share) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(share * (numbers.length - 1))];

function timed(work) {
  const [clock, { user, system }] = [hrtime.bigint(), cpuUsage()];
  const result = work();
  const used = cpuUsage({ user, system });
  return { result, ms: Number(hrtime.bigint() - clock) / 1e6, cpuMs: (used.user + used.system) / 1e3 };
}

function toMention(document, start) {
  const [, , , period, number] = document.split(':');
  const surface = `Chỉ thị ${number}-CT/TW`;
  return {
    ...{ start, end: start + surface.length, surface, type: 'ct', number, period, issuer: 'tw', document },
    ...{ method: 'explicit', confidence: 0.98, candidates: [{ document, score: 0.98 }], pins: [] },
    ...{ antecedent: null, group: null, relation: null, flags: [] },
  };
}

/** The page of a made article: its syllables as text, behind the documents that it cites. */
function toPage({ id, tokens, facts }) {
  const mentions = [];
  let text = '';
  for (const document of facts.documents) {
    const mention = toMention(document, text.length);
    mentions.push({ mention, found: {} });
    text += `${mention.surface}. `;
  }
  text += tokens.text.syllables.join(' ');
  const url = `https://${facts.site}/${id}`;
  const sections = [
    { heading: null, place: facts.places[0] ?? null, publishedOn: null, start: 0, end: text.length },
  ];
  const article = {
    ...{
      id,
      url,
      canonicalUrl: url,
      site: facts.site,
      kind: facts.kind,
      title: tokens.title.syllables.join(' '),
    },
    ...{
      lead: null,
      byline: null,
      publishedAt: facts.publishedOn,
      modifiedAt: null,
      category: null,
      tags: [],
    },
    ...{ language: 'vi', text, sections, images: [], capture: null, diagnostics: [] },
  };
  return { article, mentions, tokens, capture: null, storedAt: '2026-01-01T00:00:00.000Z' };
}

const { citeDirective, openArchive } = await import('../../dist/index.js');
const folder = mkdtempSync(join(tmpdir(), 'tracuu-cites-'));
const writing = openArchive(folder, { mode: 'write' });
const make = createArticleMaker();
const committed = timed(() => {
  for (let done = 0; done < articles; done += BATCH) {
    writing.archive.transaction(() => {
      for (let at = done; at < Math.min(articles, done + BATCH); at++) writing.archive.commit(toPage(make()));
    });
  }
});
writing.close();

const all = citedDocuments(DOCUMENTS);
const step = Math.max(1, Math.floor(all.length / Number(values.asked)));
const asked = all.filter((_document, rank) => rank % step === 0);
const workspace = openArchive(folder);
const times = asked.map((document) => timed(() => citeDirective(workspace, document).citations.length));
const counted = asked.map((document) =>
  timed(() => workspace.archive.countCitations({ documents: [document], by: 'month' }).length),
);
workspace.close();
const commands = asked
  .filter((_document, at) => at % Math.ceil(asked.length / COMMANDS) === 0)
  .map((document) => timed(() => spawnSync(execPath, [TRACUU, 'cites', document, '--data', folder])));
rmSync(folder, { recursive: true });

const mentions = times.map(({ result }) => result);
const shares = (list, key) => {
  const numbers = list.map((one) => one[key]);
  return `p50 ${percentile(numbers, 0.5).toFixed(2)}, p95 ${percentile(numbers, 0.95).toFixed(2)} ms`;
};
const tell = (line) => stdout.write(`${line}\n`);
const tellTimes = (name, list) =>
  tell(`${name}: ${shares(list, 'cpuMs')} of CPU; ${shares(list, 'ms')} of the clock`);

tell(`${articles} articles, committed in ${(committed.cpuMs / articles).toFixed(2)} ms of CPU each`);
tell(
  `${asked.length} documents, cited p50 ${percentile(mentions, 0.5)}, p95 ${percentile(mentions, 0.95)} times, at most ${Math.max(...mentions)}`,
);
tellTimes('cites', times);
tellTimes('cites --timeline', counted);
// Its CPU is that of another process.
tell(`whole command: ${shares(commands, 'ms')} of the clock`);
