import { describe, expect, test } from 'vitest';
import {
  checkProfiles,
  hostProblem,
  nameProblem,
  normaliseFingerprint,
  portProblem,
  userProblem,
  withProfile,
} from '../../client/src/routers/profiles';

const fingerprint = Array.from({ length: 32 }, (_, index) => index.toString(16).padStart(2, '0').toUpperCase()).join(
  ':',
);
const office = { name: 'office', host: '192.0.2.1', user: 'deploy' };

describe('entries of routerosGuard.routers', () => {
  test('take the defaults for what they leave out', () => {
    expect(checkProfiles([office])).toEqual({
      profiles: [{ ...office, port: 8729, sha256: '', connectTimeoutSeconds: 10, commandTimeoutSeconds: 60 }],
      problems: [],
    });
  });

  test('keep what they name, with the fingerprint in one form', () => {
    const entry = {
      ...office,
      port: 18729,
      sha256: fingerprint.replaceAll(':', '').toLowerCase(),
      connectTimeoutSeconds: 5,
      commandTimeoutSeconds: 300,
    };
    expect(checkProfiles([entry])).toEqual({ profiles: [{ ...entry, sha256: fingerprint }], problems: [] });
  });

  test.each<[string, unknown, string]>([
    ['no list', 'office', 'routerosGuard.routers must be a list of routers'],
    ['no object', ['office'], 'routerosGuard.routers[0] must be an object with "name", "host" and "user"'],
    ['null', [null], 'routerosGuard.routers[0] must be an object with "name", "host" and "user"'],
    ['no host', [{ name: 'office', user: 'deploy' }], 'routerosGuard.routers[0] (office): "host" is missing'],
    ['a number as user', [{ ...office, user: 7 }], 'routerosGuard.routers[0] (office): "user" must be text'],
    [
      'a port as text',
      [{ ...office, port: '8729' }],
      'routerosGuard.routers[0] (office): "port" must be a whole number from 1 to 65535',
    ],
    [
      'a port too high',
      [{ ...office, port: 65_536 }],
      'routerosGuard.routers[0] (office): "port" must be a whole number from 1 to 65535',
    ],
    [
      'a timeout of nothing',
      [{ ...office, connectTimeoutSeconds: 0 }],
      'routerosGuard.routers[0] (office): "connectTimeoutSeconds" must be a whole number from 1 to 600',
    ],
    [
      'half a fingerprint',
      [{ ...office, sha256: fingerprint.slice(0, 47) }],
      'routerosGuard.routers[0] (office): "sha256" must be the SHA-256 fingerprint of the certificate: 32 bytes in hexadecimal, as in "AA:BB:..."',
    ],
    [
      'a password',
      [{ ...office, password: 'correct horse' }],
      'routerosGuard.routers[0] (office): "password" does not belong into settings: remove it, RouterOS Guard asks for it and keeps it safely',
    ],
    [
      'an unknown field',
      [{ ...office, hots: 'x' }],
      'routerosGuard.routers[0] (office): "hots" is not a field of a router',
    ],
  ])('with %s are left out, and the message names entry and field', (_what, value, problem) => {
    expect(checkProfiles(value)).toEqual({ profiles: [], problems: [problem] });
  });

  test('with one bad entry keep the others; a name counts once', () => {
    const { profiles, problems } = checkProfiles([office, { ...office, host: 'other' }, { ...office, name: 'shed' }]);
    expect(profiles.map(({ name, host }) => [name, host])).toEqual([
      ['office', '192.0.2.1'],
      ['shed', '192.0.2.1'],
    ]);
    expect(problems).toEqual(['routerosGuard.routers[1] (office): "name" is used by another entry']);
  });

  test('with garbage are left out without harm', () => {
    const entries = JSON.parse(
      `[{"__proto__": {"name": "x", "host": "y", "user": "z"}}, {"constructor": {}}, [], "", 7, ${'['.repeat(200)}${']'.repeat(200)}]`,
    ) as unknown[];
    const { profiles, problems } = checkProfiles(entries);
    expect(profiles).toEqual([]);
    expect(problems).toContain('routerosGuard.routers[0]: "__proto__" is not a field of a router');
    expect(problems).toContain('routerosGuard.routers[1]: "constructor" is not a field of a router');
    expect(({} as Record<string, unknown>).host).toBeUndefined();
    // What a parser that assigns makes of `__proto__`: nothing of it may become a router of another kind.
    const inherited: unknown = Object.create({ ...office, password: 'correct horse' });
    expect(checkProfiles([inherited]).profiles).toEqual([]);
  });

  test('with very long names or texts that steer a terminal are named in short', () => {
    const { problems } = checkProfiles([{ ...office, name: `\u001b[31m${'x'.repeat(100_000)}\n[a](command:b)` }]);
    expect(problems).toHaveLength(1);
    expect(problems.join().length).toBeLessThan(250);
    // eslint-disable-next-line no-control-regex
    expect(problems.join()).not.toMatch(/\u001b|\n|\]\(/);
  });

  test('never show a password that stands in them', () => {
    expect(checkProfiles([{ ...office, password: 'correct horse' }]).problems.join()).not.toContain('correct horse');
  });
});

describe('a profile that is written', () => {
  const profile = {
    ...office,
    port: 8729,
    sha256: fingerprint,
    connectTimeoutSeconds: 10,
    commandTimeoutSeconds: 60,
  };

  test('comes last when its name is new, and takes the place of the first of its name', () => {
    const shed = { ...office, name: 'shed' };
    expect(withProfile([], profile)).toEqual([profile]);
    expect(withProfile([shed, 7], profile)).toEqual([shed, 7, profile]);
    expect(withProfile([shed, { ...office, password: 'x' }, null], profile)).toEqual([shed, profile, null]);
  });

  test('does not take the place of a second entry of that name', () => {
    const second = { ...office, host: 'other' };
    expect(withProfile([office, second], profile)).toEqual([profile, second]);
  });
});

describe('what a person types', () => {
  test.each(['192.0.2.1', 'router.example', 'fe80::1%eth0', '2001:db8::1', 'gw'])('%s is a host', (host) => {
    expect(hostProblem(host)).toBeUndefined();
  });

  test.each(['', 'https://gw', 'gw/24', 'gw:8729', '[2001:db8::1]', 'user@gw', 'two words', 'gw\n'])(
    '%j is no host',
    (host) => {
      expect(hostProblem(host)).toMatch(/^must /);
    },
  );

  test.each(['1', '8729', '65535'])('%s is a port', (port) => {
    expect(portProblem(port)).toBeUndefined();
  });

  test.each(['', '0', '65536', '-1', '8729.5', '1e3', ' 8729'])('%j is no port', (port) => {
    expect(portProblem(port)).toBe('must be a whole number from 1 to 65535');
  });

  test('names and users hold something, and no control characters', () => {
    expect(nameProblem('Büro 1')).toBeUndefined();
    expect(nameProblem(' ')).toBe('must not be empty');
    expect(nameProblem('x ')).toBe('must not begin or end with a space');
    expect(nameProblem('office', ['office'])).toBe('is used by another entry');
    expect(nameProblem('a\u202eb')).toBe('must not contain control characters');
    expect(nameProblem('office\u200b')).toBe('must not contain control characters');
    expect(userProblem('deploy')).toBeUndefined();
    expect(userProblem('')).toBe('must not be empty');
    expect(userProblem('a\u0000b')).toBe('must not contain control characters');
  });

  test('a fingerprint is read in the forms that tools print', () => {
    expect(normaliseFingerprint(fingerprint)).toBe(fingerprint);
    expect(normaliseFingerprint(`SHA256:${fingerprint.toLowerCase()}`)).toBe(fingerprint);
    expect(normaliseFingerprint(fingerprint.replaceAll(':', ' '))).toBe(fingerprint);
    expect(normaliseFingerprint(`${fingerprint}:00`)).toBeUndefined();
    expect(normaliseFingerprint('')).toBeUndefined();
  });
});
