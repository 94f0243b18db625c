import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { rowsOf, tracuu } from '../support/run-tracuu.ts';
import type { SiteFarm } from './site-farm.ts';

/** Writes the configuration of a crawl over the farm; gives its path. */
export function writeFarmConfig(farm: SiteFarm, folder: string, site: object = {}): string {
  const path = join(folder, `farm-${Object.values(site).join('-') || 'plain'}.json`);
  const config = {
    userAgent: 'tracuu-test (+https://example.org/bot)',
    allowPrivateAddresses: true,
    hostsInParallel: Math.min(256, farm.origins.length),
    sites: farm.origins.map((origin, index) => ({
      name: `s${index}`,
      sitemaps: [`${origin}/sitemap.xml`],
      delayMs: 0,
      maxPages: 100_000,
      ...site,
    })),
  };
  writeFileSync(path, JSON.stringify(config));
  return path;
}

interface ArticleRow {
  readonly url: string;
  readonly title: string;
  readonly text: string;
}

/** Nothing lost, nothing doubled, nothing unreadable: what the archive holds is what the farm serves. */
export async function expectWholeArchive(farm: SiteFarm, data: string): Promise<void> {
  const doctor = await tracuu(['doctor', '--data', data]);
  expect(doctor).toMatchObject({ code: 0 });
  const exported = await tracuu(['export', '--table', 'articles', '--format', 'jsonl', '--data', data]);
  expect(exported).toMatchObject({ code: 0, signal: null, stderr: '' });
  const articles = rowsOf(exported) as unknown as ArticleRow[];
  const urls = articles.map(({ url }) => url);
  const expected = farm.articles();
  const distinct = new Set(urls);
  expect(expected.filter((url) => !distinct.has(url))).toEqual([]);
  expect(urls).toHaveLength(distinct.size);
  expect(urls).toHaveLength(expected.length);
  const number = (title: string): string => /số (\d+)/u.exec(title)?.[1] ?? 'none';
  const unreadable = articles.filter(({ title, text }) => !text.includes(`cơ sở số ${number(title)},`));
  expect(unreadable).toEqual([]);
  const mentions = rowsOf(
    await tracuu(['export', '--table', 'mentions', '--format', 'jsonl', '--data', data]),
  );
  expect(mentions.length).toBeGreaterThanOrEqual(expected.length);
}
