// The end-to-end tests: the packaged extension in a real VS Code, by keyboard and mouse, against the simulated router.
//
//   node test/e2e/run.mjs [--update-screenshots]
//
// E2E_VSIX names another package than dist/routeros-guard.vsix, E2E_BROWSER a browser, E2E_HEADED=1 shows it.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensure } from './ensure.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const failures = fileURLToPath(new URL('failures', import.meta.url));
const password = 'demo-e2e-password';
const pictures = ['squiggle', 'light-bulb', 'push-report'];
const attempts = 3;
const largestPicture = 150 * 1024;

/** A script whose fourth line no linter can know to be wrong: the interface is not there. */
const refusedScript = `/interface list
add name=SHED comment="the shed"
/interface list member
add list=SHED interface=no-such-interface
`;

ensure();
process.exitCode = await main();

async function main() {
  const { launchBrowser } = await import('./browser.mjs');
  const browser = await launchBrowser();
  if (!browser) {
    const needed = Boolean(process.env.CI);
    console.log(
      `e2e: ${needed ? 'failed' : 'skipped'}: no Chromium-family browser found (install one, or name it in E2E_BROWSER)`,
    );
    return needed ? 1 : 0;
  }
  try {
    // A window that is driven by keys can miss one on a busy machine, so a failure counts when it comes again in a window of its own.
    for (let attempt = 1; attempt <= attempts; attempt++) {
      try {
        await run(browser);
        return 0;
      } catch (error) {
        console.error(error);
        if (attempt < attempts)
          console.log(`e2e: attempt ${attempt} of ${attempts} failed, as above; once more from the start`);
      }
    }
    return 1;
  } finally {
    await browser.close();
  }
}

async function run(browser) {
  const { openWorkbench, screenshot } = await import('./page.mjs');
  const { startWorkbench } = await import('./workbench.mjs');
  const { startRouterProcess } = await import('./router.mjs');
  const { editing } = await import('./scenarios/editing.mjs');
  const { pushing } = await import('./scenarios/pushing.mjs');
  const { untrusted, untrustedSettings } = await import('./scenarios/untrusted.mjs');

  const temporary = mkdtempSync(join(tmpdir(), 'routeros-guard-e2e-'));
  const folder = join(temporary, 'scripts');
  mkdirSync(folder);
  copyFileSync(join(root, 'examples/first-push.rsc'), join(folder, 'first-push.rsc'));
  writeFileSync(join(folder, 'refused.rsc'), refusedScript);
  const stops = [];
  const started = Date.now();
  const step = async (what, work) => {
    try {
      await work();
    } catch (error) {
      throw new Error(`step failed: ${what}`, { cause: error });
    }
    console.log(`e2e: ${((Date.now() - started) / 1000).toFixed(1)} s  ${what}`);
  };
  let page;
  try {
    const router = await startRouterProcess({ password });
    stops.push(router.stop);
    await router.ask('putItem', ['/certificate', { name: 'router-cert' }]);
    const shared = { ...(process.env.E2E_VSIX ? { vsix: process.env.E2E_VSIX } : {}), folder, file: 'first-push.rsc' };
    const restricted = await startWorkbench({ ...shared, settings: untrustedSettings });
    stops.push(restricted.stop);
    page = await openWorkbench(browser, restricted.url);
    await untrusted({ page, step });
    await page.context().close();

    const workbench = await startWorkbench({
      ...shared,
      // A wide editor for the pictures, and no suggestion that takes a key which is meant for the editor.
      settings: {
        'editor.minimap.enabled': false,
        'editor.quickSuggestions': { other: 'off' },
        'files.autoSave': 'off',
      },
    });
    stops.push(workbench.stop);
    page = await openWorkbench(browser, workbench.url);
    const picture = async (name) => {
      if (!process.argv.includes('--update-screenshots') || !pictures.includes(name)) return;
      const file = join(root, 'images', `${name}.png`);
      await screenshot(page, file);
      if (statSync(file).size >= largestPicture) throw new Error(`${file} is too large: ${statSync(file).size} bytes`);
    };
    const scene = { page, folder, workbench, router, password, step, picture };
    await step('VS Code opens the script', () => Promise.resolve());
    await editing(scene);
    await pushing(scene);
  } catch (error) {
    if (page) {
      mkdirSync(failures, { recursive: true });
      await screenshot(page, join(failures, 'page.png')).catch(() => undefined);
      console.error(`e2e: the window as it was: ${join(failures, 'page.png')}`);
    }
    throw error;
  } finally {
    for (const stop of stops.reverse()) await stop();
    rmSync(temporary, { recursive: true, force: true });
  }
}
