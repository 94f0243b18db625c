import { describe, expect, test } from 'vitest';
import { formatPageDate, parsePageDate } from '../../../src/extract/metadata/parse-page-date.ts';

/** As an article carries it, for a Vietnamese page fetched on 7 March 2026 at 9:15. */
const dateOf = (text: string, dayFirst = true): string | null => {
  const date = parsePageDate(text, { dayFirst, fetchedAt: '2026-03-07T02:15:00Z' });
  return date === null ? null : formatPageDate(date, dayFirst ? '+07:00' : null);
};

describe('parsePageDate', () => {
  test.each([
    ['Thứ tư, 22/10/2025, 19:25 (GMT+7)', '2025-10-22T19:25:00+07:00'],
    ['07-03-2026 - 00:01 AM', '2026-03-07T00:01:00+07:00'],
    ['28-07-2018 - 14:35 PM', '2018-07-28T14:35:00+07:00'],
    ['23:02 , 06/03/2026', '2026-03-06T23:02:00+07:00'],
    ['Ngày đăng 14/06/2018 | 11:22 AM', '2018-06-14T11:22:00+07:00'],
    ['14/06/2018 02:22 CH', '2018-06-14T14:22:00+07:00'],
    ['07/03/2026 08:01 GMT+7', '2026-03-07T08:01:00+07:00'],
    ['2026-03-07T08:52:11.000 +07:00', '2026-03-07T08:52:11+07:00'],
    ['2020-05-18T09:12:33Z', '2020-05-18T09:12:33Z'],
    ['Chủ nhật, 13/2/2022, 16:08 (GMT+7)', '2022-02-13T16:08:00+07:00'],
    ['16:12 04/11/2019', '2019-11-04T16:12:00+07:00'],
    ['Cập nhật lúc 15h30 ngày 2.9.2019', '2019-09-02T15:30:00+07:00'],
    ['ngày 18 tháng 8 năm 2019', '2019-08-18'],
    ['18 Tháng Năm, 2020', '2020-05-18'],
    ['Tháng Mười Hai 3, 2021', '2021-12-03'],
    ['02 Tháng 11 2017', '2017-11-02'],
    ['20181123', null],
    ['3 giờ trước', '2026-03-07T06:15:00+07:00'],
    ['45 phút trước', '2026-03-07T08:30:00+07:00'],
    ['2 ngày trước', '2026-03-05'],
    ['31/02/2020', null],
    ['Chỉ thị 05-CT/TW', null],
    ['không có ngày nào ở đây', null],
  ])('%s', (text, expected) => {
    expect(dateOf(text)).toBe(expected);
  });

  test.each([
    ['March 7, 2026 8:01 AM', '2026-03-07'],
    ['7 March 2026', '2026-03-07'],
    ['3/7/2026', null],
    ['13/7/2026', '2026-07-13'],
  ])('where day and month may stand in either order: %s', (text, expected) => {
    expect(dateOf(text, false)).toBe(expected);
  });
});
