import AxeBuilder from '@axe-core/playwright';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures';
import { scannedPage, scannedPdf, textPdf } from './paged-files';
import { deliver } from './sample-files';
import { goTo, openFile, openTab, takePicture, watchFolder } from './window';

const INVOICE = [
  ['Invoice 20418', 'Northwind Paper, Hamburg', 'Date: 20 November 2026', 'Payment: net 30 days', 'Total 984.20'],
  ['Terms', 'All goods remain the property of the seller.', 'Questions go to the heliograph desk.'],
  ['Annex', 'The heliograph stands on the hill.', 'Nothing follows.'],
];
const SCAN = [
  ['Delivery note 7731', 'Copy paper and envelopes', 'received by the {warehouse} on Monday', 'signed Semaphore'],
  ['Second sheet', 'The telegraph {office} keeps a copy', 'and the keeper signs {everything} twice'],
];

const state = async (page: Page, name: string): Promise<string> =>
  (await page.getByTestId('file-row').filter({ hasText: name }).textContent()) ?? '';

async function resize(electron: ElectronApplication, width: number, height: number): Promise<void> {
  await electron.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [width, height] as const);
}

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
}

/** Whether the middle of an element can be seen in its frame. */
async function isWithin(element: Locator, frame: Locator): Promise<boolean> {
  const [inner, outer] = [await element.boundingBox(), await frame.boundingBox()];
  if (!inner || !outer) return false;
  const [x, y] = [inner.x + inner.width / 2, inner.y + inner.height / 2];
  return x >= outer.x && x <= outer.x + outer.width && y >= outer.y && y <= outer.y + outer.height;
}

test('a PDF is shown page by page, with words to select, to point at and to find', async ({ profile, start }) => {
  const scans = profile.folder('Scans');
  const { page, electron } = await start();
  await page.getByRole('button', { name: 'Skip' }).click();
  await goTo(page, 'folders');
  await watchFolder(page, scans);
  deliver(scans, { name: 'invoice.pdf', bytes: await textPdf(INVOICE) });
  await goTo(page, 'files');
  await page.getByTestId('toggle-lanes').click();
  await expect.poll(() => state(page, 'invoice.pdf')).toContain('Done');
  await openFile(page, 'invoice.pdf');
  const viewer = page.getByTestId('preview').getByTestId('page-viewer');
  const words = viewer.getByTestId('text-layer').locator('[data-word]');
  const text = page.getByTestId('detail-text');

  await test.step('the page appears, sharp, with its words over it', async () => {
    await expect.poll(() => viewer.getByTestId('preview-image').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(250);
    await expect(words.filter({ hasText: '20418' })).toHaveCount(1);
    await takePicture(page, 'viewer-summary');
  });

  await test.step('keys and the field turn pages', async () => {
    const frame = viewer.getByTestId('page-frame');
    await frame.focus();
    await page.keyboard.press('PageDown');
    await expect(words.filter({ hasText: 'Terms' })).toHaveCount(1);
    await page.keyboard.press('End');
    await expect(words.filter({ hasText: 'Annex' })).toHaveCount(1);
    await viewer.getByTestId('page-number').fill('2');
    await viewer.getByTestId('page-number').press('Enter');
    await expect(words.filter({ hasText: 'Terms' })).toHaveCount(1);
    await frame.focus();
    await page.keyboard.press('Home');
    await expect(words.filter({ hasText: 'Invoice' })).toHaveCount(1);
  });

  await test.step('words are selected with the mouse and copied in reading order', async () => {
    await openTab(page, 'Text');
    await expect(words.filter({ hasText: 'Payment:' })).toHaveCount(1);
    const from = await words.filter({ hasText: 'Payment:' }).boundingBox();
    const to = await words.filter({ hasText: 'Total' }).boundingBox();
    if (!from || !to) throw new Error('The words are not there.');
    await page.mouse.move(from.x + 1, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(from.x + 20, from.y + 20, { steps: 3 });
    await page.mouse.move(to.x + to.width - 0.5, to.y + to.height / 2, { steps: 5 });
    await page.mouse.up();
    await takePicture(page, 'viewer-selection');
    await page.keyboard.press('Control+C');
    await expect.poll(() => electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('Payment: net 30 days\nTotal');
  });

  await test.step('a click on a word shows it on the other side', async () => {
    await words.filter({ hasText: 'Hamburg' }).click();
    await expect(text.locator('[data-current]')).toHaveText('Hamburg');
    await text.locator('[data-of="2"] [data-word]', { hasText: 'property' }).click();
    await expect(viewer.getByTestId('page-place')).toBeVisible();
    await expect(viewer.getByTestId('page-frame')).toHaveAttribute('aria-label', 'Page 2 of 3');
    const place = viewer.getByTestId('page-place');
    const word = await words.filter({ hasText: 'property' }).boundingBox();
    const box = await place.boundingBox();
    expect(Math.abs((word?.x ?? 0) - (box?.x ?? 99))).toBeLessThan(3);
    expect(Math.abs((word?.width ?? 0) - (box?.width ?? 99))).toBeLessThan(3);
    await takePicture(page, 'viewer-place');
  });

  await test.step('it zooms around the pointer and brings a place into view', async () => {
    const frame = viewer.getByTestId('page-frame');
    const sheet = viewer.getByTestId('page-sheet');
    const before = (await sheet.boundingBox())?.width ?? 0;
    await frame.hover();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -1000);
    await page.keyboard.up('Control');
    await expect.poll(async () => (await sheet.boundingBox())?.width ?? 0).toBeGreaterThan(before * 4);
    await text.locator('[data-of="2"] [data-word]', { hasText: 'heliograph' }).click();
    await expect.poll(() => isWithin(viewer.getByTestId('page-place'), frame)).toBe(true);
    await expect.poll(() => viewer.getByTestId('preview-image').evaluate((image: HTMLImageElement) => image.naturalHeight)).toBeGreaterThan(1200);
    await takePicture(page, 'viewer-zoomed');
    await frame.focus();
    await page.keyboard.press('0');
    await expect.poll(async () => (await sheet.boundingBox())?.height ?? 0).toBeLessThan((await frame.boundingBox())?.height ?? 0);
  });

  await test.step('Space enlarges it over the window, Esc leads back', async () => {
    await viewer.getByTestId('page-frame').focus();
    await page.keyboard.press('Space');
    const large = page.getByTestId('enlarged');
    await expect(large.getByTestId('text-layer').locator('[data-word]').first()).toBeVisible();
    await takePicture(page, 'viewer-enlarged');
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('PageDown');
    await expect(large.getByTestId('page-frame')).toHaveAttribute('aria-label', 'Page 3 of 3');
    await page.keyboard.press('Escape');
    await expect(large).toBeHidden();
    await expect(viewer.getByTestId('page-frame')).toBeFocused();
    await expect(page.getByTestId('detail-name')).toHaveText('invoice.pdf');
  });

  await test.step('a search lands on the page of its first hit', async () => {
    await openTab(page, 'Summary');
    await page.keyboard.press('/');
    await page.keyboard.type('heliogr');
    await openFile(page, 'invoice.pdf');
    await expect(viewer.getByTestId('page-frame')).toHaveAttribute('aria-label', 'Page 2 of 3');
    await expect(viewer.getByTestId('page-marks')).toHaveAttribute('data-hits', '1');
    await expect(page.getByTestId('hit-switcher')).toContainText('Hit 1 of 2');
    await expect(text.locator('[data-current]')).toHaveText('heliograph');
    await expect(text.locator('[data-current] mark')).toHaveText('heliogr');
    await takePicture(page, 'viewer-hit');
    await page.getByRole('button', { name: 'Next hit' }).click();
    await expect(viewer.getByTestId('page-frame')).toHaveAttribute('aria-label', 'Page 3 of 3');
    await expect(page.getByTestId('hit-switcher')).toContainText('Hit 2 of 2');
    await expect(viewer.getByTestId('page-place')).toBeVisible();
  });

  await test.step('Enter in the search opens its first hit, large enough to be read', async () => {
    await page.getByRole('button', { name: 'Close the details' }).click();
    await page.getByTestId('search').fill('seller');
    await page.getByTestId('search').press('Enter');
    await expect(page.getByTestId('detail').getByRole('tab', { name: 'Text' })).toBeFocused();
    await expect(viewer.getByTestId('page-place')).toBeVisible();
    const percent = async (): Promise<number> => Number.parseInt((await viewer.getByTestId('zoom').textContent()) ?? '', 10);
    await expect.poll(percent).toBeGreaterThanOrEqual(60);
    await expect.poll(() => isWithin(viewer.getByTestId('page-place'), viewer.getByTestId('page-frame'))).toBe(true);
    await page.keyboard.press('Space');
    await expect(page.getByTestId('enlarged')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('words in quotes are one hit', async () => {
    await page.getByTestId('search').fill('"the heliograph"');
    await openFile(page, 'invoice.pdf');
    await expect(page.getByTestId('hit-switcher')).toContainText('Hit 1 of 2');
    await expect(text.locator('[data-current]')).toHaveText(['the', 'heliograph']);
    await expect(viewer.getByTestId('page-marks')).toHaveAttribute('data-hits', '1');
  });

  await test.step('a list that is made narrow keeps its names', async () => {
    const divider = page.getByRole('separator', { name: 'Width of the list' });
    await divider.focus();
    for (let step = 0; step < 12; step += 1) await page.keyboard.press('ArrowLeft');
    const [name] = await page.getByTestId('file-row').getByText('invoice', { exact: false }).all();
    expect((await name?.boundingBox())?.width ?? 0).toBeGreaterThan(60);
    await takePicture(page, 'viewer-narrow-list');
    await divider.dblclick();
  });

  await test.step('it is clean for axe in the light and in the dark, and fits small windows', async () => {
    for (const [width, height] of [[1200, 760], [900, 560]] as const) {
      await resize(electron, width, height);
      for (const appearance of ['light', 'dark'] as const) {
        await page.evaluate((wanted) => window.filemill.shell.call('appearance.set', { appearance: wanted }), appearance);
        await expect.poll(() => page.evaluate(() => window.matchMedia('(prefers-color-scheme: dark)').matches)).toBe(appearance === 'dark');
        for (const tab of ['Text', 'Summary'] as const) {
          await openTab(page, tab);
          expect(await findings(page)).toEqual([]);
          await takePicture(page, `viewer-${tab.toLowerCase()}-${width}-${appearance}`);
        }
      }
    }
  });

  await test.step('where there is no room for the page beside its text, a word opens it', async () => {
    await openTab(page, 'Text');
    await expect(viewer).toBeHidden();
    await text.locator('[data-of="2"] [data-word]', { hasText: 'property' }).click();
    const large = page.getByTestId('enlarged');
    await expect(large.getByTestId('page-frame')).toHaveAttribute('aria-label', 'Page 2 of 3');
    await expect.poll(() => isWithin(large.getByTestId('page-place'), large.getByTestId('page-frame'))).toBe(true);
    await page.keyboard.press('Escape');
    await expect(large).toBeHidden();
  });
});

test('text and pages go together in a long document', async ({ profile, start }) => {
  const scans = profile.folder('Scans');
  const { page } = await start();
  await page.getByRole('button', { name: 'Skip' }).click();
  await goTo(page, 'folders');
  await watchFolder(page, scans);
  const lines = (at: number): string[] => Array.from({ length: 25 }, (_, line) => `Page ${at} line ${line} tells of mills and rivers`);
  const pages = Array.from({ length: 40 }, (_, at) => [`Chapter ${at + 1}`, ...lines(at + 1)]);
  deliver(scans, { name: 'long.pdf', bytes: await textPdf(pages.with(30, [...lines(31), 'the astrolabe'])) });
  await goTo(page, 'files');
  await page.getByTestId('toggle-lanes').click();
  await expect.poll(() => state(page, 'long.pdf')).toContain('Done');
  await openFile(page, 'long.pdf');
  await openTab(page, 'Text');
  const viewer = page.getByTestId('preview').getByTestId('page-viewer');
  const frame = viewer.getByTestId('page-frame');
  const text = page.getByTestId('detail-text');

  await test.step('a page that is turned is brought into the text', async () => {
    await expect(viewer.getByTestId('text-layer')).toHaveCount(1);
    await frame.focus();
    for (let at = 2; at <= 5; at += 1) {
      await page.keyboard.press('PageDown');
      await expect(frame).toHaveAttribute('aria-label', `Page ${at} of 40`);
    }
    await expect.poll(() => isWithin(text.getByText('Page 5', { exact: true }), text)).toBe(true);
    await page.keyboard.press('End');
    await expect.poll(() => isWithin(text.getByText('Page 40', { exact: true }), text)).toBe(true);
    await expect(viewer.getByTestId('text-layer')).toContainText('Chapter40');
    await page.keyboard.press('Home');
    await expect.poll(() => isWithin(text.getByText('Page 1', { exact: true }), text)).toBe(true);
  });

  await test.step('reading on in the text turns the page', async () => {
    await text.hover();
    await page.mouse.wheel(0, 1500);
    await expect(frame).not.toHaveAttribute('aria-label', 'Page 1 of 40');
    const read = Number(await viewer.getByTestId('text-layer').locator('[data-word="1"]').textContent());
    expect(read).toBeGreaterThan(1);
    await takePicture(page, 'viewer-long');
  });

  await test.step('the list gives a quick look', async () => {
    await page.getByTestId('file-row').click();
    await page.keyboard.press('Space');
    await expect(page.getByTestId('enlarged')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('file-grid')).toBeFocused();
  });

  await test.step('a hit far down is found', async () => {
    await page.getByTestId('search').fill('astrolabe');
    await openFile(page, 'long.pdf');
    await expect(frame).toHaveAttribute('aria-label', 'Page 31 of 40');
    await expect.poll(() => isWithin(text.locator('mark'), text)).toBe(true);
    await expect(viewer.getByTestId('page-marks')).toHaveAttribute('data-hits', '1');
  });
});

test('a scan shows its words, the doubtful ones, and hits on its picture', async ({ profile, start }) => {
  test.setTimeout(240_000);
  const scans = profile.folder('Scans');
  // The engine that ships, whatever the machine has.
  writeFileSync(join(profile.data, 'settings.yaml'), 'general:\n  ocr:\n    useNative: false\n');
  const { page } = await start();
  await page.getByRole('button', { name: 'Skip' }).click();
  await goTo(page, 'folders');
  await watchFolder(page, scans);
  deliver(scans, { name: 'scan.pdf', bytes: await scannedPdf(SCAN) });
  deliver(scans, { name: 'photo.png', bytes: scannedPage(['Notice', 'The ferry leaves at noon', 'from the northern quay']) });
  await goTo(page, 'files');
  await page.getByTestId('toggle-lanes').click();
  for (const name of ['scan.pdf', 'photo.png']) {
    await expect.poll(() => state(page, name), { timeout: 120_000 }).toMatch(/Done|Low/);
  }
  await openFile(page, 'scan.pdf');
  await openTab(page, 'Text');
  const viewer = page.getByTestId('preview').getByTestId('page-viewer');
  const text = page.getByTestId('detail-text');

  await test.step('the words that were read lie on the picture', async () => {
    const word = viewer.getByTestId('text-layer').locator('[data-word]', { hasText: 'Delivery' });
    await expect(word).toHaveCount(1);
    const sheet = await viewer.getByTestId('page-sheet').boundingBox();
    const box = await word.boundingBox();
    if (!sheet || !box) throw new Error('The page is not there.');
    // Drawn at 120 of 1240 pixels from the left.
    expect((box.x - sheet.x) / sheet.width).toBeCloseTo(120 / 1240, 1);
    await viewer.getByTestId('toggle-word-boxes').click();
    await expect(viewer.getByTestId('word-frames')).toHaveCount(1);
    await takePicture(page, 'scan-words');
  });

  await test.step('the bar says how sure the reading is, and how it came about', async () => {
    await expect(page.getByTestId('reading')).toContainText(/\d+ % sure/);
    await page.getByTestId('reading').click();
    await expect(page.getByTestId('reading-facts')).toContainText('tesseract.js');
    await takePicture(page, 'scan-reading');
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('reading-facts')).toBeHidden();
    await expect(page.getByTestId('detail-name')).toBeVisible();
  });

  await test.step('Alt and the arrows go from one doubtful word to the next, across pages', async () => {
    const switcher = page.getByTestId('doubtful-switcher');
    const total = Number((await switcher.textContent())?.match(/\d+/)?.[0]);
    expect(total).toBeGreaterThanOrEqual(2);
    for (let number = 1; number <= total; number += 1) {
      await page.keyboard.press('Alt+ArrowDown');
      await expect(switcher).toContainText(`Doubtful ${number} of ${total}`);
      await expect(text.locator('[data-current][data-doubtful]').first()).toHaveAttribute('title', /Read as “.+” with \d+ % confidence/);
      await expect(viewer.getByTestId('page-place')).toBeVisible();
      if (number === 1) await takePicture(page, 'scan-doubtful');
    }
    await expect(viewer.getByTestId('page-frame')).toHaveAttribute('aria-label', 'Page 2 of 2');
    await page.keyboard.press('Alt+ArrowUp');
    await expect(switcher).toContainText(`Doubtful ${total - 1} of ${total}`);
  });

  await test.step('a search lands on the word, on a scan and on a picture', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('telegraph');
    await openFile(page, 'scan.pdf');
    await expect(viewer.getByTestId('page-frame')).toHaveAttribute('aria-label', 'Page 2 of 2');
    await expect(viewer.getByTestId('page-marks')).toHaveAttribute('data-hits', '1');
    await expect(viewer.getByTestId('page-place')).toBeVisible();
    await takePicture(page, 'scan-hit');
    await page.getByTestId('search').fill('ferry');
    await openFile(page, 'photo.png');
    await expect(viewer.getByTestId('page-marks')).toHaveAttribute('data-hits', '1');
    await expect(text.locator('mark')).toHaveText('ferry');
    await takePicture(page, 'scan-picture');
  });
});
