// A script with three wrong lines is opened: each is marked, explained and mended through the light bulb, and the file is saved.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  appears,
  applyQuickFix,
  closeEditor,
  eventually,
  goTo,
  lightBulb,
  notification,
  openQuickFixes,
  paletteEntries,
  pressNotificationButton,
  runCommand,
} from '../page.mjs';

const commandTitles = [
  'RouterOS Guard: Add Router',
  'RouterOS Guard: Explain Rule',
  'RouterOS Guard: Forget Router Password',
  'RouterOS Guard: Push Script to Router',
  'RouterOS Guard: Restart Server',
  'RouterOS Guard: Show Output',
  'RouterOS Guard: Test Connection',
  'RouterOS Guard: Validate Script on Router',
];

/** Lines of examples/first-push.rsc, from 1, and what they are once mended. */
const commentLine = 24;
const invalidLine = 25;
const missingLine = 26;
const mended = {
  [commentLine]: 'set www disabled=yes ; # not needed here',
  [invalidLine]: 'set www-ssl disabled=no certificate=router-cert tls-version=only-1.2 address=192.168.88.0/24',
  [missingLine]: 'set api-ssl disabled=no certificate=router-cert address=192.168.88.0/24 tls-version=only-1.2',
};

export async function editing({ page, folder, step, picture }) {
  await step('squiggles are shown: two errors, one warning', async () => {
    await page.locator('.squiggly-error').nth(1).waitFor();
    await page.locator('.squiggly-warning').first().waitFor();
  });

  await step('the grammar colours the script', async () => {
    const line = page.locator('.view-line', { hasText: 'disabled' }).first();
    const kinds = await line
      .locator('span > span')
      .evaluateAll((spans) => new Set(spans.map((span) => span.className)).size);
    assert.ok(kinds >= 3, `a line with a command, an argument and a value has ${kinds} kinds of text`);
  });

  await step('the palette offers the commands', async () => {
    const entries = await paletteEntries(page, 'RouterOS Guard');
    for (const title of commandTitles)
      assert.ok(entries.includes(title), `${title} is not among ${entries.join(', ')}`);
  });

  await step('errors block a push, and lead to their places', async () => {
    await runCommand(page, 'RouterOS Guard: Push Script to Router');
    assert.match(await notification(page, 'is not possible'), /the script has 2 errors/);
    await pressNotificationButton(page, 'is not possible', 'Show');
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await rows.nth(1).waitFor();
    assert.equal(await rows.count(), 2);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.statusbar-item', { hasText: `Ln ${invalidLine},` }).waitFor();
  });

  await step('the hover explains, and its link opens the page of the rule', async () => {
    await goTo(page, invalidLine, 64);
    await runCommand(page, 'Show or Focus Hover');
    const link = page.locator('.monaco-hover a', { hasText: 'tls-version-invalid' }).first();
    await link.waitFor();
    await picture('squiggle');
    await link.click();
    await page.locator('.tab.active', { hasText: 'tls-version-invalid.md' }).waitFor();
    const heading = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame').locator('h1');
    await heading.first().waitFor();
    await closeEditor(page, 'tls-version-invalid.md');
  });

  await step('the light bulb mends each line', async () => {
    // VS Code shows the bulb when the cursor moves in a focused editor; "Go to Line" may move it before. The menu opens by the keyboard too,
    // so a bulb that is late is waited for only a while.
    await goTo(page, invalidLine, 64);
    for (const key of ['ArrowRight', 'ArrowLeft']) {
      await page.keyboard.press(key);
      if (await appears(page.locator(lightBulb).first())) break;
    }
    await openQuickFixes(page, 'only-1.2');
    await picture('light-bulb');
    await applyQuickFix(page);
    await lineReads(page, mended[invalidLine]);
    await goTo(page, missingLine, 30);
    await openQuickFixes(page, 'only-1.2');
    await applyQuickFix(page);
    await lineReads(page, mended[missingLine]);
    await goTo(page, commentLine, 22);
    await openQuickFixes(page, ';');
    await applyQuickFix(page);
    await lineReads(page, mended[commentLine]);
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await page.locator('.squiggly-warning').first().waitFor({ state: 'detached' });
  });

  await step('the file on disk is the mended one, and nothing else in it has changed', async () => {
    const file = join(folder, 'first-push.rsc');
    const lines = readFileSync(file, 'utf8').split('\n');
    for (const [line, text] of Object.entries(mended)) lines[line - 1] = text;
    await page.keyboard.press('Control+s');
    await eventually('the saved file', () => readFileSync(file, 'utf8') === lines.join('\n'));
  });
}

/** Waits until a line of the editor reads so. The editor shows spaces as no-break spaces. */
async function lineReads(page, text) {
  await eventually(`a line that reads ${text}`, async () => {
    const lines = await page.locator('.monaco-editor .view-line').allInnerTexts();
    return lines.some((line) => line.replaceAll('\u00a0', ' ').trim() === text);
  });
}
