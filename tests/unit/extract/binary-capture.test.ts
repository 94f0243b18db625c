import { expect, test } from 'vitest';
import { readArticle } from '../../../src/jobs/ingest/read-capture.ts';

test('bytes of a picture have one cause', () => {
  const body = new Uint8Array(400).map(
    (_, at) => [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a][at] ?? at % 7,
  );
  const capture = {
    requestedUrl: 'https://a.example.vn/1',
    finalUrl: 'https://a.example.vn/1',
    fetchedAt: '2026-03-07T02:15:00Z',
    status: 200,
    headers: { 'content-type': 'text/html' },
    body,
  };
  const article = readArticle(capture);
  expect(article.kind).toBe('other');
  expect(article.diagnostics).toHaveLength(1);
  expect(article.diagnostics[0]?.message).toMatch(/PNG|binary/iu);
});
