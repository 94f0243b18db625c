import {
  createNameSuggester,
  documentNames,
  type SuggestibleName,
} from '../../engines/search-index/suggest-names.ts';
import {
  isKnownIssuer,
  isKnownPlace,
  issuerNamed,
  issuerNames,
  placeNamed,
  placeNames,
  placeSlug,
  type CodedName,
} from '../../references/fact-names.ts';
import { issuersOf } from '../../search/engine/match-facts.ts';
import type { NameFinder } from '../../search/query/query-ast.ts';
import type { Workspace } from '../workspace.ts';

/** Bodies whose code goes on with the number of a term: `qh14`. */
const COUNTED_BODIES: ReadonlySet<string> = new Set(['qh', 'ubtvqh']);
const SUGGESTIONS = 3;

type Field = Parameters<NameFinder['suggest']>[0];

/** Knows bodies and places of the tables and those of the archive, and directives as far as suggesting them goes. */
export const createNameFinder = (workspace: Workspace): NameFinder => ({
  resolve: (field, name) => (field === 'place' ? findPlaces(workspace, name) : findIssuers(workspace, name)),
  suggest: (field, name) => suggestNames(workspace, field, name),
});

/** A name may stand for several: there is a Châu Thành in ten provinces. */
export function findPlaces(workspace: Workspace, name: string): string[] {
  const held = workspace.archive.readPlaces();
  const code = name.trim().toLowerCase();
  if (isKnownPlace(code) || held.some((place) => place === code || place.startsWith(`${code}/`)))
    return [code];
  const named = placeNamed(name);
  if (named !== undefined) return [named];
  const slug = placeSlug(name);
  return held.filter((place) => slug !== '' && placeSlug(place.slice(place.lastIndexOf('/') + 1)) === slug);
}

function findIssuers(workspace: Workspace, name: string): string[] {
  const code = name.trim().toLowerCase();
  const held = new Set(workspace.archive.readCitedDocuments().flatMap(({ document }) => issuersOf(document)));
  const isCode = isKnownIssuer(code) || held.has(code);
  const found = isCode ? code : issuerNamed(name);
  if (found === undefined) return [];
  if (!COUNTED_BODIES.has(found)) return [found];
  return [
    found,
    ...Array.from(held).filter((issuer) => issuer.replace(/\d+$/u, '') === found && issuer !== found),
  ];
}

/** Names that begin like what was typed; where there are none, those that share most of its words. */
export function suggestNames(workspace: Workspace, field: Field, typed: string): string[] {
  const suggester = createNameSuggester(namesOf(workspace, field));
  const whole = suggester.suggest(typed, { limit: SUGGESTIONS });
  const found = whole.length > 0 ? whole : suggester.suggest(typed, { limit: SUGGESTIONS, words: 'most' });
  return found.map(({ text }) => text);
}

function namesOf(workspace: Workspace, field: Field): SuggestibleName[] {
  if (field === 'issuer') return issuerNames().map(toSuggestible);
  if (field === 'place') return placeNames().map(toSuggestible);
  const cited = workspace.archive.readCitedDocuments();
  return documentNames(
    workspace.registry.documents,
    // One that no registry holds has no name but its id.
    cited.map(({ document, articles }) => ({ document, surface: document, articles })),
  );
}

/** A code is typed in one word, too: "hanoi". */
const toSuggestible = ({ code, names: [text = code, ...others] }: CodedName): SuggestibleName => ({
  text,
  aliases: [...others, code, code.slice(code.lastIndexOf('/') + 1).replaceAll('-', '')],
  detail: code,
  document: null,
  articles: 0,
});
