/**
 * How long `Retry-After` asks us to wait, in milliseconds from `now`: seconds or an HTTP date (RFC 9110, 10.2.3).
 * `null` where the header is missing or unreadable; a date in the past is 0.
 */
export function parseRetryAfterMs(value: string | undefined, now: Date): number | null {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}$/u.test(text)) return Number(text) * 1_000;
  // All three forms of an HTTP date begin with the weekday's name; Date.parse alone takes far too much for a date.
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /u.test(text)) return null;
  const instant = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(instant) ? null : Math.max(0, instant - now.getTime());
}
