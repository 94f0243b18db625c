import { DOT, HYPHEN, SLASH } from '../lexer/fold-table.ts';
import { foldedAt, idAt, type Tokens } from '../lexer/tokenize.ts';
import { NUMBER, wordIds } from '../lexer/vocabulary.ts';
import { yearAt } from '../scanner/read-number.ts';

const W = wordIds('ngay', 'thang', 'nam', 'mung');

export interface DateReading {
  /** `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, or `--MM-DD` without a year. */
  readonly date: string;
  readonly next: number;
}

const pad = (value: number): string => String(value).padStart(2, '0');

/**
 * A date at token `index`: "ngày 15/5/2016", "ngày 18 tháng 02 năm 2022", "tháng 6/2014", "năm 2017", "24/4/2020".
 * Slugs put hyphens between the words.
 */
export function readDate(tokens: Tokens, index: number): DateReading | undefined {
  const id = idAt(tokens, index);
  if (id === W.nam) {
    const year = yearAt(tokens, index + 1);
    return year === null ? undefined : { date: String(year), next: index + 2 };
  }
  if (id === W.thang) return readMonth(tokens, index + 1);
  let at = id === W.ngay ? index + 1 : index;
  if (idAt(tokens, at) === W.mung) at++;
  if (idAt(tokens, at) === HYPHEN) at++;
  return readDay(tokens, at);
}

function readDay(tokens: Tokens, index: number): DateReading | undefined {
  const day = smallNumber(tokens, index, 31);
  if (day === undefined) return undefined;
  let at = index + 1;
  const separator = idAt(tokens, at);
  const isMark = separator === SLASH || separator === HYPHEN || separator === DOT;
  if (separator === W.thang) at++;
  else if (isMark) at++;
  else return undefined;
  const month = smallNumber(tokens, at, 12);
  if (month === undefined) return undefined;
  at++;
  const rest = `${pad(month)}-${pad(day)}`;
  if (idAt(tokens, at) === W.nam) at++;
  else if (isMark && idAt(tokens, at) === separator) at++;
  else return { date: `--${rest}`, next: at };
  const year = yearAt(tokens, at);
  if (year === null) return { date: `--${rest}`, next: at - 1 };
  return { date: `${year}-${rest}`, next: at + 1 };
}

function readMonth(tokens: Tokens, index: number): DateReading | undefined {
  const month = smallNumber(tokens, index, 12);
  if (month === undefined) return undefined;
  const separator = idAt(tokens, index + 1);
  if (separator !== SLASH && separator !== HYPHEN && separator !== W.nam && separator !== DOT)
    return undefined;
  const year = yearAt(tokens, index + 2);
  return year === null ? undefined : { date: `${year}-${pad(month)}`, next: index + 3 };
}

function smallNumber(tokens: Tokens, index: number, most: number): number | undefined {
  if (idAt(tokens, index) !== NUMBER) return undefined;
  const digits = foldedAt(tokens, index);
  const value = Number(digits);
  return digits.length <= 2 && value >= 1 && value <= most ? value : undefined;
}
