import type { Diagnostic } from '../model/diagnostic.ts';
import { normalizeText } from '../text/normalize-text.ts';
import { closeTitle } from './close-title.ts';
import { findContent, type ContentHints, type FoundContent } from './content/find-content.ts';
import { chooseContent } from './families/choose-content.ts';
import { findContentSystem, findSystemHints } from './families/find-system-hints.ts';
import { findHeadline } from './headline/find-headline.ts';
import { findLead } from './headline/find-lead.ts';
import { limitPieces } from './limit-input.ts';
import { isForumThread } from './metadata/is-forum-thread.ts';
import { findTitle } from './headline/find-title.ts';
import { isVietnamese } from './metadata/is-vietnamese.ts';
import { metaValue, readPageSignals, type PageSignals } from './metadata/read-page-signals.ts';
import { buildPageTree } from './page/build-page-tree.ts';
import type { PageTree } from './page/page-tree.ts';
import { readTextBlocks, type PageBlocks } from './page/read-text-blocks.ts';
import { applyProfile, profileOf } from './profiles/apply-profile.ts';
import type { SiteProfile } from './profiles/site-profile.ts';

export interface ExtractInput {
  /** The decoded page. */
  readonly html: string;
  /** Where it came from, after redirects; relative links are resolved against it. */
  readonly url?: string | null;
  /** ISO 8601; what "3 giờ trước" is counted from. */
  readonly fetchedAt?: string | null;
  /** Given by who knows better than the page. */
  readonly publishedAt?: string | null;
  /** What is known of particular sites; none are needed, and the built-in ones apply where none are given. */
  readonly profiles?: readonly SiteProfile[];
}

/** The same with the decoded page in pieces: see `decodeHtmlPieces`. */
export interface PageInput extends Omit<ExtractInput, 'html'> {
  readonly pieces: readonly string[];
}

export const inOnePiece = ({ html, ...facts }: ExtractInput): PageInput => ({ ...facts, pieces: [html] });

/** A page taken apart: every stage's result, before it is put together as an article. */
export interface PageReading {
  readonly tree: PageTree;
  readonly page: PageBlocks;
  readonly signals: PageSignals;
  readonly title: string | null;
  readonly content: FoundContent;
  /** Index of the standfirst's block; -1 where there is none. */
  readonly leadAt: number;
  readonly vietnamese: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Blocks whose letters tell the language. */
const LANGUAGE_SAMPLE_BLOCKS = 20;

/** Reads a page stage by stage: tree, blocks, what it says of itself, headline and content, standfirst. */
export function readPage(input: PageInput): PageReading {
  const limited = limitPieces(input.pieces);
  const closed = closeTitle(limited.pieces);
  const tree = buildPageTree(closed.pieces);
  const page = readTextBlocks(tree);
  const signals = readPageSignals(tree);
  const profile = profileOf(input.url ?? null, input.profiles);
  const system = findContentSystem(closed.pieces);
  const family = system === null ? null : findSystemHints(system, page);
  const known = { profile: profile === null ? null : applyProfile(profile, tree, page), family };
  const { title, content } = findTitledContent(page, signals, known);
  const sample = content.kept.slice(0, LANGUAGE_SAMPLE_BLOCKS).map((at) => page.blocks[at]!.text);
  const description = metaValue(signals, ['og:description', 'description', 'twitter:description']);
  return {
    tree,
    page,
    signals,
    title,
    content,
    leadAt: known.profile?.leadAt ?? knownLead(page, content, family) ?? findLead(page, content, description),
    vietnamese: isVietnamese(sample.join(' ')),
    diagnostics: [...limited.diagnostics, ...closed.diagnostics, ...treeDiagnostics(tree)],
  };
}

/** What is known of the page's boxes beforehand: a site's profile, else its content system's family. */
interface KnownBoxes {
  readonly profile: ContentHints | null;
  readonly family: ContentHints | null;
}

/** The family's standfirst, where it stands above the text or opens it. */
function knownLead(page: PageBlocks, content: FoundContent, family: ContentHints | null): number | null {
  const at = family?.leadAt ?? null;
  const first = content.kept[0];
  if (at === null || first === undefined || at > first || at <= content.titleAt) return null;
  return page.blocks[at]!.text.length >= MIN_LEAD_CHARS ? at : null;
}

const MIN_LEAD_CHARS = 40;

/** The headline helps to find the text; where the page's metadata have none that it shows, the text finds it. */
function findTitledContent(
  page: PageBlocks,
  signals: PageSignals,
  known: KnownBoxes,
): { title: string | null; content: FoundContent } {
  const declared = findTitle(signals);
  const isThread = isForumThread(signals);
  const find = (title: string | null): FoundContent =>
    known.profile === null
      ? chooseContent(page, { title, isThread }, known.family)
      : findContent(page, { title, hints: known.profile, isThread });
  const content = find(declared.text);
  if (declared.confirmed) return { title: declared.text, content };
  if (content.titleAt >= 0) return { title: normalizeText(page.blocks[content.titleAt]!.text), content };
  const at = findHeadline(page, content, signals);
  if (at < 0) return { title: declared.text ?? declared.fallback, content };
  const title = normalizeText(page.blocks[at]!.text);
  return { title, content: find(title) };
}

function treeDiagnostics(tree: PageTree): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  if (tree.truncated) {
    const message = `the page holds more elements than are read; the first ${tree.elementCount} were`;
    diagnostics.push({ code: 'page-truncated', message });
  }
  if (tree.flattened) {
    const message = 'elements nested deeper than 512 were lifted to that level';
    diagnostics.push({ code: 'page-flattened', message });
  }
  return diagnostics;
}
