import { describe, expect, test } from 'vitest';
import { canonicalizeUrl, hostOf } from '../../../src/crawl/canonicalize-url.ts';

describe('canonicalizeUrl', () => {
  test.each([
    ['scheme and host in lower case', 'HTTP://Bao.VN/Tin', 'http://bao.vn/Tin'],
    ['no default port', 'https://bao.vn:443/', 'https://bao.vn/'],
    ['another port stays', 'https://bao.vn:8443/', 'https://bao.vn:8443/'],
    ['an empty path is a slash', 'https://bao.vn', 'https://bao.vn/'],
    ['dot segments', 'https://bao.vn/a/../b/./c', 'https://bao.vn/b/c'],
    ['no fragment', 'https://bao.vn/a#binh-luan', 'https://bao.vn/a'],
    ['no credentials', 'https://user:secret@bao.vn/a', 'https://bao.vn/a'],
    ['no final dot of the host', 'https://bao.vn./a', 'https://bao.vn/a'],
    ['www stays', 'https://www.bao.vn/', 'https://www.bao.vn/'],
    [
      'tracking parameters',
      'https://bao.vn/a?utm_source=zalo&id=5&fbclid=x&UTM_Medium=y',
      'https://bao.vn/a?id=5',
    ],
    ['gclid alone leaves no question mark', 'https://bao.vn/a?gclid=1', 'https://bao.vn/a'],
    ['session parameters', 'https://bao.vn/a.aspx?ItemID=7&PHPSESSID=ab', 'https://bao.vn/a.aspx?ItemID=7'],
    ['a session token', 'https://bao.vn/a?id=7&sid=d41d8cd98f00b204e9800998', 'https://bao.vn/a?id=7'],
    ["a story's number", 'https://bao.vn/a?sid=1234', 'https://bao.vn/a?sid=1234'],
    ['a search word', 'https://bao.vn/?s=nghi-quyet-trung-uong', 'https://bao.vn/?s=nghi-quyet-trung-uong'],
    ['jsessionid in the path', 'https://bao.vn/tin;jsessionid=A1B2?id=3', 'https://bao.vn/tin?id=3'],
    [
      'ASP.NET session in the path',
      'https://bao.vn/(S(lit3py55t21z5v55vlm25s55))/tin.aspx',
      'https://bao.vn/tin.aspx',
    ],
    ['the order of parameters stays', 'https://bao.vn/a?z=1&a=2', 'https://bao.vn/a?z=1&a=2'],
    ['empty parameters go, empty values stay', 'https://bao.vn/a?&x=&&y', 'https://bao.vn/a?x=&y'],
    [
      'an article whose id is named sid-like stays',
      'https://bao.vn/a?itemsid=3',
      'https://bao.vn/a?itemsid=3',
    ],
    ['escapes in upper case', 'https://bao.vn/%c3%a1', 'https://bao.vn/%C3%A1'],
    ['escapes of unreserved characters', 'https://bao.vn/%7Etin%2D1', 'https://bao.vn/~tin-1'],
    ['an escaped slash stays escaped', 'https://bao.vn/a%2fb', 'https://bao.vn/a%2Fb'],
    ['letters beyond ASCII', 'https://bao.vn/tin tức', 'https://bao.vn/tin%20t%E1%BB%A9c'],
    ['IDN', 'https://báo.vn/', 'https://xn--bo-mia.vn/'],
    ['IPv6', 'http://[0:0:0:0:0:0:0:1]:80/a', 'http://[::1]/a'],
    ['decimal IPv4', 'http://2130706433/', 'http://127.0.0.1/'],
    ['white space around', '  https://bao.vn/a\n', 'https://bao.vn/a'],
  ])('%s', (_name, input, expected) => {
    const canonical = canonicalizeUrl(input);
    expect(canonical).toBe(expected);
    expect(canonicalizeUrl(expected)).toBe(expected);
  });

  test.each([
    '',
    'tin',
    '/tin',
    'ftp://bao.vn/',
    'javascript:void(0)',
    'mailto:a@b.vn',
    'data:text/html,x',
    'http://',
    'https://bao.vn/' + 'a'.repeat(3_000),
  ])('no address: %.40s', (input) => {
    expect(canonicalizeUrl(input)).toBeUndefined();
  });

  test('resolves against a base', () => {
    expect(canonicalizeUrl('../tin?a=1#x', 'https://bao.vn/a/b/')).toBe('https://bao.vn/a/tin?a=1');
    expect(canonicalizeUrl('//kenh.vn/x', 'https://bao.vn/')).toBe('https://kenh.vn/x');
    expect(canonicalizeUrl('javascript:void(0)', 'https://bao.vn/')).toBeUndefined();
  });

  test('hostOf tells ports apart', () => {
    expect(hostOf(canonicalizeUrl('https://bao.vn:443/')!)).toBe('bao.vn');
    expect(hostOf(canonicalizeUrl('http://bao.vn:443/')!)).toBe('bao.vn:443');
  });
});
