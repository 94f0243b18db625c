import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Article } from '../../../src/model/article.ts';
import { extractArticle } from '../../../src/extract/extract-article.ts';
import { extractPlainText } from '../../../src/extract/extract-plain-text.ts';
import { bulletinPage, type BulletinLook } from './bulletin-page.ts';

const SEED = new URL('../../../../shared/data/seed-bulletin.txt', import.meta.url);
const hasSeed = existsSync(SEED);
if (!hasSeed) process.stderr.write('skipped: the seed bulletin needs ../shared/data/seed-bulletin.txt\n');

const BOILERPLATE = [
  'Có thể bạn quan tâm',
  'Phản hồi',
  'Thông tin người gửi phản hồi',
  'Các tin khác',
  'Mới nhất',
  'Liên kết website',
  'Xem nhiều nhất',
];

function expectSeedBulletin(article: Article): void {
  expect(article.kind).toBe('bulletin');
  expect(article.title).toBe('Nâng cao chất lượng công tác tuyên giáo các cấp');
  expect(article.byline).toBe('MH');
  expect(article.sections.map((section) => section.place)).toEqual([
    'hcm/quan-1',
    'hcm/quan-6',
    'hcm/quan-8',
  ]);
  expect(article.sections.map((section) => section.heading?.slice(0, 7))).toEqual([
    'Quận 1:',
    'Quận 6:',
    'Quận 8:',
  ]);
  const lines = article.text.split('\n\n');
  expect(lines).toHaveLength(11);
  for (const label of BOILERPLATE) expect(lines).not.toContain(label);
  for (const section of article.sections) {
    expect(article.text.slice(section.start, section.end).startsWith(section.heading ?? '?')).toBe(true);
  }
  expect(article.text).not.toContain(article.title);
  expect(article.text.endsWith('kinh tế - xã hội năm 2019 của quận.')).toBe(true);
  expect(article.publishedAt).toBeNull();
}

describe.skipIf(!hasSeed)("the user's document", () => {
  const seed = hasSeed ? readFileSync(SEED, 'utf8') : '';

  test('as plain text', () => {
    expectSeedBulletin(extractPlainText({ text: seed }));
  });

  test('as plain text in NFD, with Windows line ends', () => {
    expectSeedBulletin(extractPlainText({ text: seed.normalize('NFD').replaceAll('\n', '\r\n') }));
  });

  test.each<[string, BulletinLook]>([
    ['with h2 headings in an article', { heading: 'h2', frame: 'article' }],
    ['with h3 headings in a page-wide form', { heading: 'h3', frame: 'form' }],
    ['with bold paragraphs in a page-wide form', { heading: 'bold', frame: 'form' }],
    ['with bold paragraphs in layout tables', { heading: 'bold', frame: 'table' }],
    ['with plain paragraphs as headings', { heading: 'plain', frame: 'form' }],
  ])('as a page %s', (_name, look) => {
    expectSeedBulletin(
      extractArticle({ html: bulletinPage(seed, look), url: 'https://tuyengiao.example.vn/tin/1' }),
    );
  });

  test('takes the publication date that it is given', () => {
    expect(extractPlainText({ text: seed, publishedAt: '2019-01-28' }).publishedAt).toBe('2019-01-28');
  });
});
