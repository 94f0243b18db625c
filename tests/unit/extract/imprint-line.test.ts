import { expect, test } from 'vitest';
import { isImprintLine } from '../../../src/extract/boilerplate/imprint-line.ts';

test.each([
  'Chúng tôi sử dụng cookie để cải thiện trải nghiệm của bạn. Bằng việc tiếp tục, bạn đồng ý với chính sách của chúng tôi.',
  'Trang này dùng cookie để ghi nhớ lựa chọn của bạn và đo lượng truy cập.',
  'We use cookies to give you the best experience; by continuing you accept our cookie policy.',
  '© 2026 Tin tức 24. Mọi quyền được bảo lưu.',
  'Nguồn tin: http://baotinh.example.vn/kinh-te/ho-chua-330912.html',
  '* Mời bạn đọc vào chuyên mục Quốc phòng - An ninh xem các tin, bài liên quan.',
  'Bạn đang đọc bài viết Hồ chứa tích đủ nước tại chuyên mục Kinh tế của báo điện tử.',
  'Vui lòng nhập đầy đủ họ tên, email và nội dung bằng tiếng Việt có dấu.',
])('goes: %s', (line) => {
  expect(isImprintLine(line)).toBe(true);
});

test.each([
  'Theo nghị định mới, trang tin sử dụng cookie phải được người dùng đồng ý trước khi thu thập dữ liệu.',
  'Chúng tôi sử dụng cookie cutter để tạo hình bánh, sau đó nướng 15 phút.',
  'Mời bà con vào hội trường lúc 8 giờ để nghe phổ biến chính sách đền bù.',
  'Bạn đang đọc gì trong những ngày nghỉ lễ?',
  'Nguồn tin: các hãng thông tấn nước ngoài ngày 10/3.',
  'The site asks readers to accept cookies, which the court found unlawful.',
  '© 2019 Associated Press. All rights reserved.',
])('stays: %s', (line) => {
  expect(isImprintLine(line)).toBe(false);
});
