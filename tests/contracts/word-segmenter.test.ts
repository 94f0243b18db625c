import { expect, test } from 'vitest';
import { createVntkWordSegmenter } from '../../src/engines/vntk-word-segmenter.ts';
import { createWordSegmenter } from '../../src/text/segmenter/create-word-segmenter.ts';
import { describeWordSegmenter } from './word-segmenter.contract.ts';
import { saySkipped } from '../support/say-skipped.ts';

describeWordSegmenter('builtin', async () => createWordSegmenter());

const vntk = await createVntkWordSegmenter().catch((error: unknown) => error);
if (vntk instanceof Error) {
  saySkipped('the contract of vntk, which is an optional package and not installed here');
  test('vntk: not installed here, so its contract was not run; it says so itself', () => {
    expect(vntk).toMatchObject({ name: 'TracuuError', code: 'engine-missing' });
  });
} else {
  describeWordSegmenter('vntk', async () => createVntkWordSegmenter());
}
