import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { useWorkspace } from './workspace';

const workspace = useWorkspace();
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** One safe problem (tls-version-missing), one with suggestions only (service-address-unrestricted). */
const insecure = '/ip service set api-ssl certificate=web disabled=no\n';
const clean = ':put "nothing to say"\n';

describe('text', () => {
  test('a finding: its place, the line with a mark, what can be done', async () => {
    await workspace.write('a.rsc', `${clean}${insecure}`);
    const { exitCode, stdout, stderr } = await workspace.run(['check', 'a.rsc']);
    expect(stdout.toString().split('\n')).toEqual([
      expect.stringMatching(/^a\.rsc:2:25 warning .+ \[tls-version-missing\]$/),
      '  2 | /ip service set api-ssl certificate=web disabled=no',
      '    |                         ^^^^^^^^^^^^^^^',
      '  fix: Set tls-version=only-1.2',
      '',
      expect.stringMatching(/^a\.rsc:2:41 warning .+ \[service-address-unrestricted\]$/),
      '  2 | /ip service set api-ssl certificate=web disabled=no',
      '    |                                         ^^^^^^^^^^^',
      expect.stringMatching(/^ {2}suggestion: Restrict api-ssl to /),
      '',
    ]);
    expect(stderr).toBe(
      '1 file checked: 0 errors, 2 warnings, 0 information, 0 hints. "routeros-guard fix" mends 1 of them.\n',
    );
    expect(exitCode).toBe(1);
  });

  test('compact: a line for each finding', async () => {
    const { stdout } = await workspace.run(['check', '-', '--format', 'compact'], { stdin: insecure });
    expect(stdout.toString()).toMatch(
      /^-:1:25 warning .+ \[tls-version-missing\]\n-:1:41 warning .+ \[service-address-unrestricted\]\n$/,
    );
  });

  test('nothing to say', async () => {
    const { stdout } = await workspace.run(['check', '-'], { stdin: clean });
    expect(stdout.toString()).toBe('');
  });

  test.each<[string, Record<string, string>, boolean]>([
    ['none without a terminal', {}, false],
    ['FORCE_COLOR', { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, false],
    ['FORCE_COLOR stands over NO_COLOR', { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    ['NO_COLOR', { NO_COLOR: '1' }, false],
  ])('colour: %s', async (_name, environment, colour) => {
    const { stdout } = await workspace.run(['check', '-'], { stdin: insecure, environment });
    expect(stdout.includes('\u001b[')).toBe(colour);
  });
});

test('json: exactly the fields that are promised', async () => {
  await workspace.write('a.rsc', insecure);
  await workspace.write('b.rsc', clean);
  const { exitCode, stdout, stderr } = await workspace.run(['check', 'a.rsc', 'b.rsc', 'c.rsc', '--format=json']);
  const text = expect.any(String) as string;
  const fingerprint = expect.stringMatching(/^[0-9a-f]{32}$/) as string;
  expect(JSON.parse(stdout.toString())).toEqual({
    version: 1,
    tool: { name: 'routeros-guard', version },
    files: [
      {
        path: 'a.rsc',
        findings: [
          {
            rule: 'tls-version-missing',
            category: 'security',
            severity: 'warning',
            risk: 'medium',
            message: text,
            line: 1,
            column: 25,
            endLine: 1,
            endColumn: 40,
            fix: 'safe',
            fixes: [
              {
                title: 'Set tls-version=only-1.2',
                class: 'safe',
                edits: [{ line: 1, column: 52, endLine: 1, endColumn: 52, text: ' tls-version=only-1.2' }],
              },
            ],
            related: [],
            fingerprint,
          },
          {
            rule: 'service-address-unrestricted',
            category: 'security',
            severity: 'warning',
            risk: 'high',
            message: text,
            line: 1,
            column: 41,
            endLine: 1,
            endColumn: 52,
            fix: 'suggestion',
            fixes: [{ title: text, class: 'suggestion', edits: expect.any(Array) as unknown }],
            related: [],
            fingerprint,
          },
        ],
      },
      { path: 'b.rsc', findings: [] },
    ],
    failures: [{ path: 'c.rsc', message: 'cannot be read: there is no such file' }],
    inBaseline: 0,
  });
  expect(stdout.toString().endsWith('}\n')).toBe(true);
  expect(stderr).toBe('routeros-guard: c.rsc: cannot be read: there is no such file\n');
  expect(exitCode).toBe(2);
});

interface Sarif {
  readonly version: string;
  readonly runs: readonly [
    {
      readonly tool: {
        readonly driver: { readonly rules: readonly { readonly id: string; readonly properties: object }[] };
      };
      readonly columnKind: string;
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly locations: readonly unknown[];
        readonly fixes?: readonly unknown[];
        readonly partialFingerprints: Readonly<Record<string, string>>;
      }[];
      readonly invocations: readonly unknown[];
    },
  ];
}

describe('sarif', () => {
  async function sarif(parameters: readonly string[]): Promise<Sarif> {
    const { stdout } = await workspace.run(['check', ...parameters, '--format', 'sarif']);
    return JSON.parse(stdout.toString()) as Sarif;
  }

  test('rules, results, fixes', async () => {
    await workspace.write('sites/one two.rsc', insecure);
    const { version: format, runs } = await sarif(['sites']);
    const [{ tool, columnKind, results, invocations }] = runs;
    expect(format).toBe('2.1.0');
    expect(columnKind).toBe('utf16CodeUnits');
    expect(invocations).toEqual([{ executionSuccessful: true }]);
    expect(tool.driver).toMatchObject({
      name: 'RouterOS Guard',
      version,
      rules: [
        {
          id: 'service-address-unrestricted',
          shortDescription: { text: expect.any(String) as string },
          help: { text: expect.any(String) as string, markdown: expect.stringContaining('## Why') as string },
          defaultConfiguration: { enabled: true, level: 'warning' },
          properties: { 'security-severity': '8.0', tags: expect.arrayContaining(['security']) as string[] },
        },
        { id: 'tls-version-missing', properties: { 'security-severity': '5.5' } },
      ],
    });
    const artifactLocation = { uri: 'sites/one%20two.rsc', uriBaseId: '%SRCROOT%' };
    expect(results[0]).toMatchObject({
      ruleId: 'tls-version-missing',
      ruleIndex: 1,
      level: 'warning',
      locations: [
        {
          physicalLocation: {
            artifactLocation,
            region: { startLine: 1, startColumn: 25, endLine: 1, endColumn: 40, snippet: { text: 'certificate=web' } },
          },
        },
      ],
      fixes: [
        {
          description: { text: 'Set tls-version=only-1.2' },
          artifactChanges: [
            {
              artifactLocation,
              replacements: [
                {
                  deletedRegion: { startLine: 1, startColumn: 52, endLine: 1, endColumn: 52 },
                  insertedContent: { text: ' tls-version=only-1.2' },
                },
              ],
            },
          ],
        },
      ],
    });
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  test('what has no risk has no security-severity', async () => {
    await workspace.write('a.rsc', ':put )\n');
    const [{ tool, results }] = (await sarif(['a.rsc'])).runs;
    expect(tool.driver.rules.map(({ id, properties }) => [id, 'security-severity' in properties])).toEqual([
      ['syntax-error', false],
    ]);
    expect(results.map(({ level }) => level)).toEqual(['error']);
  });

  test('the mask of secrets is declared', async () => {
    await workspace.write('a.rsc', '/user add name=b group=full password=Marked0001Secret\n');
    const { stdout } = await workspace.run(['check', 'a.rsc', '--format', 'sarif']);
    expect(stdout.toString()).toContain('"redactionTokens":["***"]');
  });

  test('a file that cannot be read is a notification, and the run no success', async () => {
    const [{ invocations }] = (await sarif(['missing.rsc'])).runs;
    expect(invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [{ level: 'error', message: { text: 'cannot be read: there is no such file' } }],
      },
    ]);
  });

  test('fingerprints survive moved lines, other blanks and another time of the export; not another content', async () => {
    const header = '# 2024-05-01 12:00:00 by RouterOS 7.14.3\n';
    const later = '# 2024-05-02 09:30:00 by RouterOS 7.14.3\n';
    const fingerprints = async (text: string): Promise<readonly (string | undefined)[]> => {
      await workspace.write('a.rsc', text);
      const [{ results }] = (await sarif(['a.rsc'])).runs;
      return results
        .filter(({ ruleId }) => ruleId === 'tls-version-missing')
        .map(({ partialFingerprints }) => partialFingerprints['routerosGuard/v1']);
    };
    const before = await fingerprints(`${header}${insecure}`);
    expect(before).toHaveLength(1);
    expect(await fingerprints(`${later}${clean}\n${insecure.replace(' set ', '   set  ')}`)).toEqual(before);
    expect(await fingerprints(`${header}${insecure.replace('=web', '=other')}`)).not.toEqual(before);
  });
});

test('fingerprints of the same finding on the same line content differ by their number', async () => {
  const { stdout } = await workspace.run(['check', '-', '--format=json'], { stdin: ':put )\n:put )\n' });
  const all = [...stdout.toString().matchAll(/"fingerprint":"(\w+)"/g)].map((match) => match[1]);
  expect(all).toHaveLength(2);
  expect(new Set(all).size).toBe(2);
});

describe('github', () => {
  test('annotations', async () => {
    await workspace.write('a,b:c%.rsc', `${insecure}:put )\n`);
    const { stdout } = await workspace.run(['check', 'a,b:c%.rsc', '--format', 'github']);
    expect(stdout.toString().split('\n')).toEqual([
      expect.stringMatching(
        /^::warning file=a%2Cb%3Ac%25\.rsc,line=1,endLine=1,col=25,endColumn=40,title=tls-version-missing::api-ssl .+$/,
      ),
      expect.stringMatching(/^::warning file=.+title=service-address-unrestricted::/),
      expect.stringMatching(/^::error file=.+line=2,endLine=2,col=6,endColumn=7,title=syntax-error::/),
      '',
    ]);
  });

  test('what cannot be read is an annotation too', async () => {
    const { stdout } = await workspace.run(['check', 'missing.rsc', '--format', 'github']);
    expect(stdout.toString()).toBe(
      '::error title=routeros-guard::missing.rsc: cannot be read: there is no such file\n',
    );
  });

  test('a script cannot give commands', async () => {
    const { stdout } = await workspace.run(['check', '-', '--format', 'github'], {
      stdin: '/ip service set api-ssl "\n::stop-commands::x"=1 b\r::error::=2\n',
    });
    for (const line of stdout.toString().split('\n')) expect(line).toMatch(/^$|^::(?:error|warning|notice) line=/);
  });
});

describe('junit', () => {
  test('a suite for each file; what counts is a failure', async () => {
    await workspace.write('a&b.rsc', insecure);
    await workspace.write('c.rsc', clean);
    const { stdout } = await workspace.run(['check', 'a&b.rsc', 'c.rsc', 'missing.rsc', '--format', 'junit']);
    const text = stdout.toString();
    expect(text.split('\n')[1]).toBe('<testsuites name="routeros-guard" tests="4" failures="2" errors="1">');
    expect(text).toContain('<testsuite name="a&amp;b.rsc" tests="2" failures="2" errors="0" skipped="0">');
    expect(text).toContain('<testcase classname="c.rsc" name="no findings" file="c.rsc"/>');
    expect(text).toContain('<error type="unreadable"');
    expect(text).toContain('name="tls-version-missing 1:25" file="a&amp;b.rsc" line="1"><failure type="warning"');
  });

  test('weaker findings pass', async () => {
    const { stdout } = await workspace.run(['check', '-', '--format', 'junit'], { stdin: ':local unused 1\n' });
    expect(stdout.toString()).toContain('tests="1" failures="0"');
    expect(stdout.toString()).toContain('<system-out>-:1:8 hint ');
  });

  test('no character that XML does not take', async () => {
    const { stdout } = await workspace.run(['check', '-', '--format', 'junit'], {
      stdin: '/ip service set api-ssl <\u0001\uffff&"\u001b[31m>=1\n',
    });
    expect(stdout.toString().replaceAll('\n', '')).not.toMatch(/[\p{Cc}\ufffe\uffff]/u);
    expect(stdout.toString()).toContain('\\u{1b}');
  });
});

describe('where reports go', () => {
  test('several at once, each to a file of its own', async () => {
    await workspace.write('a.rsc', insecure);
    const { stdout } = await workspace.run([
      'check',
      'a.rsc',
      '--format=compact',
      '--format=sarif=a.sarif',
      '--format=junit=a.xml',
    ]);
    expect(stdout.toString()).toMatch(/^a\.rsc:1:25 warning/);
    expect(JSON.parse(await workspace.read('a.sarif'))).toMatchObject({ version: '2.1.0' });
    expect(await workspace.read('a.xml')).toMatch(/^<\?xml/);
  });

  test('--output: nothing is left for the terminal', async () => {
    const { stdout, stderr, exitCode } = await workspace.run(['check', '-', '--output', 'a.txt'], { stdin: insecure });
    expect(stdout.toString()).toBe('');
    expect(stderr).toBe('');
    expect(await workspace.read('a.txt')).toMatch(/^-:1:25 warning/);
    expect(exitCode).toBe(1);
  });

  test('a file that cannot be written is a failed run', async () => {
    const { stderr, exitCode } = await workspace.run(['check', '-', '--output', 'no/a.txt'], { stdin: insecure });
    expect(stderr).toContain('no/a.txt: cannot be written: there is no such file');
    expect(exitCode).toBe(2);
  });
});

describe('--severity: the lowest that is reported and that counts', () => {
  const mixed = `${insecure}:local unused 1\n`;
  test.each<[string, number, readonly string[]]>([
    ['error', 0, []],
    ['warning', 1, ['tls-version-missing', 'service-address-unrestricted']],
    ['hint', 1, ['tls-version-missing', 'service-address-unrestricted', 'unused-variable']],
  ])('%s', async (severity, exitCode, rules) => {
    const outcome = await workspace.run(['check', '-', '--format=compact', '--severity', severity], { stdin: mixed });
    expect([...outcome.stdout.toString().matchAll(/\[([\w-]+)\]$/gm)].map((match) => match[1])).toEqual(rules);
    expect(outcome.exitCode).toBe(exitCode);
  });

  test('a hint counts where hints are asked for', async () => {
    const stdin = ':local unused 1\n';
    expect((await workspace.run(['check', '-'], { stdin })).exitCode).toBe(0);
    expect((await workspace.run(['check', '-', '--severity=hint'], { stdin })).exitCode).toBe(1);
  });
});
