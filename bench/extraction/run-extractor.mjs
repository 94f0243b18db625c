// One extractor over one set, in a process of its own: NAME DIST INPUT.jsonl OUTPUT.json
// run.mjs copies this file into the folder in which the peer is installed, so that imports find it there.
import { readFileSync, writeFileSync } from 'node:fs';

const [name, dist, input, output] = process.argv.slice(2);

/** Each gives `(page) => { text, byline, date }`; HTML becomes text by the same rule for all. */
const EXTRACTORS = {
  async tracuu() {
    const { extractArticle } = await import(`${dist}extract/extract-article.js`);
    return ({ html, url }) => {
      const article = extractArticle({ html, url });
      return { text: article.text, byline: article.byline, date: article.publishedAt };
    };
  },
  async readability() {
    const { Readability } = await import('@mozilla/readability');
    const { parseHTML } = await import('linkedom');
    return ({ html }) => {
      const article = new Readability(parseHTML(html).document).parse();
      return {
        text: textOfHtml(parseHTML, article?.content ?? ''),
        byline: article?.byline,
        date: article?.publishedTime,
      };
    };
  },
  async defuddle() {
    const { Defuddle } = await import('defuddle/node');
    const { parseHTML } = await import('linkedom');
    return async ({ html, url }) => {
      const article = await Defuddle(parseHTML(html).document, url);
      return {
        text: textOfHtml(parseHTML, article.content ?? ''),
        byline: article.author,
        date: article.published,
      };
    };
  },
  async extractus() {
    const { extractFromHtml } = await import('@extractus/article-extractor');
    const { parseHTML } = await import('linkedom');
    return async ({ html, url }) => {
      const article = await extractFromHtml(html, url);
      return {
        text: textOfHtml(parseHTML, article?.content ?? ''),
        byline: article?.author,
        date: article?.published,
      };
    };
  },
  async postlight() {
    const { default: parser } = await import('@postlight/parser');
    return async ({ html, url }) => {
      const article = await parser.parse(url, { html, contentType: 'text', fetchAllPages: false });
      return { text: article.content ?? '', byline: article.author, date: article.date_published };
    };
  },
};

const BLOCK =
  /<(?:\/?(?:p|div|h[1-6]|li|ul|ol|table|tr|td|th|section|article|blockquote|figure|figcaption|pre|dd|dt)|br)\b/giu;

function textOfHtml(parseHTML, html) {
  const { document } = parseHTML(`<html><body>${html.replace(BLOCK, '\n$&')}</body></html>`);
  return document.body.textContent ?? '';
}

const extract = await EXTRACTORS[name]();
const pages = readFileSync(input, 'utf8')
  .split('\n')
  .map((line) => JSON.parse(line));
const articles = {};
const started = process.cpuUsage();
for (const page of pages) {
  try {
    articles[page.id] = await extract(page);
  } catch {
    articles[page.id] = { text: '' };
  }
}
const used = process.cpuUsage(started);
writeFileSync(
  output,
  JSON.stringify({
    articles,
    cpuSeconds: (used.user + used.system) / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
