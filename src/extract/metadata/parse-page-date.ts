/** A date as a page wrote it. */
export interface PageDate {
  /** `YYYY-MM-DD`. */
  readonly on: string;
  /** `HH:MM:SS`, or `null` where the page gives no time. */
  readonly time: string | null;
  /** `Z` or `+07:00`; `null` where the page names no zone. */
  readonly offset: string | null;
}

export interface DateReading {
  /** True where `3/4/2020` is 3 April: everywhere in Vietnam. False: such a date is not read, as nobody can say. */
  readonly dayFirst: boolean;
  /** ISO 8601 instant for "3 giờ trước"; without it, such dates are not read. */
  readonly fetchedAt?: string | null;
}

/** No date on a page needs more; everything behind is somebody's sentence. */
const MAX_CHARS = 200;

const ISO = /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/u;
const YEAR_FIRST_SLASHES = /(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)/u;
const NUMERIC = /(?<![\d/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})(?![\d/])/u;
const IN_WORDS =
  /(?<!\d)(\d{1,2})\s{1,3}tháng\s{1,3}(\d{1,2}|[a-zà-ỹ]{2,5}(?:\s(?:một|hai))?)(?:\s{0,3},?\s{0,3}năm|,|\s)\s{0,3}(\d{4})/iu;
const MONTH_THEN_DAY =
  /tháng\s{1,3}(\d{1,2}|[a-zà-ỹ]{2,5}(?:\s(?:một|hai))?)\s{1,3}(\d{1,2}),\s{0,3}(\d{4})/iu;
const ENGLISH_MONTH_FIRST =
  /(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})/iu;
const ENGLISH_DAY_FIRST =
  /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s-](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?,?[\s-]{1,3}(\d{4})/iu;
const TIME =
  /(?<![\d/.:-])(\d{1,2})\s?(?::|h|g|giờ)\s?(\d{2})(?!\d)(?::(\d{2})(?:\.\d{1,9})?)?\s?(?:phút)?\s{0,2}(am|pm|sa|ch)?(?![a-y])/iu;
const OFFSET =
  /(?:gmt|utc)\s?([+-]\d{1,2})(?::?(\d{2}))?|(?<=\d\s?)([+-]\d{2}):?(\d{2})(?!\d)|(?<=\d)(z)(?![a-z])/iu;
const RELATIVE = /(?<![\p{L}\d])(\d{1,3})\s(phút|giờ|tiếng|ngày|tuần)\strước/iu;

const ENGLISH_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const VIETNAMESE_MONTHS = [
  'một',
  'hai',
  'ba',
  'tư',
  'năm',
  'sáu',
  'bảy',
  'tám',
  'chín',
  'mười',
  'mười một',
  'mười hai',
];
const MILLISECONDS_OF: Readonly<Record<string, number>> = {
  phút: 60_000,
  giờ: 3_600_000,
  tiếng: 3_600_000,
  ngày: 86_400_000,
  tuần: 604_800_000,
};

/** Reads the first date in `text`; `null` where there is none that can be read for certain. */
export function parsePageDate(text: string, reading: DateReading): PageDate | null {
  const line = text.slice(0, MAX_CHARS).normalize('NFC');
  const found = findDate(line, reading.dayFirst);
  if (found === null) return parseRelative(line, reading.fetchedAt ?? null);
  const rest = `${line.slice(0, found.start)} ${line.slice(found.end)}`.replace(/(?<=\s|^)T(?=\d)/u, ' ');
  const time = parseTime(rest);
  return { on: found.on, time, offset: time === null ? null : parseOffset(rest) };
}

/** ISO 8601: an instant where the page gives a time and its zone is known, else a plain date. */
export function formatPageDate(date: PageDate, localOffset: string | null): string {
  const offset = date.offset ?? localOffset;
  return date.time === null || offset === null ? date.on : `${date.on}T${date.time}${offset}`;
}

interface DatePart {
  readonly on: string;
  readonly start: number;
  readonly end: number;
}

function findDate(line: string, dayFirst: boolean): DatePart | null {
  return (
    match(line, ISO, ([y, m, d]) => [y, m, d]) ??
    match(line, YEAR_FIRST_SLASHES, ([y, m, d]) => [y, m, d]) ??
    match(line, NUMERIC, ([d, m, y]) =>
      dayFirst || Number(d) > 12 || d === m ? [fullYear(y), m, d] : null,
    ) ??
    match(line, IN_WORDS, ([d, m, y]) => [y, monthNumber(m), d]) ??
    match(line, MONTH_THEN_DAY, ([m, d, y]) => [y, monthNumber(m), d]) ??
    match(line, ENGLISH_MONTH_FIRST, ([m, d, y]) => [y, englishMonth(m), d]) ??
    match(line, ENGLISH_DAY_FIRST, ([d, m, y]) => [y, englishMonth(m), d])
  );
}

type Parts = readonly [string, string, string];

function match(line: string, pattern: RegExp, order: (parts: Parts) => Parts | null): DatePart | null {
  const found = pattern.exec(line);
  if (found === null) return null;
  const parts = order([found[1]!, found[2]!, found[3]!]);
  const on = parts === null ? null : calendarDate(parts);
  return on === null ? null : { on, start: found.index, end: found.index + found[0].length };
}

/** `YYYY-MM-DD`, or `null` where there is no such day. */
function calendarDate([year, month, day]: Parts): string | null {
  const on = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = new Date(`${on}T00:00:00Z`);
  if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== on) return null;
  return Number(year) >= 1945 && Number(year) <= 2100 ? on : null;
}

function fullYear(year: string): string {
  return year.length === 2 ? `20${year}` : year;
}

function monthNumber(month: string): string {
  const named = VIETNAMESE_MONTHS.indexOf(month.toLowerCase());
  return named < 0 ? month : String(named + 1);
}

function englishMonth(month: string): string {
  return String(ENGLISH_MONTHS.indexOf(month.toLowerCase()) + 1);
}

function parseTime(rest: string): string | null {
  const found = TIME.exec(rest);
  if (found === null) return null;
  const half = (found[4] ?? '').toLowerCase();
  let hour = Number(found[1]);
  // cafef.vn writes "00:01 AM" and "14:20 PM": the mark decides only where the hour leaves it open.
  if ((half === 'pm' || half === 'ch') && hour < 12) hour += 12;
  if ((half === 'am' || half === 'sa') && hour === 12) hour = 0;
  const minute = Number(found[2]);
  const second = Number(found[3] ?? '0');
  if (hour > 23 || minute > 59 || second > 59) return null;
  return [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
}

function parseOffset(rest: string): string | null {
  const found = OFFSET.exec(rest);
  if (found === null) return null;
  if (found[5] !== undefined) return 'Z';
  const hours = found[1] ?? found[3]!;
  const minutes = found[2] ?? found[4] ?? '00';
  return `${hours.startsWith('-') ? '-' : '+'}${hours.slice(1).padStart(2, '0')}:${minutes}`;
}

function parseRelative(line: string, fetchedAt: string | null): PageDate | null {
  const found = RELATIVE.exec(line);
  if (found === null || fetchedAt === null) return null;
  const now = new Date(fetchedAt).getTime();
  if (Number.isNaN(now)) return null;
  const unit = found[2]!.toLowerCase();
  // Vietnam is at UTC+7 all year; the page rounds down, so minutes are the most that it tells.
  const local = new Date(now - Number(found[1]) * MILLISECONDS_OF[unit]! + 7 * 3_600_000).toISOString();
  const on = local.slice(0, 10);
  return unit === 'ngày' || unit === 'tuần'
    ? { on, time: null, offset: null }
    : { on, time: `${local.slice(11, 16)}:00`, offset: '+07:00' };
}
