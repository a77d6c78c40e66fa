import { lockInstance } from '../src/engine/store/instance-lock';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shellLog } from './app';
import { findings } from './axe';
import { expect, test } from './fixtures';
import { fileRow, goTo, openFile, takePicture, waitUntilSettled } from './window';

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

test('a file opens in a window of its own: one for each, with its own engine port, as large as it was left, closed by Esc', async ({ profile, start }) => {
  const folder = profile.folder('drop');
  writeFileSync(join(folder, 'one.txt'), 'The first of two.');
  writeFileSync(join(folder, 'two.txt'), 'The second of two.');
  const { page, electron, quit } = await start({ folders: [folder] });
  await page.getByTestId('add-folder-start').click();
  await expect(page.getByTestId('add-folder-dialog')).toBeHidden();
  if (await page.getByTestId('first-run-finish').isVisible()) await page.getByTestId('first-run-finish').click();
  await waitUntilSettled(page, 2);
  await goTo(page, 'files');
  const windows = (): Promise<number> => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

  // By the key, from the list.
  await fileRow(page, 'one.txt').click();
  const [one] = await Promise.all([electron.waitForEvent('window'), page.getByTestId('file-grid').press('Shift+Enter')]);
  await expect(one.getByTestId('detail-name')).toHaveText('one.txt');
  await expect(one).toHaveTitle('one.txt – Filemill');
  await expect(one.getByTestId('detail-window')).toBeHidden();
  // Asked for again, it comes to the front; no second one is opened.
  await page.getByTestId('detail-window').click();
  await expect.poll(() => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.getTitle())).toBe('one.txt – Filemill');
  expect(await windows()).toBe(2);

  // By the menu of a row, for another file.
  await fileRow(page, 'two.txt').click({ button: 'right' });
  const [two] = await Promise.all([electron.waitForEvent('window'), page.getByRole('menuitem', { name: 'Open in a window of its own' }).click()]);
  await expect(two.getByTestId('detail-name')).toHaveText('two.txt');
  expect(await windows()).toBe(3);
  expect(await findings(two)).toEqual([]);
  await takePicture(two, 'file-window');

  // A reloaded page stays with its file and gets the engine back; a restarted engine comes to all windows.
  await two.reload();
  await expect(two.getByTestId('detail-name')).toHaveText('two.txt');
  await page.evaluate(() => window.filemill.shell.call('engine.restart', {}));
  await expect(page.getByTestId('engine-pill')).toContainText('Running');
  await two.getByRole('tab', { name: 'Timeline' }).click();
  await two.getByTestId('detail-menu').click();
  await two.getByRole('menuitem', { name: 'Why is it here?' }).click();
  await expect(two.getByRole('tab', { name: 'Why', exact: true })).toHaveAttribute('aria-selected', 'true');

  // Appearance follows; what it has nowhere to show, the main window does.
  await page.evaluate(() => window.filemill.shell.call('appearance.set', { appearance: 'dark' }));
  await expect.poll(() => two.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
  await two.evaluate(() => window.filemill.shell.call('screen.show', { screen: 'history', value: null }));
  await expect(page.getByTestId('nav-history')).toHaveAttribute('aria-current', 'page');

  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find((window) => window.getTitle().startsWith('two'))?.setSize(640, 520));
  await expect.poll(() => two.evaluate(() => window.outerWidth)).toBe(640);
  // The answer to the press may be lost with the page.
  await Promise.all([two.waitForEvent('close'), two.keyboard.press('Escape').catch(() => undefined)]);
  await goTo(page, 'files');
  await openFile(page, 'two.txt');
  const [again] = await Promise.all([electron.waitForEvent('window'), page.getByTestId('detail-window').click()]);
  await expect(again.getByTestId('detail-name')).toHaveText('two.txt');
  expect(await again.evaluate(() => [window.outerWidth, window.outerHeight])).toEqual([640, 520]);

  // Nothing but our own page, here as in the main window.
  await again.evaluate(() => void (window.location.href = 'https://example.com/'));
  await expect.poll(() => shellLog(profile).filter(({ event, what }) => event === 'page.refused' && what === 'navigation').length).toBe(1);
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL().split('#')[0]))).toEqual(Array(3).fill('app://filemill/index.html'));
  await quit();
});
