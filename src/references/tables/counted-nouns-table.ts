/**
 * Words that follow a count, not the number of a document: "kế hoạch 10 phút", "thông báo 150 người".
 * With tones, as "đồng" (money) counts and "đóng" (to close) does not. First words of the noun are enough.
 */
export const COUNTED_NOUNS: ReadonlySet<string> = new Set(
  (
    'phút giờ giây tháng tuần quý thập thế kỷ người vụ trường hợp tỉ tỷ triệu nghìn ngàn trăm đồng usd euro đô đôla ' +
    'lần lượt điểm chương mục bước trang căn cái chiếc con km m cm kg mm tấn tạ hộ huyện xã phường quận thôn bản ' +
    'doanh đơn công học sinh viên cán đại tổ nhóm loại giải nhiệm nội chỉ tiêu lĩnh vấn bài lớp buổi cuộc chuyến tàu ' +
    'xe máy túi phần nhân ứng môn câu gói hành khách bệnh ca mẫu suất cơ ngôi tòa toà ha hecta héc mét lít tờ quyển cuốn ' +
    'thành viên đội dự mô khu cây con ngành nước quốc hạng tiêu chí bộ ô lô nhà cặp trận vòng bàn đợt phiên kỳ khóa học ' +
    'tuổi độ phòng giường tàu thuyền gia chủ trụ cột yếu nguyên đề chuyên ngày năm tập hình thức biện cấp sở đối nghệ cầu chi văn đảng chi bộ hội đoàn tác bức lá dòng kỷ vật sản mặt thửa hồ phiếu ghế vé ý lời chữ khoản tài tin thông vai tấm mảnh'
  ).split(' '),
);

/** Words after which a bare number is a document's: "của", "về", verbs that a document is the subject of. */
export const FOLLOWING_WORDS: ReadonlySet<string> = new Set(
  (
    'của về và được đã là do thì để nhằm theo trong tại từ này trên nêu nói đó có cũng sẽ chưa không còn vẫn vì nên mà hay ' +
    'ban quy yêu nhấn xác đề ra hướng chỉ định nghiêm với gắn đều cho như khi sau trước đến vào mới vừa đang phải cần ' +
    'bằng bởi cùng hoặc ký thay sửa bổ đi tới qua giai áp thực triển đạt đặt tiếp một rất chính đồng'
  ).split(' '),
);

/** A foreign body or country in the same sentence: its resolutions and laws are not Vietnamese documents. */
export const FOREIGN_PHRASES: readonly string[] = [
  ...[
    'hội đồng bảo an',
    'liên hợp quốc',
    'liên hiệp quốc',
    'lhq',
    'hđba',
    'đại hội đồng',
    'nghị viện châu âu',
  ],
  ...[
    'liên minh châu âu',
    'hạ viện',
    'thượng viện',
    'quốc hội mỹ',
    'nghị viện',
    'lầu năm góc',
    'nhà trắng',
    'unesco',
  ],
  ...[
    'iaea',
    'hội đồng nhân quyền',
    'tổng thống',
    'liên đoàn ả rập',
    'asean',
    'nato',
    'fifa',
    'israel',
    'palestine',
  ],
  ...['iran', 'triều tiên', 'lebanon', 'libya', 'syria', 'gaza', 'ủy ban châu âu', 'hội đồng châu âu'],
];

/** Code parts of courts, companies, police laboratories: their papers are not directives. */
export const FOREIGN_CODES: ReadonlySet<string> = new Set([
  ...['hdqt', 'dhdcd', 'hdtv', 'dhcd', 'tgd', 'bks', 'hdkt', 'hdmb', 'hdld', 'hdtc', 'hdtd', 'hddv'],
  ...['qdst', 'qdpt', 'hsst', 'hspt', 'hs', 'st', 'pt', 'ds', 'hc', 'kdtm', 'hngd', 'bkn', 'gdt', 'kn', 'ba'],
  ...[
    'td',
    'tt',
    'pytt',
    'gdpy',
    'py',
    'tgt',
    'gdkths',
    'cq',
    'bkldt',
    'kldt',
    'hd',
    'klgd',
    'gd',
    'c54',
    'gdtp',
  ],
]);
