import { expect, test } from 'vitest';
import { withDeadline } from '../../client/src/routers/deadline';

test('what is answered in time passes, and so does a failure', async () => {
  await expect(withDeadline(Promise.resolve(7), 60_000, 'too late')).resolves.toBe(7);
  await expect(withDeadline(Promise.reject(new Error('refused')), 60_000, 'too late')).rejects.toThrow('refused');
});

test('what never is answered ends', async () => {
  await expect(withDeadline(new Promise(() => undefined), 1, 'too late')).rejects.toThrow('too late');
});
