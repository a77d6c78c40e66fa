import AxeBuilder from '@axe-core/playwright';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures';
import { scene } from './picture-files';
import { deliver } from './sample-files';
import { goTo, takePicture, watchFolder } from './window';

const tile = (page: Page, name: string): Locator => page.getByTestId('tile').filter({ has: page.getByText(name, { exact: true }) });
const names = (page: Page): Promise<string[]> =>
  page.getByTestId('tile').evaluateAll((tiles) => tiles.map((one) => one.getAttribute('aria-label')?.split(',')[0] ?? '').sort());

async function showImages(page: Page): Promise<Locator> {
  await page.getByTestId('nav-images').click();
  await expect(page.getByTestId('nav-images')).toHaveAttribute('aria-current', 'page');
  return page.getByTestId('gallery');
}

/** Watches a folder with these pictures until each has been measured. */
async function withPictures(page: Page, folder: string, pictures: Readonly<Record<string, Buffer>>): Promise<void> {
  await page.getByRole('button', { name: 'Skip' }).click();
  await goTo(page, 'folders');
  await watchFolder(page, folder);
  for (const [name, bytes] of Object.entries(pictures)) deliver(folder, { name, bytes });
  await showImages(page);
  await expect(page.getByTestId('images-total')).toHaveText(String(Object.keys(pictures).length), { timeout: 60_000 });
  for (const name of Object.keys(pictures)) await expect(tile(page, name)).toHaveAttribute('aria-label', /sharpness/, { timeout: 60_000 });
}

async function resize(electron: ElectronApplication, width: number, height: number): Promise<void> {
  await electron.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [width, height] as const);
}

async function showIn(page: Page, appearance: 'light' | 'dark'): Promise<void> {
  await page.evaluate((wanted) => window.filemill.shell.call('appearance.set', { appearance: wanted }), appearance);
  await expect.poll(() => page.evaluate(() => window.matchMedia('(prefers-color-scheme: dark)').matches)).toBe(appearance === 'dark');
}

/** Width and height of a JPEG, pixels. */
function sizeOfJpeg(bytes: Buffer): [number, number] {
  for (let at = 2; at < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xc2) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
  }
  throw new Error('This JPEG has no size.');
}

const PICTURES = {
  'bright.jpg': scene({ width: 800, height: 600, light: 0.62, seed: 4 }),
  'cutout.png': scene({ width: 600, height: 600, seed: 5, hasAlpha: true }, 'image/png'),
  'dark.jpg': scene({ width: 800, height: 600, light: -0.62, seed: 3 }),
  'lake.jpg': scene({ width: 1200, height: 900 }),
  'soft.jpg': scene({ width: 1200, height: 900, blur: 9, seed: 2 }),
};

test('pictures are shown with their quality, found by it, and looked at', async ({ profile, start }) => {
  test.setTimeout(180_000);
  const { page, electron } = await start();
  const photos = profile.folder('Photos');
  await withPictures(page, photos, PICTURES);
  const gallery = page.getByTestId('gallery');

  await test.step('what is wrong with a picture stands on it, in words', async () => {
    await expect(tile(page, 'soft.jpg').getByTestId('mark-blurry')).toHaveText('Blurry');
    await expect(tile(page, 'dark.jpg').getByTestId('mark-dark')).toHaveText('Dark');
    await expect(tile(page, 'bright.jpg').getByTestId('mark-bright')).toHaveText('Very bright');
    await expect(tile(page, 'lake.jpg').locator('[data-testid^=mark]')).toHaveCount(0);
    await page.getByTestId('toggle-quality').click();
    await expect(page.locator('[data-testid^=mark]')).toHaveCount(0);
    await page.getByTestId('toggle-quality').click();
  });

  await test.step('conditions find pictures, and a wrong one says what is wrong', async () => {
    await page.getByTestId('suggest-Blurry').click();
    await expect.poll(() => names(page)).toEqual(['soft.jpg']);
    await page.getByTestId('suggest-Blurry').click();
    await page.getByTestId('image-query').fill('brightness:<60 ');
    await expect.poll(() => names(page)).toEqual(['dark.jpg']);
    await page.getByTestId('image-query').fill('width:wide ');
    await expect(page.getByRole('alert')).toContainText('width: takes a number');
    await page.getByRole('button', { name: 'Take out width:wide' }).click();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await page.getByTestId('image-query').press('Escape');
    await expect(page.getByTestId('tile')).toHaveCount(5);
  });

  await test.step('another threshold judges anew at once', async () => {
    await goTo(page, 'settings');
    await page.getByTestId('settings-pictures').click();
    const field = page.getByLabel('Blurry below').and(page.locator('input'));
    await field.fill('0');
    await field.press('Enter');
    await showImages(page);
    await expect(tile(page, 'soft.jpg')).toBeVisible();
    await expect(tile(page, 'soft.jpg').getByTestId('mark-blurry')).toHaveCount(0);
    await page.getByTestId('toast').filter({ hasText: 'Blurry below' }).getByRole('button', { name: 'Undo' }).click();
    await expect(tile(page, 'soft.jpg').getByTestId('mark-blurry')).toHaveCount(1);
  });

  await test.step('a quick look leads from picture to picture and back', async () => {
    await page.getByTestId('image-sort').selectOption('name');
    await expect.poll(() => page.getByTestId('tile').first().getAttribute('aria-label')).toContain('bright.jpg');
    await gallery.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press(' ');
    const look = page.getByTestId('quick-look');
    await expect(look).toContainText('bright.jpg');
    await page.keyboard.press('ArrowRight');
    await expect(look).toContainText('cutout.png');
    await expect(look.getByTestId('preview-image')).toBeVisible();
    await page.keyboard.press(' ');
    await expect(look).toHaveCount(0);
    await expect(gallery).toBeFocused();
    await expect(tile(page, 'cutout.png')).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('the details tell why a picture is blurry', async () => {
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const detail = page.getByTestId('detail');
    await expect(page.getByTestId('detail-name')).toHaveText('soft.jpg');
    await detail.getByRole('tab', { name: 'Metrics' }).click();
    await expect(page.getByTestId('gauge-sharpness')).toContainText(/Blurry because its sharpness [\d.,]+ is below 100\./);
    const histogram = page.getByTestId('histogram');
    await expect(histogram.locator('path')).toHaveCount(4);
    await histogram.getByRole('button', { name: 'Red' }).click();
    await expect(histogram.locator('path')).toHaveCount(3);
    await page.getByRole('button', { name: 'Copy perceptual hash' }).click();
    await expect.poll(() => electron.evaluate(({ clipboard }) => clipboard.readText())).toMatch(/^[0-9a-f]{16}$/);
    await expect(page.getByTestId('palette').getByRole('listitem').first()).toBeVisible();
  });

  await test.step('the picture is zoomed by keys, wheel and double click', async () => {
    const frame = page.getByTestId('preview').getByTestId('page-frame');
    const zoom = page.getByTestId('preview').getByTestId('zoom');
    const percent = async (): Promise<number> => Number.parseInt((await zoom.textContent()) ?? '', 10);
    const fitted = await percent();
    await frame.focus();
    await page.keyboard.press('1');
    await expect.poll(percent).toBe(100);
    await page.keyboard.press('+');
    await expect.poll(percent).toBe(150);
    await page.keyboard.press('0');
    await expect.poll(percent).toBe(fitted);
    await frame.hover();
    await page.mouse.wheel(0, -300);
    await expect.poll(percent).toBeGreaterThan(fitted);
    await frame.dblclick();
    await expect.poll(percent).toBe(fitted);
    await frame.dblclick();
    await expect.poll(percent).toBe(100);
  });
});

test('changed copies are previewed, written and taken back', async ({ profile, start }) => {
  test.setTimeout(180_000);
  const { page, electron } = await start();
  const photos = profile.folder('Photos');
  const { 'lake.jpg': lake, 'soft.jpg': soft } = PICTURES;
  await withPictures(page, photos, { 'lake.jpg': lake, 'soft.jpg': soft });
  const dialog = page.getByTestId('transform-dialog');
  const written = (): string[] => readdirSync(photos).filter((name) => name.includes('small')).sort();

  await page.getByTestId('gallery').focus();
  await page.keyboard.press('Control+a');
  await page.getByTestId('transform-selected').click();
  await expect(page.getByTestId('write-copies')).toBeDisabled();

  await test.step('before and after stand side by side, divided where one likes', async () => {
    await page.getByTestId('preset-thumbnail').click();
    await expect(page.getByTestId('sizes')).toContainText('→ 400 × 300 pixels');
    await expect(dialog.getByTestId('preview-after')).toBeVisible({ timeout: 30_000 });
    await page.getByTestId('divide').press('End');
    await expect(page.getByTestId('divide')).toHaveValue('100');
    await dialog.getByTestId('brightness').fill('1.5');
    const log = page.getByTestId('transform-log');
    await expect(log).toContainText(/brightness/i, { timeout: 30_000 });
    await dialog.getByRole('button', { name: 'Reset brightness' }).click();
    await expect(log).not.toContainText(/brightness/i, { timeout: 30_000 });
  });

  await test.step('a wrong name is refused with its reason', async () => {
    await page.getByTestId('output-name').fill('{steam}{ext}');
    await expect(page.getByTestId('name-example')).toContainText('{steam} is not known');
    await expect(page.getByTestId('write-copies')).toBeDisabled();
    await page.getByTestId('output-name').fill('{stem}-small-{width}{ext}');
    await expect(page.getByTestId('name-example')).toHaveText(/^(lake|soft)-small-400\.jpg$/);
  });

  await test.step('the same is told as a command', async () => {
    await page.getByTestId('copy-command').click();
    await expect(page.getByTestId('transform-progress')).toContainText('copied');
    const command = await electron.evaluate(({ clipboard }) => clipboard.readText());
    expect(command).toContain(join(photos, 'lake.jpg'));
    expect(command).toContain("--max-side 400 --format jpeg --quality 80 --strip-metadata --name '{stem}-small-{width}{ext}'");
  });

  await test.step('copies are written beside the originals, which stay as they are', async () => {
    await page.getByTestId('write-copies').click();
    await expect(page.getByTestId('toast').filter({ hasText: '2 copies written' })).toBeVisible({ timeout: 30_000 });
    expect(written()).toEqual(['lake-small-400.jpg', 'soft-small-400.jpg']);
    expect(sizeOfJpeg(readFileSync(join(photos, 'lake-small-400.jpg')))).toEqual([400, 300]);
    expect(readFileSync(join(photos, 'lake.jpg')).equals(lake)).toBe(true);
  });

  await test.step('and taken back', async () => {
    await page.getByTestId('toast').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(written).toEqual([]);
    expect(existsSync(join(photos, 'soft.jpg'))).toBe(true);
  });
});

test('screens of pictures are clean for axe, large and light, small and dark', async ({ profile, start }) => {
  test.setTimeout(240_000);
  const { page, electron } = await start();
  const { 'lake.jpg': lake, 'soft.jpg': soft, 'cutout.png': cutout } = PICTURES;
  await withPictures(page, profile.folder('Photos'), { 'lake.jpg': lake, 'soft.jpg': soft, 'cutout.png': cutout });
  const problems: Record<string, string[]> = {};
  const look = async (name: string, appearances: readonly ('light' | 'dark')[] = ['light', 'dark']): Promise<void> => {
    for (const appearance of appearances) {
      await showIn(page, appearance);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
      if (found.length > 0) problems[`${name} ${appearance}`] = found;
      await takePicture(page, `pictures-${name}-${appearance}`);
    }
  };
  for (const [size, width, height, appearance] of [['large', 1200, 760, 'light'], ['small', 900, 560, 'dark']] as const) {
    await resize(electron, width, height);
    const gallery = await showImages(page);
    await expect(page.getByTestId('tile')).toHaveCount(3);
    await gallery.focus();
    await page.keyboard.press('Control+a');
    await look(`gallery-${size}`, [appearance]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByTestId('detail').getByRole('tab', { name: 'Metrics' }).click();
    await expect(page.getByTestId('gauge-noise')).toBeVisible();
    await look(`metrics-${size}`, [appearance]);
    await page.getByTestId('transform').click();
    await page.getByTestId('preset-web').click();
    await expect(page.getByTestId('preview-after')).toBeVisible({ timeout: 30_000 });
    await look(`transform-${size}`, [appearance]);
    await page.keyboard.press('Escape');
    await page.getByTestId('gallery').focus();
    await page.keyboard.press(' ');
    await expect(page.getByTestId('quick-look').getByTestId('preview-image')).toBeVisible();
    await look(`quick-look-${size}`, [appearance]);
    await page.keyboard.press('Escape');
  }
  for (const name of ['pictures', 'duplicates']) {
    await goTo(page, 'settings');
    await page.getByTestId(`settings-${name}`).click();
    await look(`settings-${name}`);
  }
  await goTo(page, 'folders');
  await page.getByTestId('folder-card').getByRole('link', { name: 'Photos' }).first().click();
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByText('Look for faces in pictures').click();
  await expect(page.getByLabel('Look for faces in pictures')).toBeChecked();
  await page.getByText('Keep every file in here').click();
  await expect(page.getByLabel('Copies in here go first')).toBeDisabled();
  await look('folder-settings');
  expect(problems).toEqual({});
});
