import { KNOWN_DOCUMENTS } from '../known-documents-table.ts';
import { STATE_DOCUMENTS } from '../tables/state-documents-table.ts';

const NUMBERED_NAME = /^(Đề án|Chương trình|Chỉ thị) (\d+[a-z]?)$/u;
const TYPE_OF_NAME: Readonly<Record<string, string>> = {
  'Đề án': 'da',
  'Chương trình': 'ctr',
  'Chỉ thị': 'ct',
};

const KNOWN_NUMBERS: ReadonlySet<string> = new Set(
  [
    ...KNOWN_DOCUMENTS.flatMap((document) => document.aliases),
    ...STATE_DOCUMENTS.flatMap((row) => row[5].split('; ')),
  ].flatMap((alias) => {
    const match = NUMBERED_NAME.exec(alias);
    return match === null ? [] : [`${TYPE_OF_NAME[match[1]!]!} ${match[2]!.replace(/^0+/u, '')}`];
  }),
);

/** Whether people know a scheme, programme or directive by this number: "Đề án 06", "Chương trình 135". */
export const isKnownByNumber = (type: string, number: string): boolean =>
  KNOWN_NUMBERS.has(`${type} ${number}`);
