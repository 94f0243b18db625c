import type { KnownDocument } from '../../model/known-document.ts';
import { KNOWN_DOCUMENTS } from '../known-documents-table.ts';
import { LAWS } from '../tables/laws-table.ts';
import { PARTY_DOCUMENTS } from '../tables/party-documents-table.ts';
import { STATE_DOCUMENTS } from '../tables/state-documents-table.ts';
import { TYPE_LABELS } from '../tables/document-types-table.ts';
import { createRegistry, type Registry } from './registry.ts';

let builtin: Registry | undefined;

/** The documents that come with tracuu; built on first use. */
export function builtinRegistry(): Registry {
  return (builtin ??= createRegistry(builtinDocuments()));
}

/** A law that stands in both tables has the names of both. */
function builtinDocuments(): KnownDocument[] {
  const byId = new Map(LAWS.map((row) => [toLaw(row).id, toLaw(row)]));
  for (const row of PARTY_DOCUMENTS) byId.set(row[0], toDocument(row, PARTY_SOURCE));
  for (const row of STATE_DOCUMENTS) byId.set(row[0], toDocument(row, STATE_SOURCE));
  for (const document of KNOWN_DOCUMENTS) {
    const law = byId.get(document.id);
    const aliases = [...new Set([...(law?.aliases ?? []), ...document.aliases])];
    byId.set(document.id, { ...document, aliases, issuedOn: law?.issuedOn ?? document.issuedOn });
  }
  return [...byId.values()];
}

function toLaw([name, official, issuedOn, others]: (typeof LAWS)[number]): KnownDocument {
  const isOrdinance = name.startsWith('Pháp lệnh');
  const [number = '', year = '', code = ''] = official.split('/');
  const issuer = code.replace('PL-', '').toLowerCase();
  return {
    id: `vn:${issuer}:${isOrdinance ? 'pl' : 'luat'}:y${year}:${Number(number)}`,
    official,
    type: name.startsWith('Bộ luật') ? 'Bộ luật' : isOrdinance ? 'Pháp lệnh' : 'Luật',
    issuedOn,
    body: isOrdinance ? 'Ủy ban Thường vụ Quốc hội' : 'Quốc hội',
    title: name,
    aliases: [name, `${name} ${year}`, ...(others === '' ? [] : others.split('; '))],
    members: [],
    source: 'number and date as printed on the law (vbpl.vn); not read again here',
    provisional: true,
  };
}

const PARTY_SOURCE = 'tulieuvankien.dangcongsan.vn; not read again here';
const STATE_SOURCE = 'vbpl.vn; not read again here';

type DocumentRow = (typeof PARTY_DOCUMENTS)[number];

function toDocument(
  [id, official, issuedOn, body, title, others]: DocumentRow,
  source: string,
): KnownDocument {
  const type = TYPE_LABELS[id.split(':')[2] ?? ''] ?? '';
  const aliases = others === '' ? [] : others.split('; ');
  return { id, official, type, issuedOn, body, title, aliases, members: [], source, provisional: true };
}
