import { labelRole } from './boilerplate/label-role.ts';
import { isSignature, nameOf } from './byline/byline-text.ts';
import type { ContentBlock } from './content/content-block.ts';
import { isMatterLine } from './content/prune-blocks.ts';
import { namesNoArticle } from './headline/site-name.ts';
import { formatPageDate, parsePageDate } from './metadata/parse-page-date.ts';

/** A text saved from a browser, without the lines that stood around the article. */
export interface PlainFrame {
  readonly title: string | null;
  readonly publishedAt: string | null;
  readonly byline: string | null;
  readonly blocks: readonly ContentBlock[];
}

export interface PlainReading {
  readonly vietnamese: boolean;
  readonly fetchedAt: string | null;
}

/** A headline longer than this is the first paragraph of a text without one. */
const MAX_TITLE_CHARS = 250;
/** Menus, dates and names stand within so many lines of the headline, the text's end in so many of its last. */
const MAX_HEAD_LINES = 60;
const MAX_TAIL_LINES = 4;
/** The first paragraph that speaks in sentences. */
const MIN_BODY_CHARS = 80;
/** So many short lines in a row, ahead of everything, are a menu. */
const MIN_MENU_LINES = 3;
const MAX_MENU_CHARS = 25;

/** Takes headline, date and names from the lines above and below the text; a menu above goes. */
export function readPlainFrame(blocks: readonly ContentBlock[], reading: PlainReading): PlainFrame {
  const bodyAt = blocks.slice(0, MAX_HEAD_LINES).findIndex(isBody);
  const head = blocks.slice(0, Math.max(0, bodyAt));
  const dated = head.flatMap(({ text }, at) => {
    const on = isMatterLine(text) ? parsePageDate(text, { ...reading, dayFirst: reading.vietnamese }) : null;
    return on === null ? [] : [{ at, on: formatPageDate(on, reading.vietnamese ? '+07:00' : null) }];
  });
  const titleAt = findTitleLine(blocks, head, dated[0]?.at ?? -1);
  const matter = new Set(dated.map(({ at }) => at));
  const tail = readTail(blocks, bodyAt);
  const rest = blocks.filter(
    (_, at) => !matter.has(at) && !tail.at.has(at) && !(at <= titleAt && at < bodyAt) && at !== titleAt,
  );
  return {
    title: titleAt < 0 ? null : blocks[titleAt]!.text,
    publishedAt: dated[0]?.on ?? null,
    byline: tail.byline,
    blocks: rest,
  };
}

const isBody = ({ text }: ContentBlock): boolean =>
  text.length >= MIN_BODY_CHARS && /[.!?…:;]["”’)]?$/u.test(text);

/** The line above the date where that is a headline, else the one below it; without a date, the first behind a menu. */
function findTitleLine(
  blocks: readonly ContentBlock[],
  head: readonly ContentBlock[],
  dateAt: number,
): number {
  const menu = menuLines(head);
  if (dateAt > 0) {
    const above = head.slice(menu, dateAt).findIndex(({ text }) => isTitle(text) && !isMenuWord(text));
    if (above >= 0) return menu + above;
  }
  const from = dateAt >= 0 ? dateAt + 1 : menu;
  const title = blocks[from];
  return title !== undefined && from < blocks.length - 1 && isTitle(title.text) && !isMenuWord(title.text)
    ? from
    : -1;
}

/** How many of the first lines are a menu's. */
function menuLines(head: readonly ContentBlock[]): number {
  const end = head.findIndex(({ text }) => text.length > MAX_MENU_CHARS || /[.:!?…\d]/u.test(text));
  const lines = end < 0 ? head.length : end;
  const first = head[0]?.text ?? '';
  return lines >= MIN_MENU_LINES && (isMenuWord(first) || lines > MIN_MENU_LINES) ? lines : 0;
}

const isMenuWord = (text: string): boolean => labelRole(text) !== null || namesNoArticle(text, NO_NAMES);

const NO_NAMES: ReadonlySet<string> = new Set();

function isTitle(line: string): boolean {
  return line.length <= MAX_TITLE_CHARS && !/[.;,:]["”’)]?$/u.test(line);
}

/** "Tác giả: Lê Văn Tám", "Nguồn: …" under the text. */
function readTail(
  blocks: readonly ContentBlock[],
  bodyAt: number,
): { at: ReadonlySet<number>; byline: string | null } {
  const at = new Set<number>();
  let byline: string | null = null;
  for (let line = Math.max(bodyAt + 1, 1, blocks.length - MAX_TAIL_LINES); line < blocks.length; line += 1) {
    const { text } = blocks[line]!;
    if (!/^(?:tác giả|người viết|bài viết|thực hiện|tin,? bài|tin,? ảnh|nguồn(?: tin)?)\s?:/iu.test(text))
      continue;
    if (text.length > MAX_CREDIT_CHARS) continue;
    const isSource = /^nguồn/iu.test(text);
    if (!isSource && !isSignature(text)) continue;
    at.add(line);
    if (!isSource) byline ??= nameOf(text);
  }
  return { at, byline };
}

const MAX_CREDIT_CHARS = 100;
