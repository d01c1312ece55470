// Installs what the end-to-end tests need, once per package-lock.json; afterwards it costs nothing. Node alone is needed.
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from '../../scripts/ensure-installed.mjs';
import { linkModules } from './setup.mjs';

/** Installs the locked packages of this folder unless they are there, and links them into VS Code. Throws when npm fails. */
export function ensure() {
  // Without scripts: code-server's own would compile native modules that nothing here uses.
  ensureInstalled(fileURLToPath(new URL('.', import.meta.url)), linkModules);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensure();
