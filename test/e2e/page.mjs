// What a person does in VS Code, by the names that the workbench gives its parts.
import { writeFileSync } from 'node:fs';

/** Size of the window, and of the screenshots. */
export const windowSize = { width: 1200, height: 750 };

const patience = 30_000;

/** Beside the cursor, or in the margin when the line has no room. */
export const lightBulb =
  '.monaco-editor .lightBulbWidget:visible, .monaco-editor [class*="codicon-gutter-lightbulb"]:visible';

/** Opens VS Code in a page of its own and waits for the editor. */
export async function openWorkbench(browser, url) {
  const context = await browser.newContext({ viewport: windowSize, locale: 'en-US', reducedMotion: 'reduce' });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('.monaco-workbench .part.editor .monaco-editor .view-lines').first().waitFor();
  // The side bar takes the room that the lines need.
  await page.keyboard.press('Control+b');
  await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  return page;
}

/**
 * Runs a command through the palette, by its exact title: "Close Editor" must not become "Close Editor Group". The palette lists what
 * is enabled when it opens, and right after the start some commands are not yet: it is opened until it lists this one.
 */
export async function runCommand(page, title) {
  const name = page.locator('.quick-input-list .monaco-list-row .label-name').getByText(title, { exact: true }).first();
  await eventually(`the command ${title} in the palette`, async () => {
    await page.keyboard.press('F1');
    const input = page.locator('.quick-input-widget:visible input').first();
    await input.waitFor();
    await input.fill(`>${title}`);
    if (await appears(name)) return true;
    await page.keyboard.press('Escape');
    return false;
  });
  await name.click();
  await restMouse(page);
}

/** Moves the mouse to the status bar, where it opens no hover. */
function restMouse(page) {
  return page.mouse.move(windowSize.width / 2, windowSize.height - 8);
}

/** True once something is visible, false when it is not after a few seconds. */
export function appears(locator) {
  return locator.waitFor({ timeout: 3000 }).then(
    () => true,
    () => false,
  );
}

/** Titles that the palette offers for a text. */
export async function paletteEntries(page, text) {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget:visible input').first();
  await input.waitFor();
  await input.fill(`>${text}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().waitFor();
  const rows = await page.locator('.quick-input-list .monaco-list-row .monaco-icon-label-container').allInnerTexts();
  await page.keyboard.press('Escape');
  await restMouse(page);
  return rows.map((row) => row.replace(/\s+/g, ' ').trim());
}

/** Answers an input box, known by its title. */
export async function answerInput(page, title, value) {
  await page.locator('.quick-input-widget:visible .quick-input-title', { hasText: title }).waitFor();
  const input = page.locator('.quick-input-widget:visible .quick-input-box input');
  await input.fill(value);
  await page.keyboard.press('Enter');
}

/** The modal that asks: waits for it and gives its text. */
export async function modalText(page, containing) {
  const box = page.locator('.monaco-dialog-box', { hasText: containing });
  await box.waitFor();
  return (await box.innerText()).replaceAll('\u00a0', ' ');
}

export async function pressModalButton(page, label) {
  await page.locator('.monaco-dialog-box .dialog-buttons .monaco-button', { hasText: label }).first().click();
  await page.locator('.monaco-dialog-box').waitFor({ state: 'detached' });
}

/** Waits for a notification and gives its text. */
/** A message, as a toast or, once VS Code has put it away, in the list behind the bell of the status bar. */
const shownNotification = (page, containing) =>
  page
    .locator('.notifications-toasts .notification-list-item, .notifications-center.visible .notification-list-item', {
      hasText: containing,
    })
    .last();

/** Waits for a message; gives its text. A toast goes away by itself, sooner where the machine is slow: then the list is opened. */
export async function notification(page, containing) {
  const shown = shownNotification(page, containing);
  await eventually(`a message that says: ${containing}`, async () => {
    if (await appears(shown)) return true;
    await page.locator('#status\\.notifications').click();
    return appears(shown);
  });
  return shown.locator('.notification-list-item-message').innerText();
}

export async function pressNotificationButton(page, containing, label) {
  await notification(page, containing);
  const shown = shownNotification(page, containing);
  // In the list, the buttons of a message are shown once it is expanded.
  const button = shown.locator('.monaco-button', { hasText: label }).first();
  if (!(await button.isVisible())) await shown.click();
  await button.click();
}

export async function closeNotifications(page) {
  await runCommand(page, 'Notifications: Clear All Notifications');
  await page.locator('.notifications-toasts .notification-list-item').first().waitFor({ state: 'detached' });
}

/** Puts the cursor on a line and column (both from 1). */
export async function goTo(page, line, column) {
  await editorFocused(page);
  await page.keyboard.press('Control+g');
  const input = page.locator('.quick-input-widget:visible input').first();
  await input.waitFor();
  await input.fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').first().waitFor({ state: 'hidden' });
}

/** Waits until keys go to an editor and to nothing else. */
export async function editorFocused(page) {
  await page.locator('.quick-input-widget').first().waitFor({ state: 'hidden' });
  await page.locator('.editor-instance .monaco-editor.focused').waitFor();
}

/** Opens the quick fixes at the cursor and waits until one whose title holds `title` is there and focused. */
export async function openQuickFixes(page, title) {
  const row = page.locator('.action-widget .monaco-list-row.action', { hasText: title }).first();
  // Right after an edit VS Code may still hold the findings of the text before it: ask until it offers what is meant.
  await eventually(
    `a quick fix with ${title}`,
    async () => {
      await page.keyboard.press('Control+.');
      const shown = await appears(row);
      if (!shown) await page.keyboard.press('Escape');
      return shown;
    },
    patience / 1000,
  );
  const focused = page.locator('.action-widget .monaco-list-row.focused', { hasText: title });
  for (let presses = 0; presses < 10 && (await focused.count()) === 0; presses += 1)
    await page.keyboard.press('ArrowDown');
  await focused.first().waitFor();
}

/** Applies the focused quick fix. By the keyboard: the menu takes no click until the mouse has moved. */
export async function applyQuickFix(page) {
  await page.keyboard.press('Enter');
  await page.locator('.action-widget').waitFor({ state: 'hidden' });
}

/** Opens a file of the folder by its name. */
export async function openFile(page, name) {
  await page.keyboard.press('Control+p');
  const input = page.locator('.quick-input-widget:visible input').first();
  await input.waitFor();
  await input.fill(name);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: name }).waitFor();
  await editorFocused(page);
}

/** Closes the editor of that name. */
export async function closeEditor(page, name) {
  const tab = page.locator('.tab', { hasText: name });
  await tab.locator('.tab-actions .action-label').click();
  await tab.waitFor({ state: 'detached' });
}

/** Waits until `condition` gives something else than false or undefined; throws `what` when it never does. */
export async function eventually(what, condition, seconds = 30) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const value = await condition();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > deadline) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Writes a picture of the window. */
export async function screenshot(page, file) {
  writeFileSync(file, await page.screenshot({ animations: 'disabled', caret: 'initial' }));
}
