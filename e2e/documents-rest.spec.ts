import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { letterDocx, lockedPdf, ruledPdf } from './document-files';
import { expect, test } from './fixtures';
import { deliver } from './sample-files';
import { fileRow, goTo, openFile, openTab, takePicture, waitUntilSettled, watchFolder } from './window';

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

test('Word documents, tables and locked PDFs, from the drop folder to the clipboard', async ({ profile, start }) => {
  const scans = profile.folder('Scans');
  const { electron, page } = await start();
  const resize = (width: number, height: number): Promise<void> =>
    electron.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), { width, height });
  const clipboard = (): Promise<string> => electron.evaluate(({ clipboard: board }) => board.readText());
  const small = async (name: string): Promise<void> => {
    await resize(900, 560);
    await page.waitForTimeout(300);
    await takePicture(page, `documents-${name}-small`);
    await resize(1200, 760);
  };

  await page.getByRole('button', { name: 'Skip' }).click();
  await goTo(page, 'folders');
  await watchFolder(page, scans);
  await goTo(page, 'overview');
  deliver(scans, { name: 'inventory.docx', bytes: await letterDocx('astrolabe') });
  deliver(scans, { name: 'prices.pdf', bytes: await ruledPdf() });
  deliver(scans, { name: 'will.pdf', bytes: await lockedPdf(PASSWORD, 'testament') });
  deliver(scans, { name: 'deed.pdf', bytes: await lockedPdf('another word', 'deed of gift') });
  const accounting = await waitUntilSettled(page, 4);
  expect(accounting).toMatchObject({ done: 2, attention: 2 });

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
    await small('word');
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
    await small('tables-pdf');
    await page.getByTestId('show-on-page').click();
    await expect(page.getByTestId('detail').getByRole('tab', { name: 'Text' })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByTestId('detail-text')).toContainText('Spelt');
    await takePicture(page, 'documents-show-on-page');
    await openTab(page, 'Metadata');
    await expect(page.getByTestId('detail-metadata')).toContainText('Price list');
    await look(page, 'metadata-pdf');
  });

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
    await small('settings-ocr');
    await page.getByTestId('settings-security').click();
    await expect(page.getByTestId('known-passwords').getByRole('row')).toHaveCount(4);
    await expect(page.getByTestId('known-passwords')).not.toContainText(PASSWORD);
    await look(page, 'settings-security');
    await page.getByRole('button', { name: /Remove the password of 5 characters/ }).click();
    await expect(page.getByTestId('known-passwords').getByRole('row')).toHaveCount(3);
  });

  await test.step('a folder has its own way of reading pictures', async () => {
    await goTo(page, 'folders');
    await page.getByTestId('folder-card').getByRole('link', { name: 'Scans' }).first().click();
    await page.getByRole('tab', { name: 'Settings' }).click();
    const mode = page.getByTestId('ocr-mode');
    await mode.scrollIntoViewIfNeeded();
    await mode.selectOption('always');
    await expect(page.getByTestId('toast').filter({ hasText: 'OCR changed' })).toBeVisible();
    await page.getByRole('switch', { name: 'Those of the general settings' }).click();
    await expect(page.getByTestId('folder-settings').getByTestId('languages-in-use')).toContainText('English');
    await look(page, 'folder-ocr');
  });
});
