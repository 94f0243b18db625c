import { describe, expect, test } from 'vitest';
import { discoverLinks } from '../../../src/crawl/discovery/discover-links.ts';
import { standingOf } from '../../../src/crawl/outcome/page-standing.ts';

const standing = (html: string, headers: Record<string, string> = {}): unknown =>
  standingOf(discoverLinks(html, 'https://a.vn/1'), headers);

const TEXT = '<p>Sáng nay, hội nghị sơ kết công tác quý khai mạc tại hội trường.</p>'.repeat(20);
const REFRESH = '<meta http-equiv="refresh" content="0; url=/moi">';

describe('standingOf', () => {
  test.each([
    ['a page', TEXT, {}, { kind: 'page' }],
    ['a page that says that it does not exist', '<title>404 Not Found</title>', {}, { kind: 'not-found' }],
    ['a signpost', REFRESH, {}, { kind: 'signpost', to: 'https://a.vn/moi' }],
    ['a page with much text that reloads itself', REFRESH + TEXT, {}, { kind: 'page' }],
    ['meta robots', `<meta name="robots" content="noindex">${TEXT}`, {}, { kind: 'noindex' }],
    ['X-Robots-Tag', TEXT, { 'x-robots-tag': 'noindex, nofollow' }, { kind: 'noindex' }],
    ['X-Robots-Tag: none', TEXT, { 'x-robots-tag': 'none' }, { kind: 'noindex' }],
  ])('%s', (_name, html, headers, expected) => {
    expect(standing(html, headers)).toEqual(expected);
  });
});
