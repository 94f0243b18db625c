import fc from 'fast-check';
import { Tokenizer } from 'htmlparser2';
import { expect, test } from 'vitest';
import { scanMarkup } from '../../src/extract/page/scan-markup.ts';
import type { StartTag } from '../../src/extract/page/start-tag.ts';
import { cutText } from '../support/cut-text.ts';

type Event = readonly [string, ...unknown[]];

/** Tags and text as our scanner gives them, neighbouring pieces of text joined. */
function scanned(html: string | readonly string[], wanted: (name: string) => boolean = () => true): Event[] {
  const events: Event[] = [];
  let opened = '';
  scanMarkup(html, {
    wantsRawText: ({ name }) => wanted(name),
    onText: (text) => {
      addText(events, text);
    },
    onOpenTag: ({ name, attributes, isClosed }) => {
      opened = name;
      events.push(['open', name, { ...attributes }, isClosed]);
    },
    onCloseTag: (name) => events.push(['close', name]),
    // A guess changes nothing but how long it takes.
    innermost: () => opened,
    isDone: () => false,
  });
  return events;
}

function addText(events: Event[], text: string): void {
  const last = events.at(-1);
  if (last?.[0] === 'text') events[events.length - 1] = ['text', `${String(last[1])}${text}`];
  else events.push(['text', text]);
}

/** The same as `htmlparser2`'s tokenizer gives them. */
function tokenized(html: string): Event[] {
  const events: Event[] = [];
  let name = '';
  let attributes: Record<string, string> = {};
  let attributeName = '';
  let value = '';
  const slice = (start: number, end: number): string => html.slice(start, end);
  const ignored = (): void => undefined;
  const tokenizer = new Tokenizer(
    {},
    {
      ontext: (start, end) => {
        addText(events, slice(start, end));
      },
      ontextentity: (codepoint) => {
        addText(events, String.fromCodePoint(codepoint));
      },
      onopentagname: (start, end) => {
        name = slice(start, end).toLowerCase();
        attributes = {};
      },
      onattribname: (start, end) => {
        attributeName = slice(start, end).toLowerCase();
        value = '';
      },
      onattribdata: (start, end) => {
        value += slice(start, end);
      },
      onattribentity: (codepoint) => {
        value += String.fromCodePoint(codepoint);
      },
      onattribend: () => {
        attributes[attributeName] ??= value;
      },
      onopentagend: () => events.push(['open', name, attributes, false]),
      onselfclosingtag: () => events.push(['open', name, attributes, true]),
      onclosetag: (start, end) => events.push(['close', slice(start, end).toLowerCase()]),
      oncdata: ignored,
      oncomment: ignored,
      ondeclaration: ignored,
      onend: ignored,
      onprocessinginstruction: ignored,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return events;
}

const PIECES = [
  ...'<>/="\'!?-&;# \n\tab1xĐ'.split(''),
  ...['<p', '<div class="', "<a href='x' ", '</p>', '</', '/>', '<br/>', '<!--', '-->', '--!>', '<![CDATA['],
  ...[']]>', '<?xml', '<script>', '</script>', '</SCRIPT >', '<title>', '</title', '<style ', '</style>'],
  ...[
    '<textarea>',
    '</textarea>',
    '<xmp>',
    '</xmp>',
    '&amp;',
    '&aacute',
    '&#7841;',
    '&copy=',
    '&notit;',
    'id=1',
  ],
];
/** Ends whatever is open: of what a page leaves unfinished at its end, the two keep different parts. */
const CLOSING = ` '> "> --> ]]> </script> </style> </title> </textarea> </xmp> <i>end</i>`;

test('cuts any markup into the same tags, attributes and text as the tokenizer of htmlparser2', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }), (pieces) => {
      const html = pieces.join('') + CLOSING;
      // In a title, the other one passes over an entity right behind what might have been the title's end.
      fc.pre(!/<\/?t?i?t?l?e?&/iu.test(html));
      const expected = tokenized(html);
      expect(scanned(html)).toEqual(expected);
      // Again, with the tags that are kept from the first time.
      expect(scanned(html)).toEqual(expected);
    }),
    { numRuns: 2_000 },
  );
});

test('gives the same of a page in pieces, wherever they are cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }),
      fc.array(fc.nat(12), { maxLength: 60 }),
      (parts, lengths) => {
        const html = parts.join('');
        const cut = cutText(html, lengths);
        expect(scanned(cut)).toEqual(scanned(html));
        const isWanted = (name: unknown): boolean => name !== 'script' && name !== 'style';
        const isUnwantedText = ([kind]: Event, at: number, events: readonly Event[]): boolean => {
          const [before, name, , isClosed] = events[at - 1] ?? [];
          return kind === 'text' && before === 'open' && !isWanted(name) && isClosed === false;
        };
        const expected = scanned(html).filter((event, at, events) => !isUnwantedText(event, at, events));
        expect(scanned(cut, isWanted)).toEqual(expected);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('a tag that is written like another is the same object, and what differs in anything is not', () => {
  const tags: StartTag[] = [];
  const html = [
    '<p class="a">',
    '<div class="a">',
    '<div class="a" >',
    '<div class="a"/>',
    '<div class="A">',
    '<div class="a>b">',
    '<div class="a>b" id="c">',
    '<DIV class="a">',
    '<div class="a">',
    '<div class="a">',
    '<div class="a">',
  ].join('');
  scanMarkup(html, {
    wantsRawText: () => true,
    onText: () => undefined,
    onOpenTag: (tag) => tags.push(tag),
    onCloseTag: () => undefined,
    innermost: () => '',
    isDone: () => false,
  });
  expect(tags.map(({ name, attributes, isClosed }) => [name, { ...attributes }, isClosed])).toEqual([
    ['p', { class: 'a' }, false],
    ['div', { class: 'a' }, false],
    ['div', { class: 'a' }, false],
    ['div', { class: 'a' }, true],
    ['div', { class: 'A' }, false],
    ['div', { class: 'a>b' }, false],
    ['div', { class: 'a>b', id: 'c' }, false],
    ['div', { class: 'a' }, false],
    ['div', { class: 'a' }, false],
    ['div', { class: 'a' }, false],
    ['div', { class: 'a' }, false],
  ]);
  // The first two of a kind are read; from then on the kept one is given.
  expect(tags.at(-1)).toBe(tags.at(-2));
});
