import { parseDocumentId } from '../../model/document-id.ts';
import type { KnownDocument } from '../../model/known-document.ts';

/** What is wrong with a line of a registry file. */
interface RegistryError {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export interface RegistryFile {
  readonly documents: readonly KnownDocument[];
  readonly errors: readonly RegistryError[];
}

const COLUMNS = ['id', 'official', 'type', 'date', 'body', 'title', 'aliases', 'source'];
const DATE = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/u;

/**
 * Reads a user's registry: JSON lines of `KnownDocument` (only `id` has to be there), or a table with tabs whose
 * first line names its columns (`id official type date body title aliases source members`; several aliases or
 * members are parted by `;`). Lines with an error are left out and named; nothing throws.
 */
export function validateRegistry(text: string): RegistryFile {
  const lines = text.replace(/^\ufeff/u, '').split(/\r?\n/u);
  const first = lines.find((line) => line.trim() !== '') ?? '';
  const isJson = first.trimStart().startsWith('{');
  const documents: KnownDocument[] = [];
  const errors: RegistryError[] = [];
  const linesById = new Map<string, number>();
  let header: readonly string[] | undefined;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (!isJson && header === undefined) {
      header = line.split('\t').map((name) => name.trim().toLowerCase());
      if (!header.includes('id')) {
        errors.push({
          line: index + 1,
          message: `no column "id"; the first line names the columns: ${COLUMNS.join(' ')}`,
        });
        break;
      }
      continue;
    }
    const record = isJson ? parseJsonLine(line) : parseRow(line, header ?? []);
    const document = typeof record === 'string' ? record : toDocument(record);
    const previous = typeof document === 'string' ? undefined : linesById.get(document.id);
    if (typeof document === 'string') errors.push({ line: index + 1, message: document });
    else if (previous !== undefined)
      errors.push({ line: index + 1, message: `${document.id} stands in line ${previous} already` });
    else {
      linesById.set(document.id, index + 1);
      documents.push(document);
    }
  }
  return { documents, errors };
}

type RegistryRecord = Readonly<Record<string, unknown>>;

function parseJsonLine(line: string): RegistryRecord | string {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as RegistryRecord)
      : 'not a JSON object; write one object a line';
  } catch {
    return 'not JSON; write one object a line';
  }
}

function parseRow(line: string, header: readonly string[]): RegistryRecord {
  const cells = line.split('\t');
  return Object.fromEntries(header.map((name, index) => [name, (cells[index] ?? '').trim()]));
}

/** The document, or what is wrong with it. */
function toDocument(record: RegistryRecord): KnownDocument | string {
  const id = stringOf(record['id']);
  if (id === '') return 'no "id"';
  const parts = parseDocumentId(id);
  if (parts === undefined)
    return `"${id}" is no document id; write vn:<issuer>:<type>:<period>:<number>, such as vn:tw:ct:k12:5`;
  if ([parts.issuer, parts.type, parts.period, parts.number].includes('_'))
    return `"${id}" has an unknown part; a registry holds full ids`;
  const issuedOn = stringOf(record['issuedOn'] ?? record['date']);
  if (issuedOn !== '' && !DATE.test(issuedOn)) return `date "${issuedOn}" is not YYYY-MM-DD, YYYY-MM or YYYY`;
  const members = listOf(record['members']);
  const badMember = members.find((member) => parseDocumentId(member) === undefined);
  if (badMember !== undefined) return `member "${badMember}" is no document id`;
  return {
    id,
    official: stringOf(record['official']),
    type: stringOf(record['type']),
    issuedOn: issuedOn === '' ? null : issuedOn,
    body: stringOf(record['body']) || null,
    title: stringOf(record['title']) || null,
    aliases: listOf(record['aliases']),
    members,
    source: stringOf(record['source']),
    provisional: record['provisional'] === true || record['provisional'] === 'true',
  };
}

const stringOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const listOf = (value: unknown): string[] =>
  (Array.isArray(value)
    ? value.map(stringOf)
    : stringOf(value)
        .split(';')
        .map((part) => part.trim())
  ).filter((part) => part !== '');
