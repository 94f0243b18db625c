import { describe, expect, test } from 'vitest';
import { headingPlace } from '../../../src/extract/items/heading-place.ts';

describe('headingPlace', () => {
  test.each([
    ['Quận 1: Nhiều giải pháp sáng tạo', 'hcm/quan-1'],
    ['QUẬN 12', 'hcm/quan-12'],
    ['Q.6 - Nâng cao chất lượng', 'hcm/quan-6'],
    ['2. Huyện Củ Chi', 'hcm/cu-chi'],
    ['Huyện Củ Chi'.normalize('NFD'), 'hcm/cu-chi'],
    ['TP. Thủ Đức: Ra mắt', 'hcm/thu-duc'],
    ['* Tỉnh Gia Lai - Phát triển cà phê', 'gia-lai'],
    ['Gia Lai: Phát triển cà phê', 'gia-lai'],
    ['TP Hồ Chí Minh', 'hcm'],
    ['Tại Hà Nội:', 'ha-noi'],
    ['Quận Ba Đình', 'ha-noi/ba-dinh'],
    // The larger place beside it decides.
    ['II. Thị xã Dĩ An, tỉnh Bình Dương – Học Bác', 'binh-duong/di-an'],
    ['Huyện Châu Thành (Tây Ninh): Mở lớp', 'tay-ninh/chau-thanh'],
    ['2. Thành phố Vinh (Nghệ An): Ra quân', 'nghe-an/vinh'],
    ['III. Phường 5, quận Tân Bình', 'hcm/tan-binh'],
    ['Phường Bến Nghé, Quận 1, TP. Hồ Chí Minh', 'hcm/quan-1'],
    ['Xã An Phú, huyện Châu Thành', null],
    ['Phường 5: Ra quân', null],
    ['Thị xã Trảng Bàng:', 'tay-ninh/trang-bang'],
    ['Huyện Tân Châu: Ra quân', 'tay-ninh/tan-chau'],
    // Rural districts and towns whose names are their own.
    ['Huyện Vĩnh Tường: Mở lớp', 'vinh-phuc/vinh-tuong'],
    ['4. Huyện Nghi Lộc', 'nghe-an/nghi-loc'],
    ["Huyện Cư M'gar - Ra quân", 'dak-lak/cu-m-gar'],
    ['Huyện Cư M’gar', 'dak-lak/cu-m-gar'],
    ['Huyện Mỏ Cày Nam (Bến Tre)', 'ben-tre/mo-cay-nam'],
    ['Huyện Mù Cang Chải', 'yen-bai/mu-cang-chai'],
    ['Huyện Châu Thành A: Ra quân', 'hau-giang/chau-thanh-a'],
    ['Thị xã Quảng Yên', 'quang-ninh/quang-yen'],
    ['Huyện Phú Ninh: Ra quân', 'quang-nam/phu-ninh'],
    ['Huyện Phù Ninh: Ra quân', 'phu-tho/phu-ninh'],
    ['Huyện Phu Ninh: Ra quân', null],
    ['Huyện Ứng Hoà', 'ha-noi/ung-hoa'],
    ['Huyện Tam Nông: Ra quân', null],
    ['Huyện Phong Điền: Ra quân', null],
    ['Thị xã Tân Châu: Ra quân', 'an-giang/tan-chau'],
    ['Thành phố Cao Bằng', 'cao-bang/cao-bang'],
    ['Thành phố Phan Rang - Tháp Chàm: Ra quân', 'ninh-thuan/phan-rang-thap-cham'],
    ['Quận 7 - Hà Nội cùng ra quân', 'hcm/quan-7'],
    // Said of several provinces, or no place at all.
    ['Huyện Châu Thành: Mở lớp', null],
    ['Tân Bình: Khai giảng', null],
    ['Quận 13: Không có', null],
    ['Quận 1 và quận 3 phối hợp', null],
    ['Huyện Nhà Bè tuần tra ban đêm', 'hcm/nha-be'],
    ['Quận 7 gặp gỡ thanh niên', 'hcm/quan-7'],
    ['Quận 1 với việc học Bác', null],
    ['Huyện Châu Thành mở lớp', null],
    ['Quận ủy 7 tổ chức', null],
    ['Hà Nội mùa thu', null],
    ['1. Kết quả đạt được', null],
    ['', null],
  ])('%s', (heading, place) => {
    expect(headingPlace(heading)).toBe(place);
  });
});
