import type { HttpClient } from '../../src/crawl/http-client.ts';
import { createUndiciHttpClient } from '../../src/engines/http/undici-http-client.ts';
import {
  createRecordedHttpClient,
  createRecordingHttpClient,
  type RecordedExchange,
} from '../faults/recorded-http-client.ts';
import { describeHttpClient } from './http-client.contract.ts';

const createUndici = (): HttpClient =>
  createUndiciHttpClient({ userAgent: 'tracuu-test (+https://example.org)', allowPrivateAddresses: true });

describeHttpClient('undici', { create: createUndici });

describeHttpClient('recorded exchanges', {
  // Each request is recorded, then answered from the record alone.
  create: () => {
    const inner = createUndici();
    return {
      fetch: async (request, signal) => {
        const exchanges: RecordedExchange[] = [];
        await createRecordingHttpClient(inner, exchanges).fetch(request, signal);
        return createRecordedHttpClient(exchanges).fetch(request, signal);
      },
      close: () => inner.close(),
    };
  },
});
