import type { FoundMention } from '../found-mention.ts';

/** What may stand between two mentions that are named in one breath. */
const COORDINATION = /^[\s,]*(?:(?:và|với|cùng|hoặc|&|các|những)[\s,]*)*$/iu;
/** Longer stretches say something of their own; UTF-16 code units. */
const MAX_COORDINATION = 16;
/** Types that several bodies issue, so that a body named behind the last of them can be that of all. */
const SHARED_TYPES = new Set(['nq', 'ct', 'kl', 'qd', 'qdi', 'tb', 'hd', 'kh', 'ctr']);

/** Whether nothing but "," or "và" stands between two mentions. */
export function isCoordinated(before: FoundMention, after: FoundMention, text: string): boolean {
  const length = after.start - before.end;
  return (
    length > 0 &&
    length <= MAX_COORDINATION &&
    COORDINATION.test(text.slice(before.end, after.start).normalize('NFC'))
  );
}

/**
 * Mentions named in one breath have the date, khóa and body that stand behind the last:
 * "Nghị quyết 18, 19 của Trung ương khóa XII", "Chỉ thị 05, Chỉ thị 23 và Nghị quyết 35 của Trung ương".
 */
export function shareContext(found: readonly FoundMention[], text: string): FoundMention[] {
  const shared = [...found];
  for (let index = shared.length - 2; index >= 0; index--) {
    shared[index] = borrowFromBehind(shared[index]!, shared[index + 1]!, text);
  }
  for (let index = 1; index < shared.length; index++) {
    const mention = shared[index]!;
    const before = shared[index - 1]!;
    if (mention.group === null || mention.group !== before.group) continue;
    shared[index] = {
      ...mention,
      subject: mention.subject ?? before.subject,
      nearby: mention.nearby ?? before.nearby,
      date: mention.date ?? before.date,
      term: mention.term ?? termOfSubject(mention, before),
    };
  }
  return shared;
}

/** "Bộ Chính trị khóa XII ban hành các Nghị quyết 18, 19": the body's khóa stands before them all. */
const termOfSubject = (mention: FoundMention, before: FoundMention): number | null =>
  before.subject?.code === 'tw' && mention.nearbyTerm === before.term ? before.term : null;

function borrowFromBehind(mention: FoundMention, next: FoundMention, text: string): FoundMention {
  const isList = mention.group !== null && mention.group === next.group;
  if (!isList && !isCoordinated(mention, next, text)) return mention;
  if (mention.form !== 'numbered' || next.form !== 'numbered')
    return isList ? borrowDates(mention, next) : mention;
  const isSameCode = mention.issuerCode === null || mention.issuerCode === next.issuerCode;
  if (isList || (isSameCode && mention.type === next.type)) {
    return { ...borrowDates(mention, next), ...bodiesOf(mention, next) };
  }
  const isShared = SHARED_TYPES.has(mention.type ?? '') && SHARED_TYPES.has(next.type ?? '');
  return isShared && mention.issuerCode === null ? { ...mention, ...bodiesOf(mention, next) } : mention;
}

const borrowDates = (mention: FoundMention, next: FoundMention): FoundMention => ({
  ...mention,
  term: mention.term ?? next.term,
  date: mention.date ?? next.date,
});

/** The code of the next mention counts where no body is named in words. */
function bodiesOf(mention: FoundMention, next: FoundMention): Pick<FoundMention, 'issuer' | 'issuerCode'> {
  const issuer = mention.issuer ?? next.issuer;
  return { issuer, issuerCode: mention.issuerCode ?? (issuer === null ? next.issuerCode : null) };
}
