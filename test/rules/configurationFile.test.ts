import { describe, expect, it } from 'vitest';
import { readTargetRelease } from '../../server/src/features/targetRelease';
import { defaultConfiguration } from '../../server/src/rules/configuration';
import {
  readConfigurationFile,
  readSettingsLayer,
  type TargetReleaseReader,
} from '../../server/src/rules/configuration/file';
import { globProblem, matchesGlob } from '../../server/src/rules/configuration/glob';
import { configurationOf, loadConfiguration, type FileText } from '../../server/src/rules/configuration/load';
import { configurationPaths, resolvePath } from '../../server/src/rules/configuration/paths';
import { defaultSettings } from '../../server/src/rules/configuration/settings';

const readRelease: TargetReleaseReader = (text) => readTargetRelease(text, ['7.9', '7.18', '7.18.2', '7.24']);

/** `marked text: message` for each problem of a file. */
function problems(text: string): string[] {
  return readConfigurationFile(text, readRelease).problems.map(
    ({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`,
  );
}

/** A folder of files by path; what is not there is missing. */
function disk(files: Readonly<Record<string, string | FileText>>): (path: string) => Promise<FileText> {
  return (path) => {
    const file = files[path];
    if (file === undefined) return Promise.resolve({ kind: 'missing' });
    return Promise.resolve(typeof file === 'string' ? { kind: 'text', text: file } : file);
  };
}

const load = (files: Readonly<Record<string, string | FileText>>, path = '/w/.routeros-guard.json') =>
  loadConfiguration(path, disk(files), readRelease);

describe('a configuration file', () => {
  it('says everything that can be configured, with comments and trailing commas', () => {
    const text = `{
      // A file of an example.
      "$schema": "./schemas/routeros-guard.schema.json",
      "extends": ["recommended", "../base.json"],
      "preset": "strict", /* all of it */
      "rules": { "tls-version-any": "error", "unused-suppression": { "severity": "off" }, },
      "targetVersion": "7.18.2",
      "trustedInterfaceLists": ["OFFICE*"],
      "wanInterfaceLists": [],
      "managementNetworks": ["192.0.2.0/24", "192.0.2.7", "2001:db8::/32", "::1"],
      "managementTransport": "api-ssl",
      "assumeComplete": true,
      "overrides": [{ "files": ["sites/**/*.rsc"], "rules": { "tls-version-any": "off" }, "targetVersion": "" }],
    }`;
    expect(readConfigurationFile(text, readRelease)).toEqual({
      extends: [
        { kind: 'preset', preset: 'recommended' },
        { kind: 'file', path: '../base.json', span: expect.anything() as unknown },
      ],
      layer: {
        preset: 'strict',
        rules: { 'tls-version-any': 'error', 'unused-suppression': { severity: 'off' } },
        release: '7.18.2',
        trustedInterfaceLists: ['OFFICE*'],
        wanInterfaceLists: [],
        managementNetworks: ['192.0.2.0/24', '192.0.2.7', '2001:db8::/32', '::1'],
        managementTransport: 'api-ssl',
        assumeComplete: true,
      },
      overrides: [{ files: ['sites/**/*.rsc'], layer: { rules: { 'tls-version-any': 'off' }, release: '' } }],
      problems: [],
    });
  });

  it.each<[string, string]>([
    ['{ "ruels": {} }', '"ruels": A configuration file has no "ruels", so it has no effect. Did you mean "rules"?'],
    ['{ "routers": [] }', '"routers": A configuration file has no "routers", so it has no effect.'],
    ['{ "preset": "strct" }', '"strct": It must be "recommended" or "strict". Did you mean "strict"?'],
    ['{ "preset": true }', 'true: It must be "recommended" or "strict".'],
    [
      '{ "rules": [] }',
      '[]: It must be an object that maps rules to "off" or a severity. All rules keep their defaults.',
    ],
    [
      '{ "rules": { "tls-version-anny": "off" } }',
      '"tls-version-anny": There is no rule "tls-version-anny". Did you mean "tls-version-any"?',
    ],
    [
      '{ "rules": { "no-such-thing-at-all": "off" } }',
      '"no-such-thing-at-all": There is no rule "no-such-thing-at-all". The rules are listed in docs/rules/index.md.',
    ],
    [
      '{ "rules": { "constructor": "off" } }',
      '"constructor": There is no rule "constructor". The rules are listed in docs/rules/index.md.',
    ],
    [
      '{ "rules": { "tls-version-any": "warn" } }',
      '"warn": The rule "tls-version-any" must be set to "off", "error", "warning", "information" or "hint", or to an object with "severity" and "options". Did you mean "warning"?',
    ],
    [
      '{ "rules": { "tls-version-any": 2 } }',
      '2: The rule "tls-version-any" must be set to "off", "error", "warning", "information" or "hint", or to an object with "severity" and "options".',
    ],
    [
      '{ "rules": { "tls-version-any": { "level": "off" } } }',
      '"level": A rule has "severity" and "options", and no "level".',
    ],
    [
      '{ "rules": { "tls-version-any": { "options": { "depth": 1 } } } }',
      '"depth": The rule "tls-version-any" has no option "depth". It has no options.',
    ],
    [
      '{ "rules": { "tls-version-any": { "options": [] } } }',
      '[]: The options of "tls-version-any" must be an object.',
    ],
    [
      '{ "rules": { "syntax-error": "off" } }',
      '"syntax-error": "syntax-error" cannot be configured: the router would refuse the script.',
    ],
    [
      '{ "rules": { "tls-version-any": "off", "tls-version-any": "error" } }',
      '"tls-version-any": "tls-version-any" is given more than once: only the last one counts.',
    ],
    [
      '{ "targetVersion": "6.49" }',
      '"6.49": "6.49" is no known RouterOS release; the nearest known one is 7.9. It counts as empty: the header of an export decides, else the newest known release.',
    ],
    [
      '{ "targetVersion": 7.18 }',
      '7.18: It must be text such as "7.18.2". It counts as empty: the header of an export decides, else the newest known release.',
    ],
    ['{ "trustedInterfaceLists": "LAN" }', '"LAN": It must be a list of texts, in [ ].'],
    ['{ "wanInterfaceLists": [1] }', '1: It must be a text.'],
    ['{ "wanInterfaceLists": [""] }', '"": "" names no interface list.'],
    [
      '{ "managementTransport": "telnet" }',
      '"telnet": It must be "api", "api-ssl", "ssh", "winbox", "www" or "www-ssl".',
    ],
    ['{ "assumeComplete": "yes" }', '"yes": It must be true or false.'],
    [
      '{ "extends": 1 }',
      '1: It must be the path of a configuration file, "recommended", "strict", or a list of these.',
    ],
    [
      '{ "extends": "/etc/base.json" }',
      '"/etc/base.json": "/etc/base.json" must be a path relative to this file, with "/" between folders.',
    ],
    [
      '{ "extends": ["https://example.com/base.json"] }',
      '"https://example.com/base.json": "https://example.com/base.json" must be a path relative to this file, with "/" between folders.',
    ],
    ['{ "overrides": {} }', '{}: It must be a list of objects with "files" and what is different for them.'],
    ['{ "overrides": [1] }', '1: It must be an object with "files" and what is different for them.'],
    ['{ "overrides": [{}] }', '{}: It needs "files": the patterns of the files that it is about.'],
    [
      '{ "overrides": [{ "files": [], "extends": "strict" }] }',
      '"extends": An entry of "overrides" has no "extends", so it has no effect.',
    ],
    ['{ "overrides": [{ "files": ["!a"] }] }', '"!a": "!a" begins with "!", and there are no exceptions.'],
    ['[]', '[]: It must be an object, in { }.'],
    ['"strict"', '"strict": It must be an object, in { }.'],
    ['{ "preset": }', '}: This is no JSON: a value is missing here.'],
    [
      "{ 'preset': 1 }",
      "'preset': This is no JSON: text stands in double quotes; there are true, false and null besides.",
    ],
  ])('%s', (text, expected) => {
    expect(problems(text)[0]).toBe(expected);
  });

  it.each([
    '192.0.2.0/33',
    '192.0.2',
    '192.0.2.256',
    '192.0.2.1-192.0.2.9',
    '2001:db8::/129',
    '::/x',
    'LAN',
    '',
    '192.0.2.0/255.255.255.0',
  ])('takes no network %j', (network) => {
    const text = JSON.stringify({ managementNetworks: [network, '192.0.2.0/24'] });
    const { layer, problems } = readConfigurationFile(text, readRelease);
    expect(layer).toEqual({ managementNetworks: ['192.0.2.0/24'] });
    expect(problems).toMatchObject([
      { path: ['managementNetworks'], message: expect.stringMatching(/^".*" is no address and no prefix/) as string },
    ]);
  });

  it('in which one thing is wrong keeps the rest in force', () => {
    const text = '{ "preset": "strict", "assumeComplete": 1, "rules": { "nope": "off", "tls-version-any": "hint" } }';
    const { layer, problems } = readConfigurationFile(text, readRelease);
    expect(layer).toEqual({ preset: 'strict', rules: { 'tls-version-any': 'hint' } });
    expect(problems).toHaveLength(2);
  });

  it.each([
    '',
    ' ',
    '\uFEFF{}',
    '{',
    '{"',
    '{"a"',
    '{"rules":{"a":',
    '}',
    'null',
    '{"__proto__":{"preset":"strict"}}',
    '{"rules":{"__proto__":"off"}}',
    '['.repeat(200_000),
    '{"a":'.repeat(100_000),
    '\u0000',
    '{"rules": {"tls-version-any": "\\uD800"}}',
  ])('of any text is read without a fault (%#)', (text) => {
    const { layer, problems } = readConfigurationFile(text, readRelease);
    expect([layer.preset, layer.rules ?? {}]).toEqual([undefined, {}]);
    for (const { span } of problems) expect(span.end).toBeLessThanOrEqual(text.length);
    if (text !== '\uFEFF{}') expect(problems.length).toBeGreaterThan(0);
  });
});

describe('settings of an editor', () => {
  it('say nothing where they are null, empty or for something else', () => {
    const section = {
      preset: '',
      rules: {},
      targetVersion: '',
      assumeComplete: null,
      wanInterfaceLists: null,
      routers: [{}],
      trace: {},
    };
    expect(readSettingsLayer(section, 'routerosGuard', readRelease)).toEqual({ layer: { rules: {} }, problems: [] });
    for (const nothing of [undefined, null]) {
      expect(readSettingsLayer(nothing, 'routerosGuard', readRelease)).toEqual({ layer: {}, problems: [] });
    }
  });

  it('that are wrong are named', () => {
    const section = { preset: 'loud', rules: { nope: 'off' }, managementNetworks: ['LAN'] };
    expect(readSettingsLayer(section, 'routerosGuard', readRelease).problems).toEqual([
      'routerosGuard.preset: It must be "recommended" or "strict".',
      'routerosGuard.rules: There is no rule "nope". The rules are listed in docs/rules/index.md.',
      'routerosGuard.managementNetworks: "LAN" is no address and no prefix, such as "192.0.2.0/24" or "2001:db8::/32".',
    ]);
    expect(readSettingsLayer('x', 'routerosGuard', readRelease).problems).toHaveLength(1);
  });
});

describe('what is in force', () => {
  it('without any file are the defaults, and over them the settings', () => {
    expect(configurationOf(undefined, '/w/a.rsc', {})).toEqual(defaultConfiguration);
    expect(configurationOf(undefined, '/w/a.rsc', { preset: 'strict', assumeComplete: true })).toEqual({
      ...defaultConfiguration,
      preset: 'strict',
      settings: { ...defaultSettings, assumeComplete: true },
    });
  });

  it('is what stands nearest: what is extended, the file, its overrides, the settings', async () => {
    const loaded = await load({
      '/w/.routeros-guard.json': `{
        "extends": ["strict", "shared/base.json"],
        "rules": { "tls-version-any": "error", "api-plaintext-enabled": { "severity": "hint" } },
        "targetVersion": "7.18",
        "overrides": [{ "files": ["*.rsc"], "rules": { "tls-version-any": "hint" } }, { "files": ["old/**"], "targetVersion": "7.9" }]
      }`,
      '/w/shared/base.json':
        '{ "preset": "recommended", "rules": { "tls-version-any": "off", "default-admin-user": "off" }, "assumeComplete": true }',
    });
    expect(loaded.files.map(({ path, problems }) => [path, problems])).toEqual([
      ['/w/.routeros-guard.json', []],
      ['/w/shared/base.json', []],
    ]);
    const rules = (path: string) =>
      Object.entries(configurationOf(loaded, path, {}).rules).map(([id, setting]) => [
        id,
        typeof setting === 'string' ? setting : setting.severity,
      ]);
    expect(rules('/w/a.txt')).toEqual([
      ['tls-version-any', 'error'],
      ['default-admin-user', 'off'],
      ['api-plaintext-enabled', 'hint'],
    ]);
    expect(rules('/w/old/a.rsc')[0]).toEqual(['tls-version-any', 'hint']);
    expect(configurationOf(loaded, '/w/old/a.rsc', {})).toMatchObject({
      preset: 'recommended',
      release: '7.9',
      settings: { assumeComplete: true },
    });
    expect(configurationOf(loaded, '/w/a.rsc', {}).release).toBe('7.18');
    expect(configurationOf(loaded, '/w/a.rsc', { release: '7.24', rules: { 'tls-version-any': 'off' } })).toMatchObject(
      {
        release: '7.24',
        rules: { 'tls-version-any': { severity: 'off' } },
      },
    );
  });

  it('has a preset from what is extended later', async () => {
    const of = async (extended: string): Promise<string> =>
      configurationOf(
        await load({ '/w/.routeros-guard.json': `{ "extends": ${extended} }`, '/w/b.json': '{ "preset": "strict" }' }),
        '/w/a',
        {},
      ).preset;
    expect(await of('["recommended", "b.json"]')).toBe('strict');
    expect(await of('["b.json", "recommended"]')).toBe('recommended');
    expect(await of('"strict"')).toBe('strict');
  });

  it('keeps the options of a rule where another source sets its severity', () => {
    const below = { rules: { x: { severity: 'hint', options: { a: 1, b: 1 } } } } as const;
    const file = { path: '/f', files: [], parts: [{ folder: '', files: undefined, layer: below }] };
    expect(configurationOf(file, '/a', { rules: { x: 'error' } }).rules).toEqual({
      x: { severity: 'error', options: { a: 1, b: 1 } },
    });
    expect(configurationOf(file, '/a', { rules: { x: { options: { b: 2 } } } }).rules).toEqual({
      x: { severity: 'hint', options: { a: 1, b: 2 } },
    });
  });

  it('takes patterns of an extended file from the folder of that file', async () => {
    const loaded = await load({
      '/w/.routeros-guard.json': '{ "extends": "../shared/base.json" }',
      '/shared/base.json': '{ "overrides": [{ "files": ["here/*.rsc", "*.txt"], "preset": "strict" }] }',
    });
    const preset = (path: string): string => configurationOf(loaded, path, {}).preset;
    expect(['/shared/here/a.rsc', '/w/here/a.rsc', '/w/a.txt'].map(preset)).toEqual([
      'strict',
      'recommended',
      'strict',
    ]);
  });
});

describe('what is extended', () => {
  /** `file: marked text: message` for each problem. */
  async function problemsOf(files: Readonly<Record<string, string | FileText>>): Promise<string[]> {
    const loaded = await load(files);
    return loaded.files.flatMap(({ path, text, problems }) =>
      problems.map(({ span, message }) => `${path} ${text.slice(span.start, span.end)}: ${message}`),
    );
  }

  it('and is missing or cannot be read is named where it stands', async () => {
    expect(
      await problemsOf({
        '/w/.routeros-guard.json': '{ "extends": ["strct", "b.json"] }',
        '/w/b.json': { kind: 'unreadable', reason: 'permission is denied' },
      }),
    ).toEqual([
      '/w/.routeros-guard.json "strct": "strct" is not in force: there is no such file. Did you mean "strict"?',
      '/w/.routeros-guard.json "b.json": "b.json" is not in force: it cannot be read: permission is denied.',
    ]);
  });

  it('and extends itself is named once, and everything else is in force', async () => {
    const files = {
      '/w/.routeros-guard.json': '{ "extends": "a.json", "assumeComplete": true }',
      '/w/a.json': '{ "extends": "./b.json", "targetVersion": "7.18" }',
      '/w/b.json': '{ "extends": "../w/a.json", "preset": "strict" }',
    };
    expect(await problemsOf(files)).toEqual([
      '/w/b.json "../w/a.json": "../w/a.json" is not in force: this way a file extends itself (a.json -> b.json -> a.json).',
    ]);
    expect(configurationOf(await load(files), '/w/x', {})).toMatchObject({
      preset: 'strict',
      release: '7.18',
      settings: { assumeComplete: true },
    });
  });

  it('and is wrong has its problems in its own file', async () => {
    expect(
      await problemsOf({
        '/w/.routeros-guard.json': '{ "extends": "a.json" }',
        '/w/a.json': '{ "assumeComplete": 1 }',
      }),
    ).toEqual(['/w/a.json 1: It must be true or false.']);
  });

  it('on many ways at once, or without end, takes no longer for it', async () => {
    const doubling = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `/w/${index}.json`,
        `{ "extends": ["${index + 1}.json", "./${index + 1}.json"] }`,
      ]),
    );
    const loaded = await load({ ...doubling, '/w/60.json': '{ "preset": "strict" }' }, '/w/0.json');
    expect(loaded.files).toHaveLength(61);
    expect(loaded.parts).toHaveLength(61);
    const endless = await loadConfiguration(
      '/w/a.json',
      () => Promise.resolve({ kind: 'text', text: '{ "extends": "x/a.json" }' }),
      readRelease,
    );
    expect(endless.files.flatMap(({ problems }) => problems)).toMatchObject([
      { message: expect.stringContaining('more than 100 files') as string },
    ]);
  });

  it('a file that cannot be read itself says so', async () => {
    expect(await problemsOf({ '/w/.routeros-guard.json': { kind: 'unreadable', reason: 'it is no file' } })).toEqual([
      '/w/.routeros-guard.json : This configuration is not in force: it cannot be read: it is no file.',
    ]);
  });
});

describe('patterns of files', () => {
  it.each<[string, string, boolean]>([
    ['*.rsc', 'a.rsc', true],
    ['*.rsc', 'x/y/a.rsc', true],
    ['*.rsc', 'a.rsc.txt', false],
    ['x/*.rsc', 'x/a.rsc', true],
    ['x/*.rsc', 'x/y/a.rsc', false],
    ['x/**/*.rsc', 'x/a.rsc', true],
    ['x/**/*.rsc', 'x/y/z/a.rsc', true],
    ['**/a.rsc', 'a.rsc', true],
    ['x/**', 'x/y/z', true],
    ['x/**', 'y/z', false],
    ['?.rsc', 'a.rsc', true],
    ['?.rsc', 'ab.rsc', false],
    ['?.rsc', '\u{1F600}.rsc', true],
    ['{a,b}.{rsc,txt}', 'b.txt', true],
    ['{a,b}.{rsc,txt}', 'c.txt', false],
    ['{x/,}a', 'q/a', true],
    ['a.rsc', 'A.rsc', false],
    ['a.rsc', 'aXrsc', false],
    ['(a+)+', '(a+)+', true],
    ['*a*a*a*a*a*a*a*a*a*a*b', 'a'.repeat(5000), false],
    [`${'**/'.repeat(50)}b`, `${'a/'.repeat(500)}c`, false],
  ])('%s and %s: %s', (pattern, path, expected) => {
    expect(globProblem(pattern)).toBeUndefined();
    expect(matchesGlob(pattern, path)).toBe(expected);
  });

  it.each(['', '!a', '/a', 'c:/a', '../a', 'a/./b', 'a\\b', '[ab]', '{a', 'a}', '{a,{b}}', '{a,b}'.repeat(7)])(
    '%j is none',
    (pattern) => {
      expect(globProblem(pattern)).toEqual(expect.any(String));
      expect(matchesGlob(pattern, 'a')).toBe(false);
    },
  );
});

describe('places', () => {
  it.each<[string, string, readonly string[]]>([
    ['/w/x/y/a.rsc', '/w', ['/w/x/y', '/w/x', '/w']],
    ['/w/a.rsc', '/w', ['/w']],
    ['/other/x/a.rsc', '/w', ['/other/x']],
    ['/wide/a.rsc', '/w', ['/wide']],
    ['/c:/w/x/a.rsc', '/c:/w', ['/c:/w/x', '/c:/w']],
    ['/a/b.rsc', '', ['/a', '']],
  ])('the configuration of %s in %s may stand in %j', (path, top, folders) => {
    expect(configurationPaths(path, top)).toEqual(folders.map((folder) => `${folder}/.routeros-guard.json`));
  });

  it.each([
    ['/w/x', 'a.json', '/w/x/a.json'],
    ['/w/x', './a.json', '/w/x/a.json'],
    ['/w/x', '../a.json', '/w/a.json'],
    ['/w/x', '../../../../a.json', '/a.json'],
    ['/w/x', 'y//z/../a.json', '/w/x/y/a.json'],
    ['', 'a.json', '/a.json'],
    ['//server/share/x', '../../../a.json', '//server/share/a.json'],
  ])('in %j, %s is %s', (folder, relative, expected) => {
    expect(resolvePath(folder, relative)).toBe(expected);
  });
});
