/** RFC 822 and 2822, as RSS has it: `Mon, 28 Jan 2019 08:00:00 +0700`; the weekday is not checked. */
const RFC_822 =
  /^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[\s-]([A-Za-z]{3,9})[\s-](\d{2}|\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{4}|[+-]\d{2}:\d{2}|[A-Za-z]{1,5}(?:\s*[+-]\d{1,2})?)?$/u;

/** W3C date and time (sitemaps, Atom): a year, a month, a day, or an instant. */
const W3C =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T\s](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?)?)?$/u;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Minutes east of Greenwich. A zone that is not named here, or none at all, is Vietnam's. */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  ict: 420,
  est: -300,
  edt: -240,
};

const VIETNAM_MINUTES = 420;

/**
 * The instant that a feed or sitemap names, as ISO 8601 in UTC, so that instants compare as strings.
 *
 * A date without a time means some time on that day in Vietnam: it becomes the day's last second, because a
 * page fetched earlier on that day may have changed since. Times without a zone are Vietnam's.
 * `null` for what is no date.
 */
export function parseWebDate(text: string): string | null {
  const value = text.trim();
  if (value.length > 64) return null;
  return fromW3c(value) ?? fromRfc822(value);
}

function fromW3c(value: string): string | null {
  const match = W3C.exec(value);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, zone] = match;
  const monthIndex = month === undefined ? 11 : Number(month) - 1;
  if (hour === undefined) {
    const dayOfMonth = day === undefined ? lastDayOf(Number(year), monthIndex) : Number(day);
    return toInstant([Number(year), monthIndex, dayOfMonth, 23, 59, 59], VIETNAM_MINUTES);
  }
  const fields = [Number(year), monthIndex, Number(day), Number(hour), Number(minute), Number(second ?? 0)];
  return toInstant(fields, zoneMinutes(zone));
}

function fromRfc822(value: string): string | null {
  const match = RFC_822.exec(value);
  if (match === null) return null;
  const [, day, monthName, year, hour, minute, second, zone] = match;
  const month = MONTHS.indexOf(monthName!.slice(0, 3).toLowerCase());
  if (month < 0) return null;
  const fullYear = year!.length === 2 ? 2000 + Number(year) : Number(year);
  const fields = [fullYear, month, Number(day), Number(hour), Number(minute), Number(second ?? 0)];
  return toInstant(fields, zoneMinutes(zone));
}

/** `+0700`, `+07:00`, `GMT`, `GMT+7`. */
function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined) return VIETNAM_MINUTES;
  const numeric = /^(?:gmt|utc)?\s*([+-])(\d{1,2}):?(\d{2})?$/iu.exec(zone);
  if (numeric !== null) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    return numeric[1] === '-' ? -minutes : minutes;
  }
  return ZONES[zone.toLowerCase()] ?? VIETNAM_MINUTES;
}

const lastDayOf = (year: number, month: number): number =>
  new Date(Date.UTC(year, month + 1, 0)).getUTCDate();

/** `null` for a date that no calendar has: `2019-02-31`, hour 25. */
function toInstant(fields: readonly number[], offsetMinutes: number): string | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields;
  const local = new Date(Date.UTC(year, month, day, hour, minute, second));
  const kept =
    local.getUTCMonth() === month &&
    local.getUTCDate() === day &&
    local.getUTCHours() === hour &&
    minute < 60;
  return kept ? new Date(local.getTime() - offsetMinutes * 60_000).toISOString() : null;
}
