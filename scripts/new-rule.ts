// Writes the skeleton of a new rule. Usage: npm run new-rule security/NAME
// The skeleton compiles, and its tests fail until every part of it is filled in.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { categories, projectFolder } from './generate-rules';

/** `security/no-telnet` in two parts, or what is wrong with it. */
export function parseName(name: string | undefined): { readonly category: string; readonly id: string } | string {
  const [, category = '', id = ''] = /^([^/]+)\/([^/]+)$/.exec(name ?? '') ?? [];
  if (!(categories as readonly string[]).includes(category)) {
    return `Name the rule as CATEGORY/NAME; the categories are ${categories.join(', ')}.`;
  }
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
    return `"${id}" is not a rule id: lower-case words, joined by hyphens.`;
  return { category, id };
}

/** The file of a rule that is still to be written. */
export function skeleton(category: string, id: string, since: string): string {
  return `import { defineRule } from '../rule';

export default defineRule({
  id: '${id}',
  category: '${category}',
  severity: 'warning',
  risk: 'medium',
  since: '${since}',
  recommended: true,
  // One sentence without a full stop: what is wrong with the script.
  summary: '',
  // Why it matters, and what to do instead. Facts only.
  why: '',
  // impact: what an attacker gains; fixRisk: what the fix could break; versions: which releases of RouterOS differ; options: what can be set
  // about it. Each where there is something to say.
  // CWE-..., CVE-..., pages of the vendor's manual.
  references: [],
  fix: null,
  // At least one: \`bad\` yields one finding, \`good\` none, and \`fixed\` is what the first fix makes of \`bad\`.
  examples: [],
  // Scripts that look like it and are not, each with the reason.
  silent: [],
  // The menus that the rule listens to, such as '/ip/service'. Empty: it runs on every script.
  menus: [],
  check({ script, report }) {
    for (const command of script.commands) {
      if (command.verb === '${id}') report({ span: command.span, message: '' });
    }
  },
});
`;
}

async function main(): Promise<number> {
  const name = parseName(process.argv[2]);
  if (typeof name === 'string') {
    console.error(name);
    return 1;
  }
  const path = join(projectFolder, 'server/src/rules', name.category, `${name.id}.ts`);
  const { version } = (await import('../package.json', { with: { type: 'json' } })).default;
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(path, skeleton(name.category, name.id, version), { flag: 'wx' });
  } catch {
    console.error(`${path} exists already, or cannot be written.`);
    return 1;
  }
  console.log(`${path}\nFill it in, then: npm run generate && npx vitest run test/rules`);
  return 0;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  void main().then((code) => {
    process.exitCode = code;
  });
}
