import { expect, test } from 'vitest';
import { readTargetRelease } from '../../server/src/features/targetRelease';
import type { TargetRelease } from '../../server/src/features/targetRelease';

const known = ['7.9', '7.15', '7.15.3', '7.18', '7.18.2', '7.23rc1', '7.23', '7.24'];

test.each<[string, TargetRelease]>([
  ['7.18.2', { kind: 'known', release: '7.18.2' }],
  [' 7.24 ', { kind: 'known', release: '7.24' }],
  ['v7.18.2 (stable)', { kind: 'known', release: '7.18.2' }],
  ['7.15.1', { kind: 'between', release: '7.15.1', nearest: '7.15' }],
  ['7.22', { kind: 'between', release: '7.22', nearest: '7.18.2' }],
  ['6.49.10', { kind: 'unknown', nearest: '7.9' }],
  ['7.25', { kind: 'unknown', nearest: '7.24' }],
  ['7', { kind: 'unknown', nearest: '7.24' }],
  ['7.5', { kind: 'unknown', nearest: '7.9' }],
  ['8', { kind: 'unknown', nearest: '7.24' }],
  ['7.x', { kind: 'unknown', nearest: '7.24' }],
  ['7.18.x', { kind: 'unknown', nearest: '7.18.2' }],
  ['newest', { kind: 'unknown', nearest: '7.24' }],
  ['', { kind: 'unknown', nearest: '7.24' }],
])('%j', (text, expected) => {
  expect(readTargetRelease(text, known)).toEqual(expected);
});
