import { describe, expect, test } from 'vitest';
import { identifyLanguage } from '../../../src/text/identify-language.ts';

describe('identifyLanguage', () => {
  test.each([
    ['vi', 'Ban Bí thư ban hành chỉ thị về tăng cường sự lãnh đạo của Đảng'],
    ['vi', 'Chỉ thị'.normalize('NFD')],
    ['vi', 'nguoi dan khong duoc ra khoi nha trong nhung ngay nay theo chi thi cua thanh pho'],
    ['en', 'The Prime Minister of Viet Nam has said that the city will be one of the first to open'],
    ['en', 'Nguyễn Phú Trọng met the leaders of the party and said that this is the way for the country'],
    ['fr', 'Le président de la République est dans une ville avec les ministres pour signer des accords'],
    ['zh', '越南共产党中央委员会'],
    ['ja', 'ベトナムの共産党は'],
    ['ko', '베트남 공산당'],
    ['ru', 'Коммунистическая партия Вьетнама'],
    ['th', 'พรรคคอมมิวนิสต์เวียดนาม'],
    ['lo', 'ພັກປະຊາຊົນປະຕິວັດລາວ'],
    ['km', 'កម្ពុជា'],
    [null, ''],
    [null, '12345 !!!'],
  ])('says %s for "%s"', (language, text) => {
    expect(identifyLanguage(text).language).toBe(language);
  });
});
