import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFixtureSite, type FixtureSite } from '../../src/engines/http/fixture-site-server.ts';

const ROOT = new URL('../../fixtures/site', import.meta.url).pathname;

let site: FixtureSite;
beforeAll(async () => {
  site = await startFixtureSite({ root: ROOT });
});
afterAll(async () => {
  await site.close();
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(site.origin + path, { headers, redirect: 'manual' });

const ARTICLE = '/tin-tuc/kiem-tra-giam-sat/quan-8-giu-chuan-muc-trong-viec-nho-1211.html';

describe('startFixtureSite', () => {
  test('puts its own address into pages, lists and robots.txt', async () => {
    for (const path of ['/robots.txt', '/sitemap.xml', '/rss/tin-moi.xml', ARTICLE]) {
      const text = await (await get(path)).text();
      expect(text).toContain(site.origin);
      expect(text).not.toContain('{{ORIGIN}}');
    }
  });

  test('answers 304 to its own validators and 200 to others', async () => {
    const { headers } = await get(ARTICLE);
    const etag = headers.get('etag')!;
    const lastModified = headers.get('last-modified')!;
    expect((await get(ARTICLE, { 'if-none-match': etag })).status).toBe(304);
    expect((await get(ARTICLE, { 'if-none-match': `W/"x", ${etag}` })).status).toBe(304);
    expect((await get(ARTICLE, { 'if-none-match': '"x"', 'if-modified-since': lastModified })).status).toBe(
      200,
    );
    expect((await get(ARTICLE, { 'if-modified-since': lastModified })).status).toBe(304);
    expect((await get(ARTICLE, { 'if-modified-since': 'Thu, 01 Jan 2004 00:00:00 GMT' })).status).toBe(200);
  });

  test('revision 2 changes one article and the sitemap, and nothing else', async () => {
    const other = await startFixtureSite({ root: ROOT, revision: 2 });
    const { resources } = JSON.parse(readFileSync(join(ROOT, 'site.json'), 'utf8')) as {
      resources: { path: string }[];
    };
    const changed: string[] = [];
    for (const path of new Set(resources.map((resource) => resource.path))) {
      const before = (await get(path)).headers.get('etag');
      const after = (await fetch(other.origin + path, { redirect: 'manual' })).headers.get('etag');
      if (before !== after) changed.push(path);
    }
    await other.close();
    expect(changed.sort()).toEqual(['/sitemap.xml', ARTICLE]);
  });

  test('redirects the old address and answers 404 to an unknown one', async () => {
    const moved = await get('/ban-tin/1203');
    expect(moved.status).toBe(301);
    expect(moved.headers.get('location')).toMatch(new RegExp(`^${site.origin}/tin-tuc/.*-1203\\.html$`, 'u'));
    const missing = await get('/khong-co');
    expect(missing.status).toBe(404);
    expect(await missing.text()).toContain('Không tìm thấy trang');
  });

  test('sends the bytes of the windows-1258 page unchanged', async () => {
    const response = await get(
      '/tin-tuc/hoc-va-lam-theo-bac/lam-dong-quy-khuyen-hoc-tu-nhung-vuon-ca-phe-1209.html',
    );
    const text = new TextDecoder('windows-1258').decode(await response.arrayBuffer()).normalize('NFC');
    expect(text).toContain('Lâm Đồng: Quỹ khuyến học từ những vườn cà phê');
    expect(text).toContain('Chỉ thị 05-CT/TW');
  });

  test('the NFD page is in NFD', async () => {
    const text = await (
      await get('/tin-tuc/xay-dung-dang/can-tho-chinh-don-tac-phong-phuc-vu-nguoi-dan-1208.html')
    ).text();
    expect(text).toBe(text.normalize('NFD'));
    expect(text.normalize('NFC')).toContain('Kết luận số 21-KL/TW');
  });

  test('logs what was asked', async () => {
    await get('/khong-co', { 'user-agent': 'thu' });
    await expect
      .poll(() => site.requests.at(-1))
      .toMatchObject({ method: 'GET', path: '/khong-co', status: 404, userAgent: 'thu' });
  });

  test('every file is served by an address, and every address has its file', () => {
    const { resources } = JSON.parse(readFileSync(join(ROOT, 'site.json'), 'utf8')) as {
      resources: { file?: string }[];
    };
    const served = new Set(resources.flatMap(({ file }) => file ?? []));
    const files = readdirSync(ROOT, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));
    expect(files.filter((file) => !served.has(file))).toEqual(['site.json']);
    expect([...served].filter((file) => !files.includes(file))).toEqual([]);
  });
});
