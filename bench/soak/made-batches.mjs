/**
 * What the writer writes, told from numbers alone, so that a reader knows what it must find: batch `b` brings a few new
 * articles that hold the word `lô<b>` and cite directive `b`, and, where `b` is even, a correction of a former one. A
 * text carries its own digest.
 */
import { createHash } from 'node:crypto';
import { createRandom } from '../search/make-articles.mjs';
import { analyzeArticle } from '../../dist/search/tokens/analyze-article.js';

/** New articles of batch `b`: 1 to 9, so that most transactions hold several. */
export const sizeOf = (batch) => 1 + ((batch * 7) % 9);

export const documentOf = (batch) => `vn:tw:ct:k12:${batch}`;
export const wordOf = (batch) => `lô${batch}`;

/** Mentions in article `number`, the same in each of its versions. */
const mentionsOf = (number) => 1 + (number % 3);

/** What the archive holds once batch `b` is written; grows with the batches that are asked for. */
export function createLedger() {
  const totals = [{ articles: 0, mentions: 0, changes: 0 }];
  const after = (batch) => {
    while (totals.length <= batch) {
      const next = totals.length;
      const before = totals[next - 1];
      const size = sizeOf(next);
      let { mentions } = before;
      for (let at = 1; at <= size; at++) mentions += mentionsOf(before.articles + at);
      const isCorrecting = next % 2 === 0;
      totals.push({
        articles: before.articles + size,
        mentions,
        changes: before.changes + size + (isCorrecting ? 1 : 0),
      });
    }
    return totals[batch];
  };
  /** The batch after which there are so many articles; `undefined` where a transaction was seen half. */
  const batchAt = (articles, from = 0) => {
    for (let batch = from; after(batch).articles <= articles; batch++) {
      if (after(batch).articles === articles) return batch;
    }
    return undefined;
  };
  return { after, batchAt };
}

/** The article that batch `b` corrects, `undefined` where it corrects none. */
export const correctedBy = (batch, ledger) =>
  batch % 2 === 0 ? 1 + ((batch * 7919) % ledger.after(batch - 1).articles) : undefined;

export const idOf = (number) => `sha-${String(number).padStart(8, '0')}`;

const digestOf = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Whether a text is whole: nothing cut, nothing of another version in it. */
export function isWhole(text) {
  const at = text.lastIndexOf(' mã ');
  return at > 0 && text.slice(at + 4) === digestOf(text.slice(0, at));
}

/** One page of batch `b` as the archive takes it; `revision` 0 is the first text of the article. */
export function makePage({ number, batch, revision }, segmenter) {
  const random = createRandom(number * 1000 + revision);
  const surface = `Chỉ thị ${batch}-CT/TW`;
  const words = (count) =>
    Array.from({ length: count }, () => `từ${Math.floor(random() ** 2 * 20_000)}`).join(' ');
  const paragraphs = Array.from({ length: mentionsOf(number) }, () => `${surface} ${words(60)}`);
  const body = `Bài ${number} bản ${revision} ${wordOf(batch)}.\n\n${paragraphs.join('\n\n')}\n\n${words(150)}`;
  const text = `${body} mã ${digestOf(body)}`;
  const title = `Bài ${number} ${words(4)}`;
  const article = {
    id: idOf(number),
    url: `https://bao${number % 40}.example/${number}`,
    canonicalUrl: null,
    site: `bao${number % 40}.example`,
    kind: 'article',
    title,
    lead: null,
    byline: null,
    publishedAt: new Date(Date.UTC(2016, 0, 1 + (number % 3000))).toISOString().slice(0, 10),
    modifiedAt: null,
    category: null,
    tags: [],
    language: 'vi',
    text,
    sections: [{ heading: null, place: null, publishedOn: null, start: 0, end: text.length }],
    images: [],
    capture: null,
    diagnostics: [],
  };
  return {
    capture: null,
    article,
    mentions: mentionsAt(text, surface, batch).map((mention) => ({ mention, found: {} })),
    tokens: analyzeArticle(title, text, segmenter),
    storedAt: new Date().toISOString(),
  };
}

function mentionsAt(text, surface, batch) {
  const mentions = [];
  for (let start = text.indexOf(surface); start >= 0; start = text.indexOf(surface, start + 1)) {
    const names = {
      type: 'ct',
      number: String(batch),
      period: 'k12',
      issuer: 'tw',
      document: documentOf(batch),
    };
    const rest = { candidates: [], pins: [], antecedent: null, group: null, relation: null, flags: [] };
    mentions.push({
      start,
      end: start + surface.length,
      surface,
      ...names,
      method: 'explicit',
      confidence: 1,
      ...rest,
    });
  }
  return mentions;
}
