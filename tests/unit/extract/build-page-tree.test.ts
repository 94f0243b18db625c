import { describe, expect, test } from 'vitest';
import { buildPageTree } from '../../../src/extract/page/build-page-tree.ts';
import type { PageElement } from '../../../src/extract/page/page-tree.ts';

/** The tree as nested names with text in quotes. */
function outline(element: PageElement): string {
  return element.children
    .map((node) => (node.kind === 'text' ? `"${node.text}"` : `${node.name}(${outline(node)})`))
    .join(' ');
}

const outlineOf = (html: string): string => outline(buildPageTree(html).root);

describe('buildPageTree reads as browsers do', () => {
  test.each([
    ['implied end of p', '<p>a<p>b', 'p("a") p("b")'],
    ['a block ends p', '<p>a<div>b</div>c', 'p("a") div("b") "c"'],
    ['implied end of li', '<ul><li>a<li>b</ul>', 'ul(li("a") li("b"))'],
    ['a list in a list', '<ul><li>a<ul><li>b</ul><li>c</ul>', 'ul(li("a" ul(li("b"))) li("c"))'],
    ['cells and rows', '<table><tr><td>a<td>b<tr><td>c</table>', 'table(tr(td("a") td("b")) tr(td("c")))'],
    ['an end tag does not leave its cell', '<div><table><tr><td></div>a</table>', 'div(table(tr(td("a"))))'],
    ['a heading ends a heading', '<h2>a<h3>b</h3>', 'h2("a") h3("b")'],
    ['any heading end tag', '<h2>a</h3>b', 'h2("a") "b"'],
    ['crossed formatting', '<b><p>a</b>b</p>', 'b(p("a")) p("b")'],
    ['a link ends a link', '<a href=1>a<a href=2>b</a>', 'a("a") a("b")'],
    ['an unknown end tag', 'a</x>b', '"ab"'],
    ['void elements', 'a<br>b<img>c', '"a" br() "b" img() "c"'],
    ['foreign self-closing', '<p>a<o:p/>b</p>', 'p("a" o:p() "b")'],
    ['entities', '&aacute;&#7841;&nbsp;&lt;p&gt;', '"\u00e1\u1ea1\u00a0<p>"'],
    ['script text is left out', '<script>if (a < b) "</p>"</script>c', 'script() "c"'],
    ['comments', 'a<!-- <p> -->b', '"ab"'],
    ['an open tag at the end', 'a<div', '"a"'],
  ])('%s', (_name, html, expected) => {
    expect(outlineOf(html)).toBe(expected);
  });

  test('no deeper than 512, and nothing is lost', () => {
    const tree = buildPageTree(`${'<div>'.repeat(2_000)}a${'</div>'.repeat(2_000)}<p>b`);
    expect(tree.flattened).toBe(true);
    expect(outline(tree.root).endsWith('p("b")')).toBe(true);
  });
});
