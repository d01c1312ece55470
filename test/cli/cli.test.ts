import { existsSync } from 'node:fs';
import { chmod, chown, lstat, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bundle } from '../lsp/bundle';
import type { Bundle } from '../lsp/bundle';
import { runProcess, runProgram } from './program';
import type { Outcome } from './program';

/** One safe problem (tls-version-missing), one with suggestions only (service-address-unrestricted). */
const insecure = '/ip service set api-ssl certificate=web disabled=no\n';
const fixedLine = '/ip service set api-ssl certificate=web disabled=no tls-version=only-1.2';
const clean = ':put "nothing to say"\n';
/** A user without rights: where the tests run as administrator, permissions would hold nothing back. */
const nobody = 65_534;
const isAdministrator = process.getuid?.() === 0;

let program: Bundle;
let folder: string;

beforeAll(async () => {
  program = await bundle('cli/src/main.ts');
  await chmod(program.folder, 0o755);
});
afterAll(() => program.remove());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'routeros-guard-cli-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function run(parameters: readonly string[], stdin?: string | Uint8Array): Promise<Outcome> {
  return runProgram(program.file, parameters, { cwd: folder, ...(stdin !== undefined && { stdin }) });
}

/** Runs a command line of the shell; `$0` and `$1` start the program. */
function runShell(command: string): Promise<Outcome> {
  return runProcess('/bin/sh', ['-c', command, process.execPath, program.file], { cwd: folder });
}

function write(name: string, content: string | Uint8Array): Promise<void> {
  return writeFile(join(folder, name), content);
}

function read(name: string): Promise<Buffer> {
  return readFile(join(folder, name));
}

describe('usage', () => {
  test.each<[string, string[], number, RegExp, RegExp]>([
    ['help', ['--help'], 0, /^Usage:\n {2}routeros-guard check PATHS/, /^$/],
    ['help of a command', ['check', '--help'], 0, /^Usage:/, /^$/],
    ['version', ['--version'], 0, /^\d+\.\d+\.\d+\n$/, /^$/],
    ['nothing', [], 2, /^$/, /Say what to do: check, fix, rules, explain and init\./],
    ['an unknown command', ['lint', 'a.rsc'], 2, /^$/, /There is no command "lint"; there are check, fix, rules/],
    ['an unknown option', ['check', 'a.rsc', '--strict'], 2, /^$/, /Unknown option '--strict'\./],
    ['an option without its value', ['check', 'a.rsc', '--format'], 2, /^$/, /'--format <value>' argument missing\./],
    [
      'an option twice',
      ['check', 'a.rsc', '--severity', 'error', '--severity=hint'],
      2,
      /^$/,
      /--severity is given more than once\./,
    ],
    [
      'two reports for standard output',
      ['check', '-', '--format=json', '--format=text'],
      2,
      /^$/,
      /json and text cannot both be the one report/,
    ],
    [
      'a severity that is none',
      ['check', '-', '--severity=bad'],
      2,
      /^$/,
      /there is no severity "bad"; there are error, warning, information and hint/,
    ],
    ['a report without its file', ['check', '-', '--format=sarif='], 2, /^$/, /--format sarif=: a file is missing/],
    [
      '--output with nothing for it',
      ['check', '-', '--format=sarif=a', '--output=b'],
      2,
      /^$/,
      /each format has a file of its own/,
    ],
    ['a baseline to update without its name', ['check', '-', '--update-baseline'], 2, /^$/, /needs --baseline FILE/],
    [
      'a baseline of some severities',
      ['check', '-', '--baseline=b', '--update-baseline', '--severity=error'],
      2,
      /^$/,
      /takes all findings/,
    ],
    ['a name for no standard input', ['check', 'a.rsc', '--stdin-filename=b.rsc'], 2, /^$/, /add - to the files/],
    ['threads that are no number', ['check', 'a.rsc', '--threads=many'], 2, /^$/, /"many" is no number from 1 to 99/],
    ['endings that are none', ['check', 'a.rsc', '--ext=,'], 2, /^$/, /no ending is named/],
    ['a configuration and none', ['check', 'a.rsc', '--config=c', '--no-config'], 2, /^$/, /exclude each other/],
    [
      'an option of another command',
      ['explain', 'a', '--dry-run'],
      2,
      /^$/,
      /--dry-run belongs to fix; explain does not take it\./,
    ],
    ['suggestions of a rule that is none', ['fix', 'a.rsc', '--suggestions=nope'], 2, /^$/, /there is no rule "nope"/],
    ['init with a file', ['init', 'a.json'], 2, /^$/, /init takes no file/],
    ['explain without a rule', ['explain'], 2, /^$/, /explain needs the id of one rule/],
    [
      'an unknown format',
      ['check', 'a.rsc', '--format', 'xml'],
      2,
      /^$/,
      /there is no format "xml"; there are text, compact, json, sarif, github and junit\./,
    ],
    ['fix with a format', ['fix', 'a.rsc', '--format', 'json'], 2, /^$/, /--format belongs to check and rules/],
    ['no file', ['check'], 2, /^$/, /check needs at least one file, directory or glob, or - for standard input\./],
    ['no file to fix', ['fix'], 2, /^$/, /fix needs at least one file/],
    ['standard input twice', ['check', '-', '-'], 2, /^$/, /can be named only once/],
    [
      'a release that is none',
      ['check', '-', '--target-version', '7.x'],
      2,
      /^$/,
      /"7\.x" is no known RouterOS release\. The nearest known one is 7\.\d+/,
    ],
    [
      'a release too old',
      ['check', '-', '--target-version', '6.49'],
      2,
      /^$/,
      /"6\.49" is no known RouterOS release\. The nearest known one is 7\.9;/,
    ],
    [
      'a series of releases',
      ['check', '-', '--target-version', '7'],
      2,
      /^$/,
      /"7" is no known RouterOS release\. The nearest known one is 7\.[1-9]\d/,
    ],
    ['a release', ['check', '-', '--target-version', '7.18.2'], 0, /^$/, /^1 file checked: 0 errors/],
    [
      'a release between known ones',
      ['check', '-', '--target-version', '7.9.1'],
      0,
      /^$/,
      /RouterOS 7\.9\.1 is not known by itself: it counts as 7\.9\./,
    ],
  ])('%s', async (_name, parameters, exitCode, stdout, stderr) => {
    const outcome = await run(parameters);
    expect(outcome.stderr).toMatch(stderr);
    expect(outcome.stdout.toString()).toMatch(stdout);
    expect(outcome.exitCode).toBe(exitCode);
  });

  test('after -- a name may look like an option', async () => {
    await write('--strict', clean);
    expect((await run(['check', '--', '--strict'])).exitCode).toBe(0);
  });
});

describe('check', () => {
  test.each<[string, string, number]>([
    ['nothing', clean, 0],
    ['a hint', `# routeros-guard-disable-file tls-version-any\n${clean}`, 0],
    ['a warning', insecure, 1],
    ['an error', ':put "a\n', 1],
  ])('the exit code for %s', async (_name, text, exitCode) => {
    expect((await run(['check', '-'], text)).exitCode).toBe(exitCode);
  });

  test('standard input has the name -', async () => {
    const { stdout } = await run(['check', '-', '--format', 'json'], ':put )\n');
    expect(JSON.parse(stdout.toString())).toMatchObject({
      files: [
        {
          path: '-',
          findings: [{ rule: 'syntax-error', category: 'syntax', severity: 'error', line: 1, column: 6, fix: null }],
        },
      ],
    });
  });

  test.each<[string, string | Uint8Array, number]>([
    ['characters of two units', ':put "\u{1F600}"; /nosuch', 13],
    ['a byte order mark, as in an editor', '\uFEFF/nosuch', 2],
    ['latin-1', Buffer.from(':put "\xe4\xf6"; /nosuch', 'latin1'), 13],
  ])('columns are UTF-16 units: %s', async (_name, text, column) => {
    const { stdout } = await run(['check', '-', '--format', 'json'], text);
    const { files } = JSON.parse(stdout.toString()) as { files: [{ findings: { column: number }[] }] };
    expect(files[0].findings.map((finding) => finding.column)).toContain(column);
  });

  test('lines end with LF, CRLF or CR', async () => {
    const { stdout } = await run(['check', '-', '--format', 'json'], ':put 1\r\n:put 2\r:put 3\n:put "a');
    expect(JSON.parse(stdout.toString())).toMatchObject({ files: [{ findings: [{ line: 4 }] }] });
  });

  test('files that cannot be read are named, the others are checked', async () => {
    await write('a.rsc', insecure);
    await mkdir(join(folder, 'folder'));
    await write('wide.rsc', Buffer.from('\uFEFF/ip service print\n', 'utf16le'));
    await write('unmarked.rsc', Buffer.from('/ip service print\n', 'utf16le'));
    const { exitCode, stdout, stderr } = await run([
      'check',
      'missing.rsc',
      'folder',
      'a.rsc',
      'wide.rsc',
      'unmarked.rsc',
      'a.rsc/b',
    ]);
    expect(stderr.split('\n')).toEqual([
      'routeros-guard: folder: there is no script (*.rsc) in this directory; --ext looks for other endings',
      'routeros-guard: missing.rsc: cannot be read: there is no such file',
      'routeros-guard: wide.rsc: is UTF-16, which is not read; save it as UTF-8',
      'routeros-guard: unmarked.rsc: is UTF-16, which is not read; save it as UTF-8',
      'routeros-guard: a.rsc/b: cannot be read: a part of its path is not a directory',
      expect.stringMatching(/^1 file checked: /),
      '',
    ]);
    expect(stdout.toString()).toMatch(/^a\.rsc:1:25 /);
    expect(exitCode).toBe(2);
  });

  test.runIf(isAdministrator || process.getuid)('a file without the right to read it', async () => {
    await write('secret.rsc', insecure);
    await chmod(join(folder, 'secret.rsc'), 0o000);
    await chmod(folder, 0o755);
    const { exitCode, stderr } = await runProgram(program.file, ['check', 'secret.rsc'], {
      cwd: folder,
      ...(isAdministrator && { user: nobody }),
    });
    expect(stderr).toContain('secret.rsc: cannot be read: permission denied');
    expect(exitCode).toBe(2);
  });

  test('a binary file is checked like any text', async () => {
    await write('binary.rsc', Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 37) % 256)));
    const { exitCode, stderr } = await run(['check', 'binary.rsc']);
    expect(stderr).toMatch(/^1 file checked: /);
    expect([0, 1]).toContain(exitCode);
  });

  test.runIf(existsSync('/dev/zero'))('what has no end is not read to its end', async () => {
    const { exitCode, stderr } = await run(['check', '/dev/zero']);
    expect(stderr).toContain('/dev/zero: is larger than 16 MiB, which is more than is read of one script\n');
    expect(exitCode).toBe(2);
  });

  test('standard input larger than any script is refused', async () => {
    const { exitCode, stderr } = await run(['check', '-'], Buffer.alloc(16 * 2 ** 20 + 1, '\n'));
    expect(stderr).toContain('standard input: is larger than 16 MiB');
    expect(exitCode).toBe(2);
  });

  test.runIf(process.getuid)('a folder as standard input is no empty script', async () => {
    const { exitCode, stderr } = await runShell('"$0" "$1" check - < .');
    expect(stderr).toContain('standard input: is a directory');
    expect(exitCode).toBe(2);
  });

  test.runIf(existsSync('/dev/full'))('a report that cannot be written is a failed run', async () => {
    await write('a.rsc', insecure);
    const { exitCode, stderr } = await runShell('"$0" "$1" check a.rsc > /dev/full');
    expect(stderr).toContain('routeros-guard: standard output cannot be written: no space is left\n');
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(exitCode).toBe(2);
  });

  test.runIf(existsSync('/dev/full'))('a summary that cannot be written changes nothing', async () => {
    await write('a.rsc', clean);
    expect((await runShell('"$0" "$1" check a.rsc 2> /dev/full')).exitCode).toBe(0);
  });

  test('a summary that nobody reads changes nothing', async () => {
    const { exitCode, stderr } = await runProgram(
      '-e',
      [
        `const { spawn } = require('node:child_process');
       const child = spawn(process.execPath, [${JSON.stringify(program.file)}, 'check', '-'], { stdio: ['pipe', 'ignore', 'pipe'] });
       child.stderr.on('close', () => child.stdin.end(':put 1')).destroy();
       child.on('exit', (code) => { process.exitCode = code; });`,
      ],
      { cwd: folder },
    );
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });

  test('control characters of a script do not reach the terminal', async () => {
    const { stdout } = await run(['check', '-'], '/ip service set api-ssl \u001b[31m=1 b\u0007=2\n');
    expect(stdout.length).toBeGreaterThan(0);
    expect(stdout.toString().replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  test('a reader that stops early is no failure of the program', async () => {
    await write('a.rsc', insecure.repeat(3000));
    const { exitCode, stderr } = await runProgram(
      '-e',
      [
        `const { spawn } = require('node:child_process');
       const child = spawn(process.execPath, [${JSON.stringify(program.file)}, 'check', 'a.rsc'], { stdio: ['ignore', 'pipe', 'inherit'] });
       child.stdout.once('data', () => child.stdout.destroy());
       child.on('exit', (code) => { process.exitCode = code; });`,
      ],
      { cwd: folder },
    );
    expect(stderr).toMatch(/^1 file checked: [^\n]*\n$/);
    expect(exitCode).toBe(1);
  });
});

describe('fix', () => {
  test('mends what is safe, says so, and leaves the rest', async () => {
    await write('a.rsc', insecure);
    await write('b.rsc', clean);
    const { exitCode, stdout, stderr } = await run(['fix', 'a.rsc', 'b.rsc']);
    expect((await read('a.rsc')).toString()).toBe(`${fixedLine}\n`);
    expect(stdout.toString()).toBe('a.rsc: 1 problem fixed, 1 finding left\nb.rsc: nothing to fix\n');
    expect(stderr).toBe('');
    expect(exitCode).toBe(1);
  });

  test('ends with 0 where nothing of weight is left, and a second run changes nothing', async () => {
    await write('a.rsc', '/ip service set api-ssl certificate=web address=192.0.2.0/24\n');
    expect((await run(['fix', 'a.rsc'])).exitCode).toBe(0);
    const once = await read('a.rsc');
    const second = await run(['fix', 'a.rsc']);
    expect(second.stdout.toString()).toBe('a.rsc: nothing to fix\n');
    expect(await read('a.rsc')).toEqual(once);
  });

  test.each<[string, Uint8Array, Uint8Array]>([
    [
      'CRLF',
      Buffer.from(`${clean}${insecure}`.replaceAll('\n', '\r\n')),
      Buffer.from(`${clean}${fixedLine}\n`.replaceAll('\n', '\r\n')),
    ],
    [
      'mixed line ends and none at the end',
      Buffer.from(`:put 1\r:put 2\r\n${insecure.trimEnd()}`),
      Buffer.from(`:put 1\r:put 2\r\n${fixedLine}`),
    ],
    ['a byte order mark', Buffer.from(`\uFEFF${insecure}`), Buffer.from(`\uFEFF${fixedLine}\n`)],
    [
      'latin-1',
      Buffer.from(`# \xe4\x80\xff\n${insecure}`, 'latin1'),
      Buffer.from(`# \xe4\x80\xff\n${fixedLine}\n`, 'latin1'),
    ],
    [
      'CP1251',
      Buffer.from([0x23, 0x20, 0xcf, 0xf0, 0xe8, 0x0a, ...Buffer.from(insecure)]),
      Buffer.from([0x23, 0x20, 0xcf, 0xf0, 0xe8, 0x0a, ...Buffer.from(fixedLine), 0x0a]),
    ],
    [
      'UTF-8 beyond ASCII, blanks at the end of a line',
      Buffer.from(`# \u{1F600} ж \t \n${insecure}`),
      Buffer.from(`# \u{1F600} ж \t \n${fixedLine}\n`),
    ],
  ])('leaves every other byte alone: %s', async (_name, before, after) => {
    await write('a.rsc', before);
    await run(['fix', 'a.rsc']);
    expect(await read('a.rsc')).toEqual(Buffer.from(after));
    const piped = await run(['fix', '-'], before);
    expect(piped.stdout).toEqual(Buffer.from(after));
    expect(piped.stderr).toBe('standard input: 1 problem fixed, 1 finding left\n');
  });

  test('standard input without anything to fix comes out as it went in', async () => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x23, 0xe4, 0x00, 0x0d]);
    const { exitCode, stdout } = await run(['fix', '-'], bytes);
    expect(stdout).toEqual(bytes);
    expect(exitCode).toBe(0);
  });

  test('with standard input among the files, only its text goes to standard output', async () => {
    await write('a.rsc', insecure);
    const { stdout, stderr } = await run(['fix', 'a.rsc', '-'], clean);
    expect(stdout.toString()).toBe(clean);
    expect(stderr).toBe('a.rsc: 1 problem fixed, 1 finding left\nstandard input: nothing to fix\n');
  });

  test('does not touch a file that needs no change', async () => {
    await write('a.rsc', clean);
    const before = await stat(join(folder, 'a.rsc'), { bigint: true });
    await run(['fix', 'a.rsc']);
    const after = await stat(join(folder, 'a.rsc'), { bigint: true });
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
  });

  test('keeps mode and owner, leaves no other file behind', async () => {
    await write('a.rsc', insecure);
    await chmod(join(folder, 'a.rsc'), 0o640);
    if (isAdministrator) await chown(join(folder, 'a.rsc'), nobody, nobody);
    const before = await stat(join(folder, 'a.rsc'));
    await run(['fix', 'a.rsc']);
    const after = await stat(join(folder, 'a.rsc'));
    expect([after.mode, after.uid, after.gid]).toEqual([before.mode, before.uid, before.gid]);
    expect(after.ino).not.toBe(before.ino);
    expect(await readdir(folder)).toEqual(['a.rsc']);
  });

  test('a name as long as names can be', async () => {
    // 255 bytes, the most that common file systems take.
    const name = `${'\u5b57'.repeat(83)}a.rs`;
    await write(name, insecure);
    expect((await run(['fix', name])).stderr).toBe('');
    expect((await read(name)).toString()).toBe(`${fixedLine}\n`);
  });

  test('writes the file behind a symbolic link', async () => {
    await mkdir(join(folder, 'real'));
    await write('real/a.rsc', insecure);
    await symlink(join('real', 'a.rsc'), join(folder, 'link.rsc'));
    await run(['fix', 'link.rsc']);
    expect((await lstat(join(folder, 'link.rsc'))).isSymbolicLink()).toBe(true);
    expect((await read('real/a.rsc')).toString()).toBe(`${fixedLine}\n`);
  });

  test.runIf(process.getuid)(
    'a folder or a file that must not be written keeps its content; the others are fixed',
    async () => {
      await mkdir(join(folder, 'locked'));
      await write('locked/a.rsc', insecure);
      await write('protected.rsc', insecure);
      await write('b.rsc', insecure);
      const user = isAdministrator ? nobody : (process.getuid?.() ?? nobody);
      if (isAdministrator) {
        for (const name of ['.', 'locked', 'locked/a.rsc', 'protected.rsc', 'b.rsc'])
          await chown(join(folder, name), nobody, nobody);
      }
      await chmod(join(folder, 'locked'), 0o555);
      await chmod(join(folder, 'protected.rsc'), 0o444);
      const { exitCode, stdout, stderr } = await runProgram(
        program.file,
        ['fix', 'locked/a.rsc', 'protected.rsc', 'b.rsc'],
        {
          cwd: folder,
          ...(isAdministrator && { user }),
        },
      );
      await chmod(join(folder, 'locked'), 0o755);
      expect(stderr).toBe(
        'routeros-guard: locked/a.rsc: cannot be written: permission denied\n' +
          'routeros-guard: protected.rsc: cannot be written: permission denied\n',
      );
      expect(stdout.toString()).toBe('b.rsc: 1 problem fixed, 1 finding left\n');
      expect(exitCode).toBe(2);
      expect((await read('locked/a.rsc')).toString()).toBe(insecure);
      expect((await read('protected.rsc')).toString()).toBe(insecure);
      expect(await readdir(join(folder, 'locked'))).toEqual(['a.rsc']);
    },
  );

  test('a folder, a missing file and UTF-16 are refused in words', async () => {
    const wide = Buffer.from(`\uFEFF${insecure}`, 'utf16le');
    await write('wide.rsc', wide);
    await mkdir(join(folder, 'folder'));
    const { exitCode, stderr } = await run(['fix', 'folder', 'missing.rsc', 'wide.rsc']);
    expect(stderr).toMatch(
      /folder: there is no script.*\n.*missing\.rsc: cannot be read: there is no such file\n.*wide\.rsc: is UTF-16/,
    );
    expect(exitCode).toBe(2);
    expect(await read('wide.rsc')).toEqual(wide);
  });
});
