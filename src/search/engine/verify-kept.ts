import type { ArticleFacts } from './index-document.ts';
import type { KeptTokens, Lexicon } from './lexicon.ts';
import type { PlanNode } from './search-plan.ts';
import { verifyPlan } from './verify-plan.ts';

/** Of an article that was removed after its tokens were read. */
const NO_FACTS: ArticleFacts = { site: null, publishedOn: null, kind: '', places: [], documents: [] };

/** As `verifyPlan`, of an article of which the plan's tokens are known (`termsOfPlans`); its facts are read where the plan asks for them. */
export function verifyKept(plan: PlanNode, { id, tokens }: KeptTokens, lexicon: Lexicon): boolean {
  return verifyPlan(plan, {
    tokens,
    get facts() {
      return lexicon.factsOf(id) ?? NO_FACTS;
    },
  });
}
