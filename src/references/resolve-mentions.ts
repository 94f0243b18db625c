import { assertNever } from '../base/assert-never.ts';
import type { Section } from '../model/article.ts';
import { parseDocumentId } from '../model/document-id.ts';
import type { Mention, MentionRelation } from '../model/mention.ts';
import type { NormalizedText } from '../model/normalized-text.ts';
import type { FoundMention } from './found-mention.ts';
import type { Registry } from './registry/registry.ts';
import type { Clues } from './resolver/match-registry.ts';
import { findRelations } from './resolver/find-relations.ts';
import { resolveAnaphor } from './resolver/resolve-anaphor.ts';
import { resolveName } from './resolver/resolve-name.ts';
import { isFullId, type Resolution } from './resolver/resolution.ts';
import { resolveCongress, resolvePlenum } from './resolver/resolve-named.ts';
import { resolveNumbered, type ResolutionContext } from './resolver/resolve-numbered.ts';

/** What decides which document a mention means, beside its own words. */
export interface ResolveContext {
  readonly text: NormalizedText;
  /** `YYYY-MM-DD` or an instant; `null` where nobody knows. */
  readonly publishedOn: string | null;
  /** Where the text comes from, as a path: `hcm/quan-1`. */
  readonly place: string | null;
  readonly sections: readonly Section[];
  readonly registry: Registry;
}

/** How far behind a mention a title is looked for, in UTF-16 code units. */
const TITLE_REACH = 260;

/** Says which document each mention means. The mentions themselves are not changed; order and number stay. */
export function resolveMentions(found: readonly FoundMention[], context: ResolveContext): Mention[] {
  const publishedOn = context.publishedOn?.slice(0, 10) ?? null;
  const shared = shareContext(found);
  const resolutions: Resolution[] = [];
  for (const [index, mention] of shared.entries()) {
    const resolution = resolveOne(mention, resolutions, context.text, {
      registry: context.registry,
      publishedOn,
      place: placeAt(context, mention.start),
      behind: textBehind(context.text, shared, index),
      backReference: (clues) => findEarlier(resolutions, clues),
    });
    if (resolution !== undefined) resolutions.push(resolution);
  }
  reresolveForward(resolutions);
  const relations = findRelations(resolutions, context.text);
  return resolutions.map((resolution, index) => toMention(resolution, relations.get(index) ?? null));
}

function resolveOne(
  found: FoundMention,
  before: readonly Resolution[],
  text: string,
  context: ResolutionContext,
): Resolution | undefined {
  switch (found.form) {
    case 'plenum':
      return resolvePlenum(found, context);
    case 'congress':
      return resolveCongress(found, context);
    case 'name':
      return resolveName(found, context, findEarlierName(before, found));
    case 'anaphor':
      return resolveAnaphor(found, before, text);
    case 'numbered':
      return resolveNumbered(found, context);
    default:
      return assertNever(found.form);
  }
}

/** The members of a list have the date, khóa and body of its last member: "Nghị quyết 18, 19 của Trung ương khóa XII". */
function shareContext(found: readonly FoundMention[]): FoundMention[] {
  const shared = [...found];
  for (let index = shared.length - 2; index >= 0; index--) {
    const mention = shared[index]!;
    const next = shared[index + 1]!;
    if (mention.group === null || mention.group !== next.group) continue;
    shared[index] = {
      ...mention,
      issuer: mention.issuer ?? next.issuer,
      date: mention.date ?? next.date,
      term: mention.term ?? next.term,
    };
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
    };
  }
  return shared;
}

function placeAt(context: ResolveContext, offset: number): string | null {
  const section = context.sections.find(
    (entry) => entry.start <= offset && offset < entry.end && entry.place !== null,
  );
  return (section?.place ?? context.place)?.replaceAll('/', '.') ?? null;
}

function textBehind(text: string, found: readonly FoundMention[], index: number): string {
  const { end } = found[index]!;
  const paragraph = text.indexOf('\n', end);
  const stop = Math.min(end + TITLE_REACH, paragraph === -1 ? text.length : paragraph);
  return text.slice(end, stop);
}

/** An earlier mention of the same number that was resolved; an unresolved one of the same type and number blocks. */
function findEarlier(
  before: readonly Resolution[],
  clues: Clues,
): { document: string; index: number } | undefined {
  for (let index = before.length - 1; index >= 0; index--) {
    const { found, document } = before[index]!;
    if (found.number !== clues.number || found.form !== 'numbered') continue;
    if (clues.type !== null && found.type !== clues.type) continue;
    if (!isFullId(document)) return undefined;
    if (!isIssuerOf(document, clues)) continue;
    return { document, index };
  }
  return undefined;
}

/** An earlier mention of the same name, or of the same law by its number. */
function findEarlierName(
  before: readonly Resolution[],
  found: FoundMention,
): { document: string; index: number } | undefined {
  for (let index = before.length - 1; index >= 0; index--) {
    const { found: other, document } = before[index]!;
    const isSame =
      other.form === 'name' ? other.name === found.name : other.type === found.type && other.number !== null;
    if (isSame && isFullId(document)) return { document, index };
  }
  return undefined;
}

function isIssuerOf(document: string, clues: Clues): boolean {
  const issuer = parseDocumentId(document)?.issuer ?? '';
  return clues.base === null || issuer === clues.issuer || issuer.replace(/[.\d].*$/u, '') === clues.base;
}

/** A headline says "Chỉ thị 35" and the text behind it names it in full. */
function reresolveForward(resolutions: readonly Resolution[]): void {
  for (let index = resolutions.length - 2; index >= 0; index--) {
    const resolution = resolutions[index]!;
    const { found } = resolution;
    if (found.form !== 'numbered' || isFullId(resolution.document)) continue;
    const parts = parseDocumentId(resolution.document);
    const later = resolutions.findIndex(
      (other, at) =>
        at > index &&
        other.found.number === found.number &&
        other.found.type === found.type &&
        isFullId(other.document),
    );
    if (parts === undefined || later < 0) continue;
    const issuer = parseDocumentId(resolutions[later]!.document)?.issuer ?? '';
    if (parts.issuer !== '_' && parts.issuer !== issuer && !issuer.startsWith(parts.issuer)) continue;
    resolution.document = resolutions[later]!.document;
    resolution.method = 'back-reference';
    resolution.antecedent = later;
    resolution.confidence = 0.85;
  }
}

function toMention(resolution: Resolution, relation: MentionRelation | null): Mention {
  const { found, document } = resolution;
  const parts = parseDocumentId(document);
  const known = (part: string | undefined): string | null =>
    part === undefined || part === '_' ? null : part;
  return {
    start: found.start,
    end: found.end,
    surface: found.surface,
    type: known(parts?.type) ?? (parts === undefined ? found.type : null),
    number: known(parts?.number),
    period: known(parts?.period),
    issuer: known(parts?.issuer),
    document,
    ...(resolution.members.length > 0 ? { members: resolution.members } : {}),
    method: resolution.method,
    confidence: resolution.confidence,
    candidates: resolution.candidates,
    pins: found.pins,
    antecedent: resolution.antecedent,
    group: found.group,
    relation,
    flags: resolution.flags,
  };
}
