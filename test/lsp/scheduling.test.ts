import { setImmediate, setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createScheduler } from '../../server/src/lsp/scheduler';
import { runInSlices } from '../../server/src/lsp/slices';

/** Steps that take longer than a slice each. */
function* slowSteps(count: number, done: number[]): Generator<undefined, string, undefined> {
  for (let step = 0; step < count; step++) {
    const end = performance.now() + 12;
    while (performance.now() < end);
    done.push(step);
    yield undefined;
  }
  return 'result';
}

describe('runInSlices', () => {
  test('lets others have their turn between long steps', async () => {
    const done: number[] = [];
    let turns = 0;
    const running = runInSlices(
      slowSteps(3, done),
      () => false,
      async () => {
        turns++;
        await setImmediate();
      },
    );
    expect(await running).toBe('result');
    expect([done, turns]).toEqual([[0, 1, 2], 3]);
  });

  test('stops when the result is stale', async () => {
    const done: number[] = [];
    const result = await runInSlices(
      slowSteps(10, done),
      () => done.length >= 2,
      () => Promise.resolve(),
    );
    expect(result).toBeUndefined();
    expect(done).toEqual([0, 1]);
  });

  test('throws what a step throws', async () => {
    const steps = (function* (): Generator<undefined, void, undefined> {
      yield undefined;
      throw new RangeError('in the second step');
    })();
    await expect(
      runInSlices(
        steps,
        () => false,
        () => Promise.resolve(),
      ),
    ).rejects.toThrow('in the second step');
  });
});

describe('createScheduler', () => {
  test('does the last of several requests of a thing once', async () => {
    const done: string[] = [];
    const scheduler = createScheduler((key) => Promise.resolve(void done.push(key)));
    scheduler.schedule('a', 0);
    scheduler.schedule('b', 0);
    scheduler.schedule('a', 0);
    await setTimeout(50);
    expect(done).toEqual(['b', 'a']);
  });

  test('never does two works at once, and none that was taken back', async () => {
    const events: string[] = [];
    const scheduler = createScheduler(async (key) => {
      events.push(`${key} begins`);
      await setTimeout(20);
      events.push(`${key} ends`);
    });
    scheduler.schedule('a', 0);
    scheduler.schedule('b', 5);
    scheduler.schedule('c', 5);
    scheduler.cancel('c');
    await setTimeout(150);
    expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  test('does nothing more once it is disposed of', async () => {
    const done: string[] = [];
    const scheduler = createScheduler((key) => Promise.resolve(void done.push(key)));
    scheduler.schedule('a', 5);
    scheduler.dispose();
    await setTimeout(50);
    expect(done).toEqual([]);
  });
});
