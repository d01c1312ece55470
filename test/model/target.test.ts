/** Which release decides what exists, and how loud it may be about a name that another release has. */
import { describe, expect, it } from 'vitest';
import { schema } from '../../server/src/schema/bundled';
import { targetOf } from '../../server/src/model/target';
import { problemsOf, read } from './resolve';

const newest = schema().releases.at(-1) ?? '';
const header = (release: string): string => `# 2024-05-01 12:00:00 by RouterOS ${release}\n`;
/** `dry-run` came with 7.16. */
const newer = '/import x.rsc dry-run=yes';
/** `allow-none-crypto` went with 7.17. */
const older = '/ip ssh\nset allow-none-crypto=no';

describe('the release that a script is judged by', () => {
  it.each([
    ['a choice for this one check wins over a header', '7.20', true, '7.12.2', { release: '7.20', from: 'choice' }],
    ['a header wins over what settings say', '7.20', false, '7.12.2', { release: '7.12.2', from: 'header' }],
    ['what settings say wins over the newest', '7.20', false, undefined, { release: '7.20', from: 'choice' }],
    ['a header wins over the newest', undefined, false, '7.12.2', { release: '7.12.2', from: 'header' }],
    ['an empty choice is none', '', true, '7.12.2', { release: '7.12.2', from: 'header' }],
    ['else it is the newest known one', undefined, true, undefined, { release: newest, from: 'newest' }],
  ] as const)('%s', (_name, release, releaseWins, header, target) => {
    expect(targetOf({ release, releaseWins }, header, undefined, schema())).toEqual(target);
  });

  it('is RouterOS 6 where the script says so and nobody else names one, and perhaps where it was written on it', () => {
    const from = (release: string | undefined, header: string | undefined, stated: 'only' | 'written on') =>
      targetOf({ release }, header, stated, schema());
    expect(from(undefined, undefined, 'only')).toEqual({ release: '6.49', from: 'comment' });
    expect(from('7.20', undefined, 'only')).toEqual({ release: '7.20', from: 'choice' });
    expect(from(undefined, '7.12.2', 'only')).toEqual({ release: '7.12.2', from: 'header' });
    expect(from(undefined, undefined, 'written on')).toEqual({ release: newest, from: 'newest', writtenOn6: true });
    const inner = read('# RouterOS 6.48.3\n/system script add name=s source="/ip frob add x=1"').embedded[0]?.script;
    expect(inner?.errors.map(({ code, severity }) => `${code} ${severity}`)).toEqual(['unknown-command information']);
  });

  it('is that of the header for the script inside a value too', () => {
    const script = read(`${header('7.12.2')}/system script add name=s source="${newer}"`);
    expect(script.embedded[0]?.script.target).toEqual({ release: '7.12.2', from: 'header' });
    expect(script.embedded[0]?.script.errors.map(({ code }) => code)).toEqual(['not-in-release']);
  });
});

describe('a name of another release', () => {
  const cases: readonly (readonly [name: string, text: string, choice: string | undefined, said: readonly string[]])[] = [
    ['is an error for a chosen release', newer, '7.15', ['error (since 7.16)']],
    ['is an error for a chosen release, though the header has it', header('7.18') + newer, '7.15', ['error (since 7.16)']],
    ['is all right for a chosen release that has it, though the header does not', header('7.15') + newer, '7.16', []],
    ['is information under a header: a hand put it there', header('7.15') + newer, undefined, ['information (since 7.16)']],
    ['is information where nobody names a release: the script may be for an older one', older, undefined, ['information (until 7.16.2)']],
    ['is a hint there in a line that runs only sometimes', `:if ($old) do={ ${older.replace('\n', ' ')} }`, undefined, ['hint (until 7.16.2)']],
    ['is accepted under the header of a release that had it', header('7.16.2') + older, undefined, []],
    ['is said once for a command, not again for its arguments', '/lock delay=1', '7.15', ['error (since 7.16)']],
  ]; // prettier-ignore

  it.each(cases)('%s', (_name, text, choice, said) => {
    const found = read(text, choice).errors.filter(({ code }) => code === 'not-in-release');
    expect(found.map(({ severity, message }) => `${severity} ${/\([^)]*\)/.exec(message)?.[0] ?? ''}`)).toEqual(said);
  });

  it('is named with its path and the release, and says where that one comes from', () => {
    const message = (text: string, choice?: string): string => read(text, choice).errors[0]?.message ?? '';
    expect(message(newer, '7.15')).toBe('/import dry-run does not exist in RouterOS 7.15 (since 7.16).');
    expect(message(header('7.15') + newer)).toContain('in RouterOS 7.15, which the header of this file names (since');
    expect(message(older)).toContain(`in RouterOS ${newest}, the newest known release (until 7.16.2)`);
  });
});

describe('an export of a release beyond the known ones', () => {
  it.each(['7.6', '7.999'])('of %s: a name that is not known need not be wrong', (release) => {
    const { errors } = read(`${header(release)}/ip service\nset api frobnicate=1\n/ip frobnicate\nset x=1`);
    expect(errors.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(errors.map(({ code }) => code)).toContain('unknown-argument');
    expect(errors[0]?.message).toContain(`This file is of RouterOS ${release}`);
  });

  it('still has errors of its text', () => {
    expect(read(`${header('7.999')}/ip service\nset api port=(1`).errors[0]).toMatchObject({
      code: 'syntax-error',
      severity: 'error',
    });
  });
});

describe('names that routers know in another way', () => {
  it('takes wifiwave2 for wifi from 7.13 on, and for itself before', () => {
    const paths = (release?: string): string[] =>
      read('/interface wifiwave2 print', release).commands.map(({ path }) => path);
    expect(paths('7.12.2')).toEqual(['/interface/wifiwave2/print']);
    expect(paths('7.13.5')).toEqual(['/interface/wifi/print']);
    expect(paths()).toEqual(['/interface/wifi/print']);
  });

  it.each([
    ['/interface set ether1 running=yes', '1:23 read-only-argument'],
    ['/ip address add address=10.0.0.1/24 interface=bridge dynamic=yes', '1:54 read-only-argument'],
    ['/ip address add address=10.0.0.1/24 interface=bridge dynamics=yes', '1:54 unknown-argument'],
  ])('tells what is read-only from what is unknown: %s', (text, error) => {
    expect(problemsOf(text)).toEqual([error]);
  });

  it('keeps the wording of the router beside it', () => {
    expect(read('/interface set ether1 running=yes', '7.22.1').errors[0]).toMatchObject({
      severity: 'error',
      router: 'expected end of command',
    });
    expect(read('/interface set ether1 running=yes', '7.24').errors[0]?.router).toBe('bad parameter running');
  });

  it.each([
    ['/ip firewall filter set 0 !dst-port', []],
    ['/ppp profile set default !local-address !dns-server', []],
    ['/ip firewall filter set 0 !action', ['1:27 cannot-unset']],
    ['/user set admin !group', []],
  ])('says which property cannot be taken away, where a router told: %s', (text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});
