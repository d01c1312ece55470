// Writes THIRD-PARTY-NOTICES.txt: name, version and licence text of every package of which something is in a bundle.
// Reads dist/meta.json, which the build writes. With --check: exits 1 when the committed file is stale.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'THIRD-PARTY-NOTICES.txt');
const bundles = JSON.parse(readFileSync(join(root, 'dist/meta.json'), 'utf8'));

const folders = new Set();
for (const inputs of Object.values(bundles)) {
  for (const input of Object.keys(inputs)) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) folders.add(found[1]);
  }
}

const sections = [...folders].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const file = readdirSync(join(root, folder)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text = file
    ? readFileSync(join(root, folder, file), 'utf8')
        .replace(/\r\n/g, '\n')
        .trim()
    : `Licence: ${license}`;
  return `${name} ${version} (${license})\n\n${text}\n`;
});

const data = `RouterOS command tree (menus, commands, arguments by release)

Computed from the console dumps of tikoci/restraml, which are in the public domain (Unlicense). Measured required arguments: tikoci/lsp-routeros-ts (MIT).
`;

const notices = `RouterOS Guard contains the following third-party software and data.\n\n${[...sections, data].join(`\n${'-'.repeat(78)}\n\n`)}`;
if (process.argv.includes('--check')) {
  if (!existsSync(target) || readFileSync(target, 'utf8') !== notices) {
    console.error('THIRD-PARTY-NOTICES.txt is stale: run `npm run generate`.');
    process.exit(1);
  }
} else {
  writeFileSync(target, notices);
  console.log(`THIRD-PARTY-NOTICES.txt: ${sections.length} packages`);
}
