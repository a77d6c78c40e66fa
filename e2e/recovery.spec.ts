import type { Page } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { appFolder, isAlive, processId, shellLog, type Profile } from './app';
import { expect, test } from './fixtures';
import { readAccounting, takePicture, waitUntilSettled, watchFolder } from './window';

const FILES = 1_500;

async function watch(page: Page, folder: string): Promise<void> {
  await page.getByRole('button', { name: 'Skip' }).click();
  await watchFolder(page, folder);
}

async function kill(profile: Profile, program: 'engine' | 'watcher' | 'worker'): Promise<number> {
  let pid = 0;
  await expect
    .poll(() => {
      pid = processId(profile, program) ?? 0;
      return pid !== 0 && isAlive(pid);
    }, { message: `a ${program} runs` })
    .toBe(true);
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => isAlive(pid)).toBe(false);
  return pid;
}

test('the engine, the watcher and a worker are killed at work: the window recovers and every file is accounted for', async ({
  profile,
  start,
}) => {
  const scans = profile.folder('Scans');
  const { page, quit } = await start();
  await watch(page, scans);
  await expect(page.getByTestId('accounting-strip')).toBeVisible();

  for (let i = 0; i < FILES; i += 1) writeFileSync(join(scans, `note-${String(i).padStart(4, '0')}.txt`), `note number ${i}\n`);
  const isUnderWay = async (done: number): Promise<boolean> => {
    const accounting = await readAccounting(page);
    return accounting.done >= done && accounting.done < FILES;
  };

  await expect.poll(() => isUnderWay(1), { intervals: [50] }).toBe(true);
  const first = await kill(profile, 'engine');
  const atDeath = await readAccounting(page);
  await expect(page.getByTestId('banner')).toContainText('restarting');
  // The last known state stays readable.
  expect((await readAccounting(page)).seen).toBeGreaterThanOrEqual(atDeath.seen);
  await takePicture(page, 'engine-restarting');
  await expect(page.getByTestId('banner')).toBeHidden({ timeout: 30_000 });
  expect(processId(profile, 'engine')).not.toBe(first);

  await kill(profile, 'worker');
  await kill(profile, 'watcher');
  for (let i = 0; i < 20; i += 1) writeFileSync(join(scans, `late-${i}.txt`), `late ${i}\n`);

  const settled = await waitUntilSettled(page, FILES + 20, 90_000);
  expect(settled).toMatchObject({ done: FILES + 20, attention: 0, ignored: 0 });
  await page.getByTestId('search').fill(`"number ${FILES - 1}"`);
  await expect(page.getByTestId('file-row').first()).toContainText(`note-${FILES - 1}.txt`);
  await quit();
});

test('the whole application is killed at work: the next start goes on, and nothing is lost or done twice', async ({ profile, start }) => {
  const scans = profile.folder('Scans');
  const first = await start();
  await watch(first.page, scans);
  for (let i = 0; i < FILES; i += 1) writeFileSync(join(scans, `note-${String(i).padStart(4, '0')}.txt`), `note number ${i}\n`);
  await expect
    .poll(async () => (await readAccounting(first.page)).done, { intervals: [50], message: 'it is at work' })
    .toBeGreaterThan(0);
  const parts = (['engine', 'watcher'] as const).map((program) => processId(profile, program) ?? 0);
  first.electron.process().kill('SIGKILL');
  await first.ended();
  await expect.poll(() => parts.some(isAlive), { timeout: 15_000, message: 'no part of it is left' }).toBe(false);

  const second = await start();
  const settled = await waitUntilSettled(second.page, FILES, 90_000);
  expect(settled).toMatchObject({ done: FILES, attention: 0, ignored: 0 });
  const verify = spawnSync('bin/filemill', ['verify', '--hashes', '--json', '--data', profile.data], { cwd: appFolder, encoding: 'utf8' });
  expect(JSON.parse(verify.stdout)).toMatchObject({ ok: true, misfits: [] });
  await second.quit();
});

test('an engine that dies again and again is given up, and the user can start it', async ({ profile, start }) => {
  const { page, quit } = await start();
  await expect(page.getByTestId('engine-pill')).toContainText('Running');
  let last: number | undefined;
  for (let death = 1; death <= 5; death += 1) {
    await expect.poll(() => processId(profile, 'engine') !== last, { timeout: 20_000 }).toBe(true);
    last = await kill(profile, 'engine');
  }
  await expect(page.getByTestId('banner')).toContainText('ended five times within two minutes');
  await takePicture(page, 'engine-given-up');
  await page.getByRole('button', { name: 'Restart engine' }).click();
  await expect(page.getByTestId('engine-pill')).toContainText('Running');
  await quit();
});

test('a page that dies comes back', async ({ profile, start }) => {
  const app = await start({ folders: [profile.folder('Scans')] });
  await expect(app.page.getByTestId('add-folder-dialog')).toBeVisible();
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  // Playwright has lost the page for good; the shell writes down when a page shows the engine's state.
  await expect.poll(() => shellLog(profile).filter((line) => line.event === 'page.ready').length).toBe(2);
});
