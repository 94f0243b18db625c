/** A district-level place under its province; `unique` where its bare name means no other place. */
export interface PlaceRow {
  readonly kind: 'quan' | 'huyen' | 'thanh-pho' | 'thi-xa';
  readonly name: string;
  readonly province: string;
}

const rows = (kind: PlaceRow['kind'], province: string, names: string): PlaceRow[] =>
  names.split(', ').map((name) => ({ kind, name, province }));

/**
 * Districts of the two largest cities as they stood before July 2025, when the district level was abolished
 * (Resolution 202/2025/QH15 and Constitution amendment 203/2025/QH15); older bulletins are headed by them.
 * Numbered districts exist in Ho Chi Minh City only.
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
];

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
