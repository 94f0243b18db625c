import { evenSpaces } from '../../base/even-spaces.ts';
import type { MentionRelation } from '../../model/mention.ts';
import { foldSpan } from '../lexer/fold-table.ts';
import type { Resolution } from './resolution.ts';

type RelationKind = MentionRelation['kind'];

/** Words at the end of the stretch between two mentions, folded; the first that fits decides. */
const VERBS: readonly (readonly [RelationKind, RegExp])[] = [
  ['replaces', /(?:thay the|thay cho|bai bo|huy bo)(?: cho| toan bo| hieu luc)?$/u],
  [
    'amends',
    /(?:sua doi|bo sung|sua doi,? bo sung)(?: mot so dieu cua| mot so dieu| khoan \d+| dieu \d+)*$/u,
  ],
  [
    'concretises',
    /(?:cu the hoa|chi tiet|huong dan chi tiet|quy dinh chi tiet)(?: mot so dieu cua| thi hanh)?$/u,
  ],
  ['continues', /tiep tuc(?: day manh| trien khai| thuc hien| viec| to chuc| quan triet| ve)*$/u],
  [
    'implements',
    /(?:thuc hien|trien khai|thi hanh|huong dan|to chuc thuc hien|quan triet|tong ket|so ket)$/u,
  ],
];
const DETERMINERS =
  /(?: cac| nhung| noi dung| tinh than| so| mot so dieu cua| theo| cua| hieu qua| nghiem| nghiem tuc| co hieu qua| tot| thang loi)+$/u;
const ISSUING =
  /(?:ban hanh|xay dung|ra|ky|ky ban hanh|co|trien khai|phe duyet)(?: va| to chuc)?(?: thuc hien)?$/u;
const IMPLEMENTING = /(?:thuc hien|trien khai|trien khai thuc hien|cu the hoa|can cu|thi hanh)$/u;
/** A relation is read from stretches up to this length, in UTF-16 code units. */
const REACH = 200;

/**
 * How documents of one sentence act on each other: "Quy định 37 thay thế Quy định 47" and
 * "Thực hiện Chỉ thị 05, Quận ủy ban hành Kế hoạch 138", by the index of the mention that acts.
 */
export function findRelations(
  resolutions: readonly Resolution[],
  text: string,
): Map<number, MentionRelation> {
  const relations = new Map<number, MentionRelation>();
  for (let index = 1; index < resolutions.length; index++) {
    const before = resolutions[index - 1]!.found;
    const { start } = resolutions[index]!.found;
    if (start - before.end > REACH || start <= before.end) continue;
    const between = text.slice(before.end, start);
    if (/[.!?;]\s|\n/u.test(between)) continue;
    const words = stretch(between);
    const kind = VERBS.find(([, verb]) => verb.test(words))?.[0];
    if (kind !== undefined) {
      if (!relations.has(index - 1)) relations.set(index - 1, { kind, to: index });
    } else if (
      ISSUING.test(words) &&
      IMPLEMENTING.test(stretch(text.slice(Math.max(0, before.start - 40), before.start)))
    ) {
      relations.set(index, { kind: 'implements', to: index - 1 });
    }
  }
  return relations;
}

const stretch = (text: string): string =>
  evenSpaces(foldSpan(text, 0, text.length))
    .replace(DETERMINERS, '')
    .replace(DETERMINERS, '');
