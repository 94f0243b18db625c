import { analyzeArticle, analyzerId } from '../../search/tokens/analyze-article.ts';
import type { Workspace } from '../workspace.ts';

/** Articles in one transaction: a job that is killed goes on where it stopped. */
const BATCH = 100;

/**
 * Makes the tokens of articles that have none: those of an older archive, and all of them where another analyzer made
 * them. Returns how many there were.
 */
export function analyzeArchive({ archive, segmenter }: Workspace): number {
  archive.startAnalyzer(analyzerId(segmenter));
  const ids = archive.readUnanalyzed();
  for (let from = 0; from < ids.length; from += BATCH) {
    archive.transaction(() => {
      for (const id of ids.slice(from, from + BATCH)) {
        const { title, text } = archive.readArticle(id)!.article;
        archive.writeTokens(id, analyzeArticle(title, text, segmenter));
      }
    });
  }
  return ids.length;
}
