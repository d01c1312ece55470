// Bundles what runs. `node esbuild.mjs` writes minified bundles to dist/; `--watch` rebuilds on change, not minified.
import { build, context } from 'esbuild';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';

const watch = process.argv.includes('--watch');

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: !watch,
  sourcemap: watch ? 'linked' : false,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  // Its other build loads its own parts in a way that no bundler follows.
  alias: { 'jsonc-parser': './node_modules/jsonc-parser/lib/esm/main.js' },
};

/**
 * The engine of the language server, rules and schema, is a bundle of its own: it is read when the first document is checked, so that
 * `initialize` is answered before.
 */
const engineApart = {
  name: 'engine-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/engineLoader$/ }, () => ({ path: './engine.js', external: true }));
  },
};

const program = { banner: { js: '#!/usr/bin/env node' } };

export const bundles = [
  { ...common, entryPoints: { extension: 'client/src/extension.ts' }, external: ['vscode'] },
  { ...common, ...program, entryPoints: { server: 'server/src/lsp/main.node.ts' }, plugins: [engineApart] },
  { ...common, entryPoints: { engine: 'server/src/lsp/engineLoader.ts' } },
  {
    ...common,
    entryPoints: { router: 'client/src/router.ts' },
    // node-routeros prints words (passwords too) through `debug`, recodes them with `iconv-lite` and asks for `source-map-support` in its own
    // tests: our framing needs none of it (docs/architecture.md, "The transport").
    alias: {
      ...common.alias,
      debug: './client/src/api/shims/debug.ts',
      'iconv-lite': './client/src/api/shims/iconvLite.ts',
      'source-map-support': './client/src/api/shims/sourceMapSupport.ts',
    },
    define: { 'process.env.ENV': '"production"' },
  },
  { ...common, ...program, entryPoints: { cli: 'cli/src/main.ts' } },
].map((options) => ({ ...options, outdir: 'dist' }));

if (watch) {
  for (const options of bundles) await (await context(options)).watch();
} else {
  rmSync('dist', { recursive: true, force: true });
  mkdirSync('dist', { recursive: true });
  const inputs = {};
  for (const options of bundles) {
    const { metafile } = await build(options);
    for (const [file, output] of Object.entries(metafile.outputs)) inputs[file] = output.inputs;
  }
  writeFileSync('dist/meta.json', JSON.stringify(inputs));
  for (const file of ['dist/server.js', 'dist/cli.js']) chmodSync(file, 0o755);
}
