// A router is added with its certificate pinned, the script is validated and pushed, a refused line is shown at its place, and a
// changed certificate stops everything. What the router holds is read from the router, not from VS Code.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  answerInput,
  closeEditor,
  closeNotifications,
  eventually,
  modalText,
  notification,
  openFile,
  pressModalButton,
  pressNotificationButton,
  runCommand,
} from '../page.mjs';

export async function pushing({ page, workbench, router, password, step, picture }) {
  await step('a router is added: the certificate is shown and pinned before the password is asked for', async () => {
    await runCommand(page, 'RouterOS Guard: Add Router');
    await answerInput(page, '(1/4): Name', 'demo');
    await answerInput(page, '(2/4): Host', router.host);
    await answerInput(page, '(3/4): Port', String(router.port));
    await answerInput(page, '(4/4): User', 'admin');
    const shown = await modalText(page, 'Is this the certificate of demo');
    assert.ok(shown.includes(`SHA-256: ${router.sha256}`), shown);
    for (const label of ['Subject: ', 'Issuer: ', 'Valid from ']) assert.ok(shown.includes(label), shown);
    assert.deepEqual(await router.ask('log'), [], 'something was sent before the certificate was pinned');
    await pressModalButton(page, 'Pin This Certificate');
    await answerInput(page, 'Password of demo', password);
    await notification(page, 'demo was added.');
  });

  await step('the profile is in the user settings, and the password is not', async () => {
    const text = readFileSync(join(workbench.data, 'User/settings.json'), 'utf8');
    assert.deepEqual(JSON.parse(text)['routerosGuard.routers'], [
      {
        name: 'demo',
        host: router.host,
        port: router.port,
        user: 'admin',
        sha256: router.sha256,
        connectTimeoutSeconds: 10,
        commandTimeoutSeconds: 60,
      },
    ]);
    assert.ok(!text.includes(password));
  });

  await step('the connection is tested', async () => {
    await closeNotifications(page);
    await runCommand(page, 'RouterOS Guard: Test Connection');
    assert.match(await notification(page, 'demo answers'), /identity "MikroTik", RouterOS 7\.18/);
  });

  await step('a router whose name looks like a link of VS Code makes none', async () => {
    await closeNotifications(page);
    const name = '[Go](command:workbench.action.closeAllEditors)';
    await router.ask('addFault', {
      command: '/system/identity/print',
      when: 'after',
      effect: { kind: 'change', attribute: 'name', value: name },
    });
    await runCommand(page, 'RouterOS Guard: Test Connection');
    assert.ok((await notification(page, 'demo answers')).includes('[Go] (command:workbench'));
    assert.equal(await page.locator('.notification-list-item-message a').count(), 0);
  });

  await step('the push asks first, and validates when told so: nothing changes on the router', async () => {
    await closeNotifications(page);
    await runCommand(page, 'RouterOS Guard: Push Script to Router');
    const asked = await modalText(page, 'Push to demo, "MikroTik"?');
    for (const part of [
      'Identity: MikroTik',
      'Version: 7.18',
      'Serial: ',
      'From: ',
      'File: first-push.rsc',
      'No warnings.',
    ]) {
      assert.ok(asked.includes(part), `${part} is not in:\n${asked}`);
    }
    await picture('confirmation');
    await pressModalButton(page, 'Validate');
    await notification(page, 'the router accepts the script');
    assert.deepEqual(await router.ask('items', '/ip/firewall/address-list'), []);
  });

  await step(
    'the push applies the whole script and reports, while the message of the last one still stands',
    async () => {
      await notification(page, 'the router accepts the script');
      await runCommand(page, 'RouterOS Guard: Push Script to Router');
      await modalText(page, 'Push to demo, "MikroTik"?');
      await pressModalButton(page, 'Push (no automatic undo)');
      assert.equal(await notification(page, 'was applied'), 'demo: the whole script was applied.');
      await pressNotificationButton(page, 'was applied', 'Show Report');
      await page.locator('.tab.active', { hasText: 'Push to demo.md' }).waitFor();
      const report = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
      await report.locator('h1', { hasText: 'Push to demo' }).waitFor();
      await report.locator('td', { hasText: 'Run the script' }).waitFor();
      await closeNotifications(page);
      await picture('push-report');
      await closeEditor(page, 'Push to demo.md');
    },
  );

  await step('the router holds what the script says, and no temporary file', async () => {
    const addresses = await router.ask('items', '/ip/firewall/address-list');
    assert.deepEqual(
      addresses.map(({ list, address, comment }) => ({ list, address, comment })),
      [{ list: 'api-clients', address: '192.168.88.10', comment: 'automation host' }],
    );
    const services = Object.fromEntries((await router.ask('items', '/ip/service')).map((item) => [item.name, item]));
    assert.equal(services['api-ssl']['tls-version'], 'only-1.2');
    assert.equal(services['www-ssl']['tls-version'], 'only-1.2');
    for (const name of ['telnet', 'ftp', 'www', 'api']) assert.match(services[name].disabled, /^(true|yes)$/, name);
    assert.equal((await router.ask('items', '/system/identity'))[0]?.name, 'branch-01');
    assert.deepEqual(await router.ask('items', '/file'), []);
  });

  await step('a line that the router refuses is marked at its place, until the text changes', async () => {
    await openFile(page, 'refused.rsc');
    await runCommand(page, 'RouterOS Guard: Push Script to Router');
    await modalText(page, 'Push to demo, "branch-01"?');
    await pressModalButton(page, 'Push (no automatic undo)');
    assert.match(await notification(page, 'was applied in part'), /It stopped at line 4:/);
    await pressNotificationButton(page, 'was applied in part', 'Show Problems');
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'The router says:' }).waitFor();
    await page.locator('.markers-panel .monaco-list-row', { hasText: '[Ln 4,' }).waitFor();
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await openFile(page, 'refused.rsc');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('#');
    await page.locator('.monaco-editor .squiggly-error').first().waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
  });

  await step(
    'a connection that ends during the import, and another certificate after it: the outcome is told',
    async () => {
      await closeNotifications(page);
      await runCommand(page, 'RouterOS Guard: Push Script to Router');
      await modalText(page, 'Push to demo, "branch-01"?');
      await router.ask('renewCertificate');
      await router.ask('addFault', {
        command: '/import',
        attributes: { 'dry-run': 'yes' },
        when: 'before',
        effect: { kind: 'sentences', sentences: [{ word: '!done', attributes: [] }] },
      });
      await router.ask('addFault', { command: '/import', when: 'after', effect: { kind: 'cut', how: 'close' } });
      await pressModalButton(page, 'Push (no automatic undo)');
      const told = await notification(page, 'it is not known whether the script was applied');
      assert.match(told, /The connection to .* was lost/);
      await pressNotificationButton(page, 'it is not known whether', 'Show Report');
      const report = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
      await report.locator('li', { hasText: 'is not the pinned one' }).waitFor();
      await closeEditor(page, 'Push to demo.md');
      await openFile(page, 'refused.rsc');
    },
  );

  await step('a changed certificate stops everything, shows both fingerprints, and accepts nothing', async () => {
    await closeNotifications(page);
    const before = (await router.ask('log')).length;
    const changed = await router.ask('renewCertificate');
    await runCommand(page, 'RouterOS Guard: Validate Script on Router');
    const shown = await modalText(page, 'is not the pinned one');
    for (const part of [`Pinned: ${router.sha256}`, `Seen now: ${changed}`, 'Add Router']) {
      assert.ok(shown.includes(part), `${part} is not in:\n${shown}`);
    }
    const buttons = await page.locator('.monaco-dialog-box .dialog-buttons .monaco-button').allInnerTexts();
    assert.deepEqual(buttons, ['Close']);
    await pressModalButton(page, 'Close');
    await eventually('a quiet router', async () => (await router.ask('log')).length === before);
  });
}
