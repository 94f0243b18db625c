import { TracuuError } from '../../base/tracuu-error.ts';
import { openIndexFolder } from '../../engines/search-index/index-folder.ts';
import { acquireJobLock } from '../../engines/sqlite/job-lock.ts';
import { checkCaptures } from './check-captures.ts';
import type { CheckFinding } from './check-finding.ts';
import { analyzerId } from '../../search/tokens/analyze-article.ts';
import { analyzeArchive } from './analyze-archive.ts';
import { keepsMiniSearch, rebuildIndex } from './sync-index.ts';
import { openArchive, type OpenArchiveOptions, type Workspace } from '../workspace.ts';

export type { CheckFinding } from './check-finding.ts';

export interface CheckOptions extends Omit<OpenArchiveOptions, 'mode'> {
  /** Repair what can be repaired: bring the schema up to date, cut torn files, rebuild the index. */
  readonly mend?: boolean;
}

/** Looks at everything in a data folder and says how to mend each fault. Never throws for a fault that it finds. */
export async function checkWorkspace(folder: string, options: CheckOptions = {}): Promise<CheckFinding[]> {
  const { mend = false, ...opening } = options;
  try {
    const workspace = openArchive(folder, { ...opening, mode: mend ? 'write' : 'read' });
    try {
      const mended = mend ? workspace.archive.mend() : [];
      if (mend) analyzeArchive(workspace);
      const faults = workspace.archive.check();
      const counts = workspace.archive.counts();
      const held = `${counts.articles} articles, ${counts.mentions} mentions, ${counts.captures} captures`;
      return [
        ...mended.map((line) => good('archive', line)),
        ...(faults.length === 0
          ? [good('archive', `whole: ${held}`)]
          : faults.map((fault) => bad('archive', fault))),
        ...(await checkCaptures(workspace, { mend })),
        checkAnalysis(workspace),
        await checkIndex(workspace, mend),
        ...(mend ? [] : [checkLock(folder)]),
      ];
    } finally {
      workspace.close();
    }
  } catch (error) {
    return [toFinding('archive', error)];
  }
}

function checkAnalysis({ archive, segmenter }: Workspace): CheckFinding {
  const [held, wanted] = [archive.analyzer(), analyzerId(segmenter)];
  const waiting = archive.readUnanalyzed().length;
  if (held !== null && held !== wanted) {
    return bad('analysis', `is of ${held}, and this tracuu analyses by ${wanted}; run "tracuu index"`);
  }
  if (waiting > 0) return bad('analysis', `lacks ${waiting} articles; run "tracuu index"`);
  return good('analysis', `whole: by ${wanted}`);
}

async function checkIndex(workspace: Workspace, mend: boolean): Promise<CheckFinding> {
  if (!keepsMiniSearch(workspace)) {
    return good('index', `in the archive itself: ${await workspace.fts.count()} articles`);
  }
  try {
    const { manifest } = openIndexFolder(workspace.indexFolder, analyzerId(workspace.segmenter));
    const missing = workspace.archive.readIndexChanges(manifest.sequence).length;
    const isForeign = manifest.sequence > workspace.archive.lastSequence();
    if (missing === 0 && !isForeign) return good('index', `whole: ${manifest.articles} articles`);
    if (mend) return await mendIndex(workspace);
    if (isForeign) return bad('index', 'is newer than the archive; run "tracuu index" to rebuild it');
    return bad('index', `lacks ${missing} articles of the archive; run "tracuu index"`);
  } catch (error) {
    return mend && error instanceof TracuuError ? await mendIndex(workspace) : toFinding('index', error);
  }
}

async function mendIndex(workspace: Workspace): Promise<CheckFinding> {
  const { articles } = await rebuildIndex(workspace);
  return good('index', `rebuilt from the archive: ${articles} articles`);
}

function checkLock(folder: string): CheckFinding {
  try {
    acquireJobLock(folder).release();
    return good('lock', 'free');
  } catch (error) {
    if (!(error instanceof TracuuError) || error.code !== 'archive-locked') return toFinding('lock', error);
    return good('lock', 'held by a job that is running');
  }
}

const good = (subject: string, message: string): CheckFinding => ({ subject, ok: true, message });
const bad = (subject: string, message: string): CheckFinding => ({ subject, ok: false, message });

function toFinding(subject: string, error: unknown): CheckFinding {
  if (!(error instanceof TracuuError)) throw error;
  return bad(subject, error.message);
}
