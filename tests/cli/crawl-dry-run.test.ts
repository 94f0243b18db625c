import { writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isWithinWindow } from '../../src/crawl/politeness/crawl-window.ts';
import { startFaultServer, type FaultServer } from '../faults/fault-server.ts';
import { article, text } from '../faults/fault-night.ts';
import { rowsOf, temporaryFolder, tracuu } from '../support/run-tracuu.ts';

const folder = temporaryFolder();

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer({
    '/robots.txt': text('user-agent: *\ndisallow: /cam/\nallow: /cam/mo/'),
    '/tin': text(
      ['/bai-viet-so-100001.html', '/cam/bai-viet-so-100002.html', '/cam/mo/bai-viet-so-100003.html']
        .map((path) => `<a href="${path}">Chi bộ cơ sở sinh hoạt chuyên đề quý ba</a>`)
        .join(''),
    ),
    '/bai-viet-so-100001.html': text(article(1)),
  });
});
afterAll(async () => {
  await server.close();
});

/** An hour of the day that is not now. */
function closedWindow(): string {
  const candidates = ['03:00-04:00', '15:00-16:00'] as const;
  return isWithinWindow(new Date(), { startMinute: 180, endMinute: 240 }) ? candidates[1] : candidates[0];
}

describe('tracuu crawl --dry-run', () => {
  test('lists what would be fetched with each robots.txt decision, at any hour, and fetches no page', async () => {
    const config = join(folder, 'sites.yaml');
    writeFileSync(
      config,
      [
        'userAgent: tracuu-test (+https://example.org/bot)',
        'allowPrivateAddresses: true',
        `window: ${closedWindow()}`,
        'sites:',
        '  - name: thử',
        `    listings: ["${server.origin}/tin"]`,
        '    delayMs: 0',
      ].join('\n'),
    );
    const data = join(folder, 'data');
    const result = await tracuu(['crawl', config, '--dry-run', '--format', 'jsonl', '--data', data]);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    const path = (url: unknown): string => String(url).slice(server.origin.length);
    expect(
      rowsOf(result).map((row) => [
        path(row['url']),
        row['allowed'],
        row['robots rule'] ?? row['robotsRule'],
      ]),
    ).toEqual([
      ['/tin', true, null],
      ['/bai-viet-so-100001.html', true, null],
      ['/cam/bai-viet-so-100002.html', false, 'Disallow: /cam/'],
      ['/cam/mo/bai-viet-so-100003.html', true, 'Allow: /cam/mo/'],
    ]);
    expect(server.requests).toEqual(['/robots.txt', '/tin']);
    expect(existsSync(data)).toBe(false);
  });
});
