import { expect, test } from 'vitest';
import { forgetPassword, keepPassword, passwordKey, readPassword } from '../../client/src/routers/passwords';

const owner = { name: 'office', host: '192.0.2.1', port: 8729, user: 'deploy' };

type Secrets = Parameters<typeof readPassword>[0];

/** The secret storage as VS Code specifies it, over a map. */
function memorySecrets(): Secrets {
  const values = new Map<string, string>();
  return {
    get: (key) => Promise.resolve(values.get(key)),
    store: (key, value) => Promise.resolve(void values.set(key, value)),
    delete: (key) => Promise.resolve(void values.delete(key)),
    onDidChange: () => {
      throw new Error('nobody listens to the secret storage');
    },
  };
}

test('a password is kept and forgotten', async () => {
  const secrets = memorySecrets();
  await keepPassword(secrets, owner, 'correct horse');
  expect(await readPassword(secrets, owner)).toBe('correct horse');
  await forgetPassword(secrets, owner);
  expect(await readPassword(secrets, owner)).toBeUndefined();
});

test.each([{ name: 'shed' }, { host: '192.0.2.2' }, { port: 8730 }, { user: 'admin' }])(
  'a profile with another %o never gets the old password',
  async (change) => {
    const secrets = memorySecrets();
    await keepPassword(secrets, owner, 'correct horse');
    expect(await readPassword(secrets, { ...owner, ...change })).toBeUndefined();
  },
);

test('no two owners share a key, whatever characters their names hold', () => {
  const keys = [
    { ...owner, name: 'a', host: 'b,c' },
    { ...owner, name: 'a,b', host: 'c' },
    { ...owner, name: 'a","b', host: 'c' },
  ].map(passwordKey);
  expect(new Set(keys).size).toBe(keys.length);
});

test('the empty password is a password', async () => {
  const secrets = memorySecrets();
  await keepPassword(secrets, owner, '');
  expect(await readPassword(secrets, owner)).toBe('');
});
