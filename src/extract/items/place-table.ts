/** A district-level place under its province. */
export interface PlaceRow {
  readonly kind: 'quan' | 'huyen' | 'thanh-pho' | 'thi-xa';
  readonly name: string;
  readonly province: string;
}

const rows = (kind: PlaceRow['kind'], province: string, names: string): PlaceRow[] =>
  names.split(', ').map((name) => ({ kind, name, province }));

/**
 * Districts as they stood before July 2025, when the district level was abolished (Resolution 202/2025/QH15 and
 * Constitution amendment 203/2025/QH15); older bulletins are headed by them. All of the centrally run cities' but for
 * huyện of Cần Thơ and Hải Phòng, the provincial cities and towns whose names no other of their kind bears, and the
 * huyện of the south-east whose names are their own. Numbered districts exist in Ho Chi Minh City only.
 */
export const DISTRICTS: readonly PlaceRow[] = [
  ...rows(
    'quan',
    'hcm',
    '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, Bình Tân, Bình Thạnh, Gò Vấp, Phú Nhuận, Tân Bình, Tân Phú, Thủ Đức',
  ),
  ...rows('huyen', 'hcm', 'Bình Chánh, Cần Giờ, Củ Chi, Hóc Môn, Nhà Bè'),
  ...rows('thanh-pho', 'hcm', 'Thủ Đức'),
  ...rows(
    'quan',
    'ha-noi',
    'Ba Đình, Bắc Từ Liêm, Cầu Giấy, Đống Đa, Hà Đông, Hai Bà Trưng, Hoàn Kiếm, Hoàng Mai, Long Biên, Nam Từ Liêm, Tây Hồ, Thanh Xuân',
  ),
  ...rows(
    'huyen',
    'ha-noi',
    'Ba Vì, Chương Mỹ, Đan Phượng, Đông Anh, Gia Lâm, Hoài Đức, Mê Linh, Mỹ Đức, Phú Xuyên, Phúc Thọ, Quốc Oai, Sóc Sơn, Thạch Thất, Thanh Oai, Thanh Trì, Thường Tín, Ứng Hòa',
  ),
  ...rows('thi-xa', 'ha-noi', 'Sơn Tây'),
  ...rows('quan', 'da-nang', 'Cẩm Lệ, Hải Châu, Liên Chiểu, Ngũ Hành Sơn, Sơn Trà, Thanh Khê'),
  ...rows('huyen', 'da-nang', 'Hòa Vang, Hoàng Sa'),
  ...rows('quan', 'can-tho', 'Bình Thủy, Cái Răng, Ninh Kiều, Ô Môn, Thốt Nốt'),
  ...rows('quan', 'hai-phong', 'Dương Kinh, Đồ Sơn, Hải An, Hồng Bàng, Kiến An, Lê Chân, Ngô Quyền'),
  ...rows('huyen', 'tay-ninh', 'Bến Cầu, Dương Minh Châu, Gò Dầu, Hòa Thành, Tân Biên, Tân Châu, Trảng Bàng'),
  ...rows('thi-xa', 'tay-ninh', 'Hòa Thành, Trảng Bàng'),
  ...rows('huyen', 'binh-duong', 'Bắc Tân Uyên, Bàu Bàng, Dầu Tiếng, Phú Giáo'),
  ...rows('thi-xa', 'binh-duong', 'Bến Cát, Dĩ An, Tân Uyên, Thuận An'),
  ...rows('thanh-pho', 'binh-duong', 'Bến Cát, Dĩ An, Tân Uyên, Thuận An, Thủ Dầu Một'),
  ...rows(
    'huyen',
    'dong-nai',
    'Cẩm Mỹ, Định Quán, Long Thành, Nhơn Trạch, Thống Nhất, Trảng Bom, Vĩnh Cửu, Xuân Lộc',
  ),
  ...rows('thanh-pho', 'dong-nai', 'Biên Hòa, Long Khánh'),
  ...rows('thi-xa', 'dong-nai', 'Long Khánh'),
  ...rows('huyen', 'ba-ria-vung-tau', 'Châu Đức, Côn Đảo, Đất Đỏ, Long Điền, Xuyên Mộc'),
  ...rows('thanh-pho', 'ba-ria-vung-tau', 'Bà Rịa, Vũng Tàu'),
  ...rows(
    'huyen',
    'long-an',
    'Bến Lức, Cần Đước, Cần Giuộc, Đức Hòa, Đức Huệ, Mộc Hóa, Tân Thạnh, Tân Trụ, Thạnh Hóa, Thủ Thừa, Vĩnh Hưng',
  ),
  ...rows('thi-xa', 'long-an', 'Kiến Tường'),
  ...rows('thanh-pho', 'long-an', 'Tân An'),
  ...rows('thanh-pho', 'tien-giang', 'Mỹ Tho'),
  ...rows('thi-xa', 'tien-giang', 'Cai Lậy'),
  ...rows('thanh-pho', 'an-giang', 'Châu Đốc, Long Xuyên'),
  ...rows('thi-xa', 'an-giang', 'Tân Châu, Tịnh Biên'),
  ...rows('thanh-pho', 'dong-thap', 'Cao Lãnh, Hồng Ngự, Sa Đéc'),
  ...rows('thanh-pho', 'kien-giang', 'Hà Tiên, Phú Quốc, Rạch Giá'),
  ...rows('thanh-pho', 'hau-giang', 'Ngã Bảy, Vị Thanh'),
  ...rows('thanh-pho', 'nghe-an', 'Vinh'),
  ...rows('thi-xa', 'nghe-an', 'Cửa Lò, Hoàng Mai, Thái Hòa'),
  ...rows('thi-xa', 'ha-tinh', 'Hồng Lĩnh, Kỳ Anh'),
  ...rows('thanh-pho', 'thanh-hoa', 'Sầm Sơn'),
  ...rows('thi-xa', 'thanh-hoa', 'Bỉm Sơn, Nghi Sơn'),
  ...rows('thanh-pho', 'quang-binh', 'Đồng Hới'),
  ...rows('thi-xa', 'quang-binh', 'Ba Đồn'),
  ...rows('thanh-pho', 'quang-tri', 'Đông Hà'),
  ...rows('thanh-pho', 'quang-nam', 'Hội An, Tam Kỳ'),
  ...rows('thi-xa', 'quang-nam', 'Điện Bàn'),
  ...rows('thanh-pho', 'binh-dinh', 'Quy Nhơn'),
  ...rows('thi-xa', 'binh-dinh', 'An Nhơn, Hoài Nhơn'),
  ...rows('thanh-pho', 'phu-yen', 'Tuy Hòa'),
  ...rows('thi-xa', 'phu-yen', 'Sông Cầu'),
  ...rows('thanh-pho', 'khanh-hoa', 'Cam Ranh, Nha Trang'),
  ...rows('thi-xa', 'khanh-hoa', 'Ninh Hòa'),
  ...rows('thanh-pho', 'ninh-thuan', 'Phan Rang - Tháp Chàm'),
  ...rows('thanh-pho', 'binh-thuan', 'Phan Thiết'),
  ...rows('thi-xa', 'binh-thuan', 'La Gi'),
  ...rows('thanh-pho', 'dak-lak', 'Buôn Ma Thuột'),
  ...rows('thi-xa', 'dak-lak', 'Buôn Hồ'),
  ...rows('thanh-pho', 'dak-nong', 'Gia Nghĩa'),
  ...rows('thanh-pho', 'gia-lai', 'Pleiku'),
  ...rows('thi-xa', 'gia-lai', 'An Khê, Ayun Pa'),
  ...rows('thanh-pho', 'lam-dong', 'Bảo Lộc, Đà Lạt'),
  ...rows('thanh-pho', 'binh-phuoc', 'Đồng Xoài'),
  ...rows('thi-xa', 'binh-phuoc', 'Bình Long, Chơn Thành, Phước Long'),
  ...rows('thanh-pho', 'quang-ninh', 'Cẩm Phả, Hạ Long, Móng Cái, Uông Bí'),
  ...rows('thi-xa', 'quang-ninh', 'Đông Triều, Quảng Yên'),
  ...rows('thanh-pho', 'hai-duong', 'Chí Linh'),
  ...rows('thi-xa', 'hai-duong', 'Kinh Môn'),
  ...rows('thanh-pho', 'bac-ninh', 'Từ Sơn'),
  ...rows('thi-xa', 'bac-ninh', 'Quế Võ, Thuận Thành'),
  ...rows('thanh-pho', 'ha-nam', 'Phủ Lý'),
  ...rows('thi-xa', 'ha-nam', 'Duy Tiên'),
  ...rows('thi-xa', 'hung-yen', 'Mỹ Hào'),
  ...rows('thanh-pho', 'ninh-binh', 'Tam Điệp'),
  ...rows('thanh-pho', 'vinh-phuc', 'Phúc Yên, Vĩnh Yên'),
  ...rows('thanh-pho', 'phu-tho', 'Việt Trì'),
  ...rows('thanh-pho', 'thai-nguyen', 'Phổ Yên, Sông Công'),
  ...rows('thi-xa', 'yen-bai', 'Nghĩa Lộ'),
  ...rows('thi-xa', 'lao-cai', 'Sa Pa'),
  ...rows('thi-xa', 'dien-bien', 'Mường Lay'),
  ...rows('thanh-pho', 'dien-bien', 'Điện Biên Phủ'),
];

/** Cities that are provinces of their own; Huế since 2025. */
export const CENTRAL_CITIES: ReadonlySet<string> = new Set([
  'can-tho',
  'da-nang',
  'ha-noi',
  'hai-phong',
  'hcm',
  'hue',
]);

/** The 63 provinces and cities of 2008 to 2025; the 34 since July 2025 (Resolution 202/2025/QH15) keep names among them. */
export const PROVINCES: readonly string[] = (
  'An Giang, Bà Rịa - Vũng Tàu, Bạc Liêu, Bắc Giang, Bắc Kạn, Bắc Ninh, Bến Tre, Bình Dương, Bình Định, Bình Phước, Bình Thuận, ' +
  'Cà Mau, Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, Đắk Nông, Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai, Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, ' +
  'Hải Dương, Hải Phòng, Hậu Giang, Hòa Bình, Hưng Yên, Khánh Hòa, Kiên Giang, Kon Tum, Lai Châu, Lạng Sơn, Lào Cai, Lâm Đồng, Long An, ' +
  'Nam Định, Nghệ An, Ninh Bình, Ninh Thuận, Phú Thọ, Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, ' +
  'Sơn La, Tây Ninh, Thái Bình, Thái Nguyên, Thanh Hóa, Thừa Thiên Huế, Tiền Giang, Trà Vinh, Tuyên Quang, Vĩnh Long, Vĩnh Phúc, Yên Bái'
).split(', ');

/** Other names of provinces, and their slugs. */
export const PROVINCE_ALIASES: Readonly<Record<string, string>> = {
  'Hồ Chí Minh': 'hcm',
  HCM: 'hcm',
  TPHCM: 'hcm',
  'Sài Gòn': 'hcm',
  'Bà Rịa Vũng Tàu': 'ba-ria-vung-tau',
  'BR-VT': 'ba-ria-vung-tau',
  Huế: 'hue',
  'Thừa Thiên - Huế': 'hue',
  'Thừa Thiên Huế': 'hue',
  'Đăk Lăk': 'dak-lak',
  'Đắc Lắc': 'dak-lak',
  'Đăk Nông': 'dak-nong',
  'Bắc Cạn': 'bac-kan',
};
