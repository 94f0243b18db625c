/** A JSON value that knows where it stands, so that a message can point at it. */
export type JsonNode =
  | { readonly kind: 'scalar'; readonly offset: number; readonly value: string | number | boolean | null }
  | { readonly kind: 'array'; readonly offset: number; readonly items: readonly JsonNode[] }
  | { readonly kind: 'object'; readonly offset: number; readonly members: readonly JsonMember[] };

export interface JsonMember {
  readonly key: string;
  readonly offset: number;
  readonly value: JsonNode;
}

/** What is wrong and where: a UTF-16 offset into the text. */
export interface JsonFault {
  readonly offset: number;
  readonly message: string;
}

const MAX_DEPTH = 64;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/uy;
const WORD = /true|false|null/uy;

/**
 * Reads JSON with `//` and block comments and with commas after the last item, keeping positions.
 * Never throws: the first fault is returned.
 */
export function parseJsonc(text: string): { readonly node: JsonNode } | { readonly fault: JsonFault } {
  const reader = new JsoncReader(text);
  try {
    return { node: reader.readDocument() };
  } catch (error) {
    if (error instanceof Fault) return { fault: { offset: error.offset, message: error.message } };
    throw error;
  }
}

/** Carries the first fault out of the recursion. */
class Fault extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

class JsoncReader {
  private at: number;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    this.at = text.startsWith('\uFEFF') ? 1 : 0;
  }

  readDocument(): JsonNode {
    this.skipBlanks();
    const node = this.readValue(0);
    this.skipBlanks();
    if (this.at < this.text.length)
      throw new Fault(this.at, `${this.here()} stands after the end of the value`);
    return node;
  }

  private readValue(depth: number): JsonNode {
    if (depth > MAX_DEPTH) throw new Fault(this.at, `values nest deeper than ${MAX_DEPTH}`);
    const offset = this.at;
    switch (this.text[offset]) {
      case '{':
        return { kind: 'object', offset, members: this.readList('}', () => this.readMember(depth)) };
      case '[':
        return { kind: 'array', offset, items: this.readList(']', () => this.readValue(depth + 1)) };
      case '"':
        return { kind: 'scalar', offset, value: this.readString() };
      default:
        return { kind: 'scalar', offset, value: this.readWord() };
    }
  }

  private readList<T>(close: string, readItem: () => T): T[] {
    const opened = this.at;
    const items: T[] = [];
    this.at += 1;
    this.skipBlanks();
    while (this.text[this.at] !== close) {
      if (this.at >= this.text.length)
        throw new Fault(opened, `"${this.text[opened]!}" is never closed by "${close}"`);
      items.push(readItem());
      this.skipBlanks();
      if (this.text[this.at] === ',') this.at += 1;
      else if (this.text[this.at] !== close)
        throw new Fault(this.at, `${this.here()} stands where "," or "${close}" must`);
      this.skipBlanks();
    }
    this.at += 1;
    return items;
  }

  private readMember(depth: number): JsonMember {
    const offset = this.at;
    if (this.text[offset] !== '"')
      throw new Fault(offset, `${this.here()} stands where a name in double quotes must`);
    const key = this.readString();
    this.skipBlanks();
    if (this.text[this.at] !== ':') throw new Fault(this.at, `":" is missing after "${key}"`);
    this.at += 1;
    this.skipBlanks();
    return { key, offset, value: this.readValue(depth + 1) };
  }

  private readString(): string {
    const start = this.at;
    let end = start + 1;
    while (end < this.text.length && this.text[end] !== '"' && this.text[end] !== '\n') {
      end += this.text[end] === '\\' ? 2 : 1;
    }
    if (this.text[end] !== '"') throw new Fault(start, 'the string is not closed on its line');
    this.at = end + 1;
    try {
      return JSON.parse(this.text.slice(start, this.at)) as string;
    } catch {
      throw new Fault(start, 'the string holds an escape or a control character that JSON does not know');
    }
  }

  private readWord(): number | boolean | null {
    WORD.lastIndex = this.at;
    NUMBER.lastIndex = this.at;
    const match = WORD.exec(this.text) ?? NUMBER.exec(this.text);
    if (match === null) throw new Fault(this.at, `${this.here()} stands where a value must`);
    this.at += match[0].length;
    return JSON.parse(match[0]) as number | boolean | null;
  }

  private skipBlanks(): void {
    for (;;) {
      while (/^[\s]$/u.test(this.text[this.at] ?? '')) this.at += 1;
      if (this.text.startsWith('//', this.at)) {
        const end = this.text.indexOf('\n', this.at);
        this.at = end < 0 ? this.text.length : end;
      } else if (this.text.startsWith('/*', this.at)) {
        const end = this.text.indexOf('*/', this.at + 2);
        if (end < 0) throw new Fault(this.at, 'the comment is never closed by "*/"');
        this.at = end + 2;
      } else return;
    }
  }

  private here(): string {
    const character = this.text[this.at];
    return character === undefined ? 'the end of the file' : `"${character}"`;
  }
}
