import { InvalidArgumentError, Option } from 'commander';
import { isCalendarDay } from '../base/clock.ts';
import { FORMATS } from './output.ts';

/** `--data DIR`, the same everywhere. */
export const dataOption = (): Option => new Option('--data <dir>', 'data folder').default('index-data');

export const formatOption = (): Option =>
  new Option('--format <format>', 'how to print (default: table on a terminal, jsonl in a pipe)').choices(
    FORMATS,
  );

export const placeOption = (what: string): Option =>
  new Option('--place <place>', `${what}, from the province down: hcm, hcm/quan-1`).argParser(parsePlace);

export const placeNameOption = (what: string): Option =>
  new Option('--place <place>', `${what}: "Hà Nội", "Quận 1", hcm, hcm/quan-1`);

/** Lower-case ASCII names from the province down. */
function parsePlace(value: string): string {
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)*$/u.test(value)) {
    throw new InvalidArgumentError('Write a place from the province down, as hcm, hcm/quan-1 or dong-thap.');
  }
  return value;
}

export const publishedOption = (): Option =>
  new Option('--published <date>', 'date of publication, where the page gives none').argParser(parseDate);

/** `YYYY-MM-DD`, or an ISO 8601 instant with offset. */
export function parseDate(value: string): string {
  const isDate = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2}))?$/u.test(value);
  if (!isDate || !isCalendarDay(value.slice(0, 10)) || Number.isNaN(Date.parse(value))) {
    throw new InvalidArgumentError('Write a date as 2019-01-28 or 2019-01-28T08:00:00+07:00.');
  }
  return value;
}

/** A whole number of at least 1. */
export function parseCount(value: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1)
    throw new InvalidArgumentError('Write a whole number of at least 1.');
  return count;
}
