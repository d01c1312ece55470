import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bin, scripts, version } from '../../package.json';
import { runProcess } from './program';
import { useWorkspace } from './workspace';

const workspace = useWorkspace();
const insecure = '/ip service set api-ssl certificate=web address=192.0.2.0/24\n';
const bash = spawnSync('bash', ['--version']).status === 0;

/** The shell script of a step of action.yml, as a runner would run it. */
async function scriptOf(step: string): Promise<string> {
  const text = await readFile('action.yml', 'utf8');
  const from = text.indexOf(`name: ${step}\n`);
  const [, block = ''] = /run: \|\n((?: {8}.*\n|\n)+)/.exec(text.slice(from)) ?? [];
  return block.replace(/^ {8}/gm, '');
}

async function act(inputs: Readonly<Record<string, string>>) {
  const action = join(workspace.folder, '.action');
  await mkdir(join(action, 'dist'), { recursive: true });
  await copyFile(workspace.program, join(action, 'dist', 'cli.js'));
  await writeFile(join(action, 'output'), '');
  await writeFile(join(action, 'step.sh'), await scriptOf('Check RouterOS scripts'));
  const outcome = await runProcess('bash', ['--noprofile', '--norc', '-eo', 'pipefail', join(action, 'step.sh')], {
    cwd: workspace.folder,
    environment: {
      GITHUB_ACTION_PATH: action,
      GITHUB_OUTPUT: join(action, 'output'),
      RUNNER_TEMP: action,
      PATHS: '.',
      FORMAT: 'github',
      SEVERITY: '',
      TARGET_VERSION: '',
      CONFIG: '',
      BASELINE: '',
      EXT: '',
      SARIF_FILE: '',
      UPLOAD: 'false',
      ...inputs,
    },
  });
  return { ...outcome, outputs: await readFile(join(action, 'output'), 'utf8') };
}

describe.runIf(bash)('the action', () => {
  test('finds, and leaves it to a later step to fail the job', async () => {
    await workspace.write('a.rsc', insecure);
    const { exitCode, stdout, outputs } = await act({});
    expect(stdout.toString()).toMatch(/^::warning file=a\.rsc,/);
    expect(outputs).toBe('exit-code=1\nsarif-file=\n');
    expect(exitCode).toBe(0);
  });

  test('several paths, other endings, and a log to upload', async () => {
    await workspace.write('routers/core-1', insecure);
    await workspace.write('my sites/b.cfg', insecure);
    const { outputs } = await act({ PATHS: 'routers\nmy sites\r\n', EXT: '*', UPLOAD: 'true' });
    const [, file = ''] = /^sarif-file=(.+)$/m.exec(outputs) ?? [];
    const log = JSON.parse(await readFile(file, 'utf8')) as { runs: [{ results: unknown[] }] };
    expect(log.runs[0].results).toHaveLength(2);
  });

  test('what stands in an input is no command', async () => {
    await workspace.write('a.rsc', insecure);
    const { exitCode, stderr } = await act({ PATHS: '$(touch broken)\n--update-baseline\n`touch broken`' });
    expect(stderr).toContain('$(touch broken): cannot be read');
    expect(stderr).toContain('--update-baseline: cannot be read');
    expect(exitCode).toBe(2);
    await expect(readFile(join(workspace.folder, 'broken'))).rejects.toThrow();
  });

  test('a run that failed itself ends the job', async () => {
    await workspace.write('a.rsc', insecure);
    expect((await act({ SEVERITY: 'bad' })).exitCode).toBe(2);
  });
});

test('the hooks of pre-commit name a command of the package', async () => {
  const hooks = await readFile('.pre-commit-hooks.yaml', 'utf8');
  const commands = [...hooks.matchAll(/^ {2}entry: (\S+) (\S+)$/gm)].map(([, program = '', command]) => ({
    program,
    command,
  }));
  expect(commands.map(({ command }) => command)).toEqual(['check', 'fix']);
  for (const { program } of commands) expect(Object.keys(bin)).toContain(program);
  expect((await workspace.run(['--version'])).stdout.toString()).toBe(`${version}\n`);
});

// As pre-commit installs a hook from a clone: `npm install`, then `npm pack`, whose whole output it takes for the name of the package.
test('what npm packs of a clone holds the programs, whatever else is built or lies there', async () => {
  for (const name of ['package.json', '.npmignore', '.gitignore', 'README.md'])
    await copyFile(name, join(workspace.folder, name));
  for (const name of [
    'dist/cli.js',
    'dist/server.js',
    'dist/engine.js',
    'dist/extension.js',
    'cli/src/main.ts',
    'a.rsc',
  ])
    await workspace.write(name, '');
  const { stdout } = await runProcess('npm', ['pack', '--dry-run', '--json'], { cwd: workspace.folder });
  const [{ files }] = JSON.parse(stdout.toString()) as [{ files: readonly { path: string }[] }];
  expect(files.map(({ path }) => path).sort()).toEqual([
    'README.md',
    'dist/cli.js',
    'dist/engine.js',
    'dist/server.js',
    'package.json',
  ]);
  expect(Object.keys(scripts)).toContain('prepublish');
  expect(Object.keys(scripts)).not.toContain('prepare');
});
