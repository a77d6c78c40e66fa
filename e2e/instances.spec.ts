import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchFlags } from '../tools/electron/launch.mjs';
import { appFolder, electronAtHand, isAlive, launchArguments, processId, testEnvironment, type Profile } from './app';
import { expect, test } from './fixtures';

/** Starts the program and waits until it has ended by itself. */
async function runToEnd(profile: Profile, args: readonly string[]): Promise<{ code: unknown; said: string }> {
  const child = spawn(electronAtHand().executable, args, { env: testEnvironment(profile), cwd: profile.root });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise((resolve) => child.on('exit', resolve));
  return { code, said };
}

test('a second start brings the first window to front, offers its folders, and says so', async ({ profile, start }) => {
  const scans = profile.folder('Scans');
  const app = await start();
  await expect(app.page.getByTestId('nav-overview')).toBeVisible();
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());

  const second = await runToEnd(profile, launchArguments({ profile, folders: ['Scans'] }));
  expect(second.code).toBe(3);
  expect(second.said).toContain(`Filemill already runs with the data folder "${profile.data}". Its window was brought to the front.`);

  await expect
    .poll(() => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => [window.isMinimized(), window.isVisible()])))
    .toEqual([[false, true]]);
  await expect(app.page.getByTestId('add-folder-dialog')).toContainText(scans);
});

test('a data folder that can not be written is named, and the program ends', async ({ profile }) => {
  const notAFolder = join(profile.root, 'file');
  writeFileSync(notAFolder, '');
  const { code, said } = await runToEnd(profile, [...launchFlags(), appFolder, '--data', notAFolder]);
  expect(code).toBe(3);
  expect(said).toContain(`The data folder "${notAFolder}" can’t be written.`);
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
