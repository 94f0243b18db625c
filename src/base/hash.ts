import { createHash } from 'node:crypto';

/** SHA-256 of a string (as UTF-8) or of bytes, in lower-case hex. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

const bodyHashes = new WeakMap<Uint8Array, string>();

/** `sha256Hex` of bytes that nobody changes any more, made once for each array: record, row and frontier ask for it. */
export function bodyHashOf(body: Uint8Array): string {
  const known = bodyHashes.get(body);
  if (known !== undefined) return known;
  const hash = sha256Hex(body);
  bodyHashes.set(body, hash);
  return hash;
}
