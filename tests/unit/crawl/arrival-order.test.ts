import { describe, expect, test } from 'vitest';
import { ArrivalOrder } from '../../../src/crawl/outcome/arrival-order.ts';

/** A promise that is settled from outside. */
function later<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (fault: Error) => void;
} {
  let resolve!: (value: T) => void;
  let reject!: (fault: Error) => void;
  const promise = new Promise<T>((onValue, onFault) => {
    resolve = onValue;
    reject = onFault;
  });
  return { promise, resolve, reject };
}

describe('ArrivalOrder', () => {
  test('gives back in the order of arrival what is judged in another', async () => {
    const [slow, fast] = [later<string>(), later<string>()];
    const order = new ArrivalOrder<string>();
    let told = 0;
    for (const { promise } of [slow, fast]) order.add(promise, 1, () => (told += 1));
    fast.resolve('second');
    await fast.promise;
    await Promise.resolve();
    expect([told, order.shift()]).toEqual([1, undefined]);
    slow.resolve('first');
    await slow.promise;
    await Promise.resolve();
    expect([order.shift(), order.shift(), order.shift()]).toEqual([
      { kind: 'judged', item: 'first' },
      { kind: 'judged', item: 'second' },
      undefined,
    ]);
    expect(told).toBe(2);
  });

  test('a fault comes in its turn', async () => {
    const order = new ArrivalOrder<string>();
    order.add(Promise.reject(new Error('disk full')), 1, () => undefined);
    await new Promise((resolve) => void setTimeout(resolve, 0));
    expect(order.shift()).toMatchObject({ kind: 'fault', fault: { message: 'disk full' } });
  });

  test('has room for 16 answers, or 32 MB', async () => {
    const order = new ArrivalOrder<number>();
    const nothing = (): void => undefined;
    for (let count = 0; count < 16; count += 1) {
      expect(order.hasRoom()).toBe(true);
      order.add(Promise.resolve(count), 1, nothing);
    }
    expect(order.hasRoom()).toBe(false);
    await new Promise((resolve) => void setTimeout(resolve, 0));
    for (let count = 0; count < 16; count += 1) order.shift();
    order.add(Promise.resolve(0), 33 * 1024 * 1024, nothing);
    expect(order.hasRoom()).toBe(false);
  });
});
