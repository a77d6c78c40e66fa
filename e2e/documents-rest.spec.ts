import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { copyFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { RunningApp } from './app';
import { letterDocx, lockedPdf, picturedText, ruledPdf } from './document-files';
import { expect, test } from './fixtures';
import { deliver } from './sample-files';
import { answerFolderDialog, fileRow, goTo, openFile, openTab, takePicture, waitUntilSettled, watchFolder } from './window';

const PASSWORD = 'open sesame';

async function expectCleanForAxe(page: Page, what: string): Promise<void> {
  // Electron can't open the second page that the newer mode wants; what a frame shows is a stranger's document.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).exclude('iframe').analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`)), what).toEqual([]);
}

/** Pictures light and dark, and of the smallest window; clean for axe in all of them. */
async function look(page: Page, name: string): Promise<void> {
  for (const appearance of ['light', 'dark'] as const) {
    await page.evaluate((wanted) => window.filemill.shell.call('appearance.set', { appearance: wanted }), appearance);
    await expect
      .poll(() => page.evaluate(() => window.matchMedia('(prefers-color-scheme: dark)').matches))
      .toBe(appearance === 'dark');
    await takePicture(page, `documents-${name}-${appearance}`);
    await expectCleanForAxe(page, `${name}, ${appearance}`);
  }
  await page.evaluate(() => window.filemill.shell.call('appearance.set', { appearance: 'light' }));
}

/** The smallest window there is. */
async function lookSmall({ electron, page }: RunningApp, name: string): Promise<void> {
  const resize = (width: number, height: number): Promise<void> =>
    electron.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), { width, height });
  await resize(900, 560);
  await page.waitForTimeout(300);
  await takePicture(page, `documents-${name}-small`);
  await resize(1200, 760);
}

async function watchScans(page: Page, scans: string): Promise<void> {
  await page.getByRole('button', { name: 'Skip' }).click();
  await goTo(page, 'folders');
  await watchFolder(page, scans);
}

test('Word documents and tables, from the drop folder to the clipboard', async ({ profile, start }) => {
  const scans = profile.folder('Scans');
  const app = await start();
  const { electron, page } = app;
  const clipboard = (): Promise<string> => electron.evaluate(({ clipboard: board }) => board.readText());

  await watchScans(page, scans);
  await goTo(page, 'overview');
  deliver(scans, { name: 'inventory.docx', bytes: await letterDocx('astrolabe') });
  deliver(scans, { name: 'prices.pdf', bytes: await ruledPdf() });
  expect(await waitUntilSettled(page, 2)).toMatchObject({ done: 2, attention: 0 });

  await test.step('a Word document is shown as it looks', async () => {
    await goTo(page, 'files');
    await openFile(page, 'inventory.docx');
    await openTab(page, 'Summary');
    await expect(page.getByTitle('Preview of inventory.docx')).toBeVisible();
    const sheet = page.frameLocator('[data-testid=word-preview]');
    await expect(sheet.getByText('Inventory', { exact: true })).toBeVisible();
    await expect(sheet.getByText('astrolabe')).toHaveCSS('font-weight', /700|bold/);
    await expect(sheet.getByText('Spring 2026')).toHaveCSS('text-align', 'center');
    await expect(sheet.getByRole('cell', { name: 'Tripod' })).toBeVisible();
    await look(page, 'word');
    await lookSmall(app, 'word');
    await page.getByRole('button', { name: 'Larger', exact: true }).click();
    await takePicture(page, 'documents-word-larger');
    await page.getByRole('button', { name: 'Fit the width' }).click();
    await page.getByTestId('enlarge').click();
    await expect(page.getByTestId('enlarged').getByTitle('Preview of inventory.docx')).toBeVisible();
    await look(page, 'word-enlarged');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('enlarged')).toBeHidden();
    await expect(page.getByTestId('enlarge')).toBeFocused();
  });

  await test.step('its table is a grid and is copied as CSV', async () => {
    await openTab(page, 'Tables');
    const grid = page.getByTestId('table-grid');
    await expect(grid).toHaveCount(1);
    await expect(grid.getByRole('cell', { name: 'Price' })).toHaveAttribute('colspan', '2');
    await page.getByTestId('copy-csv').click();
    await expect(page.getByTestId('toast').filter({ hasText: 'Table copied' })).toBeVisible();
    expect(await clipboard()).toBe('Item,Price,\r\n"Lens, 3""",120.00,EUR\r\nTripod,80.50,EUR\r\n');
    await look(page, 'tables-word');
    await openTab(page, 'Metadata');
    await expect(page.getByTestId('detail-metadata')).toContainText('Ada Byron');
    await expect(page.getByTestId('outline')).toContainText('Instruments');
    await look(page, 'metadata-word');
  });

  await test.step('a table of a PDF says how sure it is, and leads to its page', async () => {
    await openFile(page, 'prices.pdf');
    await openTab(page, 'Tables');
    const table = page.getByTestId('document-table');
    await expect(table).toHaveCount(1);
    await expect(table).toContainText(/Table 1 on page 2.*Sure, [01]\.\d\d.*Ruled · 4 rows × 3 columns/s);
    await expect(table.getByRole('cell', { name: 'Barley, hulled' })).toBeVisible();
    await look(page, 'tables-pdf');
    await lookSmall(app, 'tables-pdf');
    await page.getByTestId('show-on-page').click();
    await expect(page.getByTestId('detail').getByRole('tab', { name: 'Text' })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByTestId('detail-text')).toContainText('Spelt');
    await expect(page.getByTestId('preview-image')).toHaveAttribute('alt', 'Page 2');
    await takePicture(page, 'documents-show-on-page');
    await openTab(page, 'Metadata');
    await expect(page.getByTestId('detail-metadata')).toContainText('Price list');
    await look(page, 'metadata-pdf');
  });
});

test('locked files are opened with their passwords, and settings tell of them', async ({ profile, start }) => {
  const scans = profile.folder('Scans');
  const app = await start();
  const { page } = app;
  await watchScans(page, scans);
  await goTo(page, 'overview');
  deliver(scans, { name: 'will.pdf', bytes: await lockedPdf(PASSWORD, 'testament') });
  deliver(scans, { name: 'deed.pdf', bytes: await lockedPdf('another word', 'deed of gift') });
  expect(await waitUntilSettled(page, 2)).toMatchObject({ done: 0, attention: 2 });

  await test.step('a locked file is opened from Attention', async () => {
    await goTo(page, 'attention');
    await expect(page.getByTestId('cause-needsPassword')).toBeVisible();
    await fileRow(page, 'will.pdf').click();
    await expect(page.getByTestId('detail-name')).toHaveText('will.pdf');
    await look(page, 'attention-password');
    await page.getByTestId('enter-password').click();
    const dialog = page.getByTestId('unlock-dialog');
    await expect(dialog).toContainText('2 files');
    await expect(dialog.getByRole('switch', { name: /Remember it/ })).toBeDisabled();
    await page.getByTestId('unlock-password').fill('wrong');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('unlock-said')).toContainText('The password opens none of the 2 files');
    await expect(page.getByTestId('unlock-password')).toBeFocused();
    await look(page, 'password-refused');
    await page.getByTestId('unlock-password').fill(PASSWORD);
    await page.getByTestId('unlock-try').click();
    await expect(page.getByTestId('unlock-said')).toContainText('Opened 1 of 2 files');
    await page.getByTestId('unlock-password').fill('another word');
    await page.getByTestId('unlock-try').click();
    await expect(dialog).toBeHidden();
    await expect(page.getByTestId('toast').filter({ hasText: 'The file was opened' })).toBeVisible();
    await goTo(page, 'files');
    await expect(fileRow(page, 'will.pdf')).toContainText('Done');
    await openFile(page, 'will.pdf');
    await openTab(page, 'Text');
    await expect(page.getByTestId('detail-text')).toContainText('testament');
  });

  await test.step('settings name the languages of OCR and the passwords', async () => {
    await goTo(page, 'settings');
    await page.getByTestId('settings-ocr').click();
    await expect(page.getByTestId('languages-in-use')).toContainText('English');
    await expect(page.getByTestId('installed-languages')).toContainText('Ships with Filemill');
    await expect(page.getByTestId('ocr-engine')).toContainText('In use now');
    await look(page, 'settings-ocr');
    await lookSmall(app, 'settings-ocr');
    await page.getByTestId('settings-security').click();
    // The word that opened nothing is forgotten.
    await expect(page.getByTestId('known-passwords').getByRole('row')).toHaveCount(3);
    await expect(page.getByTestId('known-passwords')).not.toContainText(PASSWORD);
    await look(page, 'settings-security');
    await page.getByRole('button', { name: /Remove the password of 12 characters/ }).click();
    await expect(page.getByTestId('known-passwords').getByRole('row')).toHaveCount(2);
  });

  await test.step('a folder has its own way of reading pictures', async () => {
    await goTo(page, 'folders');
    await page.getByTestId('folder-card').getByRole('link', { name: 'Scans' }).first().click();
    await page.getByRole('tab', { name: 'Settings' }).click();
    const mode = page.getByTestId('ocr-mode');
    await mode.scrollIntoViewIfNeeded();
    await mode.selectOption('always');
    await expect(page.getByTestId('toast').filter({ hasText: 'OCR changed' })).toBeVisible();
    await page.getByRole('switch', { name: 'Those of the general settings' }).press('Space');
    await expect(page.getByTestId('folder-settings').getByTestId('languages-in-use')).toContainText('English');
    await look(page, 'folder-ocr');
  });
});

test('a doubtful reading is accepted, copied with its text, and languages come from files', async ({ profile, start }) => {
  const scans = profile.folder('Scans');
  const { electron, page } = await start();
  await watchScans(page, scans);

  await test.step('a folder that wants readings to be sure', async () => {
    await page.getByTestId('folder-card').getByRole('link', { name: 'Scans' }).first().click();
    await page.getByRole('tab', { name: 'Settings' }).click();
    const least = page.getByLabel('Needs attention below, percent');
    await least.fill('100');
    await least.press('Enter');
    await expect(page.getByTestId('toast').filter({ hasText: 'Needs attention below changed' })).toBeVisible();
    deliver(scans, { name: 'scan.png', bytes: picturedText(['The lighthouse keeper wrote', 'every evening at seven', 'into the great ledger.']) });
    await goTo(page, 'overview');
    await waitUntilSettled(page, 1, 90_000);
  });

  await test.step('what was read with doubt is looked at and accepted', async () => {
    await goTo(page, 'attention');
    await expect(page.getByTestId('cause-lowConfidence')).toContainText('Low OCR confidence');
    await fileRow(page, 'scan.png').click();
    await expect(page.getByTestId('accept')).toBeVisible();
    await look(page, 'attention-doubt');
    await page.getByTestId('show-reading').click();
    await expect(page.getByTestId('detail-text')).toContainText('lighthouse');
    await page.getByTestId('accept').click();
    await expect(page.getByTestId('toast').filter({ hasText: 'scan.png counts as done' })).toBeVisible();
    await expect(fileRow(page, 'scan.png')).toContainText('Done');
  });

  await test.step('a copy that can be searched is made and shown', async () => {
    await electron.evaluate(({ shell }) => {
      shell.showItemInFolder = (path) => void Object.assign(globalThis, { shown: path });
    });
    await page.getByTestId('detail-menu').click();
    await page.getByTestId('menu-searchable').click();
    const toast = page.getByTestId('toast').filter({ hasText: 'Searchable copy made' });
    await expect(toast).toBeVisible();
    await takePicture(page, 'documents-searchable');
    await toast.getByRole('button', { name: 'Show' }).click();
    const [name = ''] = readdirSync(join(profile.data, 'exports'));
    expect(name).toMatch(/^scan.*\.pdf$/);
    await expect.poll(() => electron.evaluate(() => (globalThis as { shown?: string }).shown)).toBe(join(profile.data, 'exports', name));
    await openTab(page, 'Metadata');
    await expect(page.getByTestId('detail-metadata')).toContainText('Text recognition (OCR)');
    await look(page, 'metadata-ocr');
  });

  await test.step('a language is added from a file, used, and removed', async () => {
    const english = createRequire(import.meta.url).resolve('@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz');
    const german = join(profile.root, 'deu.traineddata.gz');
    copyFileSync(english, german);
    await answerFolderDialog(electron, german);
    await goTo(page, 'settings');
    await page.getByTestId('settings-ocr').click();
    await page.getByTestId('add-language').click();
    const toast = page.getByTestId('toast').filter({ hasText: 'German added' });
    await toast.getByRole('button', { name: 'Use it' }).click();
    await expect(page.getByTestId('languages-in-use')).toContainText('German');
    await expect(page.getByTestId('installed-languages')).toContainText('Not known to Filemill');
    await page.getByRole('button', { name: 'Move up: German' }).click();
    await expect(page.getByTestId('languages-in-use').getByRole('listitem').first()).toContainText('German');
    await look(page, 'settings-two-languages');
    await expect(page.getByRole('button', { name: /German is in use/ })).toBeDisabled();
    await page.getByRole('button', { name: 'Take out: German' }).click();
  });

  await test.step('what is done is read again in that language', async () => {
    await goTo(page, 'files');
    await openFile(page, 'scan.png');
    await page.getByTestId('detail-menu').click();
    await page.getByTestId('menu-reread').click();
    const dialog = page.getByTestId('reread-dialog');
    await expect(dialog).toContainText('scan.png');
    await dialog.getByTestId('use-language').selectOption('deu');
    await dialog.getByRole('button', { name: 'Take out: English' }).click();
    await look(page, 'read-again');
    await dialog.getByTestId('reread').click();
    await expect(page.getByTestId('toast').filter({ hasText: 'scan.png is read again' })).toBeVisible();
    await openTab(page, 'Metadata');
    await expect(page.getByTestId('detail-metadata')).toContainText('German', { timeout: 60_000 });
    await expect(fileRow(page, 'scan.png')).toContainText('Low OCR confidence');
  });

  await test.step('and the language is removed', async () => {
    await goTo(page, 'settings');
    await page.getByTestId('settings-ocr').click();
    await page.getByRole('button', { name: 'Remove German' }).click();
    await page.getByTestId('confirm').getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(page.getByTestId('installed-languages').getByRole('row')).toHaveCount(2);
  });
});
