import { parseDocumentId } from '../../model/document-id.ts';
import type { NormalizedText } from '../../model/normalized-text.ts';
import { findMentions } from '../../references/find-mentions.ts';
import type { FoundMention } from '../../references/found-mention.ts';
import type { DirectiveFinder, FoundDirective } from '../../search/query/query-ast.ts';
import type { Workspace } from '../workspace.ts';
import { findDirective } from './find-directive.ts';

/** The forms that name a document by themselves. A bare name ("Luật Đất đai") among other words is mostly meant as words. */
const FORMS_AMONG_WORDS: ReadonlySet<FoundMention['form']> = new Set(['numbered', 'plenum', 'congress']);
/** "… của Ban Chấp hành Trung ương Đảng": no body's name is longer. */
const MAX_ISSUER_WORDS = 12;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Knows the directives of the registry and those that the archive cites. */
export function createDirectiveFinder(workspace: Workspace): DirectiveFinder {
  return {
    resolve: (name) => findDirective(workspace, name).documents,
    find: (words) => {
      const whole = findWhole(workspace, words);
      return whole === undefined ? findAmong(workspace, words) : [whole];
    },
  };
}

/** Words that are nothing but the name of a directive: an id, an alias, or a mention from end to end. */
function findWhole(workspace: Workspace, words: string): FoundDirective | undefined {
  const isName =
    parseDocumentId(words.trim().toLowerCase()) !== undefined ||
    workspace.registry.byAlias(words).length > 0 ||
    findMentions(words as NormalizedText).some((mention) => {
      const end = endWithIssuer(words, mention);
      return !LETTER_OR_DIGIT.test(words.slice(0, mention.start) + words.slice(end));
    });
  if (!isName) return undefined;
  const { documents } = findDirective(workspace, words);
  return documents.length === 0 ? undefined : { surface: words, start: 0, end: words.length, documents };
}

function findAmong(workspace: Workspace, words: string): FoundDirective[] {
  const found: FoundDirective[] = [];
  for (const mention of findMentions(words as NormalizedText)) {
    if (!FORMS_AMONG_WORDS.has(mention.form)) continue;
    const end = endWithIssuer(words, mention);
    const surface = words.slice(mention.start, end);
    const { documents } = findDirective(workspace, surface);
    const isTaken = mention.start < (found.at(-1)?.end ?? 0);
    if (documents.length > 0 && !isTaken) found.push({ surface, start: mention.start, end, documents });
  }
  return found;
}

/** Where a mention ends together with the body named behind it: "Nghị quyết 54 của Quốc hội" is one name. */
function endWithIssuer(words: string, mention: FoundMention): number {
  const { start, end, issuer } = mention;
  if (issuer === null || !/^\s*(?:của|do|cua)\s/iu.test(words.slice(end))) return end;
  const steps = Array.from(words.slice(end).matchAll(/\S+/gu)).slice(0, MAX_ISSUER_WORDS);
  for (const step of steps) {
    const until = end + step.index + step[0].length;
    const [again] = findMentions(words.slice(start, until) as NormalizedText);
    if (again?.issuer?.code === issuer.code && again.issuer.place?.path === issuer.place?.path) return until;
  }
  return end;
}
