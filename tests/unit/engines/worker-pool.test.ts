import { afterEach, describe, expect, test } from 'vitest';
import { createWorkerPool, type WorkerPool } from '../../../src/engines/worker-pool/worker-pool.ts';

/** Does what a task says, as a page might: answers, throws, hangs, eats memory, ends. */
const ENTRY = new URL('./task-worker.js', import.meta.url);

interface Task {
  readonly do: 'answer' | 'throw' | 'hang' | 'eat' | 'exit';
  readonly value?: number;
}

let pool: WorkerPool<Task, number>;
afterEach(async () => {
  await pool.close();
});

const open = (more: { workers?: number; timeoutMs?: number; entry?: URL } = {}): void => {
  pool = createWorkerPool({ entry: ENTRY, workers: 1, timeoutMs: 20_000, maxHeapMb: 32, ...more });
};

const outcomes = async (tasks: readonly Task[]): Promise<(number | string)[]> => {
  const results = await Promise.all(tasks.map((task) => pool.run(task)));
  return results.map((result) => (result.kind === 'done' ? result.result : result.cause));
};

const answer = (value: number): Task => ({ do: 'answer', value });

describe('createWorkerPool', () => {
  test.each([1, 3])('answers every task, whatever comes first, with %d workers', async (workers) => {
    open({ workers });
    const tasks = Array.from({ length: 20 }, (_, value) => answer(value));
    expect(await outcomes(tasks)).toEqual(tasks.map(({ value }) => value! * 2));
  });

  test.each([
    ['hangs', { do: 'hang' }, 'too-slow', 1_000],
    ['eats memory', { do: 'eat' }, 'worker-died', 20_000],
    ['ends its worker', { do: 'exit' }, 'worker-died', 20_000],
    ['throws', { do: 'throw' }, 'threw', 20_000],
  ] as const)(
    'a task that %s is told, and the tasks after it are done',
    async (_name, task, cause, timeoutMs) => {
      open({ timeoutMs });
      expect(await outcomes([answer(1), task, answer(2), answer(3), task, answer(4)])).toEqual([
        2,
        cause,
        4,
        6,
        cause,
        8,
      ]);
    },
  );

  test('a task waits in a worker behind another without its own time running', async () => {
    open({ timeoutMs: 1_000 });
    expect(await outcomes([{ do: 'hang' }, answer(1), answer(2)])).toEqual(['too-slow', 2, 4]);
  });

  test('says that no worker can be started', async () => {
    open({ entry: new URL('./no-such-worker.js', import.meta.url) });
    await expect(pool.run(answer(1))).rejects.toThrow('no-such-worker');
  });
});
