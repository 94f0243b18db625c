import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { scorePage, scoreSet } from '../../bench/extraction/shingle-score.ts';
import { extractArticle } from '../../src/extract/extract-article.ts';
import { foldDiacritics } from '../../src/text/fold-diacritics.ts';
import { readAnnotated, type Annotation } from './annotated-page.ts';

/**
 * Floors under what extraction reaches without site profiles; `node bench/extraction/run.mjs` prints the figures
 * beside the peers'. Raise a floor when the figure rises; never lower one to pass.
 */
const SHARED = new URL('../../../shared/data/pages/', import.meta.url);
const FIXTURES = new URL('../../fixtures/pages/', import.meta.url);
const hasShared = existsSync(SHARED);
if (!hasShared) process.stderr.write('skipped: the quality of extraction needs ../shared/data/pages\n');

/** A page with what a person says is in it; `null` and an empty list where the page does not say, or nobody looked. */
interface GoldPage {
  readonly id: string;
  readonly html: string;
  readonly url: string;
  readonly text: string;
  readonly lead: string | null;
  readonly authors: readonly string[];
  readonly date: string | null;
  readonly headings: readonly string[] | null;
}

const readJson = (url: URL): unknown => JSON.parse(readFileSync(url, 'utf8'));
const readZipped = (path: string): string => gunzipSync(readFileSync(new URL(path, SHARED))).toString();
const ANY_URL = 'https://bao.example.vn/tin/bai-viet-123.html';

interface GivenGold {
  readonly articleBody: string;
  readonly author: string;
  readonly date: string;
  readonly paragraphs: readonly string[];
}

/** The location that style alone sets apart reads as one word in the gold that came with the page. */
const separated = (text: string): string => text.replace(/^TP HCM(?=\p{Lu})/u, 'TP HCM - ');

function givenPages(): GoldPage[] {
  return Object.entries(readJson(new URL('vn/gold.json', SHARED)) as Record<string, GivenGold>).map(
    ([id, page]) => {
      const [, day, month, year] = /(\d{1,2})[/-](\d{1,2})[/-](\d{4})/u.exec(page.date) ?? [];
      return {
        id,
        html: readZipped(`vn/${id}.html.gz`),
        url: ANY_URL,
        text: separated(page.articleBody),
        lead: separated(page.paragraphs[0] ?? ''),
        authors: page.author.split(';').map((name) => name.trim()),
        date: `${year ?? ''}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`,
        headings: null,
      };
    },
  );
}

function annotatedPages(): GoldPage[] {
  const annotations = readJson(new URL('vietnamese-annotations.json', import.meta.url)) as Record<
    string,
    Annotation
  >;
  const given = givenPages();
  return Object.entries(annotations).map(([id, annotation]) => {
    const html = readZipped(`vn/${id}.html.gz`);
    const same = given.find((page) => page.id === annotation.sameTextAs);
    const { text, lead } = same ?? readAnnotated(html, annotation);
    return {
      id,
      html,
      url: ANY_URL,
      text,
      lead,
      authors: annotation.author === undefined ? [] : [annotation.author],
      date: annotation.date ?? null,
      headings: annotation.headings ?? null,
    };
  });
}

interface ExpectedPage {
  readonly kind: string;
  readonly url: string;
  readonly text: readonly string[];
  readonly lead: string | null;
  readonly byline: string | null;
  readonly publishedAt: string | null;
  readonly sections: readonly { readonly heading: string | null }[];
}

/** Our own pages. "3 giờ trước" counts from the time of fetching, which is not told here. */
function fixturePages(): GoldPage[] {
  return readdirSync(FIXTURES)
    .filter((file) => file.endsWith('.expected.json'))
    .flatMap((file) => {
      const id = file.replace('.expected.json', '');
      const page = readJson(new URL(file, FIXTURES)) as ExpectedPage;
      if (page.kind === 'listing' || page.kind === 'other') return [];
      return [
        {
          id,
          html: readFileSync(new URL(`${id}.html`, FIXTURES), 'utf8'),
          url: page.url,
          text: page.text.join('\n\n'),
          lead: page.lead,
          authors: page.byline === null ? [] : [page.byline],
          date: id === 'relative-date' ? null : (page.publishedAt?.slice(0, 10) ?? null),
          headings: page.sections.flatMap(({ heading }) => heading ?? []),
        },
      ];
    });
}

const plain = (text: string | null): string =>
  foldDiacritics(text ?? '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const share = (pages: readonly GoldPage[], holds: (page: GoldPage) => boolean): number =>
  pages.filter(holds).length / pages.length;

describe.skipIf(!hasShared)('quality of extraction', () => {
  test('scrapinghub: F1 of 4-grams, as its benchmark scores', () => {
    const gold = readJson(new URL('scrapinghub/ground-truth.json', SHARED)) as Record<
      string,
      { url: string; articleBody: string }
    >;
    const score = scoreSet(
      Object.entries(gold).map(([id, { url, articleBody }]) => {
        const html = readZipped(`scrapinghub/html/${id}.html.gz`);
        return scorePage(articleBody, extractArticle({ html, url, profiles: [] }).text);
      }),
    );
    expect(score.f1).toBeGreaterThanOrEqual(0.975);
    expect(score.exact).toBeGreaterThanOrEqual(0.44);
  });

  describe('Vietnamese gold', () => {
    const pages = hasShared ? [...givenPages(), ...annotatedPages(), ...fixturePages()] : [];
    const articles = new Map(
      pages.map(({ id, html, url }) => [id, extractArticle({ html, url, profiles: [] })] as const),
    );
    const found = (page: GoldPage): ReturnType<typeof extractArticle> => articles.get(page.id)!;

    test('has at least 60 articles', () => {
      expect(pages.length).toBeGreaterThanOrEqual(60);
    });

    test('text', () => {
      const score = scoreSet(pages.map((page) => scorePage(page.text, found(page).text)));
      expect(score.f1).toBeGreaterThanOrEqual(0.985);
      expect(score.exact).toBeGreaterThanOrEqual(0.9);
    });

    test('every lead is kept', () => {
      const lost = pages
        .filter(({ lead }) => lead !== null)
        .filter((page) => !plain(found(page).text).startsWith(plain(page.lead)));
      expect(lost.map((page) => page.id)).toEqual([]);
    });

    test('authors', () => {
      const signed = pages.filter(({ authors }) => authors.some((author) => author !== ''));
      const right = share(signed, (page) =>
        page.authors.every((author) => plain(found(page).byline).includes(plain(author))),
      );
      expect(right).toBeGreaterThanOrEqual(0.95);
    });

    test('dates, none with day and month swapped', () => {
      const dated = pages.filter(({ date }) => date !== null);
      expect(
        share(dated, (page) => found(page).publishedAt?.slice(0, 10) === page.date),
      ).toBeGreaterThanOrEqual(0.98);
    });

    test('items', () => {
      const headed = pages.filter(({ headings }) => headings !== null && headings.length > 0);
      let hits = 0;
      let wanted = 0;
      let got = 0;
      for (const page of headed) {
        const headings = found(page).sections.flatMap(({ heading }) => heading ?? []);
        hits += headings.filter((heading) => page.headings?.includes(heading) === true).length;
        wanted += page.headings?.length ?? 0;
        got += headings.length;
      }
      expect((2 * hits) / (wanted + got)).toBeGreaterThanOrEqual(0.95);
    });
  });
});
