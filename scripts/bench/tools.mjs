// Checking whole folders from the terminal, start included, beside linters of other languages on their own language.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rounds = 3;
/** Larger files are left out: they are bundles or lists of data, not what a person writes. */
const largestFile = 200_000;

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

/** Copies files below `from` that end so into `to`, until they are `megabytes`; how many, and how much. */
function collect(from, to, extensions, megabytes) {
  mkdirSync(to, { recursive: true });
  let bytes = 0;
  let files = 0;
  for (const path of filesBelow(from)) {
    if (!extensions.includes(extname(path).toLowerCase())) continue;
    const { size } = statSync(path);
    if (size === 0 || size > largestFile) continue;
    copyFileSync(path, join(to, `${files}${extname(path).toLowerCase()}`));
    files++;
    bytes += size;
    if (bytes >= megabytes * 1e6) break;
  }
  return { files, megabytes: bytes / 1e6 };
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Seconds that the program takes, median; a finding is no failure, a crash is. */
function seconds(program, parameters, cwd, failures) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    const { status, error, stderr } = spawnSync(program, parameters, { cwd, maxBuffer: 1 << 29, encoding: 'utf8' });
    times.push((performance.now() - started) / 1000);
    if (error || status === null || failures.includes(status))
      throw new Error(
        `${program} ${parameters.slice(0, 3).join(' ')} failed: ${error?.message ?? stderr.slice(0, 500)}`,
      );
  }
  return median(times);
}

function line(label, { files, megabytes }, time) {
  console.log(
    `  ${label.padEnd(44)}${(megabytes / time).toFixed(2).padStart(7)} MB/s ${(files / time).toFixed(0).padStart(6)} files/s  (${files} files, ${megabytes.toFixed(1)} MB, ${time.toFixed(1)} s)`,
  );
  return megabytes / time;
}

function onPath(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** The scripts of people where a folder is given, else those of this project, over and over. */
function scripts(corpus, to, megabytes) {
  if (corpus !== undefined) return collect(corpus, to, ['.rsc'], megabytes);
  mkdirSync(to, { recursive: true });
  const examples = collect(join(root, 'examples'), to, ['.rsc'], Infinity);
  const times = Math.ceil(megabytes / examples.megabytes);
  for (let copy = 1; copy < times; copy++)
    for (let file = 0; file < examples.files; file++)
      copyFileSync(join(to, `${file}.rsc`), join(to, `${copy}-${file}.rsc`));
  return { files: examples.files * times, megabytes: examples.megabytes * times };
}

/** `folder`: an empty one to work in. `corpus`: a folder with `.rsc` files, or undefined. */
export function compareTools(folder, corpus) {
  const packages = createRequire(join(root, 'package.json'));
  const megabytes = 4;
  const rsc = join(folder, 'rsc');
  const fewer = join(folder, 'rsc-fewer');
  const js = join(folder, 'js');
  const markdown = join(folder, 'markdown');
  const cli = join(root, 'dist/cli.js');
  if (!existsSync(cli)) throw new Error('dist/cli.js is missing: run `npm run build` first.');

  console.log(`checking files, start of the program included, median of ${rounds}:`);
  const all = scripts(corpus, rsc, megabytes);
  const time = seconds(process.execPath, [cli, 'check', rsc], folder, [2]);
  const ours = line('routeros-guard check', all, time);
  const tenth = scripts(corpus, fewer, all.megabytes / 10);
  const less = seconds(process.execPath, [cli, 'check', fewer], folder, [2]);
  line('routeros-guard check, a tenth of them', tenth, less);
  console.log(
    `  growth: ${(all.megabytes / tenth.megabytes).toFixed(1)} times the text costs ${(time / less).toFixed(1)} times the time`,
  );

  const compared = [];
  const compare = (label, input, program, parameters, failures) =>
    compared.push([label, line(label, input, seconds(program, parameters, folder, failures))]);

  const javascript = collect(join(root, 'node_modules'), js, ['.js', '.cjs'], megabytes);
  const configuration = join(folder, 'eslint.config.mjs');
  writeFileSync(
    configuration,
    `import js from ${JSON.stringify(pathToFileURL(packages.resolve('@eslint/js')).href)};\n` +
      "export default [{ files: ['**/*.js', '**/*.cjs'], ...js.configs.recommended, linterOptions: { noInlineConfig: true } }];\n",
  );
  const eslint = join(dirname(packages.resolve('eslint/package.json')), 'bin/eslint.js');
  compare(
    'ESLint, recommended rules, JavaScript',
    javascript,
    process.execPath,
    [eslint, '-c', configuration, js],
    [2],
  );

  const pages = collect(join(root, 'node_modules'), markdown, ['.md'], megabytes);
  const markdownlint = join(dirname(packages.resolve('markdownlint-cli2')), 'markdownlint-cli2-bin.mjs');
  compare('markdownlint-cli2, Markdown', pages, process.execPath, [markdownlint, 'markdown/*.md'], [2]);

  if (onPath('shellcheck')) {
    const shell = join(folder, 'shell');
    const sources = collect('/usr', shell, ['.sh'], megabytes);
    const names = execFileSync('find', [shell, '-name', '*.sh'], { encoding: 'utf8' }).trim().split('\n');
    compare('ShellCheck, shell', sources, 'shellcheck', names, [2, 3, 4]);
  } else {
    console.log('  ShellCheck is not on PATH: not compared');
  }
  for (const [label, theirs] of compared)
    console.log(`  ratio to ${label}: ${(ours / theirs).toFixed(1)} (wanted: above 1)`);
}
