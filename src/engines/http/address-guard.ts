import ipaddr from 'ipaddr.js';

/** Cloud metadata services that answer on public addresses; the others are link-local, private or shared ranges. */
const METADATA_ADDRESSES: ReadonlySet<string> = new Set(['168.63.129.16']);

/**
 * Whether a crawl must not connect to `address` (an IP address in any textual form that a socket reports):
 * everything but global unicast, so loopback, private, link-local, carrier-grade NAT, multicast, reserved,
 * and the IPv6 forms that carry an IPv4 address (mapped, 6to4, NAT64, Teredo). What is no address is forbidden.
 */
export function isForbiddenAddress(address: string): boolean {
  const withoutZone = address.replace(/%.*$/u, '');
  if (!ipaddr.isValid(withoutZone)) return true;
  const parsed = ipaddr.process(withoutZone);
  return parsed.range() !== 'unicast' || METADATA_ADDRESSES.has(parsed.toString());
}

/** Thrown into a connection attempt that the guard ends. */
export class ForbiddenAddressError extends Error {
  readonly code = 'TRACUU_FORBIDDEN_ADDRESS';

  constructor(host: string, address: string) {
    super(`${host} is at ${address}, a private or reserved address; set "allowPrivateAddresses" to reach it`);
  }
}
