import { facetValues, matchesFact } from '../../src/search/engine/match-facts.ts';
import type { ArticleFacts, IndexDocument } from '../../src/search/engine/index-document.ts';
import type { Lexicon } from '../../src/search/engine/lexicon.ts';
import type { WritableSearchEngine } from '../../src/search/engine/search-engine.ts';
import type { PlanNode, SearchField, TermGroup } from '../../src/search/engine/search-plan.ts';
import { MAX_RANKED_IN_FULL } from '../../src/search/ranking/find-hits.ts';
import { rankHits, type RankedHit } from '../../src/search/ranking/rank-hits.ts';
import type { FieldTokens } from '../../src/search/tokens/article-tokens.ts';

/**
 * The oracle: looks at every article for every plan. Plainly right; it shares no code with `verifyPlan` but the meaning
 * of facts. A plan is answered once for as long as nothing changes, because a contract asks it of many engines.
 *
 * @param lexicon Of its articles. With it, where so many match that the engine chooses who is ranked, it chooses by our
 *   own ranking, as every engine is expected to, nearly; without, by how many words are there.
 */
export function createBruteForceEngine(lexicon?: Lexicon): WritableSearchEngine {
  const held = new Map<string, HeldDocument>();
  let answers = new WeakMap<PlanNode, HeldDocument[]>();
  let fieldsByToken: Record<FieldName, Map<string, HeldField[]>> | undefined;
  let groups = newGroups();
  // A group of 64 spellings stands in many plans: looked up once.
  const holding: Holding = (name, group) => {
    fieldsByToken ??= listFields(held.values());
    const ofToken = fieldsByToken[name];
    const found =
      groups[name].get(group) ?? new Set(group.alternatives.flatMap(({ term }) => ofToken.get(term) ?? []));
    groups[name].set(group, found);
    return found;
  };
  const forget = (): void => {
    answers = new WeakMap();
    groups = newGroups();
    fieldsByToken = undefined;
  };
  const find = (plan: PlanNode): HeldDocument[] => {
    const answer =
      answers.get(plan) ??
      [...held.values()]
        .filter((document) => isHit(plan, document, holding))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    answers.set(plan, answer);
    return answer;
  };
  return {
    id: 'brute-force/2',
    put: async (documents) => {
      forget();
      for (const document of documents) {
        if ((held.get(document.id)?.sequence ?? 0) <= document.sequence)
          held.set(document.id, hold(document));
      }
    },
    remove: async (ids) => {
      forget();
      for (const id of ids) held.delete(id);
    },
    count: async () => held.size,
    search: async (plan, { limit }) => {
      const found = find(plan);
      const isChoosing = limit > 0 && found.length > MAX_RANKED_IN_FULL;
      const scores = new Map(
        (lexicon !== undefined && isChoosing ? rankAll(plan, lexicon, found) : []).map(
          ({ id, score }) => [id, score] as const,
        ),
      );
      const hits = found
        .map((document) => ({
          id: document.id,
          score: scores.get(document.id) ?? countMatches(plan, document),
        }))
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
      return { isExact: true, total: found.length, hits: hits.slice(0, limit) };
    },
    async *readCandidates(plan) {
      const ids = find(plan).map(({ id }) => id);
      for (let from = 0; from < ids.length; from += 1000) yield ids.slice(from, from + 1000);
    },
    countFacet: async (plan, field) => {
      const counts = new Map<string, number>();
      for (const { facts } of find(plan)) {
        for (const value of facetValues(facts, field)) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      return [...counts]
        .map(([value, articles]) => ({ value, articles }))
        .sort((a, b) => b.articles - a.articles || (a.value < b.value ? -1 : 1));
    },
  };
}

/** A field with the places of each syllable, so that a contract of 500 plans over 10,000 articles ends within a minute. */
interface HeldField {
  readonly syllables: readonly string[];
  readonly positions: ReadonlyMap<string, readonly number[]>;
  readonly words: ReadonlySet<string>;
}

interface HeldDocument {
  readonly id: string;
  readonly sequence: number;
  readonly facts: ArticleFacts;
  readonly title: HeldField;
  readonly text: HeldField;
}

const hold = ({ id, sequence, facts, tokens: { title, text } }: IndexDocument): HeldDocument => ({
  id,
  sequence,
  facts,
  title: holdField(title),
  text: holdField(text),
});

function holdField({ syllables, words }: FieldTokens): HeldField {
  const positions = new Map<string, number[]>();
  for (const [index, syllable] of syllables.entries()) {
    const known = positions.get(syllable);
    if (known === undefined) positions.set(syllable, [index]);
    else known.push(index);
  }
  return { syllables, positions, words: new Set(words) };
}

type FieldName = 'title' | 'text';

/** The fields that hold a token of a group. */
type Holding = (name: FieldName, group: TermGroup) => ReadonlySet<HeldField>;

const newGroups = (): Record<FieldName, WeakMap<TermGroup, ReadonlySet<HeldField>>> => ({
  title: new WeakMap(),
  text: new WeakMap(),
});

/** Token -> the fields that hold it. */
function listFields(documents: Iterable<HeldDocument>): Record<FieldName, Map<string, HeldField[]>> {
  const lists = { title: new Map<string, HeldField[]>(), text: new Map<string, HeldField[]>() };
  for (const document of documents) {
    for (const name of ['title', 'text'] as const) {
      const { positions, words } = document[name];
      for (const token of new Set([...positions.keys(), ...words])) {
        const list = lists[name].get(token);
        if (list === undefined) lists[name].set(token, [document[name]]);
        else list.push(document[name]);
      }
    }
  }
  return lists;
}

const rankAll = (plan: PlanNode, lexicon: Lexicon, found: readonly HeldDocument[]): RankedHit[] =>
  rankHits(
    { plan, typed: null, cutWords: [] },
    lexicon,
    found.map(({ id }) => id),
  );

/** A score as an engine of its own might give it: words that are there, twice for those of the title. */
function countMatches(plan: PlanNode, document: HeldDocument): number {
  switch (plan.kind) {
    case 'terms':
      return fields(plan.field, document).filter((field) => holds(field, plan.group)).length;
    case 'and':
    case 'or':
      return plan.children.reduce((sum, child) => sum + countMatches(child, document), 0);
    case 'maybe':
      return countMatches(plan.child, document);
    default:
      return 0;
  }
}

const holds = ({ positions, words }: HeldField, { alternatives }: TermGroup): boolean =>
  alternatives.some(({ term }) => positions.has(term) || words.has(term));

function isHit(plan: PlanNode, document: HeldDocument, holding: Holding): boolean {
  const some = (
    field: SearchField,
    groups: readonly TermGroup[],
    test: (field: HeldField) => boolean,
  ): boolean =>
    fieldNames(field).some(
      (name) => groups.every((group) => holding(name, group).has(document[name])) && test(document[name]),
    );
  switch (plan.kind) {
    case 'everything':
      return true;
    case 'terms':
      return some(plan.field, [plan.group], () => true);
    case 'phrase':
      return some(plan.field, plan.groups, (field) => places(field, plan.groups).length > 0);
    case 'near':
      return some(plan.field, plan.operands.flat(), (field) =>
        choices(plan.operands.map((groups) => places(field, groups))).some((runs) =>
          isNear(runs, plan.distance),
        ),
      );
    case 'and':
      return plan.children.every((child) => isHit(child, document, holding));
    case 'or':
      return plan.children.some((child) => isHit(child, document, holding));
    case 'not':
      return !isHit(plan.child, document, holding);
    case 'fact':
      return matchesFact(document.facts, plan.test);
    case 'maybe':
      return isHit(plan.child, document, holding);
  }
}

const fieldNames = (field: SearchField): readonly FieldName[] =>
  field === 'any' ? ['title', 'text'] : [field];

const fields = (field: SearchField, document: HeldDocument): HeldField[] =>
  fieldNames(field).map((name) => document[name]);

interface Run {
  readonly from: number;
  readonly to: number;
}

function places({ syllables, positions }: HeldField, groups: readonly TermGroup[]): Run[] {
  const [first, ...others] = groups;
  if (first === undefined) return [];
  return first.alternatives
    .flatMap(({ term }) => positions.get(term) ?? [])
    .filter((from) =>
      others.every(({ alternatives }, at) =>
        alternatives.some(({ term }) => syllables[from + at + 1] === term),
      ),
    )
    .map((from) => ({ from, to: from + groups.length }));
}

/** One of each, in every combination. */
function choices(lists: readonly (readonly Run[])[]): Run[][] {
  if (lists.length === 0) return [];
  return lists.reduce<Run[][]>(
    (made, list) => made.flatMap((runs) => list.map((run) => [...runs, run])),
    [[]],
  );
}

function isNear(runs: readonly Run[], distance: number): boolean {
  const sorted = [...runs].sort((a, b) => a.from - b.from);
  if (sorted.some((run, index) => index > 0 && run.from < sorted[index - 1]!.to)) return false;
  const covered = sorted.reduce((sum, { from, to }) => sum + to - from, 0);
  return Math.max(...sorted.map(({ to }) => to)) - sorted[0]!.from - covered <= distance;
}
