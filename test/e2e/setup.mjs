// code-server's package holds VS Code, but not the modules that VS Code needs at run time. They are locked here, and linked to the
// place where VS Code looks for them, on disk and over HTTP.
import { existsSync, lstatSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('node_modules', import.meta.url));

/** Links node_modules of this folder into VS Code's folder. Idempotent. */
export function linkModules() {
  for (const name of ['node_modules', 'node_modules.asar']) {
    const link = join(modules, 'code-server/lib/vscode', name);
    if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(link);
    // A junction needs no special right on Windows; elsewhere the type is ignored.
    if (!existsSync(link)) symlinkSync(modules, link, 'junction');
  }
}
