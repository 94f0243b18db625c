import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { searchArchive } from '../../src/jobs/answer/search-archive.ts';
import { runDemo } from '../../src/jobs/run-demo.ts';
import { openArchive, type Workspace } from '../../src/jobs/workspace.ts';
import { ROOT, temporaryFolder } from '../support/run-tracuu.ts';

const page = readFileSync(join(ROOT, 'docs', 'search.md'), 'utf8');
const table = page.slice(page.indexOf('<!-- queries -->'));
/** `| query | articles |` of the first table behind the mark. */
const rows = Array.from(table.matchAll(/^\| `([^`]+)` +\| (\d+) +\|/gmu), ([, query, articles]) => ({
  query: query!,
  articles: Number(articles),
}));

describe('docs/search.md', () => {
  const folder = temporaryFolder();
  let workspace: Workspace;
  beforeAll(async () => {
    const writing = openArchive(folder, { mode: 'write' });
    await runDemo(writing);
    writing.close();
    workspace = openArchive(folder);
  });
  afterAll(() => {
    workspace.close();
  });

  test('has examples', () => {
    expect(rows.length).toBeGreaterThan(20);
  });

  test.each(rows)('$query finds $articles articles', async ({ query, articles }) => {
    const [first, second] = [
      await searchArchive(workspace, query, { engine: 'minisearch' }),
      await searchArchive(workspace, query, { engine: 'fts5' }),
    ];
    expect(first.total).toBe(articles);
    expect({ ...second, engine: '' }).toEqual({ ...first, engine: '' });
  });
});
