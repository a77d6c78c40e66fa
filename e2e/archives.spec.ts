import AxeBuilder from '@axe-core/playwright';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { archiveFiles, largeArchive } from './archive-files';
import { expect, test } from './fixtures';
import { deliver } from './sample-files';
import { answerFolderDialog, dropOnWindow, goTo, openFile, openTab, takePicture, waitUntilSettled, watchFolder } from './window';

/** The findings in a form that says at once what to mend. */
async function findings(page: Page): Promise<string[]> {
  // Electron can't open the second page that the newer mode wants.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
}

async function showAs(page: Page, appearance: 'light' | 'dark'): Promise<void> {
  await page.evaluate((wanted) => window.filemill.shell.call('appearance.set', { appearance: wanted }), appearance);
  await expect.poll(() => page.evaluate(() => window.matchMedia('(prefers-color-scheme: dark)').matches)).toBe(appearance === 'dark');
}

async function resize(electron: ElectronApplication, page: Page, width: number, height: number): Promise<void> {
  await electron.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), { width, height });
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
}

const archiveRow = (page: Page, name: string): Locator => page.getByTestId('archive-row').filter({ hasText: name });
const entryRow = (page: Page, name: string): Locator => page.getByTestId('entry-row').filter({ hasText: name });
const table = (page: Page): Locator => page.getByTestId('entry-table');

test('an archive is looked into, searched, extracted and made, without leaving anything outside', async ({ profile, start }) => {
  test.setTimeout(240_000);
  const scans = profile.folder('Scans');
  const out = profile.folder('Out');
  const files = await archiveFiles();
  const { page, electron } = await start();
  await page.getByRole('button', { name: 'Skip' }).click();
  await goTo(page, 'archives');
  await expect(page.getByTestId('empty')).toContainText('No archive yet');
  await takePicture(page, 'archives-empty');
  await goTo(page, 'folders');
  await watchFolder(page, scans);
  for (const file of files) deliver(scans, file);
  await goTo(page, 'overview');
  await waitUntilSettled(page, files.length);
  await page.keyboard.press('Control+7');
  await archiveRow(page, 'mixed.zip').click();

  await test.step('folders, entries, and what is odd about them', async () => {
    await expect(page.getByTestId('archive-line')).toContainText('ZIP · 9 entries');
    await expect(page.getByTestId('tree-folder').filter({ hasText: 'photos' })).toBeVisible();
    await expect(entryRow(page, 'birds.csv')).toBeVisible();
    await expect(page.getByTestId('archive-about')).toContainText('Looked inside');
    await expect(page.getByTestId('share-chart')).toContainText('.pdf');
    await takePicture(page, 'archives-first');
    await page.getByTestId('entries-warnings').click();
    await expect(entryRow(page, 'outside.txt')).toBeVisible();
    await expect(entryRow(page, 'latest')).toBeVisible();
    await entryRow(page, 'outside.txt').click();
    await expect(page.getByTestId('entry-warning').first()).toBeVisible();
    await takePicture(page, 'archives-warnings');
    await page.getByTestId('entries-warnings').click();
  });

  await test.step('by keys alone into a folder, along its entries, and up again', async () => {
    await table(page).focus();
    await page.keyboard.press('Home');
    for (let at = 0; at < 6 && !(await entryRow(page, 'papers').and(page.locator('[data-cursor="true"]')).isVisible()); at += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('archive-trail')).toContainText('papers');
    await page.keyboard.press('End');
    await expect(page.getByTestId('member-name')).toHaveText('survey.pdf');
    await expect(page.getByTestId('member-picture')).toBeVisible({ timeout: 20_000 });
    await expect(page.getByTestId('member-pane')).toContainText('1 file has the same content');
    await takePicture(page, 'archives-member');
    await page.getByTestId('member-next-page').click();
    await expect(page.getByTestId('member-picture')).toHaveAttribute('alt', 'survey.pdf, page 2', { timeout: 20_000 });
    await page.getByTestId('member-text-toggle').click();
    await expect(page.getByTestId('member-text')).toContainText('palimpsest');
    await table(page).focus();
    await page.keyboard.press(' ');
    await expect(page.getByTestId('quick-look')).toBeVisible();
    await expect(page.getByTestId('quick-look').getByTestId('member-picture')).toBeVisible({ timeout: 20_000 });
    await takePicture(page, 'archives-quick-look');
    await page.keyboard.press(' ');
    await expect(table(page)).toBeFocused();
    await page.keyboard.press('Backspace');
    await expect(page.getByTestId('archive-trail')).not.toContainText('papers');
  });

  await test.step('an archive in it opens in its place', async () => {
    await entryRow(page, 'letters.tar.gz').dblclick();
    await expect(page.getByTestId('archive-trail')).toContainText('letters.tar.gz');
    await expect(page.getByTestId('archive-line')).toContainText('TAR.GZ');
    await entryRow(page, 'heliograph.txt').click();
    await expect(page.getByTestId('member-text')).toContainText('Dear reader', { timeout: 20_000 });
    await takePicture(page, 'archives-nested');
    await table(page).focus();
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await expect(page.getByTestId('archive-line')).toContainText('ZIP');
    await expect(entryRow(page, 'letters.tar.gz')).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('search finds what lies inside and leads there', async () => {
    await page.getByTestId('search').fill('heliograph');
    const row = page.getByTestId('file-row');
    await expect(row).toHaveCount(1);
    await expect(row.getByTestId('row-member')).toContainText('heliograph.txt');
    await takePicture(page, 'archives-search');
    // Where it still is once the details stand beside the list.
    await row.dblclick({ position: { x: 60, y: 14 } });
    await expect(page.getByTestId('archive-trail')).toContainText('letters.tar.gz');
    await expect(page.getByTestId('member-name')).toHaveText('heliograph.txt');
    await page.getByTestId('search').fill('');
    await goTo(page, 'files');
    await openFile(page, 'survey.pdf');
    await openTab(page, 'Summary');
    await page.getByTestId('related-archives').getByRole('link', { name: 'mixed.zip' }).click();
    await expect(page.getByTestId('member-name')).toHaveText('survey.pdf');
    await goTo(page, 'files');
    await openFile(page, 'mixed.zip');
    await openTab(page, 'Contents');
    await expect(entryRow(page, 'birds.csv')).toBeVisible();
    await takePicture(page, 'archives-contents-tab');
    await openTab(page, 'Summary');
  });

  await test.step('the plan says what would be written, and what not', async () => {
    await goTo(page, 'archives');
    await archiveRow(page, 'mixed.zip').click();
    await expect(page.getByTestId('archive-line')).toContainText('9 entries');
    await page.keyboard.press('e');
    await expect(page.getByTestId('extract-dialog')).toBeVisible();
    await expect(page.getByTestId('extract-count')).toContainText('7 files');
    await expect(page.getByTestId('extract-count')).toContainText('2 refused');
    await expect(page.getByTestId('plan-line').filter({ hasText: '../outside.txt' })).toHaveAttribute('data-refused', 'true');
    await takePicture(page, 'archives-extract');
    await page.getByTestId('extract-include').fill('*.jpg');
    await expect(page.getByTestId('extract-start')).toHaveText('Extract 2 files');
    await page.getByTestId('extract-include').fill('');
    await expect(page.getByTestId('extract-start')).toHaveText('Extract 7 files');
    await answerFolderDialog(electron, out);
    await page.getByTestId('extract-pick').click();
    await expect(page.getByTestId('extract-target')).toContainText(join(out, 'mixed').slice(-16));
    expect(await findings(page)).toEqual([]);
  });

  await test.step('it is extracted, nothing lies outside, and it can be taken back', async () => {
    await page.getByTestId('extract-start').click();
    const toast = page.getByTestId('toast').filter({ hasText: '7 files extracted' });
    await expect(toast).toBeVisible({ timeout: 30_000 });
    await takePicture(page, 'archives-extracted');
    expect(readFileSync(join(out, 'mixed', 'birds.csv'), 'utf8')).toContain('kestrel');
    expect(readdirSync(out)).toEqual(['mixed']);
    expect(existsSync(join(out, 'mixed', 'papers', 'latest'))).toBe(false);
    await page.getByTestId('all-runs').click();
    await expect(page.getByTestId('refused')).toContainText('outside.txt');
    await takePicture(page, 'archives-runs');
    await page.keyboard.press('Escape');
    await page.getByTestId('runs-strip').getByTestId('undo-run').click();
    await expect.poll(() => readdirSync(out)).toEqual([]);
    await expect(page.getByTestId('runs-strip')).toContainText('Taken back');
    await expect(toast).toBeHidden();
  });

  await test.step('it is verified without being unpacked', async () => {
    await page.getByTestId('archive-menu').click();
    await page.getByTestId('menu-verify').click();
    await expect(page.getByTestId('toast').filter({ hasText: 'mixed.zip is whole' })).toBeVisible({ timeout: 30_000 });
  });

  await test.step('a new archive is made of what is dropped, verified, and taken back', async () => {
    const photos = join(profile.root, 'Photos');
    mkdirSync(photos);
    for (const name of ['a.txt', 'b.txt']) writeFileSync(join(photos, name), `${name}\n`.repeat(2_000));
    await page.keyboard.press('n');
    await dropOnWindow(page, [photos]);
    await expect(page.getByTestId('create-count')).toContainText('2 files');
    await expect(page.getByTestId('create-name')).toHaveValue('Photos');
    await expect(page.getByTestId('always-verified')).toContainText('Verified after writing, always');
    await page.getByTestId('format-7z').check();
    await page.getByTestId('create-password').fill('secret');
    await takePicture(page, 'archives-create');
    expect(await findings(page)).toEqual([]);
    await page.getByTestId('format-tar.gz').check();
    await expect(page.getByTestId('create-password')).toBeDisabled();
    await page.getByTestId('create-start').click();
    const toast = page.getByTestId('toast').filter({ hasText: 'Photos.tar.gz made and verified' });
    await expect(toast).toBeVisible({ timeout: 30_000 });
    await takePicture(page, 'archives-made');
    expect(existsSync(join(profile.root, 'Photos.tar.gz'))).toBe(true);
    await toast.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => existsSync(join(profile.root, 'Photos.tar.gz'))).toBe(false);
    expect(existsSync(join(photos, 'a.txt'))).toBe(true);
  });

  await test.step('a locked one asks for its password before it is extracted', async () => {
    await page.keyboard.press('n');
    await dropOnWindow(page, [join(profile.root, 'Photos')]);
    await page.getByTestId('create-name').fill('Locked');
    await page.getByTestId('create-password').fill('secret');
    await page.getByTestId('create-start').click();
    await expect(page.getByTestId('toast').filter({ hasText: 'Locked.zip made and verified' })).toBeVisible({ timeout: 30_000 });
    await dropOnWindow(page, [join(profile.root, 'Locked.zip')]);
    await expect(page.getByTestId('archive-line')).toContainText('Encrypted');
    await page.getByTestId('extract').click();
    await expect(page.getByTestId('extract-locked')).toContainText('2 files are locked with a password');
    await expect(page.getByTestId('extract-start')).toBeDisabled();
    await takePicture(page, 'archives-extract-locked');
    expect(await findings(page)).toEqual([]);
    await page.getByTestId('extract-locked').getByTestId('archive-password').fill('secret');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('extract-start')).toHaveText('Extract 2 files', { timeout: 20_000 });
    await expect(page.getByTestId('plan-line').and(page.locator('[data-refused="true"]'))).toHaveCount(0);
    await expect(page.getByTestId('extract-locked')).toBeHidden();
    await page.keyboard.press('Escape');
  });

  await test.step('an archive from elsewhere opens by dropping it', async () => {
    await goTo(page, 'archives');
    writeFileSync(join(out, 'guest.zip'), files.find(({ name }) => name === 'plain.zip')?.bytes ?? '');
    await dropOnWindow(page, [join(out, 'guest.zip')]);
    await expect(page.getByTestId('archive-elsewhere')).toContainText('guest.zip');
    await entryRow(page, 'one.txt').click();
    await expect(page.getByTestId('member-text')).toContainText('anemometer', { timeout: 20_000 });
    await takePicture(page, 'archives-elsewhere');
  });

  await test.step('and archives in it open in their place, too', async () => {
    writeFileSync(join(out, 'guests.zip'), files.find(({ name }) => name === 'mixed.zip')?.bytes ?? '');
    await dropOnWindow(page, [join(out, 'guests.zip')]);
    await entryRow(page, 'letters.tar.gz').click();
    await expect(page.getByTestId('open-inside')).toBeVisible();
    await entryRow(page, 'letters.tar.gz').dblclick();
    await expect(page.getByTestId('archive-trail')).toContainText('guests.zip');
    await expect(page.getByTestId('archive-trail')).toContainText('letters.tar.gz');
    await expect(page.getByTestId('archive-line')).toContainText('TAR.GZ');
    await entryRow(page, 'heliograph.txt').click();
    await expect(page.getByTestId('member-text')).toContainText('Dear reader', { timeout: 20_000 });
    await takePicture(page, 'archives-elsewhere-nested');
    await page.getByTestId('archive-trail').getByRole('button').filter({ hasText: 'guests.zip' }).click();
    await expect(page.getByTestId('archive-line')).toContainText('ZIP');
    expect(readdirSync(out).sort()).toEqual(['guest.zip', 'guests.zip']);
  });

  await test.step('a damaged one says so and still shows what can be read', async () => {
    await archiveRow(page, 'torn.zip').click();
    await expect(page.getByTestId('archive-about')).toContainText('cut off or damaged');
    await expect(entryRow(page, 'papers')).toBeVisible();
    await takePicture(page, 'archives-torn');
  });
});

test('the screen is clean for axe, dark, small and with fifty thousand entries', async ({ profile, start }) => {
  test.setTimeout(240_000);
  const scans = profile.folder('Scans');
  const files = await archiveFiles();
  const { page, electron } = await start();
  await page.getByRole('button', { name: 'Skip' }).click();
  await goTo(page, 'folders');
  await watchFolder(page, scans);
  for (const file of files) deliver(scans, file);
  await goTo(page, 'overview');
  await waitUntilSettled(page, files.length);
  await goTo(page, 'archives');
  await archiveRow(page, 'mixed.zip').click();
  const problems: Record<string, string[]> = {};
  const look = async (name: string): Promise<void> => {
    const found = await findings(page);
    if (found.length > 0) problems[name] = found;
    await takePicture(page, `archives-look-${name}`);
  };
  for (const appearance of ['light', 'dark'] as const) {
    await showAs(page, appearance);
    for (const [width, height] of [[1200, 760], [900, 560]] as const) {
      await resize(electron, page, width, height);
      await entryRow(page, 'birds.csv').click();
      await look(`${appearance}-${width}`);
    }
    await page.getByTestId('toggle-side').click();
    await look(`${appearance}-details`);
    if (await page.getByTestId('member-back').isVisible()) await page.getByTestId('member-back').click();
    await page.keyboard.press('n');
    await look(`${appearance}-create`);
    await page.keyboard.press('Escape');
    await page.getByTestId('extract').click();
    await expect(page.getByTestId('plan-note').first()).toBeVisible();
    await look(`${appearance}-extract`);
    const cut = await page.getByTestId('plan-line').evaluateAll((lines) => lines.filter(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1).map(({ textContent }) => textContent));
    expect(cut).toEqual([]);
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('?');
  await expect(page.getByTestId('key-help')).toContainText('Extract what is selected');
  await page.keyboard.press('Escape');

  const elsewhere = join(profile.folder('Out'), 'large.zip');
  writeFileSync(elsewhere, largeArchive(50_000));
  await resize(electron, page, 1200, 760);
  await dropOnWindow(page, [elsewhere]);
  await expect(page.getByTestId('archive-line')).toContainText('50,000 entries', { timeout: 60_000 });
  await page.getByTestId('entry-find').fill('file 4999');
  await expect(table(page)).toHaveAttribute('aria-rowcount', '12');
  await page.getByTestId('entry-find').fill('file');
  await expect(table(page)).toHaveAttribute('aria-rowcount', '50001');
  await table(page).focus();
  await page.keyboard.press('End');
  await expect(entryRow(page, 'file 49999.txt')).toBeVisible();
  expect(await page.getByTestId('entry-row').count()).toBeLessThan(80);
  await look('large');

  await page.getByTestId('entry-find').fill('');
  await table(page).focus();
  await page.keyboard.press('e');
  await expect(page.getByTestId('extract-start')).toHaveText('Extract 50,000 files', { timeout: 60_000 });
  await page.getByTestId('extract-start').click();
  await page.getByTestId('cancel-run').click();
  await expect(page.getByTestId('runs-strip')).toContainText('nothing was left behind', { timeout: 20_000 });
  expect(readdirSync(dirname(elsewhere))).toEqual(['large.zip']);
  expect(problems).toEqual({});
});
