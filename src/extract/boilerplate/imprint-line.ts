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

/** "© 2026 Báo …": a line at a page's foot. English agencies close their reports with one, which is left to them. */
const COPYRIGHT_SIGN =
  /^(?:©|®|\(c\)|copyright)\s?(?:copyright\s)?(?:©\s?)?(?:by\s)?\d{4}(?!\d).*[ăđơưạ-ỹ]/iu;
/** "Nguồn tin: http://…": where a printed page came from. */
const SOURCE_ADDRESS =
  /^(?:nguồn(?: tin| bài| bài viết)?|đường dẫn|link(?: gốc)?|url)\s?:\s?https?:\/\/\S+$/iu;
/** "* Mời bạn đọc vào chuyên mục … xem các tin, bài liên quan." */
const INVITATION =
  /^ban dang (?:doc|xem)(?: bai(?: viet)?| tin)? .{4,160} (?:tai|trong|o) (?:chuyen )?muc|^(?:kinh )?moi (?:quy )?(?:ban|vi|doc gia|khan gia|thinh gia)(?: doc| nghe dai| xem dai)?(?: .{1,40})? (?:vao|ghe|xem|theo doi|truy cap|don doc|bam) .{0,90}(?:chuyen muc|chuyen trang|fanpage|youtube|google news|tin bai|cac tin)/u;
/** "Vui lòng nhập đầy đủ họ tên, …": what a form asks of who fills it in. */
const FORM_NOTE =
  /^(?:ban (?:doc )?|quy (?:vi|khach|ban doc) |doc gia )?(?:xin )?(?:vui long|hay|luu y) (?:nhap|dien|go|viet) (?=.*(?:ho ten|ho va ten|email|noi dung|tieng viet|thong tin|ma xac nhan|binh luan))/u;
/** A site asks to store what it likes on a reader's machine: in a box of no name, at the page's head or foot. */
const CONSENT =
  /(?=.*(?:su dung|dung|luu(?: tru)?) (?:cac |tep |tap tin )?cookies?(?: |$))(?=.*(?:dong y|chap nhan|chinh sach|trai nghiem|ghi nho|rieng tu))^(?:chung toi|trang (?:nay|web|tin|thong tin)|website|bang (?:viec|cach)|de (?:cai thien|nang cao|dam bao|mang)|khi (?:truy cap|tiep tuc))/u;
const ENGLISH_CONSENT =
  /^(?:we|this (?:site|website)|our (?:site|website)|by (?:continuing|using|clicking)|to (?:give|provide|improve)) (?=.*cookies?(?: |$))(?=.*(?:consent|accept|agree|policy|preferences|experience)).{0,60}(?:use|set|store|uses|browse|visit|site|website|you) /u;
const MAX_CONSENT_CHARS = 400;

const key = (line: string): string => foldedLine(line.slice(0, MAX_CHARS + 1));

const foldedLine = (line: string): string =>
  foldDiacritics(line)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A whole line that says for whom a bulletin was printed ("(Lưu hành nội bộ)"), whose it is, or what a script does. */
export function isImprintLine(line: string): boolean {
  if (line.length <= MAX_CONSENT_CHARS && /cookie/iu.test(line) && isConsent(foldedLine(line))) return true;
  if (line.length > MAX_COPYRIGHT_CHARS) return false;
  if (COPYRIGHT_SIGN.test(line) || SOURCE_ADDRESS.test(line)) return true;
  if (/^(?:bạn|quý|độc|xin|vui|hãy|lưu)\s/iu.test(line) && FORM_NOTE.test(foldedLine(line))) return true;
  if (/^[*\s]{0,3}(?:(?:kính )?mời|bạn đang)\s/iu.test(line) && INVITATION.test(foldedLine(line)))
    return true;
  if (line.length <= MAX_CHARS) {
    const folded = key(line);
    if (IMPRINT.test(folded) || CONTROL.test(folded)) return true;
  }
  if (/^[©®]/u.test(line)) return /sao chép|bản quyền|giấy phép|ghi rõ nguồn|phát hành lại/iu.test(line);
  if (!/[.!?…]$/u.test(line) && CONTACT.test(foldedLine(line))) return true;
  return /^[(“"]?\s?[bgvđyncm]/iu.test(line) && COPYRIGHT.test(foldedLine(line));
}

const isConsent = (folded: string): boolean => CONSENT.test(folded) || ENGLISH_CONSENT.test(folded);

/** "Tổ Tin tức", "Ban Biên tập": the desk that signs under a text, which is nobody's name. */
export function isDeskLine(line: string): boolean {
  return line.length <= MAX_CHARS && !/[.:!?…]$/u.test(line) && DESK.test(key(line));
}
