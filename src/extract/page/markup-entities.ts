import { Tokenizer } from 'htmlparser2';

/** What the tokenizer has read so far; it reads one piece at a time, and every piece to its end. */
let decoded = '';
let source = '';

const nothing = (): void => undefined;
const add = (start: number, end: number): void => {
  decoded += source.slice(start, end);
};
const addCharacter = (codepoint: number): void => {
  decoded += String.fromCodePoint(codepoint);
};

const tokenizer = new Tokenizer(
  { decodeEntities: true },
  {
    ontext: add,
    ontextentity: addCharacter,
    onattribdata: add,
    onattribentity: addCharacter,
    onattribend: nothing,
    onattribname: nothing,
    oncdata: nothing,
    onclosetag: nothing,
    oncomment: nothing,
    ondeclaration: nothing,
    onend: nothing,
    onopentagend: nothing,
    onopentagname: nothing,
    onprocessinginstruction: nothing,
    onselfclosingtag: nothing,
  },
);

/**
 * Decodes the entities of a text, in which a `<` is a character. `htmlparser2` knows all of them, with the standard's
 * exceptions; none reaches over a `<`.
 */
export function decodeTextEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.includes('<') ? text.split('<').map(decode).join('<') : decode(text);
}

/** Decodes an attribute's value, in which `&copy=` is no entity. `quote`: what stood around it, or nothing. */
export function decodeAttributeEntities(value: string, quote: string): string {
  return value.includes('&') ? decode(`<a b=${quote}${value}${quote}>`) : value;
}

function decode(markup: string): string {
  decoded = '';
  source = markup;
  tokenizer.reset();
  tokenizer.write(markup);
  tokenizer.end();
  source = '';
  return decoded;
}
