import { isMatterLine } from '../content/prune-blocks.ts';
import { parsePageDate } from '../metadata/parse-page-date.ts';

/** A day and a month, and the year where it is given: "05/3/2026", "5-3", "5.3.2026". */
const DAY = String.raw`\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?(?![\d/])`;
const DAY_IN_WORDS = String.raw`\d{1,2}\s?tháng\s?\d{1,2}(?:,?\s(?:năm\s)?\d{4})?`;
const WEEKDAY = String.raw`(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)`;
const OPENING = String.raw`^[\s(\[*•–-]{0,3}(?:${WEEKDAY}[\s,(–-]{1,3})?(?:(?:sáng|trưa|chiều|tối)\s)?(?:ngày\s)?`;

/** "Ngày 05/3: …", "Thứ hai (2/3)", "(05/3/2026) - …": the day opens the line and stands alone there. */
const OPENS_WITH_DAY = new RegExp(`${OPENING}(${DAY}|${DAY_IN_WORDS})\\s?(?=[)\\]:,–-]|\\.\\s|\\.?$)`, 'iu');
/** "… (05/3/2026)", "… - 05/3/2026": the day closes a heading. */
const CLOSES_WITH_DAY = new RegExp(`(?:[([](?:ngày\\s)?|\\s[–-]\\s(?=[^()]{8,}$))(${DAY})[)\\]]?$`, 'iu');
/** "10h45 ngày 12/3": an entry of a live report. */
const TIME_AND_DAY = new RegExp(
  `^\\(?\\d{1,2}\\s?[h:g]\\s?\\d{0,2}(?:['’]|\\s?phút)?,?\\s(?:ngày\\s)?(${DAY})`,
  'iu',
);
/** "(05/3/2026) - …": only brackets tell an item's date from the day of which its first sentence speaks. */
const BRACKETED_DAY = new RegExp(`^[([](?:ngày\\s)?(${DAY})[)\\]]`, 'iu');

/** Lines below an item's heading among which its date may stand. */
const REACH = 2;
/** A date opens or closes a heading; a paragraph that stands for one is not searched to its end. */
const MAX_LINE_CHARS = 200;

/**
 * The calendar date that an item gives as its own: in its heading, or in a line of its own below. A day without a year
 * is the nearest one that is no more than a month after `publishedAt`; `null` where that is not known, or no date given.
 */
export function readItemDate(
  heading: string | null,
  below: readonly string[],
  publishedAt: string | null,
): string | null {
  const line = (heading ?? '').slice(0, MAX_LINE_CHARS).normalize('NFC');
  const day =
    TIME_AND_DAY.exec(line)?.[1] ??
    OPENS_WITH_DAY.exec(line)?.[1] ??
    CLOSES_WITH_DAY.exec(line)?.[1] ??
    dayBelow(below.slice(0, REACH));
  return day === undefined ? null : calendarDay(day, publishedAt);
}

function dayBelow(below: readonly string[]): string | undefined {
  for (const line of below) {
    const bracketed = BRACKETED_DAY.exec(line)?.[1];
    if (bracketed !== undefined) return bracketed;
    if (!isMatterLine(line)) return undefined;
    const date = parsePageDate(line, { dayFirst: true });
    if (date !== null) return date.on;
    const opening = OPENS_WITH_DAY.exec(line)?.[1];
    if (opening !== undefined) return opening;
  }
  return undefined;
}

const MONTH_MS = 31 * 86_400_000;

function calendarDay(day: string, publishedAt: string | null): string | null {
  const full = parsePageDate(day, { dayFirst: true });
  if (full !== null) return full.on;
  const [, date, month] = /^(\d{1,2})\D{1,9}(\d{1,2})$/u.exec(day.trim()) ?? [];
  const year = Number(publishedAt?.slice(0, 4) ?? Number.NaN);
  if (date === undefined || month === undefined || Number.isNaN(year)) return null;
  const latest = Date.parse(publishedAt!.slice(0, 10)) + MONTH_MS;
  const candidates = [year + 1, year, year - 1]
    .map((one) => parsePageDate(`${date}/${month}/${String(one)}`, { dayFirst: true })?.on ?? null)
    .filter((on) => on !== null);
  return candidates.find((on) => Date.parse(on) <= latest) ?? null;
}
