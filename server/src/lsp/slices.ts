/** Milliseconds of work before messages that wait get their turn. */
const sliceMs = 10;

/**
 * Runs steps to their end in slices of about 10 ms and returns the result; undefined where `isStale` said between two slices that
 * nobody wants it any more. What the steps throw is thrown.
 */
export async function runInSlices<T>(
  steps: Generator<undefined, T, undefined>,
  isStale: () => boolean,
  yieldToEvents: () => Promise<void>,
): Promise<T | undefined> {
  let sliceEnd = performance.now() + sliceMs;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < sliceEnd) continue;
    await yieldToEvents();
    if (isStale()) return undefined;
    sliceEnd = performance.now() + sliceMs;
  }
}
