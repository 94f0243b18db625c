import { foldDiacritics } from '../../text/fold-diacritics.ts';

const IMPRINT =
  /^(?:tai lieu )?(?:luu hanh|su dung|pho bien)(?: trong)? noi bo(?: (?:va|,)? ?khong pho bien)?$|^tai lieu (?:sinh hoat chi bo|tham khao noi bo)$/u;
const DESK =
  /^(?:to|ban|phong|bo phan|nhom|trung tam) (?:tin tuc|tin bai|bien tap|bien tap tin|thu ky|noi dung|truyen thong|thong tin|tin hoc|thoi su|van hoa thong tin|bien tap website|cong thong tin)(?: .{2,30})?$/u;
const MAX_CHARS = 60;

const key = (line: string): string =>
  foldDiacritics(line.slice(0, MAX_CHARS + 1))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** "(Lưu hành nội bộ)": a whole line that says for whom a bulletin was printed. */
export function isImprintLine(line: string): boolean {
  return line.length <= MAX_CHARS && IMPRINT.test(key(line));
}

/** "Tổ Tin tức", "Ban Biên tập": the desk that signs under a text, which is nobody's name. */
export function isDeskLine(line: string): boolean {
  return line.length <= MAX_CHARS && !/[.:!?…]$/u.test(line) && DESK.test(key(line));
}
