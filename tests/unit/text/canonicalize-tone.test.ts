import { describe, expect, test } from 'vitest';
import { canonicalizeSpelling } from '../../../src/text/spelling/canonicalize-spelling.ts';
import { canonicalizeTone } from '../../../src/text/canonicalize-tone.ts';

describe('canonicalizeTone', () => {
  test.each([
    ['hòa hoà HÒA Hòa', 'hoà hoà HOÀ Hoà'],
    ['thủy, khỏe, ủy ban', 'thuỷ, khoẻ, uỷ ban'],
    ['hoàn toàn ngoài tuấn khuỷu', 'hoàn toàn ngoài tuấn khuỷu'],
    ['hòan tòan ngòai', 'hoàn toàn ngoài'],
    ['qúa qúy quý quả gìa già giếng gìn giữ', 'quá quý quý quả già già giếng gìn giữ'],
    ['cuả muà điạ chuá mưà', 'của mùa địa chúa mừa'],
    ['ngừơi tíên thúê nguyễn chuỵên', 'người tiến thuế nguyễn chuyện'],
    ['của địa mía múa mứa hào sáu', 'của địa mía múa mứa hào sáu'],
    ['Orléans João Genève', 'Orléans João Genève'],
    ['', ''],
  ])('%s → %s', (text, expected) => {
    expect(canonicalizeTone(text)).toBe(expected);
    expect(canonicalizeTone(expected)).toBe(expected);
    expect(canonicalizeTone(text)).toHaveLength(text.length);
  });
});

describe('canonicalizeSpelling', () => {
  test.each([
    ['Kỹ thuật', 'kĩ thuật'],
    ['lý do, quý, thủy, ngày, tuy, yêu, ý', 'lí do, quí, thuỷ, ngày, tuy, yêu, ý'],
    ['05-CT/TW', '05-ct/tw'],
  ])('%s → %s', (text, expected) => {
    expect(canonicalizeSpelling(text)).toBe(expected);
    expect(canonicalizeSpelling(expected)).toBe(expected);
  });
});
