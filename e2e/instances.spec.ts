import { spawn } from 'node:child_process';
import { electronAtHand, isAlive, launchArguments, processId, testEnvironment } from './app';
import { expect, test } from './fixtures';

test('a second start brings the first window to front, offers its folders, and says so', async ({ profile, start }) => {
  const scans = profile.folder('Scans');
  const app = await start();
  await expect(app.page.getByTestId('nav-overview')).toBeVisible();
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());

  const second = spawn(electronAtHand().executable, launchArguments({ profile, folders: ['Scans'] }), {
    env: testEnvironment(profile),
    cwd: profile.root,
  });
  let said = '';
  second.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise((resolve) => second.on('exit', resolve));
  expect(code).toBe(3);
  expect(said).toContain(`Filemill already runs with the data folder "${profile.data}". Its window was brought to the front.`);

  await expect
    .poll(() => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => [window.isMinimized(), window.isVisible()])))
    .toEqual([[false, true]]);
  await expect(app.page.getByTestId('add-folder-dialog')).toContainText(scans);
});

test('nothing is left running when the shell is killed, and the next start is not blocked', async ({ profile, start }) => {
  const first = await start();
  await expect(first.page.getByTestId('nav-overview')).toBeVisible();
  await expect.poll(() => processId(profile, 'watcher')).toBeDefined();
  const children = [processId(profile, 'engine'), processId(profile, 'watcher')] as number[];
  expect(children.every(isAlive)).toBe(true);
  await first.dispose();
  await expect.poll(() => children.filter(isAlive), { timeout: 10_000 }).toEqual([]);

  const again = await start();
  await expect(again.page.getByTestId('nav-overview')).toBeVisible();
  await again.quit();
});
