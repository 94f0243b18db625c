import { createUndiciHttpClient } from '../../src/engines/undici-http-client.ts';
import { describeHttpClient } from './http-client.contract.ts';

describeHttpClient('undici', {
  create: () =>
    createUndiciHttpClient({ userAgent: 'tracuu-test (+https://example.org)', allowPrivateAddresses: true }),
});
