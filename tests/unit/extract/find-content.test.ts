import { describe, expect, test } from 'vitest';
import { extractArticle } from '../../../src/index.ts';

const SENTENCE = 'The committee met on Monday and agreed to mend the bridge before the winter comes.';
const paragraphs = (count: number): string =>
  Array.from({ length: count }, (_, at) => `<p>Part ${String(at)}. ${SENTENCE}</p>`).join('');
const page = (body: string): string =>
  `<html><head><title>On bridges</title></head><body>${body}</body></html>`;
const textOf = (body: string): string =>
  extractArticle({ html: page(body), url: 'https://a.example/1' }).text;

describe('extractArticle keeps what is the text', () => {
  test.each([
    [
      'a link that is an entry of the list of an author',
      `<div>${paragraphs(4)}<ul><li>We read the report of the engineers, which is long and has many tables in it.</li>
       <li><a href="/x">Our own measurements</a></li><li>And we asked those who cross it every day.</li></ul></div>`,
      'Our own measurements',
    ],
    [
      'a linked first column of a table with heads',
      `<div>${paragraphs(4)}<table><tr><th>Bridge</th><th>Built</th><th>State</th></tr>
       <tr><td><a href="/a">Old Stone Bridge</a></td><td>1802</td><td>needs new railings soon</td></tr>
       <tr><td><a href="/b">New Iron Bridge</a></td><td>1911</td><td>was painted last spring and again in autumn</td></tr>
       <tr><td><a href="/c">Long Wooden Bridge</a></td><td>1950</td><td>is closed for lorries</td></tr></table></div>`,
      'Old Stone Bridge | 1802 | needs new railings soon',
    ],
    [
      'a heading that links to itself',
      `<div>${paragraphs(2)}<h2 id="cost"><a href="#cost">What it costs</a></h2>${paragraphs(2)}</div>`,
      'What it costs',
    ],
    [
      'paragraphs that are all named like an advert',
      `<div>${paragraphs(1)}${paragraphs(6).replaceAll('<p>', '<p class="paywall">')}</div>`,
      'Part 5.',
    ],
    [
      'a menu of dishes, which holds no links',
      `<main>${paragraphs(2)}<div id="menu"><h2>Soups</h2><p>${SENTENCE} With bread.</p><p>${SENTENCE} With rice.</p></div></main>`,
      'With rice.',
    ],
    [
      'short sentences that end in the number of a note',
      '<article><p>It holds well.<sup><a href="#n1">1</a></sup></p></article>',
      'It holds well.',
    ],
    ['the only line of a page', '<p>Closed today</p>', 'Closed today'],
  ])('%s', (_name, body, expected) => {
    expect(textOf(body)).toContain(expected);
  });
});

describe('extractArticle leaves out what is not', () => {
  const NEXT = `<div class="story"><h1 class="post-title">Of ferries</h1>${paragraphs(5).replaceAll('bridge', 'ferry')}</div>`;
  const FIRST = `<div class="story"><h1 class="post-title">On bridges</h1>${paragraphs(5)}</div>`;
  test.each([
    ['the next article on the page', `<div>${FIRST}${NEXT}</div>`, 'ferry'],
    [
      'a hidden page longer than the article',
      `<h1>On bridges</h1><div>${paragraphs(14)}</div><div class="w-condition-invisible">${paragraphs(200).replaceAll('bridge', 'ferry')}</div>`,
      'ferry',
    ],
  ])('%s', (_name, body, unwanted) => {
    const text = textOf(body);
    expect(text).toContain('mend the bridge');
    expect(text).not.toContain(unwanted);
  });

  test('a second copy of the text', () => {
    const text = textOf(
      `<h1>On bridges</h1><div>${paragraphs(8)}<div class="window">${paragraphs(8)}</div></div>`,
    );
    expect(text.match(/Part 3\./gu)).toHaveLength(1);
  });
});
