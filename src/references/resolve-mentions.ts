import { assertNever } from '../base/assert-never.ts';
import type { Section } from '../model/article.ts';
import { parseDocumentId } from '../model/document-id.ts';
import type { Mention, MentionRelation } from '../model/mention.ts';
import type { NormalizedText } from '../model/normalized-text.ts';
import { normalizePlace } from './context/normalize-place.ts';
import type { FoundMention } from './found-mention.ts';
import type { Registry } from './registry/registry.ts';
import { findRelations } from './resolver/find-relations.ts';
import { resolveAnaphor } from './resolver/resolve-anaphor.ts';
import { resolveName } from './resolver/resolve-name.ts';
import {
  createEarlierMentions,
  findCodedLater,
  resolveFromLater,
  type EarlierMentions,
} from './resolver/back-references.ts';
import { createNamedPlaces } from './resolver/named-places.ts';
import { shareContext } from './resolver/share-context.ts';
import { roundScore, type Resolution } from './resolver/resolution.ts';
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

/** The calendar date that an instant starts with; anything else is no date. */
const DAY = /^\d{4}-\d{2}-\d{2}/u;

/** How far behind a mention a title is looked for, in UTF-16 code units. */
const TITLE_REACH = 260;

/** Says which document each mention means. The mentions themselves are not changed; order and number stay. */
export function resolveMentions(found: readonly FoundMention[], context: ResolveContext): Mention[] {
  const publishedOn = DAY.exec(context.publishedOn ?? '')?.[0] ?? null;
  const shared = shareContext(found, context.text);
  const resolutions: Resolution[] = [];
  const earlier = createEarlierMentions();
  const sectionOf = (offset: number): number => sectionAt(context.sections, offset);
  const isCodedLater = findCodedLater(shared, sectionOf);
  const namedPlaces = createNamedPlaces(context.text);
  for (const [index, mention] of shared.entries()) {
    const resolution = resolveOne(
      mention,
      { resolutions, earlier, text: context.text },
      {
        registry: context.registry,
        publishedOn,
        place: placeAt(context, mention.start),
        namedPlace: (level) => namedPlaces.only(level, context.sections[sectionOf(mention.start)]),
        behind: textBehind(context.text, mention.end, shared[index + 1]?.end),
        isCodedLater: isCodedLater[index]!,
        backReference: (clues) => earlier.byNumber(clues),
      },
    );
    if (resolution === undefined) continue;
    earlier.add(resolution, resolutions.length);
    resolutions.push(resolution);
  }
  resolveFromLater(resolutions, sectionOf);
  const relations = findRelations(resolutions, context.text);
  return resolutions.map((resolution, index) => toMention(resolution, relations.get(index) ?? null));
}

/** What the article has said so far. */
interface SoFar {
  readonly resolutions: readonly Resolution[];
  readonly earlier: EarlierMentions;
  readonly text: string;
}

function resolveOne(found: FoundMention, soFar: SoFar, context: ResolutionContext): Resolution | undefined {
  switch (found.form) {
    case 'plenum':
      return resolvePlenum(found, context);
    case 'congress':
      return resolveCongress(found, context);
    case 'name':
      return resolveName(found, context, soFar.earlier.byName(found));
    case 'anaphor':
      return resolveAnaphor(found, soFar.resolutions, soFar.text);
    case 'numbered':
      return resolveNumbered(found, context);
    default:
      return assertNever(found.form);
  }
}

const sectionAt = (sections: readonly Section[], offset: number): number =>
  sections.findIndex(({ start, end }) => start <= offset && offset < end);

function placeAt(context: ResolveContext, offset: number): string | null {
  const section = context.sections.find(
    (entry) => entry.start <= offset && offset < entry.end && entry.place !== null,
  );
  return normalizePlace(section?.place ?? context.place);
}

function textBehind(text: string, end: number, next = text.length): string {
  const behind = text.slice(end, Math.min(end + TITLE_REACH, next));
  const paragraph = behind.indexOf('\n');
  return paragraph === -1 ? behind : behind.slice(0, paragraph);
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
    confidence: roundScore(resolution.confidence),
    candidates: resolution.candidates.map(({ document: id, score }) => ({
      document: id,
      score: roundScore(score),
    })),
    pins: found.pins,
    antecedent: resolution.antecedent,
    group: found.group,
    relation,
    flags: [...new Set(resolution.flags)],
  };
}
