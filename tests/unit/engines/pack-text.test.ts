import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packArticle, packText, unpackArticle, unpackText } from '../../../src/engines/sqlite/pack-text.ts';

describe('packed text', () => {
  test('is read again, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        expect(unpackText(packText(text))).toBe(text);
      }),
    );
  });

  test('an article comes apart where its details end', () => {
    const details = { title: 'Một\0ngày', tags: [] };
    expect(unpackArticle(packArticle(JSON.stringify(details), 'Một\0ngày mới'))).toEqual({
      details,
      text: 'Một\0ngày mới',
    });
  });

  // What was packed by the first release; where this fails, an archive that is out there cannot be read.
  test.each([
    ['ASN5TBYA', 'Chỉ thị số 05-CT/TW của Bộ Chính trị'],
    ['AauGJx1fyOwtqPmoVMuAxIMMCAEA', '{"title":"Một ngày"}\0Một ngày mới'],
  ])('%s stays readable', (packed, text) => {
    expect(unpackText(Buffer.from(packed, 'base64'))).toBe(text);
  });

  test('of an unknown kind is said to be so', () => {
    expect(() => unpackText(new Uint8Array([9, 1]))).toThrow('packed by 9');
  });
});
