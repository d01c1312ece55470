import { describe, expect, it } from 'vitest';
import { findingSeverity } from '../../server/src/rules/configuration';
import { matchesPattern } from '../../server/src/rules/configuration/settings';
import { readSettingsLayer, type TargetReleaseReader } from '../../server/src/rules/configuration/file';
import type { Severity } from '../../server/src/rules/rule';
import { check, checkWith, outline, verbRule } from './support';

const known: TargetReleaseReader = (release) => ({ kind: 'known', release });
const text = '/ip service set api disabled=no address=10.0.0.0/8';

describe('the configuration', () => {
  it('switches a rule off', () => {
    expect(check(text).findings).toHaveLength(1);
    expect(check(text, { rules: { 'api-plaintext-enabled': 'off' } }).findings).toEqual([]);
  });

  it.each(['error', 'warning', 'information', 'hint'] as const)('gives a rule the severity %s', (severity) => {
    const { findings } = check(text, { rules: { 'api-plaintext-enabled': severity } });
    expect(outline(text, findings)).toEqual([`api-plaintext-enabled ${severity} "disabled=no"`]);
  });

  it('switches on a rule that is not recommended', () => {
    const optional = verbRule('optional', 'put', { recommended: false });
    expect(checkWith([optional], ':put 1')).toEqual([]);
    expect(checkWith([optional], ':put 1', { rules: { optional: 'hint' } })).toHaveLength(1);
    expect(checkWith([optional], ':put 1', { rules: { optional: { severity: 'hint' } } })).toHaveLength(1);
    expect(checkWith([optional], ':put 1', { rules: { optional: { options: {} } } })).toEqual([]);
  });

  it('of the preset strict has all rules, but those that are off', () => {
    const optional = verbRule('optional', 'put', { recommended: false });
    expect(checkWith([optional], ':put 1', { preset: 'strict' })).toHaveLength(1);
    expect(checkWith([optional], ':put 1', { preset: 'strict', rules: { optional: 'off' } })).toEqual([]);
  });

  it('cannot switch off what the router refuses', () => {
    const broken = '/ip service sett api\n:put "open';
    const { findings } = check(broken, { rules: { 'syntax-error': 'off', 'unknown-command': 'hint' } });
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['unknown-command', 'error'],
      ['syntax-error', 'error'],
    ]);
  });

  it.each<[Severity, Severity | undefined, Severity | undefined, Severity]>([
    // own, reported, configured, result
    ['warning', undefined, undefined, 'warning'],
    ['warning', 'hint', undefined, 'hint'],
    ['warning', undefined, 'error', 'error'],
    ['warning', 'hint', 'error', 'hint'],
    ['information', 'hint', 'hint', 'hint'],
    ['hint', 'error', 'information', 'information'],
    ['warning', 'error', undefined, 'error'],
    ['error', 'information', 'hint', 'hint'],
  ])('%s, reported as %s, configured as %s: %s', (own, reported, configured, result) => {
    expect(findingSeverity(own, reported, configured)).toBe(result);
  });

  it.each([
    ['unknown-command', '/ip service sett api'],
    ['unknown-argument', '/ip service set api colour=red'],
    ['ambiguous-name', '/ip d print'],
    ['unexpected-value', '/ip address add 192.0.2.1 interface=bridge'],
    ['not-in-release', '/ip service set api max-sessions=5'],
    ['release-6', '# feb/28/2019 16:30:04 by RouterOS 6.44.1\n/ip address print'],
  ])('knows the finding %s', (id, script) => {
    expect(check(script, { release: '7.10' }).findings.map(({ rule }) => rule)).toContain(id);
    expect(readSettingsLayer({ rules: { [id]: 'warning' } }, 'section', known)).toMatchObject({ problems: [] });
  });

  it('is left as it was by values that are no severity', () => {
    const rules = { 'api-plaintext-enabled': 'loud' } as unknown as Record<string, Severity>;
    expect(outline(text, check(text, { rules }).findings)).toEqual(outline(text, check(text).findings));
  });
});

describe('patterns of names', () => {
  it.each<[string, string, boolean]>([
    ['LAN', 'LAN', true],
    ['LAN', 'lan', true],
    ['LAN', 'LAN2', false],
    ['ISP*', 'ISP', true],
    ['ISP*', 'isp-2', true],
    ['ISP*', 'my-ISP', false],
    ['*WAN*', 'wan', true],
    ['*-WAN', 'dsl-WAN', true],
    ['*-WAN', 'dsl-WAN-2', false],
    ['a*a', 'a', false],
    ['a*a', 'aba', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['*', '', true],
    ['L.N', 'LAN', false],
  ])('%s and %s: %s', (pattern, name, expected) => {
    expect(matchesPattern([pattern], name)).toBe(expected);
    expect(matchesPattern(['none', pattern], name)).toBe(expected);
    expect(matchesPattern([], name)).toBe(false);
  });
});
