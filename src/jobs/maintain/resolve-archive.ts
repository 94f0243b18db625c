import { isDeepStrictEqual } from 'node:util';
import type { KnownDocument } from '../../model/known-document.ts';
import type { Mention } from '../../model/mention.ts';
import type { NormalizedText } from '../../model/normalized-text.ts';
import type { FoundMention } from '../../references/found-mention.ts';
import { resolveMentions } from '../../references/resolve-mentions.ts';
import { openRegistry } from '../ingest/read-registry.ts';
import { pairMentions } from '../ingest/pair-mentions.ts';
import type { Workspace } from '../workspace.ts';

export interface ResolveReport {
  readonly articles: number;
  readonly mentions: number;
  /** Mentions that now mean another document. */
  readonly changed: number;
}

/**
 * Decides again what every stored mention means, after the registry has grown. The mentions stay as they were
 * found; what they were taken to mean before stays on record.
 *
 * @param added documents to register first; they win over built-in ones with the same id
 */
export function resolveArchive(workspace: Workspace, added: readonly KnownDocument[] = []): ResolveReport {
  const { archive, clock } = workspace;
  if (added.length > 0) archive.writeKnownDocuments(added);
  const registry = openRegistry(archive.readKnownDocuments());
  const report = { articles: 0, mentions: 0, changed: 0 };

  for (const id of archive.readArticleIds()) {
    const { article, mentions } = archive.readArticle(id)!;
    const found = mentions.map((stored) => stored.found as FoundMention);
    const answered = resolveMentions(found, {
      text: article.text as NormalizedText,
      publishedOn: article.publishedAt,
      place: null,
      sections: article.sections,
      registry,
    });
    // What once meant something keeps its meaning where the resolver has no other for it now.
    const resolved = pairMentions(found, answered).map(
      ({ mention }, index) => mention ?? mentions[index]!.mention,
    );
    const before = mentions.map(({ mention }) => mention);
    report.articles++;
    report.mentions += resolved.length;
    report.changed += countChanged(before, resolved);
    if (!isDeepStrictEqual(before, resolved)) archive.resolveAgain(id, resolved, clock.now().toISOString());
  }
  return report;
}

const countChanged = (before: readonly Mention[], after: readonly Mention[]): number =>
  after.filter(({ document }, index) => document !== before[index]?.document).length;
