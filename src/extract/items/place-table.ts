/** A district-level place under its province. */
export interface PlaceRow {
  readonly kind: 'quan' | 'huyen' | 'thanh-pho' | 'thi-xa';
  readonly name: string;
  readonly province: string;
}

const rows = (province: string, kind: PlaceRow['kind'], names: string): PlaceRow[] =>
  names.split(', ').map((name) => ({ kind, name, province }));

/**
 * Districts as they stood between 2008 and July 2025, when the district level was abolished (Resolution 202/2025/QH15
 * and Constitution amendment 203/2025/QH15); older bulletins are headed by them. One that rose to a town or a city in
 * those years stands here as both. A provincial city named as its province needs no row. Numbered districts exist in
 * Ho Chi Minh City only. Written from general knowledge; no list was copied.
 */
export const DISTRICTS: readonly PlaceRow[] = [
  ...rows(
    'an-giang',
    'huyen',
    'An Phú, Châu Phú, Châu Thành, Chợ Mới, Phú Tân, Thoại Sơn, Tịnh Biên, Tri Tôn',
  ),
  ...rows('an-giang', 'thi-xa', 'Tân Châu, Tịnh Biên'),
  ...rows('an-giang', 'thanh-pho', 'Châu Đốc, Long Xuyên'),
  ...rows('ba-ria-vung-tau', 'huyen', 'Châu Đức, Côn Đảo, Đất Đỏ, Long Điền, Xuyên Mộc'),
  ...rows('ba-ria-vung-tau', 'thi-xa', 'Phú Mỹ'),
  ...rows('ba-ria-vung-tau', 'thanh-pho', 'Bà Rịa, Phú Mỹ, Vũng Tàu'),
  ...rows('bac-lieu', 'huyen', 'Đông Hải, Hòa Bình, Hồng Dân, Phước Long, Vĩnh Lợi'),
  ...rows('bac-lieu', 'thi-xa', 'Giá Rai'),
  ...rows(
    'bac-giang',
    'huyen',
    'Hiệp Hòa, Lạng Giang, Lục Nam, Lục Ngạn, Sơn Động, Tân Yên, Việt Yên, Yên Dũng, Yên Thế',
  ),
  ...rows('bac-giang', 'thi-xa', 'Chũ, Việt Yên'),
  ...rows('bac-kan', 'huyen', 'Ba Bể, Bạch Thông, Chợ Đồn, Chợ Mới, Na Rì, Ngân Sơn, Pác Nặm'),
  ...rows('bac-ninh', 'huyen', 'Gia Bình, Lương Tài, Quế Võ, Thuận Thành, Tiên Du, Yên Phong'),
  ...rows('bac-ninh', 'thi-xa', 'Quế Võ, Thuận Thành, Từ Sơn'),
  ...rows('bac-ninh', 'thanh-pho', 'Từ Sơn'),
  ...rows(
    'ben-tre',
    'huyen',
    'Ba Tri, Bình Đại, Châu Thành, Chợ Lách, Giồng Trôm, Mỏ Cày Bắc, Mỏ Cày Nam, Thạnh Phú',
  ),
  ...rows('binh-duong', 'huyen', 'Bắc Tân Uyên, Bàu Bàng, Dầu Tiếng, Phú Giáo'),
  ...rows('binh-duong', 'thi-xa', 'Bến Cát, Dĩ An, Tân Uyên, Thuận An'),
  ...rows('binh-duong', 'thanh-pho', 'Bến Cát, Dĩ An, Tân Uyên, Thuận An, Thủ Dầu Một'),
  ...rows(
    'binh-dinh',
    'huyen',
    'An Lão, Hoài Ân, Hoài Nhơn, Phù Cát, Phù Mỹ, Tây Sơn, Tuy Phước, Vân Canh, Vĩnh Thạnh',
  ),
  ...rows('binh-dinh', 'thi-xa', 'An Nhơn, Hoài Nhơn'),
  ...rows('binh-dinh', 'thanh-pho', 'Quy Nhơn'),
  ...rows(
    'binh-phuoc',
    'huyen',
    'Bù Đăng, Bù Đốp, Bù Gia Mập, Chơn Thành, Đồng Phú, Hớn Quản, Lộc Ninh, Phú Riềng',
  ),
  ...rows('binh-phuoc', 'thi-xa', 'Bình Long, Chơn Thành, Phước Long'),
  ...rows('binh-phuoc', 'thanh-pho', 'Đồng Xoài'),
  ...rows(
    'binh-thuan',
    'huyen',
    'Bắc Bình, Đức Linh, Hàm Tân, Hàm Thuận Bắc, Hàm Thuận Nam, Phú Quý, Tánh Linh, Tuy Phong',
  ),
  ...rows('binh-thuan', 'thi-xa', 'La Gi'),
  ...rows('binh-thuan', 'thanh-pho', 'Phan Thiết'),
  ...rows(
    'ca-mau',
    'huyen',
    'Cái Nước, Đầm Dơi, Năm Căn, Ngọc Hiển, Phú Tân, Thới Bình, Trần Văn Thời, U Minh',
  ),
  ...rows('can-tho', 'quan', 'Bình Thủy, Cái Răng, Ninh Kiều, Ô Môn, Thốt Nốt'),
  ...rows('can-tho', 'huyen', 'Cờ Đỏ, Phong Điền, Thới Lai, Vĩnh Thạnh'),
  ...rows(
    'cao-bang',
    'huyen',
    'Bảo Lạc, Bảo Lâm, Hạ Lang, Hà Quảng, Hòa An, Nguyên Bình, Phục Hòa, Quảng Hòa, Quảng Uyên, Thạch An, Thông Nông, Trà Lĩnh, Trùng Khánh',
  ),
  ...rows('da-nang', 'quan', 'Cẩm Lệ, Hải Châu, Liên Chiểu, Ngũ Hành Sơn, Sơn Trà, Thanh Khê'),
  ...rows('da-nang', 'huyen', 'Hòa Vang, Hoàng Sa'),
  ...rows(
    'dak-lak',
    'huyen',
    "Buôn Đôn, Cư Kuin, Cư M'gar, Ea H'leo, Ea Kar, Ea Súp, Krông Ana, Krông Bông, Krông Búk, Krông Năng, Krông Pắc, Lắk, M'Drắk",
  ),
  ...rows('dak-lak', 'thi-xa', 'Buôn Hồ'),
  ...rows('dak-lak', 'thanh-pho', 'Buôn Ma Thuột'),
  ...rows('dak-nong', 'huyen', "Cư Jút, Đắk Glong, Đắk Mil, Đắk R'lấp, Đắk Song, Krông Nô, Tuy Đức"),
  ...rows('dak-nong', 'thi-xa', 'Gia Nghĩa'),
  ...rows('dak-nong', 'thanh-pho', 'Gia Nghĩa'),
  ...rows(
    'dien-bien',
    'huyen',
    'Điện Biên, Điện Biên Đông, Mường Ảng, Mường Chà, Mường Nhé, Nậm Pồ, Tủa Chùa, Tuần Giáo',
  ),
  ...rows('dien-bien', 'thi-xa', 'Mường Lay'),
  ...rows('dien-bien', 'thanh-pho', 'Điện Biên Phủ'),
  ...rows(
    'dong-nai',
    'huyen',
    'Cẩm Mỹ, Định Quán, Long Thành, Nhơn Trạch, Tân Phú, Thống Nhất, Trảng Bom, Vĩnh Cửu, Xuân Lộc',
  ),
  ...rows('dong-nai', 'thi-xa', 'Long Khánh'),
  ...rows('dong-nai', 'thanh-pho', 'Biên Hòa, Long Khánh'),
  ...rows(
    'dong-thap',
    'huyen',
    'Cao Lãnh, Châu Thành, Hồng Ngự, Lai Vung, Lấp Vò, Tam Nông, Tân Hồng, Thanh Bình, Tháp Mười',
  ),
  ...rows('dong-thap', 'thi-xa', 'Hồng Ngự'),
  ...rows('dong-thap', 'thanh-pho', 'Cao Lãnh, Hồng Ngự, Sa Đéc'),
  ...rows(
    'gia-lai',
    'huyen',
    'Chư Păh, Chư Prông, Chư Pưh, Chư Sê, Đak Đoa, Đak Pơ, Đức Cơ, Ia Grai, Ia Pa, KBang, Kông Chro, Krông Pa, Mang Yang, Phú Thiện',
  ),
  ...rows('gia-lai', 'thi-xa', 'An Khê, Ayun Pa'),
  ...rows('gia-lai', 'thanh-pho', 'Pleiku'),
  ...rows(
    'ha-giang',
    'huyen',
    'Bắc Mê, Bắc Quang, Đồng Văn, Hoàng Su Phì, Mèo Vạc, Quản Bạ, Quang Bình, Vị Xuyên, Xín Mần, Yên Minh',
  ),
  ...rows('ha-nam', 'huyen', 'Bình Lục, Duy Tiên, Kim Bảng, Lý Nhân, Thanh Liêm'),
  ...rows('ha-nam', 'thi-xa', 'Duy Tiên, Kim Bảng'),
  ...rows('ha-nam', 'thanh-pho', 'Phủ Lý'),
  ...rows(
    'ha-noi',
    'quan',
    'Ba Đình, Bắc Từ Liêm, Cầu Giấy, Đống Đa, Hà Đông, Hai Bà Trưng, Hoàn Kiếm, Hoàng Mai, Long Biên, Nam Từ Liêm, Tây Hồ, Thanh Xuân',
  ),
  ...rows(
    'ha-noi',
    'huyen',
    'Ba Vì, Chương Mỹ, Đan Phượng, Đông Anh, Gia Lâm, Hoài Đức, Mê Linh, Mỹ Đức, Phú Xuyên, Phúc Thọ, Quốc Oai, Sóc Sơn, Thạch Thất, Thanh Oai, Thanh Trì, Thường Tín, Ứng Hòa',
  ),
  ...rows('ha-noi', 'thi-xa', 'Sơn Tây'),
  ...rows(
    'ha-tinh',
    'huyen',
    'Cẩm Xuyên, Can Lộc, Đức Thọ, Hương Khê, Hương Sơn, Kỳ Anh, Lộc Hà, Nghi Xuân, Thạch Hà, Vũ Quang',
  ),
  ...rows('ha-tinh', 'thi-xa', 'Hồng Lĩnh, Kỳ Anh'),
  ...rows(
    'hai-duong',
    'huyen',
    'Bình Giang, Cẩm Giàng, Gia Lộc, Kim Thành, Kinh Môn, Nam Sách, Ninh Giang, Thanh Hà, Thanh Miện, Tứ Kỳ',
  ),
  ...rows('hai-duong', 'thi-xa', 'Chí Linh, Kinh Môn'),
  ...rows('hai-duong', 'thanh-pho', 'Chí Linh'),
  ...rows('hai-phong', 'quan', 'Dương Kinh, Đồ Sơn, Hải An, Hồng Bàng, Kiến An, Lê Chân, Ngô Quyền'),
  ...rows(
    'hai-phong',
    'huyen',
    'An Dương, An Lão, Bạch Long Vĩ, Cát Hải, Kiến Thụy, Thủy Nguyên, Tiên Lãng, Vĩnh Bảo',
  ),
  ...rows('hau-giang', 'huyen', 'Châu Thành, Châu Thành A, Long Mỹ, Phụng Hiệp, Vị Thủy'),
  ...rows('hau-giang', 'thi-xa', 'Long Mỹ, Ngã Bảy'),
  ...rows('hau-giang', 'thanh-pho', 'Ngã Bảy, Vị Thanh'),
  ...rows(
    'hcm',
    'quan',
    '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, Bình Tân, Bình Thạnh, Gò Vấp, Phú Nhuận, Tân Bình, Tân Phú, Thủ Đức',
  ),
  ...rows('hcm', 'huyen', 'Bình Chánh, Cần Giờ, Củ Chi, Hóc Môn, Nhà Bè'),
  ...rows('hcm', 'thanh-pho', 'Thủ Đức'),
  ...rows(
    'hoa-binh',
    'huyen',
    'Cao Phong, Đà Bắc, Kim Bôi, Kỳ Sơn, Lạc Sơn, Lạc Thủy, Lương Sơn, Mai Châu, Tân Lạc, Yên Thủy',
  ),
  ...rows('hue', 'quan', 'Phú Xuân, Thuận Hóa'),
  ...rows('hue', 'huyen', 'A Lưới, Nam Đông, Phong Điền, Phú Lộc, Phú Vang, Quảng Điền'),
  ...rows('hue', 'thi-xa', 'Hương Thủy, Hương Trà, Phong Điền'),
  ...rows(
    'hung-yen',
    'huyen',
    'Ân Thi, Khoái Châu, Kim Động, Mỹ Hào, Phù Cừ, Tiên Lữ, Văn Giang, Văn Lâm, Yên Mỹ',
  ),
  ...rows('hung-yen', 'thi-xa', 'Mỹ Hào'),
  ...rows('khanh-hoa', 'huyen', 'Cam Lâm, Diên Khánh, Khánh Sơn, Khánh Vĩnh, Trường Sa, Vạn Ninh'),
  ...rows('khanh-hoa', 'thi-xa', 'Ninh Hòa'),
  ...rows('khanh-hoa', 'thanh-pho', 'Cam Ranh, Nha Trang'),
  ...rows(
    'kien-giang',
    'huyen',
    'An Biên, An Minh, Châu Thành, Giang Thành, Giồng Riềng, Gò Quao, Hòn Đất, Kiên Hải, Kiên Lương, Phú Quốc, Tân Hiệp, U Minh Thượng, Vĩnh Thuận',
  ),
  ...rows('kien-giang', 'thanh-pho', 'Hà Tiên, Phú Quốc, Rạch Giá'),
  ...rows(
    'kon-tum',
    'huyen',
    "Đắk Glei, Đắk Hà, Đắk Tô, Ia H'Drai, Kon Plông, Kon Rẫy, Ngọc Hồi, Sa Thầy, Tu Mơ Rông",
  ),
  ...rows('lai-chau', 'huyen', 'Mường Tè, Nậm Nhùn, Phong Thổ, Sìn Hồ, Tam Đường, Tân Uyên, Than Uyên'),
  ...rows(
    'lam-dong',
    'huyen',
    'Bảo Lâm, Cát Tiên, Đạ Huoai, Đạ Tẻh, Đam Rông, Di Linh, Đơn Dương, Đức Trọng, Lạc Dương, Lâm Hà',
  ),
  ...rows('lam-dong', 'thanh-pho', 'Bảo Lộc, Đà Lạt'),
  ...rows(
    'lang-son',
    'huyen',
    'Bắc Sơn, Bình Gia, Cao Lộc, Chi Lăng, Đình Lập, Hữu Lũng, Lộc Bình, Tràng Định, Văn Lãng, Văn Quan',
  ),
  ...rows('lao-cai', 'huyen', 'Bắc Hà, Bảo Thắng, Bảo Yên, Bát Xát, Mường Khương, Sa Pa, Si Ma Cai, Văn Bàn'),
  ...rows('lao-cai', 'thi-xa', 'Sa Pa'),
  ...rows(
    'long-an',
    'huyen',
    'Bến Lức, Cần Đước, Cần Giuộc, Châu Thành, Đức Hòa, Đức Huệ, Mộc Hóa, Tân Hưng, Tân Thạnh, Tân Trụ, Thạnh Hóa, Thủ Thừa, Vĩnh Hưng',
  ),
  ...rows('long-an', 'thi-xa', 'Kiến Tường'),
  ...rows('long-an', 'thanh-pho', 'Tân An'),
  ...rows(
    'nam-dinh',
    'huyen',
    'Giao Thủy, Hải Hậu, Mỹ Lộc, Nam Trực, Nghĩa Hưng, Trực Ninh, Vụ Bản, Xuân Trường, Ý Yên',
  ),
  ...rows(
    'nghe-an',
    'huyen',
    'Anh Sơn, Con Cuông, Diễn Châu, Đô Lương, Hưng Nguyên, Kỳ Sơn, Nam Đàn, Nghi Lộc, Nghĩa Đàn, Quế Phong, Quỳ Châu, Quỳ Hợp, Quỳnh Lưu, Tân Kỳ, Thanh Chương, Tương Dương, Yên Thành',
  ),
  ...rows('nghe-an', 'thi-xa', 'Cửa Lò, Hoàng Mai, Thái Hòa'),
  ...rows('nghe-an', 'thanh-pho', 'Vinh'),
  ...rows('ninh-binh', 'huyen', 'Gia Viễn, Hoa Lư, Kim Sơn, Nho Quan, Yên Khánh, Yên Mô'),
  ...rows('ninh-binh', 'thi-xa', 'Tam Điệp'),
  ...rows('ninh-binh', 'thanh-pho', 'Hoa Lư, Tam Điệp'),
  ...rows('ninh-thuan', 'huyen', 'Bác Ái, Ninh Hải, Ninh Phước, Ninh Sơn, Thuận Bắc, Thuận Nam'),
  ...rows('ninh-thuan', 'thanh-pho', 'Phan Rang - Tháp Chàm'),
  ...rows(
    'phu-tho',
    'huyen',
    'Cẩm Khê, Đoan Hùng, Hạ Hòa, Lâm Thao, Phù Ninh, Tam Nông, Tân Sơn, Thanh Ba, Thanh Sơn, Thanh Thủy, Yên Lập',
  ),
  ...rows('phu-tho', 'thi-xa', 'Phú Thọ'),
  ...rows('phu-tho', 'thanh-pho', 'Việt Trì'),
  ...rows('phu-yen', 'huyen', 'Đông Hòa, Đồng Xuân, Phú Hòa, Sơn Hòa, Sông Hinh, Tây Hòa, Tuy An'),
  ...rows('phu-yen', 'thi-xa', 'Đông Hòa, Sông Cầu'),
  ...rows('phu-yen', 'thanh-pho', 'Tuy Hòa'),
  ...rows('quang-binh', 'huyen', 'Bố Trạch, Lệ Thủy, Minh Hóa, Quảng Ninh, Quảng Trạch, Tuyên Hóa'),
  ...rows('quang-binh', 'thi-xa', 'Ba Đồn'),
  ...rows('quang-binh', 'thanh-pho', 'Đồng Hới'),
  ...rows(
    'quang-nam',
    'huyen',
    'Bắc Trà My, Đại Lộc, Đông Giang, Duy Xuyên, Hiệp Đức, Nam Giang, Nam Trà My, Nông Sơn, Núi Thành, Phú Ninh, Phước Sơn, Quế Sơn, Tây Giang, Thăng Bình, Tiên Phước',
  ),
  ...rows('quang-nam', 'thi-xa', 'Điện Bàn'),
  ...rows('quang-nam', 'thanh-pho', 'Hội An, Tam Kỳ'),
  ...rows(
    'quang-ngai',
    'huyen',
    'Ba Tơ, Bình Sơn, Đức Phổ, Lý Sơn, Minh Long, Mộ Đức, Nghĩa Hành, Sơn Hà, Sơn Tây, Sơn Tịnh, Tây Trà, Trà Bồng, Tư Nghĩa',
  ),
  ...rows('quang-ngai', 'thi-xa', 'Đức Phổ'),
  ...rows('quang-ninh', 'huyen', 'Ba Chẽ, Bình Liêu, Cô Tô, Đầm Hà, Hải Hà, Hoành Bồ, Tiên Yên, Vân Đồn'),
  ...rows('quang-ninh', 'thi-xa', 'Đông Triều, Quảng Yên'),
  ...rows('quang-ninh', 'thanh-pho', 'Cẩm Phả, Đông Triều, Hạ Long, Móng Cái, Uông Bí'),
  ...rows(
    'quang-tri',
    'huyen',
    'Cam Lộ, Cồn Cỏ, Đakrông, Gio Linh, Hải Lăng, Hướng Hóa, Triệu Phong, Vĩnh Linh',
  ),
  ...rows('quang-tri', 'thi-xa', 'Quảng Trị'),
  ...rows('quang-tri', 'thanh-pho', 'Đông Hà'),
  ...rows(
    'soc-trang',
    'huyen',
    'Châu Thành, Cù Lao Dung, Kế Sách, Long Phú, Mỹ Tú, Mỹ Xuyên, Thạnh Trị, Trần Đề',
  ),
  ...rows('soc-trang', 'thi-xa', 'Ngã Năm, Vĩnh Châu'),
  ...rows(
    'son-la',
    'huyen',
    'Bắc Yên, Mai Sơn, Mộc Châu, Mường La, Phù Yên, Quỳnh Nhai, Sông Mã, Sốp Cộp, Thuận Châu, Vân Hồ, Yên Châu',
  ),
  ...rows('son-la', 'thi-xa', 'Mộc Châu'),
  ...rows(
    'tay-ninh',
    'huyen',
    'Bến Cầu, Châu Thành, Dương Minh Châu, Gò Dầu, Hòa Thành, Tân Biên, Tân Châu, Trảng Bàng',
  ),
  ...rows('tay-ninh', 'thi-xa', 'Hòa Thành, Trảng Bàng'),
  ...rows('thai-binh', 'huyen', 'Đông Hưng, Hưng Hà, Kiến Xương, Quỳnh Phụ, Thái Thụy, Tiền Hải, Vũ Thư'),
  ...rows('thai-nguyen', 'huyen', 'Đại Từ, Định Hóa, Đồng Hỷ, Phú Bình, Phú Lương, Võ Nhai'),
  ...rows('thai-nguyen', 'thi-xa', 'Phổ Yên'),
  ...rows('thai-nguyen', 'thanh-pho', 'Phổ Yên, Sông Công'),
  ...rows(
    'thanh-hoa',
    'huyen',
    'Bá Thước, Cẩm Thủy, Đông Sơn, Hà Trung, Hậu Lộc, Hoằng Hóa, Lang Chánh, Mường Lát, Nga Sơn, Ngọc Lặc, Như Thanh, Như Xuân, Nông Cống, Quan Hóa, Quan Sơn, Quảng Xương, Thạch Thành, Thiệu Hóa, Thọ Xuân, Thường Xuân, Tĩnh Gia, Triệu Sơn, Vĩnh Lộc, Yên Định',
  ),
  ...rows('thanh-hoa', 'thi-xa', 'Bỉm Sơn, Nghi Sơn'),
  ...rows('thanh-hoa', 'thanh-pho', 'Sầm Sơn'),
  ...rows(
    'tien-giang',
    'huyen',
    'Cái Bè, Cai Lậy, Châu Thành, Chợ Gạo, Gò Công Đông, Gò Công Tây, Tân Phú Đông, Tân Phước',
  ),
  ...rows('tien-giang', 'thi-xa', 'Cai Lậy, Gò Công'),
  ...rows('tien-giang', 'thanh-pho', 'Gò Công, Mỹ Tho'),
  ...rows('tra-vinh', 'huyen', 'Càng Long, Cầu Kè, Cầu Ngang, Châu Thành, Duyên Hải, Tiểu Cần, Trà Cú'),
  ...rows('tra-vinh', 'thi-xa', 'Duyên Hải'),
  ...rows('tuyen-quang', 'huyen', 'Chiêm Hóa, Hàm Yên, Lâm Bình, Na Hang, Sơn Dương, Yên Sơn'),
  ...rows('vinh-long', 'huyen', 'Bình Tân, Long Hồ, Mang Thít, Tam Bình, Trà Ôn, Vũng Liêm'),
  ...rows('vinh-long', 'thi-xa', 'Bình Minh'),
  ...rows('vinh-phuc', 'huyen', 'Bình Xuyên, Lập Thạch, Sông Lô, Tam Đảo, Tam Dương, Vĩnh Tường, Yên Lạc'),
  ...rows('vinh-phuc', 'thanh-pho', 'Phúc Yên, Vĩnh Yên'),
  ...rows('yen-bai', 'huyen', 'Lục Yên, Mù Cang Chải, Trạm Tấu, Trấn Yên, Văn Chấn, Văn Yên, Yên Bình'),
  ...rows('yen-bai', 'thi-xa', 'Nghĩa Lộ'),
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
