import { wordsOf } from '../lexer/phrase-trie.ts';

/** How much of a title has to stand beside a mention, in order, to say which document is meant. */
export const TITLE_THRESHOLD = 0.5;
/** Fewer content words than this are no evidence. */
const MIN_TITLE_WORDS = 3;
/** Words of titles that every document shares. */
const EMPTY_WORDS = new Set(
  'va cua ve cac nhung trong tren den tu o cho voi theo tai mot so day manh tiep tuc tang cuong cong tac nam giai doan thuc hien xay dung phat trien viet nam la khi do duoc nhat doi'.split(
    ' ',
  ),
);

const contentWords = (text: string): string[] => wordsOf(text).filter((word) => !EMPTY_WORDS.has(word));

const titleCache = new Map<string, readonly string[]>();

function wordsOfTitle(title: string): readonly string[] {
  let words = titleCache.get(title);
  if (words === undefined) {
    words = contentWords(title);
    titleCache.set(title, words);
  }
  return words;
}

/** The words around a mention, ready to be compared with titles. */
export interface TitleContext {
  readonly pairs: ReadonlySet<string>;
  /** Word pairs of the phrase behind "về", up to the next mark; empty where there is none. */
  readonly subjectPairs: ReadonlySet<string>;
  /** The words directly behind the mention, without "về", each between two spaces. */
  readonly firstWords: string;
}

/** "về kinh tế tư nhân": what a document is about, in the words of the article. */
const SUBJECT = /^[^.;:]{0,90}?\s(?:về|Về|VỀ|ve)\s(?:việc\s)?["“]?([^,.;:()“”"]{6,120})/u;

export function titleContext(text: string): TitleContext {
  const subject = SUBJECT.exec(text.normalize('NFC'))?.[1] ?? '';
  const firstWords = wordsOf(text.slice(0, FIRST_REACH)).slice(0, MAX_FIRST_WORDS);
  if (firstWords[0] === 've') firstWords.shift();
  if (firstWords[0] === 'viec') firstWords.shift();
  return {
    pairs: pairsOf(contentWords(text)),
    subjectPairs: pairsOf(contentWords(subject)),
    firstWords: ` ${firstWords.join(' ')} `,
  };
}

/** Where a nickname directly behind a mention ends at the latest, in UTF-16 code units and words. */
const FIRST_REACH = 80;
const MAX_FIRST_WORDS = 14;
/** One word is too common to be a nickname by itself. */
const MIN_NICKNAME_WORDS = 2;

const nicknameCache = new Map<string, string>();

/** A nickname's own words, without the type, between spaces; empty where they are too few to tell. */
function ownWords(alias: string, type: string): string {
  const key = `${type}|${alias}`;
  let own = nicknameCache.get(key);
  if (own === undefined) {
    const words = wordsOf(alias);
    const typeWords = wordsOf(type);
    const isTyped = typeWords.every((word, index) => words[index] === word);
    const rest = isTyped ? words.slice(typeWords.length) : words;
    own = rest.length < MIN_NICKNAME_WORDS ? '' : ` ${rest.join(' ')} `;
    nicknameCache.set(key, own);
  }
  return own;
}

/** Whether a nickname's own words stand directly behind a mention: "26-NQ/TW về tam nông". */
export function isNicknameBehind(alias: string, type: string, context: TitleContext): boolean {
  const own = ownWords(alias, type);
  return own !== '' && context.firstWords.startsWith(own);
}

/**
 * Share of a title's word pairs that stand in the context, 0 to 1. A short subject that lies wholly in a long title
 * counts as much as half of the title.
 */
export function titleOverlap(title: string, context: TitleContext): number {
  const words = wordsOfTitle(title);
  return Math.max(titleShare(words, context), subjectShare(words, context));
}

/** A subject with fewer word pairs says too little. */
const MIN_SUBJECT_PAIRS = 2;

function subjectShare(words: readonly string[], context: TitleContext): number {
  const { subjectPairs } = context;
  if (subjectPairs.size < MIN_SUBJECT_PAIRS) return 0;
  let shared = 0;
  for (let index = 1; index < words.length; index++) {
    if (subjectPairs.has(`${words[index - 1]!} ${words[index]!}`)) shared++;
  }
  const share = shared / subjectPairs.size;
  return shared >= MIN_SUBJECT_PAIRS && share >= MIN_SUBJECT_SHARE ? TITLE_THRESHOLD * share : 0;
}

const MIN_SUBJECT_SHARE = 0.999;

function titleShare(words: readonly string[], context: TitleContext): number {
  if (words.length < MIN_TITLE_WORDS)
    return words.length === 2 && pairsIn(words, context) === 1 ? TITLE_THRESHOLD : 0;
  return pairsIn(words, context) / (words.length - 1);
}

function pairsIn(words: readonly string[], context: TitleContext): number {
  let shared = 0;
  for (let index = 1; index < words.length; index++) {
    if (context.pairs.has(`${words[index - 1]!} ${words[index]!}`)) shared++;
  }
  return shared;
}

function pairsOf(words: readonly string[]): Set<string> {
  const pairs = new Set<string>();
  for (let index = 1; index < words.length; index++) pairs.add(`${words[index - 1]!} ${words[index]!}`);
  return pairs;
}
