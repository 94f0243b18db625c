import { foldSpan } from '../lexer/fold-table.ts';

/**
 * One key for the many spellings of a name: folded, without punctuation, "số" and leading zeros dropped, the centre
 * written one way. "Chỉ thị số 05", "chi thi 5" and "CHỈ THỊ 05" share a key.
 */
export function nameKey(name: string): string {
  const folded = foldSpan(name, 0, name.length)
    .replace(/\bt\.\s?[uw]\b/gu, 'tw')
    .replace(/[^a-z0-9]+/gu, ' ')
    .trim();
  return folded
    .split(' ')
    .filter((word) => word !== 'so')
    .map((word) => (word === 'qui' ? 'quy' : word.replace(/^0+(?=\d)/u, '')))
    .join(' ')
    .replace(/\btrung uong\b/gu, 'tw')
    .replace(/\btw(?=\d)/gu, 'tw ');
}
