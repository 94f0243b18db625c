/** How much of a text is looked at. */
const SAMPLE_CHARS = 5_000;
/** Letters that no other language of the Latin script has; they are 8 to 15 of 100 letters in Vietnamese. */
const VIETNAMESE_LETTER = /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/giu;
const MIN_SHARE = 0.03;

/** True where a text is written in Vietnamese, with its diacritics. `text` is in NFC. */
export function isVietnamese(text: string): boolean {
  const sample = text.slice(0, SAMPLE_CHARS).normalize('NFC');
  const found = sample.match(VIETNAMESE_LETTER)?.length ?? 0;
  return found > MIN_SHARE * sample.length && found >= 5;
}
