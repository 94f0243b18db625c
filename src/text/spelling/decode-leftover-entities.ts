/**
 * Letters and signs with entity names of HTML 4 that Vietnamese pages escape twice. None of the characters can be part
 * of another entity, so that decoding once is enough.
 */
const NAMED: Readonly<Record<string, string>> = {
  ...letters(
    'agrave à aacute á acirc â atilde ã egrave è eacute é ecirc ê igrave ì iacute í ograve ò oacute ó',
  ),
  ...letters('ocirc ô otilde õ ugrave ù uacute ú yacute ý eth Đ'),
  ...letters(
    'ldquo “ rdquo ” lsquo ‘ rsquo ’ hellip … ndash – mdash — laquo « raquo » middot · bull • deg °',
  ),
  ...letters('quot " apos \' lt < gt >'),
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
};
/** An ampersand, escaped any number of times more, and the entity behind it. */
const ENTITY = /&(?:amp;|#38;)*(?:([a-z]{2,6})|#(\d{2,6})|#x([\da-f]{2,5}));/giu;
const ESCAPED_AMPERSAND = /&(?:amp;|#38;)+/giu;
/** Decoded only above this: ASCII can build another entity. */
const FIRST_DECODED = 0xa1;

/** Decodes what a parser left because the page had escaped it twice (`Ch&amp;#7881; th&amp;#7883;`). Linear. */
export function decodeLeftoverEntities(text: string): string {
  return text
    .replace(
      ENTITY,
      (whole, name: string | undefined, decimal: string | undefined, hex: string | undefined) => {
        if (name !== undefined) return decodeName(whole, name);
        return decodeNumber(whole, decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal));
      },
    )
    .replace(ESCAPED_AMPERSAND, '&');
}

function decodeName(whole: string, name: string): string {
  const letter = NAMED[name.toLowerCase()];
  if (letter === undefined) return whole;
  return /^[A-Z]/u.test(name) ? letter.toUpperCase() : letter;
}

function decodeNumber(whole: string, code: number): string {
  if (code === 0xa0 || code === 0x20) return ' ';
  if (code === 0x22 || code === 0x27) return String.fromCharCode(code);
  const isLetter =
    code >= FIRST_DECODED && code <= 0xffff && /[\p{L}\p{P}\p{S}\p{N}]/u.test(String.fromCharCode(code));
  return isLetter ? String.fromCharCode(code) : whole;
}

/** Pairs of name and letter. */
function letters(list: string): Record<string, string> {
  const entries: Record<string, string> = {};
  const parts = list.split(' ');
  for (let index = 0; index + 1 < parts.length; index += 2) entries[parts[index]!] = parts[index + 1]!;
  return entries;
}
