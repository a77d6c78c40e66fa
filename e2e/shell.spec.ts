import { lockInstance } from '../src/engine/store/instance-lock';
import { expect, test } from './fixtures';
import { takePicture, waitUntilSettled } from './window';

test('the window remembers its place and its colours, and closing it quits where no tray is shown', async ({ start }) => {
  const place = { x: 40, y: 60, width: 1010, height: 640 };
  const first = await start();
  await expect(first.page.getByTestId('first-run')).toBeVisible();
  await first.electron.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), place);
  await first.page.evaluate(() => window.filemill.shell.call('appearance.set', { appearance: 'dark' }));
  await expect.poll(() => first.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  await expect.poll(() => first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds().width)).toBe(place.width);
  await first.electron.evaluate(({ BrowserWindow }) => void setImmediate(() => BrowserWindow.getAllWindows()[0]?.close()));
  await first.ended();

  const second = await start();
  const opened = await second.electron.evaluate(({ BrowserWindow }) => {
    const shown = BrowserWindow.getAllWindows()[0];
    return { bounds: shown?.getBounds(), ground: shown?.getBackgroundColor() };
  });
  expect(opened.bounds).toMatchObject({ width: place.width, height: place.height });
  expect(opened.ground?.toLowerCase()).toBe('#141312');
  await second.quit();
});

test('Quit is in the menu, and a reloaded page gets its engine back', async ({ start }) => {
  const { page, electron, quit } = await start();
  await expect(page.getByTestId('engine-pill')).toContainText('Running');
  const labels = await electron.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.items.map((item) => [item.label, ...(item.submenu?.items.map(({ label }) => label) ?? [])]),
  );
  expect(labels?.flat()).toContain('Quit Filemill');

  await page.reload();
  await expect(page.getByTestId('engine-pill')).toContainText('Running');
  const copied = await page.evaluate(() => window.filemill.shell.call('text.copy', { text: 'täßt 字' }));
  expect(copied).toEqual({ ok: true, output: {} });
  expect(await electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('täßt 字');
  await quit();
});

test('the sample folder is created, and its files are read', async ({ start }) => {
  const { page, quit } = await start();
  await page.getByTestId('first-run-sample').click();
  await page.getByTestId('first-run-start').click();
  await expect(page.getByRole('heading', { name: 'Every file has been read' })).toBeVisible({ timeout: 60_000 });
  const cards = await page.getByTestId('first-run-card').count();
  expect(cards).toBeGreaterThanOrEqual(10);
  await takePicture(page, 'first-run-4-read');
  await page.getByTestId('first-run-finish').click();
  const accounting = await waitUntilSettled(page, cards);
  expect(accounting.attention).toBeGreaterThan(0);
  await quit();
});

test('an engine that can not open its store says why, and can be started again', async ({ profile, start }) => {
  // As a headless `filemill watch` on the same data folder would.
  const lock = lockInstance(profile.data);
  const { page, quit } = await start();
  await expect(page.getByTestId('banner')).toContainText('Filemill is already running with this data folder.');
  await takePicture(page, 'engine-refused');
  lock.release();
  await page.getByRole('button', { name: 'Restart engine' }).click();
  await expect(page.getByTestId('engine-pill')).toContainText('Running');
  await expect(page.getByTestId('banner')).toBeHidden();
  await quit();
});
