import type { Locator, Page } from '@playwright/test';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures';
import { deliver, sampleFiles } from './sample-files';
import { fileRow, waitUntilSettled } from './window';

const MOST_TABS = 60;

/** As someone gets there who only has Tab. */
async function tabTo(page: Page, goal: Locator): Promise<void> {
  await expect(goal).toBeVisible();
  for (let pressed = 0; pressed < MOST_TABS; pressed += 1) {
    if (await goal.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(goal)} can't be reached by Tab`);
}

async function press(page: Page, goal: Locator): Promise<void> {
  await tabTo(page, goal);
  await page.keyboard.press('Enter');
}

/** Down the list that has the focus, until the row is the one that keys act on. */
async function stepTo(page: Page, row: Locator): Promise<void> {
  const list = page.locator('[data-list]:focus');
  await page.keyboard.press('Home');
  const id = await row.getAttribute('id');
  for (let pressed = 0; pressed < MOST_TABS; pressed += 1) {
    if ((await list.getAttribute('aria-activedescendant')) === id) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`${String(row)} can't be reached by arrows`);
}

async function nextRegionIs(page: Page, list: Locator): Promise<void> {
  for (let pressed = 0; pressed < 6; pressed += 1) {
    if (await list.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('F6');
  }
  throw new Error(`${String(list)} can't be reached by F6`);
}

test('from the first start to an undo, by keys alone', async ({ profile, start }) => {
  const scans = profile.folder('Scans');
  const copies = join(profile.home, 'Copies');
  const files = (await sampleFiles()).filter(({ name }) => ['letter.txt', 'birds.csv', 'torn.pdf'].includes(name));
  writeFileSync(join(profile.data, 'rules.yaml'), `version: 1\nrules:\n  - name: Keep letters\n    on: [created]\n    if: {all: [{name starts with: letter}]}\n    then: [{copy: ${JSON.stringify(copies)}}]\n`);
  const { page, quit } = await start();
  await page.evaluate(() => {
    const seen = { pointers: 0 };
    Object.assign(window, { seen });
    for (const type of ['pointerdown', 'mousedown', 'click']) {
      // Keys make clicks, too, which no pointer has made.
      window.addEventListener(type, (event) => (seen.pointers += Number(type !== 'click' || (event as PointerEvent).pointerType !== '')), true);
    }
  });

  await test.step('the first run is left, and a folder is added', async () => {
    await expect(page.getByTestId('first-run')).toBeVisible();
    await press(page, page.getByRole('button', { name: 'Skip' }));
    await press(page, page.getByTestId('add-folder').first());
    await tabTo(page, page.getByTestId('add-folder-path'));
    await page.keyboard.type(scans);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('add-folder-start')).toBeEnabled();
    await press(page, page.getByTestId('add-folder-start'));
    await expect(page.getByTestId('add-folder-dialog')).toBeHidden();
  });

  await test.step('files are seen to settle', async () => {
    for (const file of files) deliver(scans, file);
    await page.keyboard.press('Control+1');
    await waitUntilSettled(page, files.length);
    await page.keyboard.press('Control+3');
    await nextRegionIs(page, page.getByTestId('file-grid'));
  });

  await test.step('one is opened, and its text read', async () => {
    await stepTo(page, fileRow(page, 'letter.txt'));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('tab', { name: 'Summary' })).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name: 'Text' })).toBeFocused();
    await expect(page.getByTestId('detail-text')).toContainText('heliograph');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('file-grid')).toBeFocused();
  });

  await test.step('what failed is tried again', async () => {
    await stepTo(page, fileRow(page, 'torn.pdf'));
    await page.keyboard.press('r');
    await expect(page.getByTestId('toast')).toContainText('torn.pdf is tried again');
    await page.keyboard.press('w');
    await expect(page.getByRole('tab', { name: 'Why' })).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('what a rule did is taken back', async () => {
    const copy = join(copies, 'letter.txt');
    expect(existsSync(copy)).toBe(true);
    await page.keyboard.press('Control+0');
    await nextRegionIs(page, page.getByTestId('history-grid'));
    await stepTo(page, page.getByTestId('history-row').filter({ hasText: 'letter.txt' }));
    await page.keyboard.press('u');
    await expect(page.getByTestId('toast').filter({ hasText: '1 change was taken back' })).toBeVisible();
    expect(existsSync(copy)).toBe(false);
    await expect(page.getByTestId('history-grid')).toBeFocused();
  });

  await test.step('the palette does what its name says, and gives the focus back', async () => {
    await page.keyboard.press('Control+K');
    await page.keyboard.type('dark app');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
    await expect(page.getByTestId('history-grid')).toBeFocused();
    await page.keyboard.press('?');
    await expect(page.getByTestId('key-help')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('history-grid')).toBeFocused();
  });

  await test.step('a setting is found and changed', async () => {
    await page.keyboard.press('Control+,');
    await tabTo(page, page.getByRole('textbox', { name: 'Find a setting' }));
    await page.keyboard.type('notify');
    await tabTo(page, page.getByTestId('notification-level'));
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => readFileSync(join(profile.data, 'settings.yaml'), 'utf8')).toContain('level: summary');
  });

  expect(await page.evaluate(() => (window as unknown as { seen: { pointers: number } }).seen.pointers)).toBe(0);
  await quit();
});
