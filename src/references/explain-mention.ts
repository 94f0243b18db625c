import type { KnownDocument } from '../model/known-document.ts';
import type { Mention } from '../model/mention.ts';
import type { Registry } from './registry/registry.ts';
import { isFullId } from './resolver/resolution.ts';

export interface ExplainContext {
  /** The list that the mention is part of, in which `antecedent` and `relation` count. */
  readonly mentions: readonly Mention[];
  readonly registry: Registry;
  readonly publishedOn: string | null;
}

/** Says in one sentence why a mention was given its document. */
export function explainMention(mention: Mention, context: ExplainContext): string {
  const known = context.registry.get(mention.document);
  const name = `“${mention.surface}” is ${mention.document}`;
  return `${name}${reasonFor(mention, known, context)}${flagNote(mention)}.`;
}

function reasonFor(mention: Mention, known: KnownDocument | undefined, context: ExplainContext): string {
  if (!isFullId(mention.document)) {
    return `: ${unknownParts(mention)} cannot be told from the text or the registry`;
  }
  switch (mention.method) {
    case 'explicit':
      return ' because its own words and the date, khóa or body beside it say so';
    case 'locality-inferred':
      return ' because its number and date stand in the text and its place is that of the section or page';
    case 'alias':
      return ` because people call ${describeDocument(known)} by this name`;
    case 'title':
      return ` because the words behind it are those of the title of ${describeDocument(known)}`;
    case 'list-expansion':
      return ' because it shares the code of the list that it is part of';
    case 'date-inferred':
      return ` because ${describeDocument(known)} is the nearest in the registry on or before ${context.publishedOn ?? 'that day'}`;
    case 'back-reference':
      return backReferenceReason(mention, context);
  }
}

function backReferenceReason(mention: Mention, context: ExplainContext): string {
  const antecedent = mention.antecedent === null ? undefined : context.mentions[mention.antecedent];
  if (antecedent === undefined) return ' because another mention of the same article names it in full';
  const side = antecedent.start < mention.start ? 'earlier' : 'later';
  return ` because “${antecedent.surface}”, ${side} in the article, names it`;
}

const describeDocument = (known: KnownDocument | undefined): string =>
  known === undefined
    ? 'this document'
    : [known.official || known.title, known.issuedOn === null ? '' : `of ${known.issuedOn}`]
        .filter((part) => part)
        .join(' ');

function unknownParts(mention: Mention): string {
  const parts = [
    mention.issuer === null ? 'the body' : '',
    mention.type === null ? 'the type' : '',
    mention.period === null ? 'the year or term' : '',
    mention.number === null ? 'the number' : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'the document' : parts.join(' and ');
}

const FLAG_NOTES: Readonly<Record<string, string>> = {
  'wrong-date': 'the date beside it is not the document’s',
  'bogus-year': 'the document has no such year in its number',
  'swapped-separators': 'hyphen and slash are swapped',
  'typo-code': 'the code is not that of the type or body named',
  homoglyph: 'it is spelled with other letters or marks',
  ocr: 'its digits are broken',
};

function flagNote(mention: Mention): string {
  const notes = mention.flags.flatMap((flag) => FLAG_NOTES[flag] ?? []);
  return notes.length === 0 ? '' : ` (${notes.join('; ')})`;
}
