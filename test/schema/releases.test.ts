import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schema } from '../../server/src/schema/bundled';
import { compareReleases, knownReleaseIndex, releaseKey } from '../../server/src/schema/releases';

describe('compareReleases', () => {
  it.each([
    ['7.9', '7.10'],
    ['7.9', '7.9.2'],
    ['7.9.2', '7.10'],
    ['6.49.18', '7.1'],
    ['7.23beta5', '7.23rc1'],
    ['7.23beta2', '7.23beta10'],
    ['7.23alpha9', '7.23beta1'],
    ['7.23rc4', '7.23'],
    ['7.23', '7.23.1'],
    ['7.23.3', '7.24beta1'],
    ['', '6.0'],
    ['no release', '7.9'],
  ])('%s is older than %s', (older, newer) => {
    expect(compareReleases(older, newer)).toBeLessThan(0);
    expect(compareReleases(newer, older)).toBeGreaterThan(0);
  });

  it.each([
    ['7.18.2', '7.18.2 (stable)'],
    ['7.23rc1', 'v7.23rc1'],
    ['7.20', '7.20.0'],
    ['nothing', 'of both'],
  ])('%s and %s are the same', (a, b) => {
    expect(compareReleases(a, b)).toBe(0);
  });

  it('sorts the known releases as the data lists them', () => {
    const { releases } = schema();
    expect([...releases].reverse().sort(compareReleases)).toEqual(releases);
    expect(releases[0]).toBe('7.9');
    expect(releases.at(-1)).toBe('7.24');
  });

  it('is an order for any text', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^\d{1,2}\.\d{1,2}(\.\d)?((beta|rc)\d?)?$/));
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(Math.sign(compareReleases(a, b)) + Math.sign(compareReleases(b, a))).toBe(0);
        if (compareReleases(a, b) <= 0 && compareReleases(b, c) <= 0)
          expect(compareReleases(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('releaseKey', () => {
  it.each(['', 'seven', '7.x', '7.18.2.1', '7.23gamma1', '99999999999999999999.1'])('%j names no release', (text) => {
    expect(releaseKey(text)).toBeUndefined();
  });
});

describe('knownReleaseIndex', () => {
  const known = ['7.9', '7.10.2', '7.23rc1', '7.23'];
  it.each([
    ['7.9', 0],
    ['6.49', 0],
    ['7.10', 0],
    ['7.10.2', 1],
    ['7.22.3', 1],
    ['7.23beta9', 1],
    ['7.23rc2', 2],
    ['7.23 (stable)', 3],
    ['8.0', 3],
    ['unreadable', 3],
  ])('%s counts as number %i', (release, index) => {
    expect(knownReleaseIndex(known, release)).toBe(index);
  });
});
