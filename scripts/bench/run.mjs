// Measures, in one run and side by side: start of the language server against a minimal one bundled the same way, the size of the package, and how
// fast texts are read, beside TypeScript and acorn on their own language.
// `npm run bench [-- --corpus FOLDER] [-- --only PART]`, PART one of start, reading, tools. The machine's speed cancels out in the ratio; absolute times are for orientation only.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { compareTools } from './tools.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rounds = 15;

/** Milliseconds from the spawn of a server to its answer to `initialize`. */
function startTime(script) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, [script, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const body = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { processId: process.pid, rootUri: null, capabilities: {} },
    });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    let received = '';
    child.stdout.on('data', (chunk) => {
      received += chunk;
      if (!received.includes('"id":1')) return;
      resolve(performance.now() - started);
      child.kill();
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (!received.includes('"id":1')) reject(new Error(`${script} ended with ${code} before it answered`));
    });
  });
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

const minimalSource = `
import { createConnection, ProposedFeatures, TextDocuments, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
connection.onInitialize(() => ({ capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental } }));
documents.onDidChangeContent(({ document }) => void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] }));
documents.listen(connection);
connection.listen();
`;

/** Entries of a zip file by its central directory: name, compressed size. */
function zipEntries(file) {
  const data = readFileSync(file);
  let at = data.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const count = data.readUInt16LE(at + 10);
  at = data.readUInt32LE(at + 16);
  const entries = [];
  for (let index = 0; index < count; index++) {
    const nameLength = data.readUInt16LE(at + 28);
    entries.push({ name: data.toString('utf8', at + 46, at + 46 + nameLength), size: data.readUInt32LE(at + 20) });
    at += 46 + nameLength + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32);
  }
  return entries;
}

/** How fast texts are read: each measurement in a process of its own. */
async function reading(folder) {
  const script = join(folder, 'measure.cjs');
  await build({
    entryPoints: [join(root, 'scripts/bench/measure.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    outfile: script,
    logLevel: 'warning',
  });
  const env = { ...process.env, NODE_PATH: join(root, 'node_modules') };
  const measure = (name) => JSON.parse(execFileSync(process.execPath, [script, name], { env, encoding: 'utf8' }));
  const speed = ({ megabytes, median }) => (megabytes * 1000) / median;
  const line = (label, result) =>
    console.log(
      `  ${label.padEnd(44)}${speed(result).toFixed(1).padStart(7)} MB/s  cold ${result.cold.toFixed(0).padStart(5)} ms  memory ${result.memory.toFixed(0).padStart(4)} MB`,
    );

  console.log('reading, 1 MB, processor time, median of 10 runs or more behind a cold one (10 MB: of 3):');
  const scanner = measure('scanner js');
  const createSourceFile = measure('createSourceFile js');
  line('TypeScript scanner, JavaScript', scanner);
  line('TypeScript createSourceFile, JavaScript', createSourceFile);
  line('acorn, JavaScript', measure('acorn js'));
  for (const [input, label] of [
    ['list', 'address lists'],
    ['real', 'real-looking scripts'],
  ]) {
    const lexer = measure(`lexer ${input}`);
    const parser = measure(`parser ${input}`);
    line(`lexer, ${label}`, lexer);
    line(`parser, ${label}`, parser);
    line(`parse + resolve + check, ${label}`, measure(`check ${input}`));
    const small = measure(`check ${input} 1`);
    const large = measure(`check ${input} 10`);
    line(`parse + resolve + check, 10 MB of ${label}`, large);
    console.log(
      `  ratios: lexer ${(speed(lexer) / speed(scanner)).toFixed(2)}, parser ${(speed(parser) / speed(createSourceFile)).toFixed(2)} (wanted: at least 1.50 each); ` +
        `ten times the input costs ${(large.median / small.median).toFixed(1)} times (wanted: at most 12)`,
    );
  }
}

/** Start of the server, and size of the package. */
async function start(folder) {
  const minimal = join(folder, 'minimal.js');
  await build({
    stdin: { contents: minimalSource, resolveDir: root, loader: 'ts' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    legalComments: 'none',
    outfile: minimal,
    logLevel: 'warning',
  });
  const server = join(root, 'dist/server.js');
  if (!existsSync(server)) throw new Error('dist/server.js is missing: run `npm run build` first.');
  const ours = [];
  const theirs = [];
  // One of each first, so that the file cache is warm for both; then alternating, so that load meets both alike.
  await startTime(minimal);
  await startTime(server);
  for (let round = 0; round < rounds; round++) {
    theirs.push(await startTime(minimal));
    ours.push(await startTime(server));
  }
  const ratio = median(ours) / median(theirs);
  console.log(`start to initialize answered, median of ${rounds}:`);
  console.log(`  minimal vscode-languageserver  ${median(theirs).toFixed(0)} ms`);
  console.log(`  RouterOS Guard                 ${median(ours).toFixed(0)} ms`);
  console.log(`  ratio                          ${ratio.toFixed(2)} (wanted: at most 1.30)`);

  const vsix = join(root, 'dist/routeros-guard.vsix');
  if (existsSync(vsix)) {
    console.log(
      `package: ${(statSync(vsix).size / 1000).toFixed(0)} kB (wanted: under 1500 kB); largest parts, compressed:`,
    );
    const largest = zipEntries(vsix)
      .sort((a, b) => b.size - a.size)
      .slice(0, 8);
    for (const { name, size } of largest) console.log(`  ${(size / 1000).toFixed(1).padStart(7)} kB  ${name}`);
  } else {
    console.log('package: dist/routeros-guard.vsix is missing; `npm run package` makes it.');
  }
}

const { values } = parseArgs({ options: { corpus: { type: 'string' }, only: { type: 'string' } } });
const parts = { start, reading, tools: (folder) => compareTools(folder, values.corpus) };
const chosen = values.only === undefined ? Object.keys(parts) : [values.only];
const unknown = chosen.find((part) => !(part in parts));
if (unknown !== undefined) {
  console.error(`There is no part "${unknown}": choose one of ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'routeros-guard-bench-'));
try {
  for (const part of chosen) await parts[part](folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
