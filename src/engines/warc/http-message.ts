import { STATUS_CODES } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { oneLine } from './warc-record.ts';

/** An HTTP response as it stands in the block of a WARC record. */
export interface HttpMessage {
  readonly status: number;
  /** Names in lower case, repeated headers joined by a comma and a space. */
  readonly headers: Readonly<Record<string, string>>;
  /** Without transfer and content encodings. */
  readonly body: Uint8Array;
  /** What could not be undone, for a diagnostic; the body is then as it was found. */
  readonly fault: string | null;
}

/** What a response says of encodings is true of the wire, not of the decoded body that is kept: it moves here. */
const ORIGINAL_PREFIX = 'x-archive-orig-';
const WIRE_HEADERS: ReadonlySet<string> = new Set([
  'content-encoding',
  'transfer-encoding',
  'content-length',
]);
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/**
 * What stands before the body of a response that is kept decoded, as an HTTP/1.1 message. Content-Encoding,
 * Transfer-Encoding and Content-Length are kept under `x-archive-orig-…`, the custom of web archives, and Content-Length is
 * what the body has.
 */
export function serializeResponseHead(
  status: number,
  headers: Readonly<Record<string, string>>,
  bodyBytes: number,
): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => {
    const kept = WIRE_HEADERS.has(name) ? `${ORIGINAL_PREFIX}${name}` : name;
    return `${kept}: ${oneLine(value)}`;
  });
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, `content-length: ${bodyBytes}`];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n`);
}

/** The request that was made, as an HTTP/1.1 message. */
export function serializeRequest(url: string, headers: Readonly<Record<string, string>>): Buffer {
  const { host, pathname, search } = new URL(url);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${oneLine(value)}`);
  return Buffer.from(
    `${[`GET ${pathname}${search} HTTP/1.1`, `host: ${host}`, ...lines].join('\r\n')}\r\n\r\n`,
    'latin1',
  );
}

/** Reads a response as any tool may have written it: with chunks and encodings still on. Never throws. */
export function parseResponse(block: Buffer): HttpMessage | undefined {
  const match = /^HTTP\/\d(?:\.\d)? (\d{3})[^\r\n]*\r?\n/u.exec(block.toString('latin1', 0, 512));
  if (match === null) return undefined;
  const crlf = block.indexOf('\r\n\r\n');
  const lf = block.indexOf('\n\n');
  const usesLf = crlf < 0 || (lf >= 0 && lf < crlf);
  const headEnd = usesLf ? lf : crlf;
  if (headEnd < 0) return undefined;
  const headers = joinedHeaders(block.toString('utf8', match[0].length, headEnd).split(/\r?\n/u));
  const raw = block.subarray(headEnd + (usesLf ? 2 : 4));
  return { status: Number(match[1]), headers, ...decoded(raw, headers) };
}

function joinedHeaders(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  return headers;
}

function decoded(
  raw: Buffer,
  headers: Readonly<Record<string, string>>,
): Pick<HttpMessage, 'body' | 'fault'> {
  let body = raw;
  if (/\bchunked\b/iu.test(headers['transfer-encoding'] ?? '')) {
    const joined = joinChunks(raw);
    // Some tools keep the header but take the chunks off.
    if (joined !== undefined) body = joined;
  }
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '' || body.byteLength === 0) return { body, fault: null };
  try {
    return { body: decompress(encoding, body), fault: null };
  } catch (error) {
    return {
      body,
      fault: `the ${encoding} body cannot be read: ${error instanceof Error ? error.message : ''}`,
    };
  }
}

function decompress(encoding: string, body: Buffer): Buffer {
  const options = { maxOutputLength: MAX_BODY_BYTES };
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      // Likewise: the header says gzip, the bytes are plain.
      return body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body, options) : body;
    case 'br':
      return brotliDecompressSync(body, options);
    case 'deflate':
      return (body[0] ?? 0) % 16 === 8 ? inflateSync(body, options) : inflateRawSync(body, options);
    default:
      throw new Error('the encoding is not known');
  }
}

/** Joins the chunks of a chunked body (RFC 9112, 7.1); `undefined` where it is not one. */
function joinChunks(raw: Buffer): Buffer | undefined {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = raw.subarray(at, at + 64).indexOf('\r\n');
    if (lineEnd < 0) return undefined;
    const size = /^([0-9a-f]{1,8})[ \t]*(?:;|$)/iu.exec(raw.toString('latin1', at, at + lineEnd))?.[1];
    if (size === undefined) return undefined;
    const length = Number.parseInt(size, 16);
    at += lineEnd + 2;
    if (length === 0) return Buffer.concat(chunks);
    if (at + length > raw.byteLength) return undefined;
    chunks.push(raw.subarray(at, at + length));
    at += length + 2;
  }
}
