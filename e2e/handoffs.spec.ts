import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { findings } from './axe';
import { expect, test } from './fixtures';
import { goTo, takePicture } from './window';

const CONTENT = 'id,amount\n1,12.50\n2,8.00\n';
const sum = `sha256:${createHash('sha256').update(CONTENT).digest('hex')}`;

function put(folder: string, name: string, more: Record<string, unknown> = {}): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), CONTENT);
  writeFileSync(join(folder, `${name}.meta.json`), JSON.stringify({ filename: name, created_at: '2026-11-23T07:00:00+01:00', created_by: 'exporter', file_size: CONTENT.length, checksum: sum, row_count: 3, next_app: 'validator', ...more }, null, 2));
}

/** Clean for axe and shown, light and dark. */
async function look(page: Page, name: string): Promise<void> {
  for (const appearance of ['light', 'dark'] as const) {
    await page.evaluate((wanted) => window.filemill.shell.call('appearance.set', { appearance: wanted }), appearance);
    await expect.poll(() => page.evaluate(() => window.matchMedia('(prefers-color-scheme: dark)').matches)).toBe(appearance === 'dark');
    expect(await findings(page), `${name}, ${appearance}`).toEqual([]);
    await takePicture(page, `${name}-${appearance}`);
  }
}

test('hand-offs: a place is added, pairs are taken, what is wrong is shown and put right, expectations have a calendar', async ({ profile, start }) => {
  const exchange = profile.folder('Exchange');
  test.setTimeout(240_000);
  const { page, electron } = await start();
  const resize = (width: number, height: number): Promise<void> => electron.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size[0] ?? 0, size[1] ?? 0), [width, height]);
  await page.getByRole('button', { name: 'Skip' }).click();

  await test.step('empty, it says what a place is', async () => {
    await goTo(page, 'handoffs');
    await expect(page.getByTestId('empty')).toContainText('Nothing is handed over yet');
    await look(page, 'handoffs-empty');
    await page.getByRole('tab', { name: 'Expectations' }).click();
    await expect(page.getByTestId('empty')).toContainText('Nothing is expected yet');
    await page.getByRole('tab', { name: 'Places' }).click();
    await expect(page.getByTestId('empty')).toContainText('No place yet');
  });

  const day = join(exchange, '2026-11-23');
  put(day, 'exporter_sales_20261123_070000.csv');
  await test.step('a place that takes is watched, and what lies there is taken', async () => {
    await page.getByTestId('add-place').click();
    await page.getByTestId('place-path').fill(exchange);
    await page.getByTestId('place-apps').fill('validator');
    await page.getByTestId('place-apps').press('Enter');
    await page.getByLabel('Patience in seconds').fill('1');
    await page.getByLabel('Patience in seconds').press('Enter');
    await page.getByText('Archive what is old').click();
    await page.getByTestId('archive-to').fill(join(profile.home, 'archive'));
    await look(page, 'handoffs-place-dialog');
    await page.getByTestId('save-place').click();
    await expect(page.getByTestId('place')).toHaveCount(1);
    await expect.poll(() => (existsSync(join(day, 'processed')) ? readdirSync(join(day, 'processed')).length : 0)).toBe(2);
  });

  await test.step('the board shows every way in which a hand-off can stand', async () => {
    put(day, 'exporter_stock_20261123_071000.csv', { next_app: 'loader' });
    put(day, 'billing_notes_20261123_071500.csv', { created_by: 'billing', next_app: null });
    put(day, 'exporter_bad_20261123_072000.csv', { created_by: 'importer', next_app: 'loader', file_size: 99 });
    writeFileSync(join(day, 'lone.csv'), CONTENT);
    put(day, 'exporter_held_20261123_073000.csv', { next_app: 'loader' });
    writeFileSync(join(day, 'exporter_held_20261123_073000.csv.lock'), JSON.stringify({ host: 'mill-2', pid: 4711, process_start: null, started_at: new Date(Date.now() - 180_000).toISOString(), lease_until: new Date(Date.now() - 120_000).toISOString(), token: 'x', flock: false, purpose: 'take' }));
    await page.getByRole('tab', { name: 'Board' }).click();
    const labels = page.getByTestId('handoff');
    await expect(labels.filter({ hasText: 'Size differs' })).toHaveCount(1, { timeout: 20_000 });
    await expect(labels.filter({ hasText: 'Data without sidecar' })).toHaveCount(1, { timeout: 20_000 });
    await expect(labels.filter({ hasText: 'For loader' })).toHaveCount(1);
    await expect(labels.filter({ hasText: 'For nobody' })).toHaveCount(1);
    await expect(labels.filter({ hasText: 'Processed' })).toHaveCount(1);
    await labels.filter({ hasText: 'Stuck' }).click();
    await expect(page.getByTestId('handoff-detail')).toContainText('process 4711 on mill-2');
    await expect(page.getByTestId('handoff-checks')).toContainText('The checksum is right');
    await look(page, 'handoffs-board');
    for (const [width, height] of [[900, 560], [1920, 1080]] as const) {
      await resize(width, height);
      await takePicture(page, `handoffs-board-${width}`);
    }
    await resize(1200, 760);
  });

  await test.step('by keys: down the list, open, close', async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('handoff-detail')).toBeHidden();
    await page.getByTestId('handoff').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('handoff-detail')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('what is wrong goes to errors/ with its reason, and can be put back', async () => {
    await page.getByTestId('handoff').filter({ hasText: 'Size differs' }).click();
    await page.getByTestId('act-toErrors').click();
    await page.getByRole('button', { name: 'Send to errors/', exact: true }).last().click();
    await expect.poll(() => (existsSync(join(day, 'errors')) ? readdirSync(join(day, 'errors')).length : 0)).toBe(3);
    await page.getByTestId('handoff-error').click();
    await page.getByTestId('handoff').filter({ hasText: 'Failed' }).click();
    await expect(page.getByTestId('handoff-detail')).toContainText('bytes');
    await page.getByTestId('act-requeue').click();
    await expect.poll(() => readdirSync(join(day, 'errors')).length).toBe(0);
    await page.getByTestId('handoff-error').click();
  });

  await test.step('expectations: one is added, and its calendar shows what came', async () => {
    await page.getByRole('tab', { name: 'Expectations' }).click();
    await page.getByTestId('add-expectation').click();
    await page.getByTestId('expectation-name').fill('Sales of the day');
    await page.getByTestId('expectation-folder').fill(exchange);
    await page.getByTestId('expectation-pattern').fill('*_sales_*.csv');
    await page.getByTestId('expectation-by').fill('23:58');
    for (const name of ['Sat', 'Sun']) await page.getByTestId('expectation-dialog').getByRole('button', { name }).click();
    await takePicture(page, 'handoffs-expectation-dialog');
    await page.getByTestId('save-expectation').click();
    await expect(page.getByTestId('expectation')).toContainText('One *_sales_*.csv by 23:58 every day');
    await expect(page.getByTestId('expectation').locator('[data-state="met"]')).toHaveCount(1);
    await look(page, 'handoffs-expectations');
  });

  await test.step('archiving shows what it would do, does it, and says so', async () => {
    const old = new Date(Date.now() - 60 * 86_400_000);
    for (const name of readdirSync(join(day, 'processed'))) utimesSync(join(day, 'processed', name), old, old);
    await page.getByRole('tab', { name: 'Places' }).click();
    await page.getByTestId('sweep').click();
    await expect(page.getByTestId('sweep-dialog')).toContainText('2 files');
    await page.getByTestId('begin-sweep').click();
    await expect(page.getByTestId('place')).toContainText('2 files,');
    await expect.poll(() => existsSync(join(profile.home, 'archive', '2026-11-23', 'processed', 'exporter_sales_20261123_070000.csv.gz'))).toBe(true);
    await look(page, 'handoffs-places');
  });
});
