import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The layers, and what each may import besides itself (docs/architecture.md). A folder that is not named here belongs to its parent's layer. */
const layers: Readonly<Record<string, readonly string[]>> = {
  'server/src/syntax': [],
  'server/src/schema': ['server/src/syntax'],
  'server/src/firewall': [],
  'server/src/model': ['server/src/syntax', 'server/src/schema', 'server/src/firewall'],
  'server/src/rules': ['server/src/syntax', 'server/src/schema', 'server/src/model'],
  'server/src/rules/firewall': [
    'server/src/rules',
    'server/src/rules/support',
    'server/src/syntax',
    'server/src/schema',
    'server/src/model',
    'server/src/firewall',
  ],
  'server/src/rules/support': [
    'server/src/rules',
    'server/src/syntax',
    'server/src/schema',
    'server/src/model',
    'server/src/firewall',
  ],
  'server/src/features': ['server/src/syntax', 'server/src/schema', 'server/src/model', 'server/src/rules'],
  'server/src/lsp': [
    'server/src/syntax',
    'server/src/schema',
    'server/src/model',
    'server/src/rules',
    'server/src/features',
  ],
  'cli/src': [
    'server/src/syntax',
    'server/src/schema',
    'server/src/model',
    'server/src/rules',
    'server/src/features',
    'client/src/api',
    'client/src/deploy',
  ],
  'client/src/api': [],
  'client/src/deploy': ['client/src/api'],
  'client/src': ['client/src/api', 'client/src/deploy'],
};

/** Single files that cross a border, each with its reason. */
const doors: Readonly<Record<string, string>> = {
  // The registry is generated and lists all rules; the engine runs them.
  'server/src/rules/registry.ts': 'server/src/rules/firewall',
};

/** `client` and `server` share only the types and names of their custom messages. */
const shared = 'server/src/lsp/messages';

interface Import {
  readonly file: string;
  readonly specifier: string;
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found: Import[] = [];
  for (const match of text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'"]*?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]|\brequire\(\s*['"]([^'"]+)['"]\s*\)/g,
  )) {
    found.push({ file, specifier: match[1] ?? match[2] ?? match[3] ?? match[4] ?? '' });
  }
  return found;
}

function layerOf(path: string): string | undefined {
  return Object.keys(layers)
    .filter((layer) => path === layer || path.startsWith(`${layer}/`))
    .sort((a, b) => b.length - a.length)[0];
}

const all = ['client/src', 'server/src', 'cli/src'].flatMap(sources).flatMap(importsOf);

describe('imports run one way', () => {
  it('finds imports at all', () => {
    expect(all.length).toBeGreaterThan(50);
  });

  it('between layers', () => {
    const wrong = all.filter(({ file, specifier }) => {
      // The version of the program has one home.
      if (!specifier.startsWith('.') || specifier.endsWith('/package.json')) return false;
      const target = relative(root, resolve(root, dirname(file), specifier))
        .split(sep)
        .join('/');
      const from = layerOf(file);
      const to = layerOf(target);
      if (from === undefined || to === undefined) return true;
      if (from === to || layers[from]?.includes(to)) return false;
      if (from === 'server/src/rules' && (to === 'server/src/rules/support' || doors[file] === to)) return false;
      return !(target === shared && from.startsWith('client/src') && from === 'client/src');
    });
    expect(wrong).toEqual([]);
  });

  it.each([
    [
      'vscode',
      (file: string) =>
        file.startsWith('client/src/') && !file.startsWith('client/src/api/') && !file.startsWith('client/src/deploy/'),
    ],
    [
      'vscode-languageclient',
      (file: string) =>
        file.startsWith('client/src/') && !file.startsWith('client/src/api/') && !file.startsWith('client/src/deploy/'),
    ],
    ['vscode-languageserver', (file: string) => file.startsWith('server/src/lsp/')],
    ['node-routeros', (file: string) => file.startsWith('client/src/api/')],
    ['node:', (file: string) => !file.startsWith('server/src/') || file.startsWith('server/src/lsp/')],
  ])('%s is imported only where it belongs', (name, allowed) => {
    const users = all.filter(
      ({ specifier }) => specifier === name || specifier.startsWith(name.endsWith(':') ? name : `${name}/`),
    );
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter(({ file }) => !allowed(file))).toEqual([]);
  });

  it('knows no other module of Node by its bare name', () => {
    const bare = all.filter(({ specifier }) =>
      ['fs', 'net', 'tls', 'path', 'os', 'crypto', 'child_process', 'util'].includes(specifier),
    );
    expect(bare).toEqual([]);
  });
});
