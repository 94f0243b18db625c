import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { ForbiddenAddressError, isForbiddenAddress } from './address-guard.ts';

/** Resolves a host name to all its addresses. */
export type AddressLookup = (
  host: string,
  callback: (error: Error | null, addresses: readonly LookupAddress[]) => void,
) => void;

/** Makes what opens sockets, as undici's `buildConnector` does; names are resolved by `lookup`. */
export type BuildConnector = (options: {
  readonly timeout: number;
  readonly lookup?: LookupFunction;
}) => buildConnector.connector;

export interface GuardedConnectorOptions {
  /** Default: the system's name service. */
  readonly lookup?: AddressLookup | undefined;
  /** Default: undici's. Another one sees what would be connected to, and need not connect. */
  readonly build?: BuildConnector | undefined;
}

export const CONNECT_TIMEOUT_MS = 10_000;

/**
 * A connector that opens no socket to a forbidden address. The addresses that it checks are the ones that the
 * socket is given, so a name that answers differently the second time (DNS rebinding) gains nothing.
 * undici does not resolve IP literals, so they are checked here, before the connection.
 */
export function createGuardedConnector({
  lookup = lookupAll,
  build = buildConnector,
}: GuardedConnectorOptions = {}): buildConnector.connector {
  const connect = build({ timeout: CONNECT_TIMEOUT_MS, lookup: guardedLookup(lookup) });
  return (options, callback) => {
    // IPv6 literals come in brackets.
    const host = options.hostname.replace(/^\[|\]$/gu, '');
    if (isIP(host) !== 0 && isForbiddenAddress(host)) {
      callback(new ForbiddenAddressError(host, host), null);
      return;
    }
    connect(options, callback);
  };
}

/** `lookup` as a socket calls it, without the forbidden addresses among the answers. */
export function guardedLookup(lookup: AddressLookup): LookupFunction {
  return (host, options, callback) => {
    lookup(host, (error, addresses) => {
      if (error !== null) {
        callback(error, '');
        return;
      }
      const allowed = addresses.filter(({ address }) => !isForbiddenAddress(address));
      const [first] = allowed;
      if (first === undefined)
        callback(new ForbiddenAddressError(host, addresses[0]?.address ?? 'no address'), '');
      else if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

const lookupAll: AddressLookup = (host, callback) => {
  systemLookup(host, { all: true }, callback);
};
