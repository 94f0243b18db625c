import { assertNever } from '../../base/assert-never.ts';
import type { FieldCounts, TokenCounts } from '../engine/lexicon.ts';
import { matchesFact } from '../engine/match-facts.ts';
import type { ArticleFacts } from '../engine/index-document.ts';
import type { PlanNode, SearchField, TermGroup } from '../engine/search-plan.ts';

/** Tokens in the order in which they are counted: each has its place, from 0. */
export class CountedTerms {
  readonly #places = new Map<string, number>();

  get tokens(): string[] {
    return [...this.#places.keys()];
  }

  add(group: TermGroup): void {
    for (const { term } of group.alternatives) {
      if (!this.#places.has(term)) this.#places.set(term, this.#places.size);
    }
  }

  /** @throws where the group was not added */
  placesOf(group: TermGroup): readonly number[] {
    return group.alternatives.map(({ term }) => {
      const place = this.#places.get(term);
      if (place === undefined) throw new Error(`the term ${term} is not counted`);
      return place;
    });
  }
}

/** Whether counts are enough to tell if an article matches: no word's place matters. */
export function isCountable(plan: PlanNode): boolean {
  switch (plan.kind) {
    case 'phrase':
    case 'near':
      return false;
    case 'and':
    case 'or':
      return plan.children.every(isCountable);
    case 'not':
    case 'maybe':
      return isCountable(plan.child);
    case 'terms':
    case 'fact':
    case 'everything':
      return true;
    default:
      return assertNever(plan);
  }
}

/** An article of which only counts are known; its facts are read where they are asked for. */
export interface CountedArticle {
  readonly counts: TokenCounts;
  readonly facts: () => ArticleFacts | undefined;
}

/** The same as `verifyPlan` says of the whole article, made once for many of them. */
export function countedTest(plan: PlanNode, terms: CountedTerms): (article: CountedArticle) => boolean {
  switch (plan.kind) {
    case 'everything':
      return () => true;
    case 'terms':
      return termsTest(plan.field, terms.placesOf(plan.group));
    case 'and': {
      const tests = plan.children.map((child) => countedTest(child, terms));
      return (article) => tests.every((test) => test(article));
    }
    case 'or': {
      const tests = plan.children.map((child) => countedTest(child, terms));
      return (article) => tests.some((test) => test(article));
    }
    case 'not': {
      const test = countedTest(plan.child, terms);
      return (article) => !test(article);
    }
    case 'maybe':
      return countedTest(plan.child, terms);
    case 'fact':
      return ({ facts }) => {
        const held = facts();
        return held !== undefined && matchesFact(held, plan.test);
      };
    case 'phrase':
    case 'near':
      throw new Error(`a ${plan.kind} cannot be told from counts`);
    default:
      return assertNever(plan);
  }
}

function termsTest(field: SearchField, places: readonly number[]): (article: CountedArticle) => boolean {
  const stands = ({ syllables, words }: FieldCounts): boolean =>
    places.some((place) => syllables[place]! > 0 || words[place]! > 0);
  return ({ counts: { title, text } }) =>
    (field !== 'text' && stands(title)) || (field !== 'title' && stands(text));
}
