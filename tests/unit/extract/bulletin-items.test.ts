import { describe, expect, test } from 'vitest';
import { extractArticle } from '../../../src/extract/extract-article.ts';
import { extractPlainText } from '../../../src/extract/extract-plain-text.ts';
import type { Article } from '../../../src/model/article.ts';

const SENTENCES = [
  'Trong quý một, các chi bộ đăng ký 42 việc cụ thể, mỗi việc có người chịu trách nhiệm và thời hạn hoàn thành.',
  'Hơn 300 hội viên ra quân dọn ba tuyến rạch, trồng 1.200 cây xanh và lắp thêm đèn ở các hẻm tối trong khu phố.',
  'Tổ công tác đến từng hộ kinh doanh để hướng dẫn nộp hồ sơ qua mạng, rút thời gian chờ từ năm ngày còn hai ngày.',
];
const TITLE = 'Các địa phương làm theo lời Bác';

const places = (article: Article): readonly (readonly [string | null, string | null])[] =>
  article.sections.map(({ heading, place }) => [heading, place]);

const pageOf = (paragraphs: readonly string[]): string =>
  `<html><head><title>${TITLE}</title></head><body><h1>${TITLE}</h1><div class="content">` +
  `${paragraphs.map((line) => `<p>${line}</p>`).join('\n')}</div></body></html>`;

describe('items of a bulletin', () => {
  const headings = [
    'I. Quận 7 – Học Bác từ việc nhỏ',
    'II. Thị xã Dĩ An, tỉnh Bình Dương – Sạch từ con hẻm',
    'III. Phường 5, quận Tân Bình',
  ];
  const lines = headings.flatMap((heading, at) => [heading, SENTENCES[at]!]);
  const expected = [
    [headings[0], 'hcm/quan-7'],
    [headings[1], 'binh-duong/di-an'],
    [headings[2], 'hcm/tan-binh'],
  ];

  test('numbered by Roman numerals, in plain text', () => {
    const article = extractPlainText({ text: [TITLE, ...lines].join('\n\n') });
    expect(article.kind).toBe('bulletin');
    expect(places(article)).toEqual(expected);
  });

  test('numbered by Roman numerals, on a page', () => {
    const article = extractArticle({ html: pageOf(lines) });
    expect(article.kind).toBe('bulletin');
    expect(places(article)).toEqual(expected);
  });

  test('an item that names no place is still an item of the series', () => {
    const text = [TITLE, ...lines, 'IV. Các đoàn thể', SENTENCES[0]!].join('\n\n');
    expect(places(extractPlainText({ text })).at(-1)).toEqual(['IV. Các đoàn thể', null]);
  });

  test('bold places inside of bulleted paragraphs', () => {
    const names = ['Quận Gò Vấp', 'Quận 3', 'Huyện Nhà Bè', 'Quận Phú Nhuận'];
    const html = pageOf(names.map((name, at) => `* <b>${name}</b>: ${SENTENCES[at % 3]!}`));
    expect(extractArticle({ html }).sections.map(({ place }) => place)).toEqual([
      'hcm/go-vap',
      'hcm/quan-3',
      'hcm/nha-be',
      'hcm/phu-nhuan',
    ]);
  });

  test('bold places that end with a full stop', () => {
    const names = ['Quận Tân Bình', 'Huyện Củ Chi'];
    const html = pageOf(names.map((name, at) => `- <b>${name}.</b> ${SENTENCES[at]!}`));
    expect(places(extractArticle({ html }))).toEqual([
      ['- Quận Tân Bình', 'hcm/tan-binh'],
      ['- Huyện Củ Chi', 'hcm/cu-chi'],
    ]);
  });

  test('a place in another look than its peers ends the item above it', () => {
    const html = pageOf([
      '<b>I. Quận 7 –</b> Học Bác từ việc nhỏ',
      SENTENCES[0]!,
      '<b>II. Thị xã Dĩ An, tỉnh Bình Dương</b>',
      SENTENCES[1]!,
      'III. Huyện Củ Chi',
      SENTENCES[2]!,
    ]);
    expect(extractArticle({ html }).sections.map(({ place }) => place)).toEqual([
      'hcm/quan-7',
      'binh-duong/di-an',
      'hcm/cu-chi',
    ]);
  });

  test('a dash behind the place in the first paragraph, and one that goes on in a sentence', () => {
    const html = pageOf([
      `Quận Gò Vấp: ${SENTENCES[0]!}`,
      `Quận 12 – ${SENTENCES[1]!}`,
      `Quận 7 - nơi có nhiều khu công nghiệp - đã làm xong. ${SENTENCES[2]!}`,
    ]);
    expect(places(extractArticle({ html }))).toEqual([
      ['Quận Gò Vấp', 'hcm/go-vap'],
      ['Quận 12', 'hcm/quan-12'],
    ]);
  });

  test('short items with their numbers', () => {
    const text = [
      TITLE,
      '1. Thị xã Trảng Bàng: Đã có 12 chi bộ đăng ký làm theo trong năm nay.',
      '2. Thành phố Vinh (Nghệ An): Mở thêm ba điểm đọc sách cho thiếu nhi.',
      '3. Huyện Tam Nông: Trao 20 suất học bổng cho học sinh vượt khó học giỏi.',
    ].join('\n\n');
    expect(places(extractPlainText({ text }))).toEqual([
      ['1. Thị xã Trảng Bàng', 'tay-ninh/trang-bang'],
      ['2. Thành phố Vinh (Nghệ An)', 'nghe-an/vinh'],
      ['3. Huyện Tam Nông', null],
    ]);
  });
});
