// Installs the locked packages of a folder, once per package-lock.json; afterwards it costs nothing. Needs Node and npm alone.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `afterwards` runs after an installation, before it counts as done. Throws when npm fails; its own messages have been printed then.
 * Install scripts never run: nothing here needs them, and they would compile or download.
 */
export function ensureInstalled(folder, afterwards = () => undefined) {
  const stamp = join(folder, 'node_modules/.routeros-guard-installed');
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  const { status, error } = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: folder,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    },
  );
  if (error) throw new Error(`npm could not be started (${error.code}); it comes with Node`);
  if (status !== 0) throw new Error(`npm ci failed in ${folder}; its messages stand above`);
  afterwards();
  writeFileSync(stamp, lock);
}
