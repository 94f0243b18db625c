/** Abbreviations with a full stop in front of a name or a number. Small letters, without the last full stop. */
const CONTINUED_ABBREVIATIONS: ReadonlySet<string> = words(
  'tp tx tt q p h x kp đ đ/c ths ts tsk tskh pgs gs bs ds ls kts ks cn th nsnd nsưt nguts mr mrs ms dr prof st no vs ' +
    't.ư t.p nxb tr t sđt đt fax tel ô',
);
/** Words that begin a sentence and no name: after one of them, even an abbreviation's full stop ends a sentence. */
const STARTERS: ReadonlySet<string> = words(
  'trong theo tuy khi sau trước ngày hiện do đây tại với để từ các những nhưng và vì nếu đến ngoài bên cùng được ông bà ' +
    'họ tôi chúng nó qua còn đối mặc như song vậy việc mỗi nhiều có không là về thế riêng ở này đó tuy',
);
/** Words in front of a person's initial: "Cháu T. (10 tuổi)", "Nguyễn Thị H. đã báo". */
const TITLES: ReadonlySet<string> = words('ông bà anh chị em cháu cô chú bác bị cáo thị văn đồng chí');
const MAX_WORD = 24;
const LIST_NUMBER = /^(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,6}|[A-ZĐ]|[a-zđ])$/u;
/** "Điều 5.", "Chương II.", "Mục 3.": a heading whose title follows. */
const HEADING_NUMBER =
  /^(?:điều|chương|mục|phần|khoản|bài|câu|phụ lục|tiểu mục)\s+(?:\d{1,4}[a-zđ]?|[IVXLC]{1,7})$/iu;
const MAX_HEADING = 24;

/** Whether the terminator at `index`, which ends with its quotes at `end`, ends the sentence that began at `start`. */
export function isFullStop(text: string, start: number, index: number, end: number): boolean {
  const next = skipSpaces(text, end);
  const following = text.charAt(next);
  if (following === '' || following === '\n') return true;
  const isSingleStop = text.charAt(index) === '.' && end === index + 1;
  if (next === end) return isSingleStop && isGluedStop(text, start, index);
  if (/[\p{Ll},;:)\]]/u.test(following)) return false;
  // `"Đi chợ!" - anh đáp`: who speaks is part of the sentence.
  if (/[-–—]/u.test(following)) return !/\p{Ll}/u.test(text.charAt(skipSpaces(text, next + 1)));
  if (/[.…]/u.test(text.charAt(index)) && text.slice(start, index).trim() === '') return false;
  // `"... mẹ ơi"`: a quotation that begins in the middle.
  if (/^(?:^|\s)["'“‘([]$/u.test(text.slice(Math.max(start, index - 2), index))) return false;
  if (!isSingleStop) return true;
  return !isAbbreviation(text, start, index, next);
}

/** Whether the line that ends at `index` goes on in the next one: hard-wrapped text. */
export function isLineContinued(text: string, start: number, index: number): boolean {
  const next = skipSpaces(text, index + 1);
  const isListItem = /^[a-zđ][).]/u.test(text.slice(next, next + 2));
  if (isListItem || !/\p{Ll}/u.test(text.charAt(next))) return false;
  return start < index && /[\p{L}\p{N},]/u.test(text.charAt(index - 1));
}

/** `gặp anh.Anh không`: a full stop without its space, between two plain words. */
function isGluedStop(text: string, start: number, index: number): boolean {
  const word = wordBefore(text, start, index);
  if (!/^\p{Ll}{2,7}$/u.test(word) || CONTINUED_ABBREVIATIONS.has(word)) return false;
  return /^\p{Lu}\p{Ll}*[\s,]/u.test(text.slice(index + 1, index + 9));
}

function isAbbreviation(text: string, start: number, index: number, next: number): boolean {
  const word = wordBefore(text, start, index);
  if (isListNumber(text, start, index, word)) return true;
  if (/^(?:t|tr|q|p)$/u.test(word) && /\d/u.test(text.charAt(next))) return true;
  const following = /^\p{L}+/u.exec(text.slice(next, next + MAX_WORD))?.[0] ?? '';
  const isStarter = STARTERS.has(following.toLowerCase());
  const lower = word.toLowerCase();
  const last = lower.slice(lower.lastIndexOf('.') + 1);
  if (isKnownAbbreviation(lower, last, word)) return !isStarter;
  if (!/^\p{Lu}$/u.test(word.slice(word.lastIndexOf('.') + 1))) return false;
  // `J. K. Rowling`, `N.V. Thắng`: dotted initials go on with a name.
  if (word.includes('.')) return !isStarter && word.length <= 4;
  if (/^\p{Lu}\./u.test(text.slice(next, next + 2))) return true;
  return isInitial(text, start, index) && !isStarter;
}

/** `t.` and `h.` are words' ends far more often than "tập" and "huyện"; their capitals are not. */
function isKnownAbbreviation(lower: string, last: string, word: string): boolean {
  if (lower.length === 1) return word !== lower && CONTINUED_ABBREVIATIONS.has(lower);
  return (
    CONTINUED_ABBREVIATIONS.has(lower) ||
    (lower.includes('.') && last.length > 1 && CONTINUED_ABBREVIATIONS.has(last))
  );
}

/** A capital behind a name or a form of address, or in front of everything: not "vitamin C." or "bảng A.". */
function isInitial(text: string, start: number, index: number): boolean {
  const before = text.slice(Math.max(start, index - 1 - MAX_WORD), index - 1).trimEnd();
  const previous = /[\p{L}\p{M}.]+$/u.exec(before)?.[0] ?? '';
  if (previous === '') return true;
  return /^\p{Lu}/u.test(previous) || TITLES.has(previous.toLowerCase());
}

function isListNumber(text: string, start: number, index: number, word: string): boolean {
  const before = text.slice(start, index).trimStart();
  if (before === word) return LIST_NUMBER.test(word);
  if (before.length <= MAX_HEADING && HEADING_NUMBER.test(before)) return true;
  // `Đề nghị: 1. Tăng kinh phí; 2. Thêm người`.
  return /^\d{1,2}$/u.test(word) && /[:;]\s{1,3}\d{1,2}$/u.test(before.slice(-8));
}

/** What stands in front of `index` without white space or opening brackets. */
function wordBefore(text: string, start: number, index: number): string {
  let from = index;
  while (from > start && index - from < MAX_WORD && !/[\s("'“‘[]/u.test(text.charAt(from - 1))) from--;
  return text.slice(from, index);
}

function skipSpaces(text: string, index: number): number {
  let next = index;
  while (text.charAt(next) === ' ' || text.charAt(next) === '\t') next++;
  return next;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
