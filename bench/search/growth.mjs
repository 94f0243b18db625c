/**
 * What an article takes in the archive, table by table, when real pages are added:
 *
 *     node bench/search/growth.mjs --pages DIR [--articles 1000] [--characters 2000]
 *
 * `DIR` holds pages of newspapers as `HOST__NAME.html.gz`. A few are not an archive, and the same again would not be stored:
 * each article is one of the pages with its long paragraphs drawn anew from all pages, so that length, words, images and
 * metadata are those of real ones and no two are alike. `--characters` ends the text there, for articles of another length.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath, stderr, stdout } from 'node:process';
import { fileURLToPath, URL } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { createRandom } from './make-articles.mjs';

const { values } = parseArgs({
  options: {
    pages: { type: 'string' },
    articles: { type: 'string', default: '1000' },
    characters: { type: 'string', default: 'Infinity' },
  },
});
const articles = Number(values.articles);
const characters = Number(values.characters);
const PARAGRAPH = /<p\b[^>]*>([\s\S]*?)<\/p>/g;
/** In characters without tags: captions, names and links are shorter. */
const LONG_PARAGRAPH = 60;
/** `tracuu add` takes files of 16 MiB. */
const PAGES_PER_FILE = 50;

const lengthOf = (html) => html.replace(/<[^>]+>/g, '').trim().length;
const isLong = (html) => lengthOf(html) > LONG_PARAGRAPH;

function readPages(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.html.gz'))
    .sort()
    .map((name) => ({
      host: name.split('__')[0],
      html: gunzipSync(readFileSync(join(folder, name))).toString(),
    }));
}

/** The page with other paragraphs, another title and no address that another article has. */
function mixPage({ html }, { pool, random, number }) {
  let left = characters;
  const mixed = html.replace(PARAGRAPH, (whole, own) => {
    if (!isLong(own)) return whole;
    const drawn = pool[Math.floor(random() * pool.length)];
    if (left <= 0) return '';
    left -= lengthOf(drawn);
    return `<p>${drawn}</p>`;
  });
  return mixed
    .replace(/<link[^>]+canonical[^>]*>|<meta[^>]+og:url[^>]*>/gi, '')
    .replace(/<(title|h1)\b([^>]*)>([\s\S]*?)<\/\1>/gi, `<$1$2>$3 (${number})</$1>`)
    .replace(/(<meta[^>]+og:title[^>]+content=")([^"]*)/gi, `$1$2 (${number})`);
}

function addMixed(folder, pages) {
  const pool = pages.flatMap(({ html }) =>
    Array.from(html.matchAll(PARAGRAPH), ([, text]) => text).filter(isLong),
  );
  const random = createRandom(3);
  let lines = [];
  for (let number = 1; number <= articles; number++) {
    const page = pages[number % pages.length];
    const url = `https://${page.host}/thoi-su/tin-tuc-so-${number}-hom-nay.html`;
    lines.push(JSON.stringify({ url, html: mixPage(page, { pool, random, number }) }));
    if (lines.length < PAGES_PER_FILE && number < articles) continue;
    writeFileSync(join(folder, `${number}.jsonl`), `${lines.join('\n')}\n`);
    lines = [];
  }
}

/** Bytes of `path` in all. */
function sizeOf(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

async function tellTables(data) {
  const { openDatabase } = await import('../../dist/engines/sqlite/sqlite-database.js');
  const database = openDatabase(join(data, 'tracuu.db'), { mode: 'read' });
  const [{ n, text, syllables, mentions }] = database
    .prepare(
      `SELECT (SELECT count(*) FROM articles) AS n, (SELECT count(*) FROM mentions) AS mentions,
         (SELECT sum(length(CAST(article_text(body) AS BLOB))) FROM articles) AS text, syllables FROM index_state`,
    )
    .all();
  const each = (sum) => (sum / n).toFixed(1);
  stdout.write(
    `${n} articles: ${each(syllables)} syllables, ${each(text)} bytes of text and ${each(mentions)} mentions each\n` +
      `${each(sizeOf(join(data, 'warc')))} bytes each of WARC, not counted below\n\n`,
  );
  const tables = database
    .prepare(
      'SELECT name, sum(payload) AS payload, sum(pgsize) AS pages FROM dbstat GROUP BY name ORDER BY 3 DESC',
    )
    .all();
  // A table that is nearly empty has a page of its own, whatever the number of articles.
  for (const { name, payload, pages } of tables.filter((table) => table.payload / n >= 5)) {
    stdout.write(`${name.padEnd(36)}${each(payload).padStart(8)}${each(pages).padStart(8)}\n`);
  }
  const sum = tables.reduce((total, table) => total + table.pages, 0);
  stdout.write(`${'all'.padEnd(36)}${''.padStart(8)}${each(sum).padStart(8)}\n`);
  database.close();
}

const folder = mkdtempSync(join(tmpdir(), 'tracuu-growth-'));
const [mixed, data] = [join(folder, 'pages'), join(folder, 'data')];
mkdirSync(mixed);
addMixed(mixed, readPages(values.pages));
const TRACUU = fileURLToPath(new URL('../../bin/tracuu.js', import.meta.url));
const added = spawnSync(execPath, [TRACUU, 'add', mixed, '--data', data], {
  encoding: 'utf8',
  maxBuffer: 1 << 28,
});
if (added.status !== 0) stderr.write(added.stderr.split('\n').slice(0, 5).join('\n'));
await tellTables(data);
rmSync(folder, { recursive: true });
