import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import type { HttpFailure, HttpLimits, HttpOutcome } from '../../crawl/http-client.ts';

type Response = Extract<HttpOutcome, { kind: 'response' }>;
type Decompress = (body: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>;

/** Below this many bytes a high ratio is no bomb: a page of blanks compresses well. */
const RATIO_FREE_BYTES = 1024 * 1024;
/** RFC 9110, 8.4 lets encodings pile up; nobody honest goes beyond two. */
const MAX_LAYERS = 2;

const gunzipAsync = promisify(gunzip) as Decompress;
const inflateZlib = promisify(inflate) as Decompress;
const inflateBare = promisify(inflateRaw) as Decompress;

const DECOMPRESSORS: Readonly<Record<string, Decompress>> = {
  gzip: gunzipAsync,
  'x-gzip': gunzipAsync,
  br: promisify(brotliDecompress),
  // "deflate" means zlib (RFC 9110, 8.4.1.2), but some servers send the bare stream.
  deflate: (body, options) =>
    (body[0] ?? 0) % 16 === 8 ? inflateZlib(body, options) : inflateBare(body, options),
};

/**
 * Undoes Content-Encoding within the limits on size and ratio. A stream that ends early is `truncated`: zlib, left
 * to itself or wrapped by fetch, takes half a page for a whole one.
 */
export async function decompressBody(response: Response, limits: HttpLimits): Promise<HttpOutcome> {
  const layers = (response.headers['content-encoding'] ?? '')
    .split(',')
    .map((layer) => layer.trim().toLowerCase())
    .filter((layer) => layer !== '' && layer !== 'identity');
  if (layers.length === 0 || response.body.byteLength === 0) return response;
  if (layers.length > MAX_LAYERS) return fail('bad-encoding', `${layers.length} layers of Content-Encoding`);
  let { body } = response;
  for (const layer of layers.reverse()) {
    const decompress = DECOMPRESSORS[layer];
    if (decompress === undefined)
      return fail('bad-encoding', `Content-Encoding "${layer.slice(0, 40)}" is not known`);
    const byRatio = Math.max(RATIO_FREE_BYTES, body.byteLength * limits.maxDecompressionRatio);
    try {
      body = await decompress(body, { maxOutputLength: Math.min(byRatio, limits.maxBodyBytes) });
    } catch (error) {
      return failureOf(error, layer);
    }
  }
  return { ...response, body };
}

function failureOf(error: unknown, layer: string): HttpOutcome {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ERR_BUFFER_TOO_LARGE')
    return fail('too-large', `the ${layer} body is too large once decompressed`);
  if (code === 'Z_BUF_ERROR') return fail('truncated', `the ${layer} body ends early`);
  return fail('bad-encoding', `the ${layer} body is damaged (${code})`);
}

const fail = (cause: HttpFailure, message: string): HttpOutcome => ({ kind: 'failed', cause, message });
