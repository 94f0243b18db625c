import { foldDiacritics } from '../../text/fold-diacritics.ts';

const IMPRINT =
  /^(?:tai lieu )?(?:luu hanh|su dung|pho bien)(?: trong)? noi bo(?: (?:va|,)? ?khong pho bien)?$|^tai lieu (?:sinh hoat chi bo|tham khao noi bo)$/u;
const DESK =
  /^(?:to|ban|phong|bo phan|nhom|trung tam) (?:tin tuc|tin bai|bien tap|bien tap tin|thu ky|noi dung|truyen thong|thong tin|tin hoc|thoi su|van hoa thong tin|bien tap website|cong thong tin)(?: .{2,30})?$/u;
const MAX_CHARS = 60;

/** "Bản quyền thuộc về Báo …", "Ghi rõ nguồn … khi phát hành lại": whose the text is, in the site's own words. */
const COPYRIGHT =
  /^(?:ban quyen (?:\d{4} )?(?:thuoc|cua|noi dung)|(?:vui long |de nghi |yeu cau )?ghi ro nguon|(?:nghiem )?cam sao chep|moi (?:hinh thuc |hanh vi |viec )?sao chep).{0,80}(?:bao|website|trang|cong|toa soan|ban bien tap|sao chep|phat hanh|su dung|\d{4})/u;
/** "Đài truyền thanh xã … - Điện thoại: 0272 …": an office's line at a page's foot. "Liên hệ" before the number is a notice. */
const CONTACT =
  /^(?:dia chi|tru so|van phong|toa soan|ban bien tap|dai|trang|cong|ubnd|uy ban|dang uy|trung tam|cong ty|co quan|truong)(?!.*lien he).{0,120} (?:dien thoai|dt|tel|hotline|fax) \d[\d ]{5,}/u;
const MAX_COPYRIGHT_CHARS = 220;
/** "Tự động cập nhật sau 30 giây": what a page's script says of itself. */
const CONTROL =
  /^(?:truc tiep )?tu dong cap nh(?:at|ap)(?: noi dung moi)?(?: sau)? ?\d* ?(?:s|giay|phut)$|^dang tai du lieu$|^(?:nghe|doc) (?:bai|noi dung bai)(?: viet)?$|^(?:bam|click|nhan|an) (?:de|vao day de) (?:xem|doc|tai|nghe)(?: .{1,20})?$/u;

const key = (line: string): string => foldedLine(line.slice(0, MAX_CHARS + 1));

const foldedLine = (line: string): string =>
  foldDiacritics(line)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A whole line that says for whom a bulletin was printed ("(Lưu hành nội bộ)"), whose it is, or what a script does. */
export function isImprintLine(line: string): boolean {
  if (line.length > MAX_COPYRIGHT_CHARS) return false;
  if (line.length <= MAX_CHARS) {
    const folded = key(line);
    if (IMPRINT.test(folded) || CONTROL.test(folded)) return true;
  }
  if (/^[©®]/u.test(line)) return /sao chép|bản quyền|giấy phép|ghi rõ nguồn|phát hành lại/iu.test(line);
  if (!/[.!?…]$/u.test(line) && CONTACT.test(foldedLine(line))) return true;
  return /^[(“"]?\s?[bgvđyncm]/iu.test(line) && COPYRIGHT.test(foldedLine(line));
}

/** "Tổ Tin tức", "Ban Biên tập": the desk that signs under a text, which is nobody's name. */
export function isDeskLine(line: string): boolean {
  return line.length <= MAX_CHARS && !/[.:!?…]$/u.test(line) && DESK.test(key(line));
}
