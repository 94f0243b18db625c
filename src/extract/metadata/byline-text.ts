/** A line longer than this is a sentence, not a name. */
const MAX_BYLINE_CHARS = 70;

/** Words that a name is written with: capitalised or all capitals; "và", "-", "," join several people. */
const NAME_WORD =
  /^(?:\p{Lu}[\p{L}\p{M}'’.]*|\(?\p{Lu}+\)?|[-–&,;/|+]|và|theo|the|tổng|hợp|\(tổng|hợp\)|ghi|thực|hiện|lược|dịch|biên|soạn|st|\(st\)|sưu|tầm|ảnh:?|\p{L}+\))$/u;

/**
 * True where a line reads like the signature under an article: initials ("MH", "PV"), a name or several,
 * "Nhóm PV", "Theo TTXVN".
 */
export function isSignature(line: string): boolean {
  if (line.length > MAX_BYLINE_CHARS || line.length < 2) return false;
  if (
    /[!?:…"“”]|\d{3,}|[^.\p{Lu}]\.$/u.test(
      line.replace(
        /^(?:Tác giả|Tin|Bài|Bài viết|Tin, bài|Tin và ảnh|Bài và ảnh|Bài, ảnh|Thực hiện|Nguồn|Ảnh):/iu,
        '',
      ),
    )
  )
    return false;
  const words = nameOf(line).split(/\s+/u);
  if (words.length > 10) return false;
  return words.every((word) => NAME_WORD.test(word)) && words.some((word) => /^\(?\p{Lu}/u.test(word));
}

/** The name without the words that introduce it: "Tác giả: Hà Thu" becomes "Hà Thu", "By Ann Lee" "Ann Lee". */
export function nameOf(line: string): string {
  return line
    .replace(
      /^(?:(?:tác giả|tin,? bài|tin và ảnh|bài và ảnh|bài,? ảnh|tin|bài viết|bài|thực hiện|người viết|by|written by|posted by|author)\s?:\s?|by\s+(?=\p{Lu}))/iu,
      '',
    )
    .replace(/^[-–—*|\s]+|[-–—*|,;\s]+$/gu, '')
    .trim();
}
