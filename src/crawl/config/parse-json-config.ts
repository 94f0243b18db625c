import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { findTooDeep, type ConfigMember, type ConfigNode, type ParsedConfig } from './config-node.ts';

/** jsonc-parser's codes -> what a person is told; `…` stands for what the file has there. */
const MESSAGES: Readonly<Record<string, string>> = {
  InvalidSymbol: '… is no value; strings stand in double quotes',
  InvalidNumberFormat: '… is no number',
  PropertyNameExpected: '… stands where a name in double quotes must',
  ValueExpected: '… stands where a value must',
  ColonExpected: '… stands where ":" must, after the name',
  CommaExpected: '… stands where "," or the closing bracket must',
  CloseBraceExpected: 'a "{" is never closed by "}"',
  CloseBracketExpected: 'a "[" is never closed by "]"',
  EndOfFileExpected: '… stands after the end of the configuration',
  UnexpectedEndOfComment: 'the comment is never closed by "*/"',
  UnexpectedEndOfString: 'the string is not closed on its line',
  UnexpectedEndOfNumber: '… is no number',
  InvalidUnicode: 'the string holds an escape that JSON does not know',
  InvalidEscapeCharacter: 'the string holds an escape that JSON does not know',
  InvalidCharacter: 'the string holds a control character; write it as an escape',
};

/** Reads JSON with comments and with commas after the last item. Never throws: the first fault is returned. */
export function parseJsonConfig(text: string): ParsedConfig {
  const tooDeep = findTooDeep(text);
  if (tooDeep !== undefined) return { fault: tooDeep };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined)
    return { fault: { offset: first.offset, message: messageFor(first, text, root !== undefined) } };
  return root === undefined
    ? { fault: { offset: 0, message: 'the file is empty' } }
    : { node: toConfigNode(root) };
}

function messageFor({ error, offset, length }: ParseError, text: string, hasValue: boolean): string {
  const code = printParseErrorCode(error);
  const found = text.slice(offset, offset + Math.max(length, 1)).replace(/\s+/gu, ' ');
  const shown = found === '' ? 'the end of the file' : `"${found.slice(0, 40)}"`;
  // What comes after the end is read as if it were a value.
  const isAfterEnd = code === 'InvalidSymbol' && hasValue && isClosed(text.slice(0, offset));
  const message = MESSAGES[isAfterEnd ? 'EndOfFileExpected' : code] ?? `${shown} is not JSON`;
  return message.replace('…', () => shown);
}

/** Whether a whole value ends where `before` does. */
function isClosed(before: string): boolean {
  const errors: ParseError[] = [];
  return parseTree(before, errors) !== undefined && errors.length === 0;
}

function toConfigNode({ type, offset, value, children = [] }: Node): ConfigNode {
  if (type === 'array') return { kind: 'array', offset, items: children.map(toConfigNode) };
  if (type === 'object') return { kind: 'object', offset, members: children.map(toMember) };
  return { kind: 'scalar', offset, value: value as unknown };
}

function toMember({ offset, children = [] }: Node): ConfigMember {
  const [key, value] = children;
  return { key: String(key!.value), offset, value: toConfigNode(value!) };
}
