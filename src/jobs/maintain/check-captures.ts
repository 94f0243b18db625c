import { join } from 'node:path';
import { hasWarcFile, readWarcRecords } from '../../engines/warc/warc-reader.ts';
import type { Workspace } from '../workspace.ts';
import type { CheckFinding } from './check-finding.ts';

/** What one WARC file holds, and what is wrong in it. */
interface FileScan {
  /** Where records with a body begin. */
  readonly offsets: ReadonlySet<number>;
  /** Bytes that are no record, where other records follow. */
  readonly damagedBytes: number;
  /** Bytes that are no record at the end of the file. */
  readonly tornBytes: number;
}

/**
 * Reads every WARC file that a capture stands in, to the last byte, and looks whether each capture's record is there.
 * `mend` cuts a torn tail off and moves bodies that lie in the database into WARC files.
 */
export async function checkCaptures(
  workspace: Workspace,
  { mend }: { mend: boolean },
): Promise<CheckFinding[]> {
  if (mend) await mendCaptures(workspace);
  const faults: string[] = [];
  let files = 0;
  let captures = 0;
  for (const [file, offsets] of offsetsByFile(workspace)) {
    files += 1;
    captures += offsets.length;
    const path = join(workspace.warcFolder, file);
    if (!hasWarcFile(path)) {
      faults.push(`${file} is missing, with ${offsets.length} captures; bring it back from a backup`);
      continue;
    }
    faults.push(...describeScan(file, offsets, await scanFile(path)));
  }
  const bodies = workspace.captureTable.countBodies();
  if (bodies > 0) {
    faults.push(
      `${bodies} captures lie in the database; run "tracuu doctor --mend" to move them to WARC files`,
    );
  }
  const unkept = workspace.captureTable.countUnkept();
  if (unkept > 0) faults.push(`${unkept} articles lead to a page that was not kept; add or crawl them again`);
  if (faults.length > 0) return faults.map((message) => ({ subject: 'warc', ok: false, message }));
  return [{ subject: 'warc', ok: true, message: `whole: ${captures} captures in ${files} files` }];
}

function offsetsByFile({ captureTable }: Workspace): Map<string, number[]> {
  const offsets = new Map<string, number[]>();
  for (const { warcFile, warcOffset } of captureTable.all()) {
    const ofFile = offsets.get(warcFile!) ?? [];
    offsets.set(warcFile!, ofFile);
    ofFile.push(warcOffset!);
  }
  return offsets;
}

async function scanFile(path: string): Promise<FileScan> {
  const offsets = new Set<number>();
  let damagedBytes = 0;
  let tornBytes = 0;
  for await (const item of readWarcRecords(path)) {
    if (item.kind === 'record') {
      if (/^(?:response|resource)$/u.test(item.record.headers['warc-type'] ?? '')) offsets.add(item.offset);
    } else if (item.isTail) tornBytes += item.length;
    else damagedBytes += item.length;
  }
  return { offsets, damagedBytes, tornBytes };
}

function describeScan(file: string, wanted: readonly number[], scan: FileScan): string[] {
  const faults: string[] = [];
  const lost = wanted.filter((offset) => !scan.offsets.has(offset)).length;
  if (lost > 0) faults.push(`${file} lacks the records of ${lost} captures; bring it back from a backup`);
  if (scan.damagedBytes > 0) {
    faults.push(`${file} is damaged: ${scan.damagedBytes} bytes are no record; bring it back from a backup`);
  }
  if (scan.tornBytes > 0) {
    faults.push(
      `${file} ends with ${scan.tornBytes} torn bytes; "tracuu doctor --mend" or the next crawl cuts them off`,
    );
  }
  return faults;
}

async function mendCaptures({ archive, captures, captureTable }: Workspace): Promise<void> {
  await captures.recover();
  for (const { id, capture } of captureTable.bodies()) {
    const { file, offset } = await captures.keepFile(capture);
    await captures.flush();
    archive.transaction(() => {
      captures.writeRows();
      captureTable.moveBody(id, file, offset);
    });
  }
}
