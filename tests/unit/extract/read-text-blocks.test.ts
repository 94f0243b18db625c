import { describe, expect, test } from 'vitest';
import { buildPageTree } from '../../../src/extract/page/build-page-tree.ts';
import { readTextBlocks } from '../../../src/extract/page/read-text-blocks.ts';

const read = (html: string): ReturnType<typeof readTextBlocks> => readTextBlocks(buildPageTree(html));

/** The boxes that are known, by name or class, in page order. */
const boxes = (html: string): string[] =>
  read(html).regions.map(({ element }) => element.attributes['class'] ?? element.name);

describe('readTextBlocks', () => {
  test('empty boxes are not kept, however they nest, and those around text are', () => {
    expect(
      boxes(
        '<div class="a"><div class="b"><i class="c"></i></div><p class="d">Tin</p><div class="e"></div></div>',
      ),
    ).toEqual(['#page', 'a', 'd']);
  });

  test('a box stays that holds a picture, a quotation to be filled, or part of a paragraph', () => {
    expect(boxes('<div class="a"><img src="1.jpg"></div>')).toEqual(['#page', 'a']);
    expect(boxes('<div class="a"><blockquote class="b"></blockquote></div>')).toEqual(['#page', 'a', 'b']);
    expect(boxes('<p class="a">Trước <span class="b">giữa</span> sau</p>')).toEqual(['#page', 'a', 'b']);
  });

  test('a block names the box that it stands in though empty ones stood before it', () => {
    const { blocks, regions } = read(
      '<div class="x"><b class="y"></b></div><div class="a"><i class="z"></i><p class="b">Một</p></div><p class="c">Hai</p>',
    );
    expect(blocks.map(({ text, region }) => [text, regions[region]!.element.attributes['class']])).toEqual([
      ['Một', 'b'],
      ['Hai', 'c'],
    ]);
    expect(regions.map(({ parent, first, end }) => [parent, first, end])).toEqual([
      [-1, 0, 2],
      [0, 0, 1],
      [1, 0, 1],
      [0, 1, 2],
    ]);
  });

  test('what a tag says of its box is told of each element, wherever the tag was read first', () => {
    const html =
      '<p><a href="#m">neo</a> <b>đậm</b> <span style="font-weight: 400">thường</span></p>' +
      '<p><b>đậm <span style="font-weight: 400">thường</span></b></p><h2><a href="#m">Mục</a></h2>';
    for (let time = 0; time < 3; time += 1) {
      expect(
        read(html).blocks.map(({ linkChars, boldChars, headingLevel }) => [
          linkChars,
          boldChars,
          headingLevel,
        ]),
      ).toEqual([
        [3, 3, 0],
        [0, 3, 0],
        [0, 3, 2],
      ]);
    }
  });
});
