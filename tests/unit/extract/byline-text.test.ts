import { describe, expect, test } from 'vitest';
import { isSignature, nameOf } from '../../../src/extract/byline/byline-text.ts';

describe('isSignature', () => {
  test.each([
    'MH',
    'PV',
    'P.V',
    'Nhóm PV',
    'Theo TTXVN',
    'Theo Hồ Hương',
    'Lê Phương',
    'NHẬT XUÂN - NGHI VŨ',
    'Hà Thu (tổng hợp)',
    'Minh Hòa (thực hiện)',
    'Tác giả: Quang Minh',
    'Bài và ảnh: MINH TRÍ',
    'Trọng Nhân - Ảnh: Hồng Phúc',
  ])('%s signs', (line) => {
    expect(isSignature(line)).toBe(true);
  });

  test.each([
    'Kết thúc hội nghị.',
    'Sáng 12/3, hội nghị khai mạc',
    'Có thể bạn quan tâm',
    'Theo báo cáo của huyện',
    'Ông nói: "Tốt"',
    'a',
    '',
  ])('%s does not', (line) => {
    expect(isSignature(line)).toBe(false);
  });
});

describe('nameOf', () => {
  test.each([
    ['Tác giả: Quang Minh', 'Quang Minh'],
    ['Trọng Nhân - Ảnh: Hồng Phúc', 'Trọng Nhân'],
    ['By Ann Lee', 'Ann Lee'],
    ['Theo Hồ Hương', 'Theo Hồ Hương'],
  ])('%s', (line, name) => {
    expect(nameOf(line)).toBe(name);
  });
});
