import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { decodeAs } from '../../../src/text/encoding/decode-as.ts';
import { decodeHtmlBytes, decodeTextBytes } from '../../../src/text/encoding/decode-bytes.ts';
import { repairMojibake, repairViqr } from '../../../src/text/encoding/repair-mojibake.ts';
import { SINGLE_BYTE_TABLES } from '../../../src/text/encoding/single-byte-table.ts';
import { encodeAs, toViqr, toVniText, VIETNAMESE_LETTERS } from './legacy-encoders.ts';

const SENTENCE =
  'Chỉ thị số 05 của Bộ Chính trị về đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh';
const CHARSETS = ['tcvn3', 'vni-windows', 'viscii', 'windows-1258'];
const asLatin = (bytes: Uint8Array): string => decodeAs(bytes, 'windows-1252');

describe('legacy charsets: letters', () => {
  test.each([...CHARSETS, 'viqr'])('%s gives every letter back', (charset) => {
    for (const letter of VIETNAMESE_LETTERS) {
      const bytes = encodeAs(letter, charset);
      expect(bytes, letter).toBeDefined();
      expect(decodeAs(bytes!, charset)).toBe(letter);
    }
  });

  test.each([
    ['tcvn3', 'TCVN5712-1'],
    ['viscii', 'VISCII'],
    ['windows-1258', 'CP1258'],
  ])('the table of %s is the one of iconv (%s)', (charset, name) => {
    const { high, low } = SINGLE_BYTE_TABLES.get(charset)!;
    for (let byte = 0x80; byte < 0x100; byte++) {
      const result = spawnSync('iconv', ['-f', name, '-t', 'UTF-16LE'], { input: Buffer.from([byte]) });
      if (result.error !== undefined) {
        process.stderr.write(
          `skipped: iconv is not installed, so ${charset} was not compared with ${name}\n`,
        );
        return;
      }
      if (result.status === 0)
        expect(result.stdout.toString('utf16le'), `byte ${byte}`).toBe(high.charAt(byte - 0x80));
    }
    for (let index = 0; index < low.length; index += 2) {
      const input = Buffer.from([low.charCodeAt(index)]);
      const result = spawnSync('iconv', ['-f', name, '-t', 'UTF-16LE'], { input });
      expect(result.stdout.toString('utf16le')).toBe(low.charAt(index + 1));
    }
  });

  test('knows what a common converter gets wrong: yõ is ỹ in VNI', () => {
    expect(decodeAs(encodeAs('kyõ thuaät', 'windows-1252')!, 'vni-windows')).toBe('kỹ thuật');
  });

  test.each([
    ['CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM', 'CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
    ['X· héi, §¶ng Céng s¶n', 'Xã hội, Đảng Cộng sản'],
  ])('reads the capitals of the second TCVN3 font: %s', (written, expected) => {
    expect(decodeAs(encodeAs(written, 'windows-1252')!, 'tcvn3')).toBe(expected);
  });
});

describe('legacy charsets: detection', () => {
  test.each(CHARSETS)('reads %s without a declaration', (charset) => {
    const decoded = decodeTextBytes(encodeAs(SENTENCE, charset)!);
    expect(decoded).toMatchObject({ text: SENTENCE, encoding: charset });
    expect(decoded.confidence).toBeGreaterThan(0.7);
  });

  test.each(CHARSETS)('reads %s in a page that declares Latin-1', (charset) => {
    const page = `<html><head><meta charset="iso-8859-1"></head><body class="a"><p>${SENTENCE}</p></body></html>`;
    const decoded = decodeHtmlBytes(encodeAs(page, charset)!);
    expect(decoded.text).toBe(page);
    expect(decoded.diagnostics.map(({ code }) => code)).toEqual(['wrong-charset']);
  });

  test('reads VIQR', () => {
    expect(decodeTextBytes(encodeAs(SENTENCE, 'viqr')!)).toMatchObject({ text: SENTENCE, encoding: 'viqr' });
  });

  test('keeps French in windows-1252', () => {
    const text =
      'Le président a été reçu à l’hôtel de ville où il a évoqué la coopération économique décidée à Genève';
    const decoded = decodeTextBytes(encodeAs(text, 'windows-1252')!);
    expect(decoded).toMatchObject({ text, encoding: 'windows-1252' });
  });
});

describe('repairMojibake', () => {
  test.each([
    ['UTF-8 read as windows-1252', asLatin(new TextEncoder().encode(SENTENCE)), 'utf-8'],
    [
      'UTF-8 that lost its no-break space',
      asLatin(new TextEncoder().encode(SENTENCE)).replaceAll('\u00a0', ' '),
      'utf-8',
    ],
    ['TCVN3', asLatin(encodeAs(SENTENCE, 'tcvn3')!), 'tcvn3'],
    ['VNI', toVniText(SENTENCE), 'vni-windows'],
    ['VISCII', asLatin(encodeAs(SENTENCE, 'viscii')!), 'viscii'],
  ])('mends %s', (_name, broken, encoding) => {
    expect(repairMojibake(broken)).toMatchObject({ text: SENTENCE, encoding });
    expect(repairMojibake(`${SENTENCE}\n${broken}\n${SENTENCE}`).text).toBe(
      `${SENTENCE}\n${SENTENCE}\n${SENTENCE}`,
    );
  });

  test.each([
    SENTENCE,
    SENTENCE.normalize('NFD'),
    'Giá 5 µm, 20 °C, «trích dẫn» – £30, ½ chén; Ø 16 mm. Công ty Nestlé và café Tân Định',
    'Le président a été reçu à l’hôtel de ville où l’on fête Noël ; «ça va»',
    'Die Größe der Übung für Schüler: Äpfel, Öl und Straße',
    'O coração não é de ninguém; a ação é só nossa, João',
    'El niño pidió más café; ¿cuándo será mañana?',
    'Þetta er íslenska með ð og æ, ö, ý og þjóð',
    'Příliš žluťoučký kůň úpěl ďábelské ódy',
    'Zażółć gęślą jaźń',
    'På svenska: räksmörgås, över ån',
    'Çok güzel bir gün; İstanbul’da şoför',
    'ПРИВЕТ 你好 สวัสดี 🎉',
    '',
  ])('leaves clean text alone: %s', (text) => {
    expect(repairMojibake(text)).toEqual({ text, encoding: null, confidence: 1 });
  });
});

describe('repairViqr', () => {
  test('reads Vietnamese in VIQR', () => {
    expect(repairViqr(toViqr(SENTENCE))).toMatchObject({ text: SENTENCE, encoding: 'viqr' });
  });

  test.each([
    'a^2 + b^2 = c^2; u+v, f(a)(b), x = y + z?',
    'Add the address; middle, odd, ladder, hidden. Is it so? No.',
    "It's the dogs' day: don't add `code` or ~tildes~",
  ])('leaves other text alone: %s', (text) => {
    expect(repairViqr(text).encoding).toBeNull();
  });
});
