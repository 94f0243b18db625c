import type { PageLinks } from './discover-links.ts';

/** A page that says it does not exist has its furniture and a sentence or two; an article has more. */
const MAX_TEXT_CHARS = 2_500;

/**
 * Titles of pages that answer 200 and mean 404. Anchored at the beginning, or worded as only such a page is:
 * "Không tìm thấy dấu vết máy bay" is news.
 */
const NOT_FOUND_TITLES: readonly RegExp[] = [
  /^(?:lỗi|error|http)?\s*404(?!\p{N})/u,
  /[-–|:]\s*(?:lỗi|error)?\s*404\s*$/u,
  /\b404\s*(?:not found|error)/u,
  /^(?:page )?not found(?!\p{L})/u,
  /page not found|page (?:does not|doesn't) exist/u,
  /không tìm thấy (?:trang|đường dẫn|nội dung|bài viết|dữ liệu|kết quả)/u,
  /(?:trang|đường dẫn|liên kết|bài viết|nội dung|tin)(?: này| web)?(?: (?:bạn|quý khách|mà bạn)[^.]{0,30})? (?:không tồn tại|không được tìm thấy|không có sẵn)/u,
  /(?:trang|bài viết|nội dung|tin)(?: này)? đã (?:bị|được) (?:xóa|xoá|gỡ)/u,
];

/** Whether a page that answered 200 says that there is nothing at its address (a "soft 404"). */
export function isSoftNotFound({ title, textChars }: Pick<PageLinks, 'title' | 'textChars'>): boolean {
  if (title === null || textChars > MAX_TEXT_CHARS) return false;
  const text = title.normalize('NFC').toLowerCase().trim();
  return NOT_FOUND_TITLES.some((pattern) => pattern.test(text));
}
