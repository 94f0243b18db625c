import { parseDocumentId } from '../../model/document-id.ts';
import type { FoundMention } from '../found-mention.ts';
import { CONFIDENCE } from '../tables/confidence-table.ts';
import { isCoordinated } from './share-context.ts';
import type { Resolution } from './resolution.ts';

/** A list or set of documents that an anaphor points to has at most this many. */
const MAX_SET = 12;
/** How many mentions an anaphor can reach back. */
const MAX_BACK = 64;

/**
 * "Chỉ thị này": the nearest mention before it that fits, but rather the document that a sentence is about than one
 * that it replaces or implements. "Các chỉ thị này": all of the last list, or of what was named so far.
 */
export function resolveAnaphor(
  found: FoundMention,
  before: readonly Resolution[],
  text: string,
): Resolution | undefined {
  const types = found.anaphor?.types ?? [];
  const first = Math.max(0, before.length - MAX_BACK);
  const antecedents = before.slice(first).map((resolution, index) => ({ resolution, index: first + index }));
  const worded = antecedents.filter(({ resolution }) => isWorded(resolution, types));
  // "Nghị quyết này" can mean "Khoán 10", but rather what was called a nghị quyết.
  const fitting =
    worded.length > 0 ? worded : antecedents.filter(({ resolution }) => isFitting(resolution, types));
  if (fitting.length === 0) return undefined;
  if (found.anaphor?.plural === true) return resolveSet(found, fitting);
  const antecedent = salient(fitting, text);
  const { document, members } = antecedent.resolution;
  return build(found, document, antecedent.index, members);
}

interface Antecedent {
  readonly resolution: Resolution;
  readonly index: number;
}

const isWorded = ({ found }: Resolution, types: readonly string[]): boolean =>
  types.length === 0 || types.includes(found.type ?? '');

const isFitting = ({ document }: Resolution, types: readonly string[]): boolean =>
  types.includes(parseDocumentId(document)?.type ?? '');

/** Words before a mention that make it the object of another document. */
const OBJECT_OF =
  /(?:thay thế|thay cho|thay|bãi bỏ|sửa đổi|bổ sung|thực hiện|thi hành|căn cứ|so với|hủy bỏ|cụ thể hóa|theo|kế thừa)(?: (?:cho|các|những|một số|điều|của|tiếp tục|số))*\s*$/iu;
const OBJECT_REACH = 60;
const MAX_SENTENCE = 1000;

function salient(fitting: readonly Antecedent[], text: string): Antecedent {
  const last = fitting.at(-1)!;
  // "thay thế Quy định 07 và Quy định 102": all that are named in one breath are objects, or none is.
  let first = fitting.length - 1;
  while (
    first > 0 &&
    isCoordinated(fitting[first - 1]!.resolution.found, fitting[first]!.resolution.found, text)
  )
    first--;
  const subject = fitting[first - 1];
  if (subject === undefined || subject.resolution.document === last.resolution.document) return last;
  const { start } = fitting[first]!.resolution.found;
  const words = text.slice(Math.max(0, start - OBJECT_REACH), start).normalize('NFC');
  const between = text.slice(subject.resolution.found.end, start).slice(0, MAX_SENTENCE);
  // Only an object in the same sentence as the document that acts on it gives way to it.
  return OBJECT_OF.test(words) && !/[.!?]\s|\n/u.test(between) ? subject : last;
}

function resolveSet(found: FoundMention, fitting: readonly Antecedent[]): Resolution {
  const last = fitting.at(-1)!;
  const { group } = last.resolution.found;
  const listed = group === null ? [] : fitting.filter(({ resolution }) => resolution.found.group === group);
  const isList = listed.length > 1 && (found.anaphor?.types.length ?? 0) <= 1;
  const pool = isList && (found.anaphor?.count ?? 0) <= listed.length ? listed : fitting;
  const documents = unique(
    pool.flatMap(({ resolution }) =>
      resolution.members.length > 0 ? resolution.members : [resolution.document],
    ),
  );
  const count = found.anaphor?.count ?? null;
  const members = (count === null ? documents : documents.slice(-count)).slice(-MAX_SET);
  const [only] = members;
  if (members.length === 1 && only !== undefined) return build(found, only, last.index, []);
  return build(found, formatSet(members), last.index, members);
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];

/**
 * `set:15,16,19@ttg/y2020`: the numbers in ascending order, with their types where these differ, the issuer and
 * period where all share them, else `-`.
 */
function formatSet(members: readonly string[]): string {
  const parts = members.map((member) => parseDocumentId(member)).filter((part) => part !== undefined);
  const types = unique(parts.map((part) => part.type));
  const numbers = parts
    .map(({ number, type }) => ({ number, label: types.length > 1 ? number + type : number }))
    .sort((a, b) => Number.parseInt(a.number, 10) - Number.parseInt(b.number, 10));
  const issuers = unique(parts.map((part) => part.issuer));
  const periods = unique(parts.map((part) => part.period));
  const shared = (values: readonly string[]): string => (values.length === 1 ? values[0]! : '-');
  return `set:${numbers.map(({ label }) => label).join(',')}@${shared(issuers)}/${shared(periods)}`;
}

function build(
  found: FoundMention,
  document: string,
  antecedent: number,
  members: readonly string[],
): Resolution {
  return {
    found,
    document,
    method: 'back-reference',
    confidence: CONFIDENCE.anaphor,
    candidates: [{ document, score: CONFIDENCE.anaphor }],
    antecedent,
    members,
    flags: [...found.flags],
  };
}
