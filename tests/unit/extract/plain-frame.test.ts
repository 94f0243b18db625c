import { describe, expect, test } from 'vitest';
import { extractPlainText } from '../../../src/extract/extract-plain-text.ts';

const TITLE = 'Nhiều cách làm hay trong học tập và làm theo Bác';
const FIRST =
  'Trong tháng 11, các chi bộ đăng ký 42 việc cụ thể, mỗi việc có người chịu trách nhiệm và thời hạn hoàn thành.';
const SECOND =
  'Hơn 300 hội viên ra quân dọn ba tuyến rạch, trồng 1.200 cây xanh và lắp thêm đèn ở các hẻm tối trong khu phố.';
const MENU = ['Trang chủ', 'Giới thiệu', 'Tin tức', 'Văn bản', 'Liên hệ'];

describe('text saved from a browser', () => {
  test('menu, date, headline, items, author and source', () => {
    const lines = [
      ...MENU,
      'Thứ Sáu, 22/11/2019 | 10:15',
      TITLE,
      `Quận 7: ${FIRST}`,
      `Huyện Củ Chi: ${SECOND}`,
      'Tác giả: Lê Văn Tám',
      'Nguồn: Trang tin Đảng bộ thành phố',
    ];
    const article = extractPlainText({ text: lines.join('\n') });
    expect(article).toMatchObject({
      kind: 'bulletin',
      title: TITLE,
      publishedAt: '2019-11-22T10:15:00+07:00',
      byline: 'Lê Văn Tám',
      language: 'vi',
      text: `Quận 7: ${FIRST}\n\nHuyện Củ Chi: ${SECOND}`,
    });
  });

  test.each([
    ['Ngày 12/4/2023', '2023-04-12'],
    ['(Cập nhật lúc 14:30 ngày 20-10-2018)', '2018-10-20T14:30:00+07:00'],
    ['Đăng ngày: 05/03/2020 08:00', '2020-03-05T08:00:00+07:00'],
  ])('%s under the headline', (line, publishedAt) => {
    const article = extractPlainText({ text: [TITLE, line, FIRST, SECOND].join('\n\n') });
    expect(article).toMatchObject({ title: TITLE, publishedAt, text: `${FIRST}\n\n${SECOND}`, sections: [] });
  });

  test('a menu without a date', () => {
    const article = extractPlainText({ text: [...MENU, TITLE, FIRST, SECOND].join('\n') });
    expect(article).toMatchObject({ title: TITLE, publishedAt: null, text: `${FIRST}\n\n${SECOND}` });
  });

  test('a date inside of the text is no date of publication', () => {
    const article = extractPlainText({ text: [TITLE, FIRST, 'Ngày 12/4/2023', SECOND].join('\n\n') });
    expect(article.publishedAt).toBeNull();
    expect(article.text).toContain('Ngày 12/4/2023');
  });

  test('a source named in the middle stays', () => {
    const text = [TITLE, 'Nguồn: kinh phí của quận', FIRST, SECOND, FIRST, SECOND].join('\n\n');
    expect(extractPlainText({ text }).text).toContain('Nguồn: kinh phí của quận');
  });

  test('other languages are told, and their dates are not guessed', () => {
    const text =
      'The town meets\n\nPublished 3/4/2020\n\nThe council of the town met on the first day of the week and said that it would build the bridge.';
    expect(extractPlainText({ text })).toMatchObject({ language: 'en', publishedAt: null });
  });
});
