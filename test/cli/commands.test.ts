import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { runProcess } from './program';
import { useWorkspace } from './workspace';

const workspace = useWorkspace();

describe('explain', () => {
  test('Markdown where its reader is no terminal', async () => {
    const { stdout, exitCode } = await workspace.run(['explain', 'tls-version-missing']);
    expect(stdout.toString()).toMatch(/^# tls-version-missing\n/);
    expect(stdout.toString()).toContain('```routeros\n');
    expect(exitCode).toBe(0);
  });

  test('a page for the eye where there is colour', async () => {
    const { stdout } = await workspace.run(['explain', 'tls-version-missing'], { environment: { FORCE_COLOR: '1' } });
    const text = stdout.toString();
    expect(text.startsWith('\u001b[1mtls-version-missing\u001b[22m\n')).toBe(true);
    expect(text).not.toContain('```');
    expect(text).not.toContain('**');
    const widths = text.split('\n').map((line) => line.replace(new RegExp(String.raw`\u001b\[\d+m`, 'g'), ''));
    expect(widths.filter((line) => line.length > 100 && !/^ {4}|https?:/.test(line))).toEqual([]);
  });

  test('what the engine itself finds has a page too', async () => {
    expect((await workspace.run(['explain', 'syntax-error'])).stdout.toString()).toMatch(/^# syntax-error\n/);
  });

  test('a rule that is none', async () => {
    const { stderr, exitCode } = await workspace.run(['explain', 'tls-version-mising']);
    expect(stderr).toMatch(/There is no rule "tls-version-mising"\. Is it tls-version-missing/);
    expect(exitCode).toBe(2);
  });
});

describe('init', () => {
  test('writes a configuration that is right and changes nothing', async () => {
    const before = await workspace.run(['rules', '--format=json']);
    const { stdout, exitCode } = await workspace.run(['init']);
    expect(stdout.toString()).toBe('.routeros-guard.json written.\n');
    expect(exitCode).toBe(0);
    const after = await workspace.run(['rules', '--format=json']);
    expect(after.stderr).toBe('');
    const inForce = (text: Buffer): object => ({ ...(JSON.parse(text.toString()) as object), configurationFile: null });
    expect(inForce(after.stdout)).toEqual(inForce(before.stdout));
  });

  test('what it shows as comments is right too', async () => {
    await workspace.run(['init']);
    const text = await workspace.read('.routeros-guard.json');
    await workspace.write('.routeros-guard.json', text.replace(/^( *)\/\/ (?=["{])/gm, '$1'));
    const { exitCode, stderr } = await workspace.run(['rules', '--format=json']);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });

  test('never overwrites', async () => {
    await workspace.write('.routeros-guard.json', '{}');
    const { exitCode, stderr } = await workspace.run(['init']);
    expect(stderr).toContain('.routeros-guard.json is there already and was left as it is.');
    expect(exitCode).toBe(2);
    expect(await workspace.read('.routeros-guard.json')).toBe('{}');
  });
});

describe('fix', () => {
  const script = ':put 1\n:put 2\n:put 3\n:put 4\n/ip service set api-ssl certificate=web disabled=no\n:put 5\n';

  test('--dry-run shows a unified diff and writes nothing', async () => {
    await workspace.write('a.rsc', script);
    const { stdout, stderr, exitCode } = await workspace.run(['fix', 'a.rsc', '--dry-run']);
    expect(stdout.toString()).toBe(
      [
        '--- a.rsc',
        '+++ a.rsc',
        '@@ -2,5 +2,5 @@',
        ' :put 2',
        ' :put 3',
        ' :put 4',
        '-/ip service set api-ssl certificate=web disabled=no',
        '+/ip service set api-ssl certificate=web disabled=no tls-version=only-1.2',
        ' :put 5',
        '',
      ].join('\n'),
    );
    expect(stderr).toBe('a.rsc: 1 problem would be fixed, 1 finding left\n');
    expect(exitCode).toBe(1);
    expect(await workspace.read('a.rsc')).toBe(script);
  });

  test('--dry-run with nothing to do shows nothing', async () => {
    await workspace.write('a.rsc', ':put 1\n');
    const { stdout, exitCode } = await workspace.run(['fix', 'a.rsc', '--dry-run']);
    expect(stdout.toString()).toBe('');
    expect(exitCode).toBe(0);
  });

  test('--suggestions applies those of one rule, beside the safe fixes, and says what', async () => {
    await workspace.write('a.rsc', script);
    const { stdout, exitCode } = await workspace.run(['fix', 'a.rsc', '--suggestions', 'service-address-unrestricted']);
    expect(stdout.toString()).toMatch(
      /^a\.rsc: 1 problem fixed, 1 suggestion applied\n {2}a\.rsc:5:41 Restrict api-ssl to .+ \[service-address-unrestricted\]/,
    );
    expect(await workspace.read('a.rsc')).toMatch(/^\/ip service set api-ssl .*address=\S+/m);
    expect(exitCode).toBe(0);
    const again = await workspace.run(['fix', 'a.rsc', '--suggestions', 'service-address-unrestricted']);
    expect(again.stdout.toString()).toBe('a.rsc: nothing to fix\n');
  });

  test('--severity: what counts of what is left', async () => {
    await workspace.write('a.rsc', script);
    expect((await workspace.run(['fix', 'a.rsc', '--severity', 'error'])).exitCode).toBe(0);
  });
});

/** `script` of util-linux gives a command a terminal; not everywhere. */
const terminal =
  existsSync('/usr/bin/script') && spawnSync('script', ['--version']).stdout.toString().includes('util-linux');

describe.runIf(terminal)('at a terminal', () => {
  function atTerminal(command: string): ReturnType<typeof runProcess> {
    return runProcess('script', ['-qec', command, '/dev/null'], {
      cwd: workspace.folder,
      environment: { TERM: 'xterm' },
    });
  }

  test('colour, unless NO_COLOR', async () => {
    await workspace.write('a.rsc', ':put )\n');
    const command = `"${process.execPath}" "${workspace.program}" check a.rsc`;
    expect((await atTerminal(command)).stdout.toString()).toContain('\u001b[31m');
    expect((await atTerminal(`NO_COLOR=1 ${command}`)).stdout.toString()).not.toContain('\u001b[');
    expect((await atTerminal(`TERM=dumb ${command}`)).stdout.toString()).not.toContain('\u001b[');
  });

  test('a long run says how far it is, and takes that away', async () => {
    for (let index = 0; index < 40; index++)
      await workspace.write(`r${index}.rsc`, ':if (1 = 1) do={ :put 1 }\n'.repeat(4000));
    const { stdout } = await atTerminal(`"${process.execPath}" "${workspace.program}" check . --threads 1`);
    const [progress = '', rest] = stdout.toString().split('\r\u001b[K');
    expect(progress).toMatch(/\r\d+ of 40 files$/);
    expect(rest).toBeDefined();
  });
});

test.skipIf(process.platform === 'win32')(
  'Ctrl+C ends it as it ends any program, with nothing left behind',
  async () => {
    for (let index = 0; index < 20; index++) {
      await workspace.write(`r${index}.rsc`, '/ip service set api-ssl certificate=web\n' + ':put 1\n'.repeat(20_000));
    }
    const child = spawn(process.execPath, [workspace.program, 'fix', '.', '--threads', '2'], {
      cwd: workspace.folder,
      stdio: 'pipe',
    });
    setTimeout(() => child.kill('SIGINT'), 700);
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    // A fast machine may be done before.
    expect(signal ?? code).toEqual(signal === null ? 0 : 'SIGINT');
    expect((await readdir(workspace.folder)).filter((name) => !/^r\d+\.rsc$/.test(name))).toEqual([]);
  },
);
