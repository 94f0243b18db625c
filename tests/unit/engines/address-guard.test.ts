import type { LookupAddress } from 'node:dns';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_HTTP_LIMITS, type HttpOutcome } from '../../../src/crawl/http-client.ts';
import { ForbiddenAddressError, isForbiddenAddress } from '../../../src/engines/http/address-guard.ts';
import { guardedLookup } from '../../../src/engines/http/guarded-connector.ts';
import { createUndiciHttpClient } from '../../../src/engines/http/undici-http-client.ts';
import { startFaultServer, type FaultServer } from '../../faults/fault-server.ts';

describe('isForbiddenAddress', () => {
  test.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '168.63.129.16',
    '192.0.0.192',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    'không phải địa chỉ',
    '',
  ])('%s is forbidden', (address) => {
    expect(isForbiddenAddress(address)).toBe(true);
  });

  test.each([
    '8.8.8.8',
    '203.113.131.1',
    '172.32.0.1',
    '100.63.255.255',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
  ])('%s is allowed', (address) => {
    expect(isForbiddenAddress(address)).toBe(false);
  });
});

describe('the client keeps away from forbidden addresses', () => {
  let server: FaultServer;
  beforeAll(async () => {
    server = await startFaultServer();
  });
  afterAll(async () => {
    await server.close();
  });

  const USER_AGENT = 'tracuu-test (+https://example.org)';

  /** Fetches with names that resolve as `answers` says; what was looked up is in `asked`. */
  async function fetchGuarded(
    url: string,
    answers: Record<string, readonly string[]> = {},
    asked: string[] = [],
  ): Promise<HttpOutcome> {
    const client = createUndiciHttpClient({
      userAgent: USER_AGENT,
      allowPrivateAddresses: false,
      lookup: (host, callback) => {
        asked.push(host);
        const addresses = (answers[host] ?? []).map((address): LookupAddress => ({
          address,
          family: address.includes(':') ? 6 : 4,
        }));
        if (addresses.length > 0) callback(null, addresses);
        else callback(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }), []);
      },
    });
    const outcome = await client.fetch({
      url,
      headers: {},
      limits: { ...DEFAULT_HTTP_LIMITS, totalMs: 3_000 },
    });
    await client.close();
    return outcome;
  }

  const port = (): string => new URL(server.origin).port;

  test.each([
    ['dotted', '127.0.0.1'],
    ['short', '127.1'],
    ['decimal', '2130706433'],
    ['octal', '0177.0.0.1'],
    ['octal, one number', '017700000001'],
    ['hexadecimal', '0x7f000001'],
    ['hexadecimal, dotted', '0x7f.0x0.0x0.0x1'],
    ['zero', '0'],
    ['full-width digits', '１２７.０.０.１'],
    ['IPv6 loopback', '[::1]'],
    ['IPv4 in IPv6', '[::ffff:127.0.0.1]'],
    ['metadata service', '169.254.169.254'],
    ['percent-encoded', '%31%32%37.0.0.1'],
  ])('an address as %s', async (_name, host) => {
    const asked: string[] = [];
    const outcome = await fetchGuarded(`http://${host}:${port()}/ok`, {}, asked);
    expect(outcome).toMatchObject({ kind: 'failed', cause: 'forbidden-address' });
    expect(asked).toEqual([]);
    expect(server.requests).toEqual([]);
  });

  test.each([
    ['loopback', ['127.0.0.1']],
    ['private', ['10.0.0.5', '192.168.0.9']],
    ['link-local', ['169.254.169.254']],
    ['IPv6 loopback', ['::1']],
  ])('a name that resolves to %s', async (_name, addresses) => {
    const outcome = await fetchGuarded(`http://bao.example:${port()}/ok`, { 'bao.example': addresses });
    expect(outcome).toMatchObject({ kind: 'failed', cause: 'forbidden-address' });
    expect(outcome.kind === 'failed' && outcome.message).toContain('allowPrivateAddresses');
    expect(server.requests).toEqual([]);
  });

  test('a name that does not resolve is a dns failure', async () => {
    expect(await fetchGuarded('http://khong-co.example/')).toMatchObject({ kind: 'failed', cause: 'dns' });
  });

  test('the socket gets the very addresses that were checked: no second, different answer is asked for', () => {
    // Public at first, loopback from the second time on, as a rebinding name server answers.
    let lookups = 0;
    const lookup = guardedLookup((_host, callback) => {
      lookups += 1;
      callback(null, [{ address: lookups === 1 ? '203.0.114.1' : '127.0.0.1', family: 4 }]);
    });
    const answers: unknown[] = [];
    lookup('bao.example', { all: true }, (error, addresses) => answers.push(error?.message ?? addresses));
    expect(answers).toEqual([[{ address: '203.0.114.1', family: 4 }]]);
    expect(lookups).toBe(1);
    lookup('bao.example', { all: false }, (error) => answers.push(error instanceof ForbiddenAddressError));
    expect(answers[1]).toBe(true);
  });

  test('of several addresses only the allowed ones are tried', () => {
    const lookup = guardedLookup((_host, callback) => {
      callback(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '203.0.114.1', family: 4 },
        { address: '::1', family: 6 },
      ]);
    });
    const answers: unknown[] = [];
    lookup('bao.example', { all: true }, (_error, addresses) => answers.push(addresses));
    lookup('bao.example', {}, (_error, address) => answers.push(address));
    expect(answers).toEqual([[{ address: '203.0.114.1', family: 4 }], '203.0.114.1']);
  });
});
