// Pages of a Vietnamese news site, about 100 KB each: the same page for the same number, no two with the same text.
import { Buffer } from 'node:buffer';

/** Of one page in UTF-8; what real article pages of Vietnamese portals weigh. */
const PAGE_BYTES = 100_000;
const PARAGRAPHS = 14;

const WORDS =
  `hội nghị|đại biểu|chi bộ|đảng viên|nhân dân|phường|xã|quận|thành phố|tỉnh|trung ương|ban chấp hành|cán bộ|nghị quyết|
chương trình|kế hoạch|báo cáo|kinh tế|xã hội|văn hóa|giáo dục|y tế|môi trường|nông nghiệp|công nghiệp|du lịch|giao thông|
đô thị|nông thôn|đầu tư|doanh nghiệp|hợp tác xã|ngân sách|thuế|đất đai|nhà ở|điện|nước sạch|trường học|bệnh viện|thanh niên|
phụ nữ|cựu chiến binh|người cao tuổi|trẻ em|học sinh|sinh viên|giáo viên|bác sĩ|công nhân|nông dân|ngư dân|thủ tục|hành chính|
chuyển đổi số|dữ liệu|công nghệ|phần mềm|mạng lưới|an ninh|trật tự|quốc phòng|biên giới|biển đảo|lũ lụt|hạn hán|mưa lớn|bão|
rừng|lúa gạo|cà phê|trái cây|chợ|siêu thị|xuất khẩu|nhập khẩu|thị trường|giá cả|lãi suất|ngân hàng|tín dụng|vốn vay|việc làm|
lương|bảo hiểm|hưu trí|an sinh|giảm nghèo|từ thiện|tình nguyện|thể thao|bóng đá|âm nhạc|sân khấu|điện ảnh|bảo tàng|di tích|
lễ hội|làng nghề|gốm sứ|dệt may|da giày|thép|xi măng|cầu đường|sân bay|bến cảng|đường sắt|xe buýt|tàu điện|quy hoạch|giám sát|
kiểm tra|kỷ luật|thi đua|khen thưởng|sáng kiến|mô hình|phong trào|tuyên truyền|học tập|rèn luyện|đạo đức|lối sống|nêu gương|
tổ chức|triển khai|thực hiện|hoàn thành|xây dựng|phát triển|nâng cao|đẩy mạnh|tăng cường|phối hợp|hướng dẫn|đánh giá|sơ kết|
tổng kết|thảo luận|góp ý|biểu quyết|thông qua|ban hành|phê duyệt|bổ sung|sửa đổi|khắc phục|giải quyết|tiếp nhận|hỗ trợ|động viên|
thăm hỏi|trao tặng|khánh thành|khởi công|bàn giao|nghiệm thu|thanh tra|xử lý|phòng chống|tham nhũng|lãng phí|tiết kiệm|minh bạch|
đã|đang|sẽ|cần|phải|được|và|với|của|cho|trong|tại|về|từ|đến|theo|như|nhưng|vì|nên|khi|nếu|còn|cũng|rất|nhiều|một số|các|những|
mỗi|hằng năm|vừa qua|hiện nay|sắp tới|trước hết|đặc biệt|cơ bản|kịp thời|hiệu quả|thiết thực|đồng bộ|quyết liệt|thường xuyên|
nghiêm túc|rõ ràng|cụ thể|bền vững|hiện đại|văn minh|nghĩa tình|sáng tạo|chủ động|khó khăn|thuận lợi|hạn chế|kết quả|nhiệm vụ|
giải pháp|mục tiêu|chỉ tiêu|tỷ lệ|phần trăm|triệu đồng|héc ta|hộ dân|khu phố|tổ dân phố|ấp|thôn|buôn|bản|làng`
    .replaceAll('\n', '')
    .split('|');

const DIRECTIVES = [
  'Chỉ thị 05-CT/TW của Bộ Chính trị',
  'Nghị quyết Trung ương 4 khóa XII',
  'Nghị định 100/2019/NĐ-CP',
  'Kết luận số 01-KL/TW ngày 18/5/2021',
  'Quy định 37-QĐ/TW về những điều đảng viên không được làm',
  'Luật Đất đai 2024',
  'Quyết định số 749/QĐ-TTg',
];
const CSS = '<div class="box box-tin"><div class="inner"><span class="icon"></span></div></div>\n';
const SCRIPT = '<script>var data = {"a": "0123456789abcdef", "b": [1, 2, 3, 4, 5, 6, 7, 8, 9]};</script>\n';
/** Half boxes, half scripts, to fill any page up. */
const FILLER = {
  boxes: Buffer.from(CSS.repeat(Math.ceil(PAGE_BYTES / CSS.length))),
  scripts: Buffer.from(SCRIPT.repeat(Math.ceil(PAGE_BYTES / SCRIPT.length))),
};

/** UTF-8. `pathOf` gives the address of another page by its number, of which there are `pages`. */
export function articlePage(id, { pages, pathOf }) {
  const next = randomOf(id);
  const title = sentence(next, 9).replace(/\.$/, '');
  const text = Array.from({ length: PARAGRAPHS }, () => `<p class="Normal">${paragraph(next)}</p>`);
  const links = Array.from({ length: 40 }, () => link(next, pathOf(next(pages))));
  const menu = Array.from(
    { length: 40 },
    (_, index) => `<li><a href="/chuyen-muc-${index}">Chuyên mục ${index}</a></li>`,
  );
  const body = Buffer.from(`<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>${title}</title>
<meta property="og:title" content="${title}"><meta property="article:published_time" content="2025-03-12T08:00:00+07:00">
<link rel="canonical" href="${pathOf(id)}"></head><body><nav><ul>${menu.join('')}</ul></nav>
<main><article><h1>${title}</h1><time datetime="2025-03-12T08:00:00+07:00">12/03/2025 08:00</time>
<div class="content">${text.join('\n')}</div></article></main><aside><ul>${links.join('\n')}</ul></aside>`);
  const half = Math.max(0, (PAGE_BYTES - body.length) / 2);
  return Buffer.concat([
    body,
    FILLER.boxes.subarray(0, half - (half % CSS.length)),
    FILLER.scripts.subarray(0, half - (half % SCRIPT.length)),
    Buffer.from('</body></html>'),
  ]);
}

/** 0 to `count` - 1, the same sequence for the same page. */
function randomOf(id) {
  let seed = Math.imul(id + 1, 2_654_435_761) >>> 0;
  return (count) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * count);
  };
}

function sentence(next, length) {
  const words = Array.from({ length }, () => WORDS[next(WORDS.length)]).join(' ');
  return `${words[0].toUpperCase()}${words.slice(1)}.`;
}

/** About fifty words; one in three cites a document, one in two names a figure. */
function paragraph(next) {
  const sentences = Array.from({ length: 3 }, () => sentence(next, 8 + next(10)));
  if (next(2) === 0) sentences.push(`Đơn vị số ${next(10_000)} đạt ${next(100)} phần trăm.`);
  if (next(3) === 0) {
    const named = DIRECTIVES[next(DIRECTIVES.length)];
    sentences.push(`Đồng chí Bí thư nhắc lại ${named} tại buổi làm việc.`);
  }
  return sentences.join(' ');
}

function link(next, path) {
  const title = sentence(next, 8);
  return `<li class="item"><a href="${path}" title="${title}">${title}</a><span class="time">12/03/2025</span></li>`;
}
