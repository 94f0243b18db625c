import { Buffer } from 'node:buffer';

/** HTML asks for the first 1,024 bytes; real pages put scripts and comments before their `<meta>`. */
const META_BYTES = 8192;
const META_CHARSET = /<meta\b[^<>]{0,300}?\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})/iu;
const XML_ENCODING = /^\s{0,99}<\?xml\b[^<>]{0,200}?\bencoding\s{0,9}=\s{0,9}["']([\w.:-]{2,40})["']/iu;
const HEADER_CHARSET = /;\s{0,9}charset\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})/iu;

/** Names by which charsets go, to one name each; only those that the WHATWG Encoding Standard reads otherwise. */
const ALIASES: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  'unicode-1-1-utf-8': 'utf-8',
  // As browsers do: Latin-1 and ASCII are read as windows-1252.
  'iso-8859-1': 'windows-1252',
  'iso8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'us-ascii': 'windows-1252',
  ascii: 'windows-1252',
  cp1252: 'windows-1252',
  cp1258: 'windows-1258',
  'x-cp1258': 'windows-1258',
  'tcvn-5712': 'tcvn3',
  'tcvn5712-1': 'tcvn3',
  'x-viet-tcvn': 'tcvn3',
  'x-viet-tcvn5712': 'tcvn3',
  'x-viet-vni': 'vni-windows',
  csviscii: 'viscii',
  // A page whose <meta> could be read byte by byte is not UTF-16, whatever it says (HTML standard).
  'utf-16': 'utf-8',
  'utf-16le': 'utf-8',
  'utf-16be': 'utf-8',
};

/** The charset that a Content-Type header names, in lower case; `undefined` where it names none. */
export function charsetFromContentType(contentType: string | null | undefined): string | undefined {
  return canonicalName(HEADER_CHARSET.exec((contentType ?? '').slice(0, 500))?.[1]);
}

/** The charset that the page itself names near its start, in lower case. */
export function charsetFromMeta(bytes: Uint8Array): string | undefined {
  const length = Math.min(bytes.length, META_BYTES);
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, length).toString('latin1');
  return canonicalName(XML_ENCODING.exec(head)?.[1] ?? META_CHARSET.exec(head)?.[1]);
}

function canonicalName(name: string | undefined): string | undefined {
  const lower = name?.toLowerCase();
  return lower === undefined ? undefined : (ALIASES[lower] ?? lower);
}
