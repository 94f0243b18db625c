import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Archive } from '../../src/store/archive.ts';
import { makeArticle, makeCommit, makeMention } from '../support/articles.ts';

const CT5 = 'vn:tw:ct:k12:5';
const OTHER = 'vn:tw:ct:k13:5';

/** What every archive promises. */
export function describeArchive(name: string, open: () => Archive): void {
  describe(`archive: ${name}`, () => {
    let archive: Archive;
    beforeEach(() => {
      archive = open();
    });
    afterEach(() => {
      archive.close();
    });

    const TEXT = 'Thực hiện Chỉ thị 05-CT/TW trong năm 2019.';
    const page = (text = TEXT, more: Partial<Parameters<typeof makeArticle>[0]> = {}) =>
      makeCommit(makeArticle({ url: 'https://a.example/1', text, ...more }), [
        makeMention(text, 'Chỉ thị 05-CT/TW', CT5),
      ]);

    test('a page comes back as it was put', () => {
      const { article } = page();
      expect(archive.commit(page())).toEqual({ result: 'new', articleId: article.id });
      const stored = archive.readArticle(article.id)!;
      expect(stored.article).toEqual(article);
      expect(stored.mentions).toEqual(page().mentions);
      expect(stored.addresses).toEqual(['https://a.example/1']);
      expect(stored.version).toBe(1);
      expect(archive.readArticleByUrl('https://a.example/1')).toEqual(stored);
    });

    test('what is not there is undefined', () => {
      expect(archive.readArticle('sha-none')).toBeUndefined();
      expect(archive.readArticleByUrl('https://a.example/none')).toBeUndefined();
      expect([...archive.readArticles()]).toEqual([]);
      expect(archive.readArticleIds()).toEqual([]);
      expect(archive.lastSequence()).toBe(0);
    });

    test('every article has its id listed, in order', () => {
      const texts = {
        'sha-b': TEXT,
        'sha-c': 'Hội nghị tổng kết công tác dân vận của quận trong sáu tháng đầu năm.',
        'sha-a': 'Mưa lớn kéo dài làm ngập nhiều tuyến đường ở vùng ven biển miền Trung.',
      };
      for (const [id, text] of Object.entries(texts))
        archive.commit(page(text, { url: `https://a.example/${id}`, id }));
      expect(archive.readArticleIds()).toEqual(['sha-a', 'sha-b', 'sha-c']);
      expect(Array.from(archive.readArticles(), ({ article }) => article.id)).toEqual(
        archive.readArticleIds(),
      );
    });

    test('the same page again changes nothing', () => {
      archive.commit(page());
      const sequence = archive.lastSequence();
      expect(archive.commit(page()).result).toBe('unchanged');
      expect(archive.lastSequence()).toBe(sequence);
      expect(archive.counts()).toMatchObject({ articles: 1, mentions: 1 });
    });

    test('a correction replaces text and mentions and keeps the former text', () => {
      archive.commit(page());
      const corrected = 'Đã sửa: tiếp tục thực hiện Chỉ thị 05-CT/TW.';
      expect(archive.commit(page(corrected))).toMatchObject({
        result: 'changed',
        articleId: page().article.id,
      });
      const stored = archive.readArticleByUrl('https://a.example/1')!;
      expect(stored.article.text).toBe(corrected);
      expect(stored.version).toBe(2);
      expect(stored.mentions).toHaveLength(1);
      expect(archive.readVersions(stored.article.id).map(({ text }) => text)).toEqual([TEXT]);
      expect(archive.counts()).toMatchObject({ articles: 1, mentions: 1 });
    });

    test('the same text under another address is one article with two addresses', () => {
      archive.commit(page());
      const copy = page(TEXT, { url: 'https://b.example/copy', id: 'sha-copy' });
      expect(archive.commit(copy)).toEqual({ result: 'duplicate', articleId: page().article.id });
      expect(archive.commit(copy).result).toBe('unchanged');
      expect(archive.readArticle(page().article.id)?.addresses).toEqual([
        'https://a.example/1',
        'https://b.example/copy',
      ]);
      expect(archive.counts().articles).toBe(1);
    });

    test('a print view with some other words does not replace its original', () => {
      archive.commit(page());
      const print = page(`${TEXT} In bài này.`, {
        url: 'https://a.example/1/print',
        canonicalUrl: 'https://a.example/1',
        id: page().article.id,
      });
      expect(archive.commit(print).result).toBe('duplicate');
      expect(archive.commit(print).result).toBe('unchanged');
      expect(archive.commit(page()).result).toBe('unchanged');
      expect(archive.readArticle(page().article.id)?.article.text).toBe(TEXT);
    });

    test('an original that comes after its print view takes its place', () => {
      const print = page(`${TEXT} In bài này.`, {
        url: 'https://a.example/1/print',
        canonicalUrl: 'https://a.example/1',
      });
      archive.commit(print);
      const original = page(TEXT, { id: print.article.id });
      expect(archive.commit(original).result).toBe('changed');
      expect(archive.readArticle(print.article.id)?.article).toMatchObject({
        url: 'https://a.example/1',
        text: TEXT,
      });
    });

    test('a reprint under another title is found by its text', () => {
      const body = Array.from({ length: 120 }, (_, index) => `câu thứ ${index} của bài`).join(', ');
      archive.commit(page(body, { title: 'Bếp ăn nghĩa tình' }));
      const reprint = page(`${body}, hết.`, {
        title: 'Nghĩa tình bếp ăn',
        url: 'https://b.example/2',
        id: 'sha-2',
      });
      expect(archive.commit(reprint).result).toBe('duplicate');
    });

    describe('articles of one title', () => {
      const body = Array.from({ length: 60 }, (_, index) => `câu thứ ${index}`).join(', ');
      const original = page(body, { title: 'Bếp ăn nghĩa tình' });
      const other = (text: string) =>
        page(text, { title: 'Bếp ăn nghĩa tình', url: 'https://b.example/2', id: 'sha-2' });

      test.each([
        [
          'are one where one adds a caption and a source',
          `Ảnh: Bản tin. ${body} (Theo Bản tin cơ sở)`,
          'duplicate',
        ],
        [
          'are two where they share a few sentences',
          `${body.slice(0, 200)} ${'khác hẳn phần còn lại '.repeat(30)}`,
          'new',
        ],
        ['are two where one is a short summary of the other', body.slice(0, 120), 'new'],
      ])('%s', (_name, text, result) => {
        archive.commit(original);
        expect(archive.commit(other(text)).result).toBe(result);
      });
    });

    describe('notices that share most of their words', () => {
      const body = Array.from({ length: 60 }, (_, index) => `câu thứ ${index}`).join(', ');
      const notice = (
        month: number,
        more: Partial<Parameters<typeof makeArticle>[0]> = {},
        document = CT5,
      ) => {
        const text = `Thông báo tháng ${month}: thực hiện Chỉ thị. ${body}`;
        const url = `https://a.example/thang-${month}`;
        const article = makeArticle({
          id: `sha-${month}`,
          url,
          text,
          title: `Sinh hoạt chi bộ tháng ${month}`,
          ...more,
        });
        return makeCommit(article, [makeMention(text, 'Chỉ thị', document)]);
      };

      test.each([
        ['are two where the titles name other months', {}, CT5],
        ['are two where they cite other documents', { title: 'Sinh hoạt chi bộ tháng 3' }, OTHER],
        [
          'are two where they are months apart',
          { title: 'Sinh hoạt chi bộ tháng 3', publishedAt: '2019-09-01' },
          CT5,
        ],
      ])('%s', (_name, more, document) => {
        archive.commit(notice(3, { publishedAt: '2019-03-01' }));
        expect(archive.commit(notice(4, more, document)).result).toBe('new');
      });
    });

    describe('a date that one printing has and the other lacks', () => {
      const dated = { publishedAt: '2019-01-28' };
      const copy = { url: 'https://b.example/copy', id: 'sha-copy' };

      test('is taken from the copy, and its resolutions with it', () => {
        archive.commit(page());
        expect(archive.commit(page(TEXT, { ...copy, ...dated })).result).toBe('changed');
        const held = archive.readArticle(page().article.id)!;
        expect(held.article).toMatchObject({ ...dated, url: 'https://a.example/1' });
        expect(held.addresses).toHaveLength(2);
        expect(archive.counts().articles).toBe(1);
      });

      test('stays when the page is read again without it', () => {
        archive.commit(page());
        archive.commit(page(TEXT, { ...copy, ...dated }));
        expect(archive.commit(page()).result).toBe('unchanged');
        expect(archive.commit(page(TEXT, { ...copy, ...dated })).result).toBe('unchanged');
        expect(archive.readArticle(page().article.id)?.article.publishedAt).toBe('2019-01-28');
      });
    });

    test('a failed transaction leaves nothing behind', () => {
      expect(() =>
        archive.transaction(() => {
          archive.commit(page());
          throw new Error('power cut');
        }),
      ).toThrow('power cut');
      expect(archive.counts()).toMatchObject({ articles: 0, mentions: 0 });
      expect(archive.readArticleByUrl('https://a.example/1')).toBeUndefined();
      expect(archive.commit(page()).result).toBe('new');
    });

    describe('citations', () => {
      const text = 'Mở đầu.\n\nQuận 1: tin\n\nChỉ thị 05-CT/TW.\n\nQuận 6: tin\n\nQuyết định khác.';
      const sections = [
        { heading: null, place: null, publishedOn: null, start: 0, end: 7 },
        {
          heading: 'Quận 1: tin',
          place: 'hcm/quan-1',
          publishedOn: '2019-01-25',
          start: 9,
          end: text.indexOf('Quận 6') - 2,
        },
        {
          heading: 'Quận 6: tin',
          place: 'hcm/quan-6',
          publishedOn: null,
          start: text.indexOf('Quận 6'),
          end: text.length,
        },
      ];
      beforeEach(() => {
        const bulletin = makeArticle({
          id: 'sha-b',
          url: 'https://b.example/b',
          site: 'b.example',
          kind: 'bulletin',
          title: 'Bản tin',
          publishedAt: '2019-01-28T23:30:00+00:00',
          text,
          sections,
        });
        archive.commit(
          makeCommit(bulletin, [
            makeMention(text, 'Chỉ thị 05-CT/TW', CT5),
            makeMention(text, 'Quyết định khác', OTHER),
          ]),
        );
        archive.commit(page(TEXT, { id: 'sha-a', publishedAt: '2018-05-01', site: 'a.example' }));
        archive.commit(
          page(`${TEXT} Không ngày.`, { id: 'sha-0', url: 'https://a.example/0', site: 'a.example' }),
        );
      });
      const cited = (filter: Omit<Parameters<Archive['readCitations']>[0], 'documents'>, documents = [CT5]) =>
        Array.from(archive.readCitations({ documents, ...filter }), ({ article }) => article.id);

      test('come in order of publication, undated last, with their section', () => {
        expect(cited({})).toEqual(['sha-a', 'sha-b', 'sha-0']);
        const second = [...archive.readCitations({ documents: [CT5] })][1]!;
        expect(second.section).toEqual({ heading: 'Quận 1: tin', place: 'hcm/quan-1' });
        expect(second.text.slice(second.mention.start, second.mention.end)).toBe('Chỉ thị 05-CT/TW');
      });

      test('keep the dates of the sections', () => {
        const sectionsRead = archive.readArticle('sha-b')?.article.sections;
        expect(sectionsRead?.map(({ publishedOn }) => publishedOn)).toEqual([null, '2019-01-25', null]);
      });

      test.each([
        ['by site', { site: 'b.example' }, ['sha-b']],
        ['by place', { place: 'hcm/quan-1' }, ['sha-b']],
        ['by what holds the place', { place: 'hcm' }, ['sha-b']],
        ['not by the beginning of a name', { place: 'hcm/quan' }, []],
        ['not by another section of the article', { place: 'hcm/quan-6' }, []],
        ['from a day', { from: '2019-01-01' }, ['sha-b']],
        // 23:30 UTC is the next morning in Vietnam.
        ['from the day it was in Vietnam', { from: '2019-01-29' }, ['sha-b']],
        ['until a day', { to: '2018-12-31' }, ['sha-a']],
      ])('are filtered %s', (_name, filter, expected) => {
        expect(cited(filter)).toEqual(expected);
      });

      test('are counted by document', () => {
        expect(archive.readCitedDocuments()).toEqual([
          { document: CT5, mentions: 3, articles: 3 },
          { document: OTHER, mentions: 1, articles: 1 },
        ]);
      });

      test('follow a new resolution; span, words and what was found stay', () => {
        const before = archive.readArticle('sha-b')!;
        const resolved = before.mentions.map(({ mention }) => ({ ...mention, document: OTHER }));
        archive.resolveAgain('sha-b', resolved, '2026-02-02T00:00:00.000Z');
        const after = archive.readArticle('sha-b')!;
        expect(after.mentions.map(({ mention }) => mention.document)).toEqual([OTHER, OTHER]);
        expect(after.mentions.map(({ found }) => found)).toEqual(before.mentions.map(({ found }) => found));
        expect(cited({})).toEqual(['sha-a', 'sha-0']);
        expect(cited({}, [OTHER])).toEqual(['sha-b', 'sha-b']);
        expect(archive.check()).toEqual([]);
      });
    });

    describe('sets of documents', () => {
      const text = 'Thực hiện các chỉ thị này. Và Chỉ thị 05-CT/TW.';
      const set = {
        ...makeMention(text, 'các chỉ thị này', 'set:5,15@tw/k12'),
        members: [CT5, 'vn:tw:ct:k12:15'],
      };

      test('are citations of each member, by the words that name the set', () => {
        archive.commit(
          makeCommit(makeArticle({ id: 'sha-s', text }), [set, makeMention(text, 'Chỉ thị 05-CT/TW', CT5)]),
        );
        const surfaces = (document: string) =>
          Array.from(archive.readCitations({ documents: [document] }), ({ mention }) => mention.surface);
        expect(surfaces(CT5)).toEqual(['các chỉ thị này', 'Chỉ thị 05-CT/TW']);
        expect(surfaces('vn:tw:ct:k12:15')).toEqual(['các chỉ thị này']);
        expect(archive.readCitedDocuments({ number: '15' })).toEqual([
          { document: 'vn:tw:ct:k12:15', mentions: 1, articles: 1 },
        ]);
        expect(archive.readCocited(CT5)).toEqual([{ document: 'vn:tw:ct:k12:15', articles: 1 }]);
        // One mention of two documents that are asked for is one mention.
        expect(archive.countCitations({ documents: [CT5, 'vn:tw:ct:k12:15'], by: 'site' })).toEqual([
          { value: null, mentions: 2, articles: 1 },
        ]);
        expect(archive.check()).toEqual([]);
      });
    });

    describe('counts of citations', () => {
      const text = 'Chỉ thị 05-CT/TW và Chỉ thị 5. Chỉ thị 05-CT/TW lần nữa.';
      const second = text.lastIndexOf('Chỉ thị 05');
      const commit = (id: string, more: Partial<Parameters<typeof makeArticle>[0]>, others: string[] = []) =>
        archive.commit(
          makeCommit(
            makeArticle({
              id,
              url: `https://${id}.example/`,
              title: id,
              text: `${text} ${id.repeat(9)}`,
              sections: [
                { heading: 'Tin một', place: 'hcm/quan-1', publishedOn: null, start: 0, end: second },
                {
                  heading: null,
                  place: null,
                  publishedOn: null,
                  start: second,
                  end: text.length + id.length * 9 + 1,
                },
              ],
              ...more,
            }),
            [
              makeMention(text, 'Chỉ thị 05-CT/TW', CT5),
              ...others.map((document) => makeMention(text, 'Chỉ thị 5', document)),
              { ...makeMention(text, 'Chỉ thị 05-CT/TW', CT5), start: second, end: second + 16 },
            ],
          ),
        );
      beforeEach(() => {
        commit('sha-a', { site: 'a.example', publishedAt: '2019-02-01' }, [OTHER]);
        commit('sha-b', { site: 'a.example', publishedAt: '2018-12-31T20:00:00Z' });
        commit('sha-c', { site: 'b.example' }, [OTHER, 'vn:_:ct:_:5']);
      });

      test.each([
        ['document', [{ value: CT5, mentions: 6, articles: 3 }]],
        [
          'site',
          [
            { value: 'a.example', mentions: 4, articles: 2 },
            { value: 'b.example', mentions: 2, articles: 1 },
          ],
        ],
        [
          'place',
          [
            { value: 'hcm/quan-1', mentions: 3, articles: 3 },
            { value: null, mentions: 3, articles: 3 },
          ],
        ],
        [
          'month',
          [
            { value: '2019-01', mentions: 2, articles: 1 },
            { value: '2019-02', mentions: 2, articles: 1 },
            { value: null, mentions: 2, articles: 1 },
          ],
        ],
        [
          'year',
          [
            { value: '2019', mentions: 4, articles: 2 },
            { value: null, mentions: 2, articles: 1 },
          ],
        ],
        [
          'section',
          [
            { value: 'Tin một', mentions: 3, articles: 3 },
            { value: null, mentions: 3, articles: 3 },
          ],
        ],
      ] as const)('by %s', (by, expected) => {
        expect(archive.countCitations({ documents: [CT5], by })).toEqual(expected);
      });

      test('are filtered like citations', () => {
        expect(
          archive.countCitations({ documents: [CT5], by: 'site', place: 'hcm', from: '2019-01-15' }),
        ).toEqual([{ value: 'a.example', mentions: 1, articles: 1 }]);
        expect(archive.countCitations({ documents: ['vn:tw:ct:k12:999'], by: 'site' })).toEqual([]);
      });

      test('of documents that stand together', () => {
        expect(archive.readCocited(CT5)).toEqual([
          { document: OTHER, articles: 2 },
          { document: 'vn:_:ct:_:5', articles: 1 },
        ]);
        expect(archive.readCocited('vn:tw:ct:k12:999')).toEqual([]);
      });

      test('start with the first of each group', () => {
        expect(archive.firstCitations({ documents: [CT5, OTHER], by: 'document' })).toEqual([
          { value: CT5, publishedOn: '2019-01-01', articleId: 'sha-b' },
          { value: OTHER, publishedOn: '2019-02-01', articleId: 'sha-a' },
        ]);
        expect(archive.firstCitations({ documents: [CT5], by: 'site' })).toEqual([
          { value: 'a.example', publishedOn: '2019-01-01', articleId: 'sha-b' },
        ]);
      });

      test('of documents with one number', () => {
        const cited = (filter: Parameters<Archive['readCitedDocuments']>[0]) =>
          archive.readCitedDocuments(filter).map(({ document }) => document);
        expect(cited({ type: 'ct', number: '5' })).toEqual([CT5, OTHER, 'vn:_:ct:_:5']);
        expect(cited({ type: 'nq', number: '5' })).toEqual([]);
        expect(cited({ documents: [OTHER, 'vn:tw:ct:k12:999'] })).toEqual([OTHER]);
        expect(cited({ documents: [] })).toEqual([]);
      });

      test('follow a correction', () => {
        commit('sha-a', { site: 'a.example', publishedAt: '2019-02-01', text: `${text} đã sửa` });
        expect(archive.readCitedDocuments()).toEqual([
          { document: CT5, mentions: 6, articles: 3 },
          { document: 'vn:_:ct:_:5', mentions: 1, articles: 1 },
          { document: OTHER, mentions: 1, articles: 1 },
        ]);
        expect(archive.check()).toEqual([]);
      });
    });

    describe('tokens', () => {
      test('of another analyzer are made anew', () => {
        expect(archive.analyzer()).toBeNull();
        const { articleId } = archive.commit(page());
        expect(archive.readUnanalyzed()).toEqual([]);
        archive.startAnalyzer('terms/1');
        expect(archive.analyzer()).toBe('terms/1');
        expect(archive.readUnanalyzed()).toEqual([articleId]);
        archive.writeTokens(articleId, page().tokens);
        expect(archive.readUnanalyzed()).toEqual([]);
        archive.startAnalyzer('terms/1');
        expect(archive.readUnanalyzed()).toEqual([]);
        expect(archive.check()).toEqual([]);
      });
    });

    test('changes for the index come in order, each article once', () => {
      archive.commit(page());
      archive.commit(page('Chỉ thị 05-CT/TW, bài hai.', { id: 'sha-2', url: 'https://a.example/2' }));
      const middle = archive.lastSequence();
      archive.commit(page('Chỉ thị 05-CT/TW, đã sửa.'));
      expect(archive.readIndexChanges(0).map(({ articleId }) => articleId)).toEqual([
        'sha-2',
        page().article.id,
      ]);
      expect(archive.readIndexChanges(middle).map(({ articleId }) => articleId)).toEqual([page().article.id]);
    });

    test('registered documents come back', () => {
      const known = {
        id: 'vn:qu.hcm.quan-1:kh:t2015:138',
        official: '138-KH/QU',
        type: 'Kế hoạch',
        issuedOn: null,
        body: 'Quận ủy Quận 1',
        title: null,
        aliases: [],
        members: [],
        source: 'test',
        provisional: true,
      };
      archive.writeKnownDocuments([known]);
      archive.writeKnownDocuments([{ ...known, title: 'Kế hoạch' }]);
      expect(archive.readKnownDocuments()).toEqual([{ ...known, title: 'Kế hoạch' }]);
    });
  });
}
