import { describe, expect, test } from 'vitest';
import { readScript } from '../../server/src/model/script';
import { schema } from '../../server/src/schema/bundled';
import type { Menu } from '../../server/src/schema/types';
import { masked, secretSpans } from '../../cli/src/secrets';
import { formats } from '../../cli/src/reporters/names';
import { useWorkspace } from './workspace';

/** A script as reports may show it: its secrets masked. */
function shown(text: string): string {
  const script = readScript(text, { schema: schema() });
  return masked(text, { start: 0, end: text.length }, secretSpans(script, schema())).text;
}

interface SensitiveArgument {
  readonly command: string;
  readonly argument: string;
}

function sensitiveArguments(menu: Menu): readonly SensitiveArgument[] {
  const own = [...menu.commands.values()].flatMap((command) =>
    [...command.arguments.values()]
      .filter(({ sensitive }) => sensitive)
      .map(({ name }) => ({ command: command.path, argument: name })),
  );
  return [...own, ...[...menu.menus.values()].flatMap(sensitiveArguments)];
}

const all = sensitiveArguments(schema().root);

describe('what is masked', () => {
  test.each<[string, string, string]>([
    ['a quoted value', '/user add name=a password="hush hush"', '/user add name=a password="***"'],
    ['a quote inside it', '/user add name=a password="hu\\"sh"', '/user add name=a password="***"'],
    ['a bare value', '/user add name=a password=hush group=full', '/user add name=a password=*** group=full'],
    ['an abbreviation', '/ppp secret add name=a passw=hush', '/ppp secret add name=a passw=***'],
    [
      'a name without a word for it',
      '/interface wireguard peers add preshared-key=aGk=',
      '/interface wireguard peers add preshared-key=***',
    ],
    [
      'several on a line',
      '/user set a password=one; /user set b password=two',
      '/user set a password=***; /user set b password=***',
    ],
    ['a value over two lines', '/user add password="hu\\\n    sh" name=a', '/user add password="***" name=a'],
    ['a condition', '/ppp secret remove [find password="hush"]', '/ppp secret remove [find password="***"]'],
    [
      'a script in quotes',
      '/system script add name=a source="/user set a password=\\"hush\\""',
      '/system script add name=a source="/user set a password=\\"***\\""',
    ],
    [
      'a script in braces',
      '/system script add name=a source={/user set a password=hush}',
      '/system script add name=a source={/user set a password=***}',
    ],
    ['a variable', ':local pw "hush"\n/user set a password=$pw', ':local pw "***"\n/user set a password=$pw'],
    ['a variable by its name', ':global wifiPassphrase hush', ':global wifiPassphrase ***'],
    [
      'an address with a password',
      '/tool fetch url="https://me:hush@example.com/"',
      '/tool fetch url="https://me:***@example.com/"',
    ],
    [
      'a header',
      '/tool fetch http-header-field="Authorization: Bearer hush"',
      '/tool fetch http-header-field="Authorization: Bearer ***"',
    ],
    ['a comment', '# /user set a password=hush', '# /user set a password=***'],
    ['a line that cannot be read', '/user ) add password=hush', '/user ) add password=***'],
    ['a string without an end', '/user add password="hush\n:put 1', '/user add password="***\n:put 1'],
    ['a menu that is not known', '/nosuch add shared-secret=hush', '/nosuch add shared-secret=***'],
  ])('%s', (_name, text, expected) => expect(shown(text)).toBe(expected));

  test.each([
    '/user add name=a password=$pw group=full',
    '/user add name=a password=[/system identity get name]',
    '/ip ssh set host-key-size=4096',
    ':local name "router"',
    '/tool fetch url="https://example.com:8443/a@b"',
    '/ip service set api-ssl certificate=web',
  ])('nothing in %s', (text) => expect(shown(text)).toBe(text));

  test('places behind a mask move with the text', () => {
    const text = 'a=SECRET b';
    const view = masked(text, { start: 0, end: text.length }, [{ start: 2, end: 8 }]);
    expect([0, 2, 4, 8, 9, 10].map((offset) => view.at(offset, 'start'))).toEqual([0, 2, 2, 5, 6, 7]);
    expect([2, 4, 8].map((offset) => view.at(offset, 'end'))).toEqual([2, 5, 5]);
  });

  test('time grows with the text, whatever it is', () => {
    const text = 'password'.repeat(40_000) + ' '.repeat(40_000) + '="'.repeat(40_000);
    expect(shown(text).length).toBeGreaterThan(0);
  });
});

describe('no report holds a secret', () => {
  const workspace = useWorkspace();
  const secret = (index: number): string => `Marked${String(index).padStart(4, '0')}Secret`;
  /** Each sensitive argument of the schema with a secret of its own, in ways of writing that take turns, each line with a finding. */
  const lines = all.map(({ command, argument }, index) => {
    const path = command.split('/').slice(1).join(' ');
    const value = [secret(index), `"${secret(index)}"`, `"${secret(index)} \\"${secret(index)}"`][index % 3] ?? '';
    return `:local unused${index} 1; /${path} ${argument}=${value}`;
  });
  const inside = lines.slice(0, 40).map((line, index) => {
    const inner = line.replace('unused', 'inner');
    return index % 2 === 0
      ? `/system script add name=s${index} source="${inner.replace(/[\\"]/g, '\\$&')}"`
      : `/system script add name=s${index} source={${inner}}`;
  });
  const script = [...lines, ...inside, '/ip service set api-ssl certificate=web address=192.0.2.0/24', ''].join('\n');
  /** Lines that cannot be read, and names that are not known. */
  const broken = [
    ...lines.slice(0, 10).map((line) => `${line} no-such-argument=1`),
    ...lines.slice(10, 20).map((line) => `${line} )`),
    ...Array.from({ length: 200 }, (_, index) => `:put ${index}`),
    '',
  ].join('\n');

  test('the schema has many', () => expect(all.length).toBeGreaterThan(200));

  test.each(formats)('%s', async (format) => {
    await workspace.write('a.rsc', script);
    const { stdout, stderr, exitCode } = await workspace.run(['check', 'a.rsc', '--format', format]);
    const text = stdout.toString();
    expect(exitCode).toBe(1);
    // There is something to see of each line.
    expect(new Set(text.match(/variable (?:unused|inner)\d+/g)).size).toBe(lines.length + inside.length);
    expect(text).not.toMatch(/Marked\d{4}Secret/);
    expect(stderr).not.toMatch(/Marked\d{4}Secret/);
    if (format === 'text' || format === 'junit') expect(text).toContain('***');
  });

  test.each(formats)('%s, of what cannot be read', async (format) => {
    const { stdout } = await workspace.run(['check', '-', '--format', format], { stdin: broken });
    expect(stdout.toString().match(/closes nothing|has no argument/g)?.length).toBeGreaterThanOrEqual(10);
    expect(stdout.toString()).not.toMatch(/Marked\d{4}Secret/);
  });

  test.each([['--dry-run'], ['--dry-run', '--suggestions', 'user-plaintext-password']])(
    'fix %s %s',
    async (...options) => {
      await workspace.write(
        'a.rsc',
        `/user set a password=Marked0001Secret\n${clean}/user add name=b password="Marked0002Secret"\n`,
      );
      const { stdout, stderr } = await workspace.run(['fix', 'a.rsc', ...options]);
      expect(stdout.toString()).toContain(
        '+/ip service set api-ssl certificate=web address=192.0.2.0/24 tls-version=only-1.2',
      );
      expect(stdout.toString()).toContain('***');
      expect(`${stdout.toString()}${stderr}`).not.toMatch(/Marked\d{4}Secret/);
    },
  );

  test('a baseline', async () => {
    await workspace.write('a.rsc', script);
    await workspace.run(['check', 'a.rsc', '--baseline', 'b.json', '--update-baseline']);
    expect(await workspace.read('b.json')).not.toMatch(/Marked\d{4}Secret/);
  });

  test('a fingerprint is the same whatever the secret: it could be guessed from it', async () => {
    const fingerprints = await Promise.all(
      ['123456', 'hunter2'].map(async (password) => {
        const { stdout } = await workspace.run(['check', '-', '--format', 'json'], {
          stdin: `/user add name=b password=${password}\n`,
        });
        return [...stdout.toString().matchAll(/"fingerprint":"(\w+)"/g)].map((match) => match[1]);
      }),
    );
    expect(fingerprints[0]?.length).toBeGreaterThan(0);
    expect(fingerprints[0]).toEqual(fingerprints[1]);
  });
});

const clean = '/ip service set api-ssl certificate=web address=192.0.2.0/24\n';
