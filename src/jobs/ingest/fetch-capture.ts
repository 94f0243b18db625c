import { systemClock } from '../../base/clock.ts';
import { TracuuError } from '../../base/tracuu-error.ts';
import { DEFAULT_HTTP_LIMITS } from '../../crawl/http-client.ts';
import { openHttpClient } from '../../engines/http/open-http-client.ts';
import type { Capture } from '../../model/capture.ts';

const USER_AGENT = 'tracuu/0.1 (one page, asked for by a person)';
const MAX_REDIRECTS = 5;

/**
 * Fetches one page that a person named. Local addresses are allowed, because they were typed by hand; a
 * redirect from a public page to one is not.
 *
 * @throws TracuuError `bad-argument`, `unreachable`
 */
export async function fetchCapture(url: string): Promise<Capture> {
  if (!URL.canParse(url))
    throw new TracuuError('bad-argument', `"${url}" is not an address; write https://…`);
  const typed = await openHttpClient({ userAgent: USER_AGENT, allowPrivateAddresses: true });
  const followed = await openHttpClient({ userAgent: USER_AGENT, allowPrivateAddresses: false });
  try {
    const fetchedAt = systemClock.now().toISOString();
    let at = url;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const isTyped = new URL(at).origin === new URL(url).origin;
      const outcome = await (isTyped ? typed : followed).fetch({
        url: at,
        headers: {},
        limits: DEFAULT_HTTP_LIMITS,
      });
      if (outcome.kind === 'failed') {
        throw new TracuuError(
          'unreachable',
          `${at} cannot be had (${outcome.message}); check the address and the network`,
        );
      }
      const { status, headers, body } = outcome;
      const location = headers['location'];
      if (status >= 300 && status < 400 && location !== undefined && URL.canParse(location, at)) {
        at = new URL(location, at).href;
        continue;
      }
      if (status !== 200)
        throw new TracuuError('unreachable', `${at} answered with status ${status}; check the address`);
      return { requestedUrl: url, finalUrl: at, fetchedAt, status, headers, body };
    }
    throw new TracuuError(
      'unreachable',
      `${url} redirects more than ${MAX_REDIRECTS} times; check the address`,
    );
  } finally {
    await typed.close();
    await followed.close();
  }
}
