import { typesOf } from './json-ld.ts';
import { metaValue, type PageSignals } from './read-page-signals.ts';

const THREAD_TYPE = /^(?:DiscussionForumPosting|QAPage|Question)$/u;
const FORUM_SOFTWARE =
  /discourse|phpbb|vbulletin|xenforo|invision|mybb|simple machines|flarum|nodebb|vanilla/iu;

/** True where the page says that it is a forum's thread, in which the answers are as much text as the question. */
export function isForumThread(signals: PageSignals): boolean {
  if (signals.jsonLd.some((node) => typesOf(node).some((type) => THREAD_TYPE.test(type)))) return true;
  return FORUM_SOFTWARE.test(metaValue(signals, ['generator', 'application-name']) ?? '');
}
