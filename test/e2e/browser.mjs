// Finds a Chromium-family browser and starts it with nothing to reach but this machine.
import { existsSync } from 'node:fs';

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

const flags = [
  // Containers run as root, where Chromium's sandbox does not start. Only pages of this machine are opened.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
];

/** Starts a browser; undefined when this machine has none. `E2E_BROWSER` names the only one to use, `E2E_HEADED` shows it. */
export async function launchBrowser() {
  const { chromium } = await import('playwright-core');
  const options = { headless: !process.env.E2E_HEADED, args: flags };
  const named = process.env.E2E_BROWSER;
  const executablePath = (named ? [named] : usualPlaces).find((path) => existsSync(path));
  if (executablePath) return chromium.launch({ ...options, executablePath });
  for (const channel of named ? [] : ['chrome', 'msedge']) {
    try {
      return await chromium.launch({ ...options, channel });
    } catch {
      // Not installed: the next one.
    }
  }
  return undefined;
}
