import { TracuuError } from '../../base/tracuu-error.ts';
import type { OpenSearchConnection } from './connection.ts';
import { statusOf, toEngineError } from './engine-errors.ts';
import { DEFAULT_SHAPE, describeIndex, ENGINE_ID, type IndexShape } from './index-mapping.ts';

/** What an index is of. */
export interface IndexIdentity {
  /** The name under which it is searched; generations are called `<name>-000001` and so on. */
  readonly name: string;
  /** The analyzer of its tokens; an index of another one is not searched. */
  readonly analyzer: string;
}

/** One index behind the name. */
export interface Generation {
  readonly index: string;
  /** Writes go by this alias, so that a deleted index is an error and not made again without a mapping. */
  readonly writeAlias: string;
  /** The archive's change up to which it is complete. */
  readonly checkpoint: number;
}

interface GenerationMeta {
  readonly engine: string;
  readonly analyzer: string;
  readonly checkpoint: number;
}

type Mappings = Readonly<Record<string, { readonly mappings: { readonly _meta?: Partial<GenerationMeta> } }>>;

/**
 * The generation that is searched now; `undefined` where there is none.
 *
 * @throws TracuuError `index-mismatch` for one of another analyzer or an older mapping, `engine-…`
 */
export async function openGeneration(
  connection: OpenSearchConnection,
  { name, analyzer }: IndexIdentity,
): Promise<Generation | undefined> {
  const found = await connection.find<Mappings>({ method: 'GET', path: `/${name}/_mapping` });
  const [entry] = Object.entries(found ?? {});
  if (entry === undefined) return undefined;
  const [index, { mappings }] = entry;
  const { engine, analyzer: held, checkpoint = 0 } = mappings._meta ?? {};
  if (engine !== ENGINE_ID || held !== analyzer)
    throw new TracuuError(
      'index-mismatch',
      `index ${index} at ${connection.where} was made by ${engine ?? 'another program'} with analyzer ${held ?? 'unknown'}, ` +
        `and this is ${ENGINE_ID} with ${analyzer}; run "tracuu index --engine opensearch --rebuild"`,
    );
  return { index, writeAlias: writeAliasOf(index), checkpoint };
}

/** A new, empty generation that is not searched yet. */
export async function createGeneration(
  connection: OpenSearchConnection,
  { name, analyzer }: IndexIdentity,
  shape: IndexShape = DEFAULT_SHAPE,
): Promise<Generation> {
  const number = Math.max(0, ...(await listGenerations(connection, name)).map(generationNumber)) + 1;
  const index = `${name}-${String(number).padStart(6, '0')}`;
  const meta: GenerationMeta = { engine: ENGINE_ID, analyzer, checkpoint: 0 };
  const body = {
    ...describeIndex(shape, meta),
    aliases: { [writeAliasOf(index)]: { is_write_index: true } },
  };
  try {
    await connection.requestOnce({ method: 'PUT', path: `/${index}`, body });
  } catch (error) {
    // An answer that was lost on its way: the index is there all the same.
    if (statusOf(error) !== 400) throw toEngineError(error, connection.where);
    if ((await connection.find({ method: 'GET', path: `/${index}/_mapping` })) === undefined)
      throw toEngineError(error, connection.where);
  }
  await waitForCopies(connection, index);
  return { index, writeAlias: writeAliasOf(index), checkpoint: 0 };
}

/** A copy of an empty shard takes a second or two, on a busy cluster some more. */
const COPIES_LIMIT = '10s';

/**
 * Until each copy that has a node to lie on is there: what is written before lives on one node alone and dies with it.
 * A cluster of one node has no place for copies, and is not waited for. What keeps the cluster from answering is told by
 * the writes that follow.
 */
async function waitForCopies(connection: OpenSearchConnection, index: string): Promise<void> {
  try {
    await connection.requestOnce({
      method: 'GET',
      path: `/_cluster/health/${index}`,
      // "languid": copies that are still to be placed are placed first.
      query: { wait_for_events: 'languid', wait_for_no_initializing_shards: true, timeout: COPIES_LIMIT },
    });
  } catch {
    // An index without its copies can be written to all the same.
  }
}

/** From one instant to the next the name means this generation; those before it are deleted afterwards. */
export async function publishGeneration(
  connection: OpenSearchConnection,
  name: string,
  { index }: Generation,
): Promise<void> {
  const former = (await listGenerations(connection, name)).filter((other) => other !== index);
  await connection.request({
    method: 'POST',
    path: '/_aliases',
    body: {
      actions: [
        ...former.map((other) => ({ remove: { index: other, alias: name, must_exist: false } })),
        { add: { index, alias: name } },
      ],
    },
  });
  for (const other of former) await connection.find({ method: 'DELETE', path: `/${other}` });
}

/** Says in the index itself that all changes up to `checkpoint` are in it. */
export async function writeCheckpoint(
  connection: OpenSearchConnection,
  { index }: Generation,
  { analyzer }: IndexIdentity,
  checkpoint: number,
): Promise<void> {
  const meta: GenerationMeta = { engine: ENGINE_ID, analyzer, checkpoint };
  await connection.request({ method: 'PUT', path: `/${index}/_mapping`, body: { _meta: meta } });
}

/** Removes all generations; for tests and for who starts over. */
export async function deleteGenerations(connection: OpenSearchConnection, name: string): Promise<void> {
  for (const index of await listGenerations(connection, name))
    await connection.find({ method: 'DELETE', path: `/${index}` });
}

/** All generations, searched or left behind by a rebuild that was cut short. */
async function listGenerations(connection: OpenSearchConnection, name: string): Promise<string[]> {
  const found = await connection.find<Readonly<Record<string, unknown>>>({
    method: 'GET',
    path: `/${name}-*/_alias`,
  });
  return Object.keys(found ?? {}).filter(
    (index) => index.startsWith(`${name}-`) && generationNumber(index) > 0,
  );
}

const generationNumber = (index: string): number => Number(/-(\d{6})$/u.exec(index)?.[1] ?? 0);

const writeAliasOf = (index: string): string => `${index}-write`;
