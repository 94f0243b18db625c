import { once } from 'node:events';
import { createServer, request as sendRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the proxy does with a request: passes it on, or answers by itself after a while. */
export type Fault =
  'none' | { readonly status: number; readonly body?: object } | { readonly delayMs: number };

export interface FaultyProxy {
  readonly url: string;
  /** Requests seen so far. */
  readonly seen: readonly string[];
  close(): Promise<void>;
}

/** Stands before a node on loopback and does to each request what `choose` says. */
export async function startFaultyProxy(
  target: string,
  choose: (request: { readonly path: string; readonly number: number }) => Fault,
): Promise<FaultyProxy> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    seen.push(path);
    const fault = choose({ path, number: seen.length });
    if (fault === 'none') passOn(target, request, response);
    else if ('delayMs' in fault)
      setTimeout(() => {
        passOn(target, request, response);
      }, fault.delayMs);
    else {
      request.resume();
      response.writeHead(fault.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(fault.body ?? { error: { type: 'made_by_proxy', reason: 'a test' } }));
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function passOn(target: string, request: IncomingMessage, response: ServerResponse): void {
  const onward = sendRequest(`${target}${request.url ?? ''}`, {
    method: request.method,
    headers: request.headers,
  });
  onward.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
