// In a workspace that is not trusted, scripts are checked, and nothing that talks to a router is offered.
import assert from 'node:assert/strict';
import { paletteEntries } from '../page.mjs';

export const untrustedSettings = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};

export async function untrusted({ page, step }) {
  await step('an untrusted workspace: scripts are checked', async () => {
    await page.locator('.squiggly-error').first().waitFor();
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
  });

  await step('an untrusted workspace: no router is talked to', async () => {
    const offered = await paletteEntries(page, 'RouterOS Guard');
    assert.deepEqual(
      offered.filter((entry) => entry.startsWith('RouterOS Guard: ')),
      ['Explain Rule', 'Forget Router Password', 'Restart Server', 'Show Output'].map(
        (name) => `RouterOS Guard: ${name}`,
      ),
    );
  });
}
