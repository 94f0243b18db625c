import type { buildConnector } from 'undici';

/** Counts, by origin, the sockets that brought more than the answer that they had announced. */
export interface OverrunWatch {
  readonly connect: buildConnector.connector;
  /** `origin` as in `URL.origin`. */
  countOf(origin: string): number;
}

/**
 * A body longer than its Content-Length is cut there by undici, without a word to the request; the rest meets a parser
 * that expects no answer, and undici destroys the socket with this message. The origin has one request at a time, so
 * the error belongs to the answer that has just ended.
 */
const OVERRUN_MESSAGE = 'bad response';

export function watchOverruns(connect: buildConnector.connector): OverrunWatch {
  const counts = new Map<string, number>();
  return {
    connect: (options, callback) => {
      connect(options, (...result) => {
        const [, socket] = result;
        socket?.on('error', (error: Error) => {
          if (error.message !== OVERRUN_MESSAGE) return;
          const origin = originOf(options);
          counts.set(origin, (counts.get(origin) ?? 0) + 1);
        });
        callback(...result);
      });
    },
    countOf: (origin) => counts.get(origin) ?? 0,
  };
}

function originOf({ protocol, hostname, port }: buildConnector.Options): string {
  return new URL(`${protocol}//${hostname}${port === '' ? '' : `:${port}`}`).origin;
}
