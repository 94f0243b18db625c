// Pages with what a person says is in them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { URL } from 'node:url';
import { gunzipSync } from 'node:zlib';

const SHARED = new URL('../../../shared/data/pages/', import.meta.url);
const FIXTURES = new URL('../../fixtures/pages/', import.meta.url);

/** The article-extraction-benchmark of scrapinghub (MIT): 181 pages. */
export function loadScrapinghub() {
  const folder = new URL('scrapinghub/', SHARED);
  if (!existsSync(folder)) return missing('scrapinghub');
  const truth = JSON.parse(readFileSync(new URL('ground-truth.json', folder), 'utf8'));
  return Object.entries(truth).map(([id, page]) => ({
    id,
    url: page.url,
    html: gunzipSync(readFileSync(new URL(`html/${id}.html.gz`, folder))).toString(),
    text: page.articleBody ?? '',
  }));
}

/** Real pages of `../shared/data/pages/vn` with gold, and the articles among our own fixtures. */
export function loadVietnamese() {
  return [...loadReal(), ...loadFixtures()];
}

function loadReal() {
  const folder = new URL('vn/', SHARED);
  if (!existsSync(folder)) return missing('vn');
  const gold = JSON.parse(readFileSync(new URL('gold.json', folder), 'utf8'));
  const rows = readFileSync(new URL('manifest.tsv', folder), 'utf8')
    .split('\n')
    .map((line) => line.split('\t'));
  const urls = new Map(rows.map((row) => [row[0], row[5]]));
  return Object.entries(gold).map(([id, page]) => ({
    id,
    url: urls.get(`${id}.html`) || 'https://example.vn/bai-1.html',
    html: gunzipSync(readFileSync(new URL(`${id}.html.gz`, folder))).toString(),
    text: page.articleBody,
    lead: page.paragraphs[0],
    authors:
      page.author === ''
        ? []
        : page.author
            .replace(/^Theo |\(.*\)/gu, '')
            .split(';')
            .map((name) => name.trim()),
    date: dayFirst(page.date),
  }));
}

function loadFixtures() {
  const names = readdirSync(FIXTURES).filter((file) => file.endsWith('.expected.json'));
  return names.flatMap((file) => {
    const id = file.replace('.expected.json', '');
    const expected = JSON.parse(readFileSync(new URL(file, FIXTURES), 'utf8'));
    if (expected.text.length === 0 || expected.kind === 'listing') return [];
    const name = expected.byline?.replace(/^Theo |\(.*\)/gu, '').trim();
    return [
      {
        id,
        url: expected.url,
        html: readFileSync(new URL(`${id}.html`, FIXTURES), 'utf8'),
        text: expected.text.join('\n\n'),
        lead: expected.lead,
        authors: name === undefined ? [] : name.split(' - '),
        // Nobody but who is told when the page was fetched can read "3 giờ trước".
        date: id === 'relative-date' ? null : (expected.publishedAt?.slice(0, 10) ?? null),
      },
    ];
  });
}

/** `22/10/2025` or `07-03-2026` anywhere in the text, as `2025-10-22`. */
function dayFirst(text) {
  const [, day, month, year] = /(\d{1,2})[/-](\d{1,2})[/-](\d{4})/u.exec(text) ?? [];
  return year === undefined ? null : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function missing(name) {
  console.error(`skipped: ${name} needs ../shared/data/pages/${name}`);
  return [];
}
