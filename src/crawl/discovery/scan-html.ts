import { Tokenizer } from 'htmlparser2';

/** Names in lower case, values with entities decoded. */
export type TagAttributes = Readonly<Record<string, string | undefined>>;

/** What a scan tells of a page, in page order. */
export interface HtmlScanHandlers {
  /** An opening tag, with those of its attributes that the scan was asked for; names in lower case. */
  readonly onTag: (name: string, attributes: TagAttributes) => void;
  readonly onCloseTag: (name: string) => void;
  /** A stretch of text, entities decoded; a paragraph may come in several. */
  readonly onText: (text: string) => void;
}

/** Longer attribute values are cut: no address is longer, but inline pictures are. */
const MAX_VALUE_CHARS = 8_192;

/**
 * Scans HTML tag by tag, without a tree and without a stack: linear in the length of the page, however deep it
 * nests. (htmlparser2's own parser keeps open elements in an array that it shifts: quadratic, 100,000 levels take
 * seconds and a million hours.) `attributeNames` are those worth reading, in lower case. Never fails.
 */
export function scanHtml(
  html: string,
  attributeNames: ReadonlySet<string>,
  handlers: HtmlScanHandlers,
): void {
  let name = '';
  let attributes: Record<string, string> = {};
  let attribute: string | null = null;
  let value = '';

  const addToValue = (text: string): void => {
    if (attribute !== null && value.length < MAX_VALUE_CHARS) value += text.slice(0, MAX_VALUE_CHARS);
  };
  const emitTag = (): void => {
    handlers.onTag(name, attributes);
    attributes = {};
  };
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      onopentagname: (start, end) => {
        name = html.slice(start, end).toLowerCase();
      },
      onattribname: (start, end) => {
        // A long name is none of those asked for, and need not be lowered.
        const written = end - start > 64 ? '' : html.slice(start, end).toLowerCase();
        // The first of two attributes of one name counts (HTML, 13.2.5.33).
        attribute = attributeNames.has(written) && attributes[written] === undefined ? written : null;
        value = '';
      },
      onattribdata: (start, end) => {
        addToValue(html.slice(start, Math.min(end, start + MAX_VALUE_CHARS)));
      },
      onattribentity: (codePoint) => {
        addToValue(String.fromCodePoint(codePoint));
      },
      onattribend: () => {
        if (attribute !== null) attributes[attribute] = value;
        attribute = null;
      },
      onopentagend: emitTag,
      onselfclosingtag: emitTag,
      onclosetag: (start, end) => {
        handlers.onCloseTag(html.slice(start, end).toLowerCase());
      },
      ontext: (start, end) => {
        handlers.onText(html.slice(start, end));
      },
      ontextentity: (codePoint) => {
        handlers.onText(String.fromCodePoint(codePoint));
      },
      oncdata: () => undefined,
      oncomment: () => undefined,
      ondeclaration: () => undefined,
      onprocessinginstruction: () => undefined,
      onend: () => undefined,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
}
