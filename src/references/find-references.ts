import type { Section } from '../model/article.ts';
import type { Mention } from '../model/mention.ts';
import type { NormalizedText } from '../model/normalized-text.ts';
import { findMentions } from './find-mentions.ts';
import { builtinRegistry } from './registry/builtin-registry.ts';
import type { Registry } from './registry/registry.ts';
import { resolveMentions } from './resolve-mentions.ts';

export interface FindReferencesOptions {
  /** `YYYY-MM-DD` or an instant. Decides between documents that share a number. */
  readonly publishedOn?: string | null;
  /** Where the text comes from: `hcm/quan-1`. Decides which tỉnh ủy or UBND is meant. */
  readonly place?: string | null;
  readonly sections?: readonly Section[];
  readonly registry?: Registry;
}

/**
 * Finds every directive that `text` cites and says which document each mention means.
 *
 * Offsets are UTF-16 code units into `text` as it was given: the scanner reads composed and decomposed letters,
 * no-break spaces and look-alike letters alike, so nothing has to be normalized first. Never throws.
 *
 * @example
 * ```ts
 * const [mention] = findReferences('Thực hiện Chỉ thị 05-CT/TW ngày 15/5/2016 của Bộ Chính trị');
 * mention?.document; // 'vn:tw:ct:k12:5'
 * ```
 */
export function findReferences(text: string, options: FindReferencesOptions = {}): Mention[] {
  const normalized = text as NormalizedText;
  return resolveMentions(findMentions(normalized), {
    text: normalized,
    publishedOn: options.publishedOn ?? null,
    place: options.place ?? null,
    sections: options.sections ?? [],
    registry: options.registry ?? builtinRegistry(),
  });
}
