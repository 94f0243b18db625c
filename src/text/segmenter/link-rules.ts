/** Letters and digits without a break, inside `text`. */
export interface Run {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly hasDigit: boolean;
  readonly hasLetter: boolean;
}

/** Longer runs are never initials, units or parts of a code; also keeps every rule's cost constant. */
const MAX_CODE_PART = 12;
const MAX_ADDRESS = 2048;

/** `www.…`, `scheme://…` and `name@host.tld`, up to where the allowed characters end. */
const ADDRESS = /^(?:[a-z][a-z0-9+.-]{1,11}:\/\/|www\.)[^\s]+|^[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/iu;
const TOP_DOMAINS: ReadonlySet<string> = new Set('vn com net org gov edu info biz asia tv io'.split(' '));
const UNITS: ReadonlySet<string> = new Set(
  'km m cm mm h s kg g mg ha l ml tr bps mb gb kwh vnd usd'.split(' '),
);
/** Abbreviations in front of a full stop and a name in capitals or a number: Tp.HCM, Q.1, p.5. */
const DOTTED_PREFIXES: ReadonlySet<string> = new Set('tp tx tt q p h x k đ th gs ts bs ths pgs'.split(' '));

/** Index after the URL or e-mail address that begins at `start`; `start` where none does. */
export function findAddressEnd(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + MAX_ADDRESS);
  const head = text.slice(start, Math.min(limit, start + 80));
  if (!head.includes('@') && !head.includes('://') && !/^www\./iu.test(head)) return start;
  const match = ADDRESS.exec(text.slice(start, limit));
  if (match === null) return start;
  return start + match[0].replace(/[.,:?'’]{1,8}$/u, '').length;
}

/** Whether the mark between two runs makes one token of them: `05-CT`, `25.000`, `TP.HCM`, `km/h`, `O'Neil`. */
export function isLink(mark: string, left: Run, right: Run, hasDigit: boolean): boolean {
  if (left.end - left.start > MAX_CODE_PART || right.end - right.start > MAX_CODE_PART * 2) return false;
  const isNumeric = isDigit(left.text, left.end - 1) && isDigit(right.text, right.start);
  switch (mark) {
    case '.':
      return isNumeric || isDotted(left, right);
    case ',':
    case ':':
      return isNumeric;
    case '/':
      return isNumeric || isSlashed(left, right, hasDigit);
    case '-':
    case '–':
      return isNumeric || isHyphenated(mark, left, right, hasDigit);
    case "'":
    case '’':
      return left.hasLetter && right.hasLetter;
    case '&':
      return isCapitals(left) && isCapitals(right);
    case '_':
      return true;
    default:
      return false;
  }
}

function isDotted(left: Run, right: Run): boolean {
  if (!left.hasLetter || left.hasDigit) return false;
  const prefix = textOf(left).toLowerCase();
  if (!right.hasLetter) return DOTTED_PREFIXES.has(prefix);
  if (isCapitals(right)) return isCapitals(left) || DOTTED_PREFIXES.has(prefix);
  return TOP_DOMAINS.has(textOf(right)) && isAscii(left);
}

function isSlashed(left: Run, right: Run, hasDigit: boolean): boolean {
  if (isCapitals(left) && isCapitals(right)) return true;
  if (hasDigit || left.hasDigit) return isCodePart(right);
  if (right.hasDigit) return isCapitals(left);
  return UNITS.has(textOf(left).toLowerCase()) && UNITS.has(textOf(right).toLowerCase());
}

function isHyphenated(mark: string, left: Run, right: Run, hasDigit: boolean): boolean {
  if (isCapitals(left) && isCapitals(right)) return true;
  if (hasDigit || left.hasDigit) return isCodePart(right);
  if (right.hasDigit) return true;
  if (mark !== '-') return false;
  if (!isUpper(textOf(right).charAt(0))) return true;
  return isAscii(left) && isAscii(right);
}

/** Digits, capitals (`CP`, `TTg`, `TW`) or their lower-case spelling, which is no syllable: `tw`, `ubnd`, `ttg`. */
function isCodePart(run: Run): boolean {
  if (!run.hasLetter || isCapitals(run)) return true;
  const part = textOf(run);
  if (run.hasDigit) return true;
  return (
    (part.length <= 8 &&
      !/^(?:[bcdđghklmnpqrstvx]|[cgkpt]h|ng|ngh|tr|nh|qu|gi)?[aăâeêioôơuưyà-ỹ]{1,3}(?:[mnptc]|ng|nh|ch)?$/iu.test(
        part,
      )) ||
    /^(?:tu|qu|hu|du|bca)$/u.test(part)
  );
}

/** At least half of the letters are capitals, the first one among them: TW, TTg, BGDĐT, NĐ. */
function isCapitals(run: Run): boolean {
  const part = textOf(run);
  const capitals = part.replace(/[^\p{Lu}]/gu, '').length;
  return capitals > 0 && isUpper(part.charAt(0)) && capitals * 2 > part.replace(/[^\p{L}]/gu, '').length;
}

function isDigit(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0x30 && unit <= 0x39;
}

function isUpper(char: string): boolean {
  return /\p{Lu}/u.test(char);
}

function isAscii(run: Run): boolean {
  return /^[\x20-\x7e]*$/u.test(textOf(run));
}

function textOf(run: Run): string {
  return run.text.slice(run.start, run.end).normalize('NFC');
}
