/** A line longer than this is a sentence, not a name. */
const MAX_BYLINE_CHARS = 80;
const MAX_WORDS = 12;

/** Words in lower case that stand beside names: who did what, and what joins several people. */
const BESIDE_NAMES =
  /^\(?(?:và|theo|the|and|tổng|hợp|ghi|thực|hiện|lược|dịch|biên|soạn|st|sưu|tầm|ảnh|ghi chép|chép|từ|[-–&,;/|+])\)?[:,;]?$/u;
/** Capitalised or all capitals, with initials and hyphens: "Hà", "MH", "P.V", "Ê-đê". */
const NAME_WORD = /^\(?\p{Lu}[\p{L}\p{M}'’./-]*\)?[,;]?$/u;

/** What introduces a name: "Tác giả: ", "Tin, ảnh: ", "By ". */
const INTRODUCTION =
  /^(?:(?:tác giả bài viết|tác giả|tin,? bài|tin,? ảnh|tin và ảnh|bài và ảnh|bài,? ảnh|tin|bài viết|bài|thực hiện|biên tập|biên soạn|người viết|người đăng|đăng bởi|(?:được )?(?:viết|đăng|gửi) bởi|bởi|submitted by|written by|posted by|reported by|author)\s?:?\s(?=\p{Lu})|by:?\s(?=\p{Lu}))/iu;
/** "… - Ảnh: Hồng Phúc", "…; ảnh: H.P": who took the pictures is not who wrote. */
const PHOTO_CREDIT = /[\s,;(–-]{1,4}(?:ảnh|video|clip|đồ họa|photos?)\s?:.{0,60}$/iu;

/** "… vào lúc 20:12", "… on 3 May", "… - Thứ ba, 03/09/2024": when it was posted. */
const WHEN =
  /\s(?:vào(?:\slúc)?|lúc|ngày|on|at)\s.{0,60}$|\s[-–|]\s(?:thứ|chủ nhật|ngày|cập nhật|\d).{0,60}$/iu;

/**
 * True where a line reads like the signature under an article: initials ("MH", "PV"), a name or several,
 * "Nhóm PV", "Theo TTXVN", "Minh Hòa (thực hiện)".
 */
export function isSignature(line: string): boolean {
  if (line.length > MAX_BYLINE_CHARS || line.length < 2) return false;
  const name = nameOf(line);
  if (/[!?:…"“”]|\d{3,}/u.test(name) || /[\p{Ll}\d]{3,}\.$/u.test(name)) return false;
  const words = name.split(/\s+/u);
  if (words.length > MAX_WORDS) return false;
  return (
    words.every((word) => NAME_WORD.test(word) || BESIDE_NAMES.test(word)) &&
    words.some((word) => NAME_WORD.test(word))
  );
}

/** The name without what introduces it and without the photographer: "Tác giả: Hà Thu - Ảnh: NVCC" becomes "Hà Thu". */
export function nameOf(line: string): string {
  return line
    .replace(INTRODUCTION, '')
    .replace(WHEN, '')
    .replace(PHOTO_CREDIT, '')
    .replace(/^[-–—*|\s]+|[-–—*|,;\s]+$/gu, '')
    .trim();
}
