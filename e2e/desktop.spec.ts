import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { electronAtHand, launchArguments, shellLog, testEnvironment, type Profile, type RunningApp } from './app';
import { DesktopServices, hasDunst, hasTrayHost, type MenuLine, type TrayHost } from './desktop/desktop-services';
import { expect, test } from './fixtures';
import { deliver } from './sample-files';
import { goTo, takePicture, waitUntilSettled, watchFolder } from './window';

/* The program on a desktop: tray, notices, links, menus. Services of the desktop come from the distribution. */

const letter = (name: string): { name: string; bytes: Uint8Array } => ({ name, bytes: Buffer.from('Dear reader,\n') });
const broken = (name: string): { name: string; bytes: Uint8Array } => ({ name, bytes: Buffer.from('{"vessel": "samo\n') });

let services: DesktopServices;
test.beforeEach(({ profile }) => {
  services = new DesktopServices(join(profile.root, 'bus'), testEnvironment(profile)['DISPLAY'] ?? '');
});
test.afterEach(() => services.end());

const labels = (items: readonly MenuLine[]): string[] => items.map(({ label }) => label).filter(Boolean);
const windowCount = (app: RunningApp): Promise<number> =>
  app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((window) => window.isVisible()).length);
const closeWindow = (app: RunningApp): Promise<void> =>
  app.electron.evaluate(({ BrowserWindow }) => void setImmediate(() => BrowserWindow.getAllWindows()[0]?.close()));

async function trayWith(host: TrayHost, line: string): Promise<{ icon: string; items: MenuLine[] }> {
  let layout = await host.layout();
  await expect
    .poll(async () => {
      layout = await host.layout();
      return layout.items[0]?.label;
    })
    .toBe(line);
  return layout;
}

test('the tray says what goes on, acts on a click, and keeps Filemill when its window is closed', async ({ profile, start }) => {
  test.skip(!hasTrayHost(), 'This machine has no dbus-daemon, or no python3-dbus and python3-gi.');
  await services.startBus();
  const host = await services.startTrayHost();
  const app = await start({ environment: services.environment });
  await host.next((line) => 'registered' in line);
  const scans = profile.folder('Scans & more');
  deliver(scans, letter('letter.txt'));
  deliver(scans, broken('broken.json'));
  await goTo(app.page, 'folders');
  await watchFolder(app.page, scans);
  await goTo(app.page, 'overview');
  await waitUntilSettled(app.page, 2);

  const attention = await trayWith(host, '1 needs you');
  expect(labels(attention.items)).toEqual(
    expect.arrayContaining(['Open Filemill', 'Pause', 'Scan now', 'Open drop folder', 'Settings', 'Quit (watching stops)']),
  );
  await expect.poll(async () => labels((await host.layout()).items)).toEqual(expect.arrayContaining(['Last results', 'letter.txt: Done']));
  expect(labels(attention.items.find(({ label }) => label === 'Scan now')?.items ?? [])).toEqual(['Scans & more']);

  await host.click('Pause', 'For 30 minutes');
  await expect(app.page.getByTestId('pause')).toHaveText('Resume');
  await expect.poll(async () => (await host.layout()).items[0]?.label).toMatch(/^Paused until \d\d:\d\d, 1 needs you$/);
  expect((await host.layout()).icon).not.toBe(attention.icon);
  await host.click('Resume');
  await expect(app.page.getByTestId('pause')).toHaveText('Pause');

  await host.click('letter.txt: Done');
  await expect(app.page.getByTestId('detail-name')).toHaveText('letter.txt');
  await host.click('Settings');
  await expect(app.page.getByTestId('nav-settings')).toHaveAttribute('aria-current', 'page');

  await closeWindow(app);
  await expect.poll(() => windowCount(app)).toBe(0);
  deliver(scans, letter('later.txt'));
  await expect.poll(async () => labels((await host.layout()).items)).toEqual(expect.arrayContaining(['later.txt: Done']));
  await host.click('later.txt: Done');
  await expect.poll(() => windowCount(app)).toBe(1);
  await expect(app.page.getByTestId('detail-name')).toHaveText('later.txt');

  // Told once that it stays in the tray; nothing shows notices here, so the window did.
  await expect(app.page.getByTestId('toast').filter({ hasText: 'Filemill is still running' })).toBeVisible();
  await host.click('Quit (watching stops)');
  await app.ended();
});

test('started at login it has no window; the tray opens one', async ({ profile }) => {
  test.skip(!hasTrayHost(), 'This machine has no dbus-daemon, or no python3-dbus and python3-gi.');
  await services.startBus();
  const host = await services.startTrayHost();
  const child = spawn(electronAtHand().executable, [...launchArguments({ profile }), '--hidden'], {
    env: testEnvironment(profile, services.environment),
    stdio: 'ignore',
  });
  try {
    await host.next((line) => 'registered' in line);
    await trayWith(host, 'All caught up');
    expect(shellLog(profile).some(({ event }) => event === 'page.ready')).toBe(false);
    await host.click('Open Filemill');
    await expect.poll(() => shellLog(profile).some(({ event }) => event === 'page.ready')).toBe(true);
    await host.click('Quit (watching stops)');
    await expect.poll(() => child.exitCode).toBe(0);
  } finally {
    if (child.exitCode === null) child.kill('SIGKILL');
  }
});

test('problems are told in one notice whose click leads to them; what is done is told where it is wanted', async ({ profile, start }) => {
  test.skip(!hasDunst(), 'This machine has no dbus-daemon, or no dunst.');
  await services.startBus();
  const dunst = await services.startDunst();
  const app = await start({ environment: services.environment });
  const scans = profile.folder('Scans');
  await goTo(app.page, 'folders');
  await watchFolder(app.page, scans);
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  for (let i = 0; i < 4; i += 1) deliver(scans, broken(`broken-${i}.json`));
  deliver(scans, letter('letter.txt'));
  await expect.poll(() => dunst.shown, { timeout: 30_000 }).toBe(1);
  dunst.click();
  await expect.poll(() => windowCount(app)).toBe(1);
  await expect(app.page.getByTestId('nav-attention')).toHaveAttribute('aria-current', 'page');
  await expect.poll(() => app.page.evaluate(() => window.location.hash)).toMatch(/^#attention\?(?:.*&)?cause=damaged/);
  await takePicture(app.page, 'notice-followed');
  dunst.closeAll();
  expect(dunst.history().map(({ summary }) => summary)).toEqual(['4 files are damaged']);
  await app.quit();
});

test('where nothing shows notices the window does', async ({ profile, start }) => {
  const app = await start({ environment: { DBUS_SESSION_BUS_ADDRESS: `unix:path=${profile.root}/none` } });
  const scans = profile.folder('Scans');
  await goTo(app.page, 'folders');
  await watchFolder(app.page, scans);
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  deliver(scans, broken('broken.json'));
  await expect.poll(() => shellLog(profile).filter(({ event }) => event === 'notice.failed').length, { timeout: 30_000 }).toBe(1);
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());
  const toast = app.page.getByTestId('toast').filter({ hasText: '1 file is damaged' });
  await expect(toast).toBeVisible();
  await takePicture(app.page, 'notice-in-window');
  await toast.getByRole('button', { name: 'Show' }).click();
  await expect(app.page.getByTestId('nav-attention')).toHaveAttribute('aria-current', 'page');
  await app.quit();
});

async function openBySecondStart(profile: Profile, given: string): Promise<void> {
  const child = spawn(electronAtHand().executable, launchArguments({ profile, folders: [given] }), { env: testEnvironment(profile), stdio: 'ignore' });
  await new Promise((resolve) => child.on('exit', resolve));
}

test('a link leads to its place, and a hostile one nowhere; an archive is opened', async ({ profile, start }) => {
  const app = await start();
  const scans = profile.folder('Scans');
  deliver(scans, letter('letter.txt'));
  await goTo(app.page, 'folders');
  await watchFolder(app.page, scans);
  await goTo(app.page, 'overview');
  await waitUntilSettled(app.page, 1);

  await openBySecondStart(profile, 'filemill://history');
  await expect(app.page.getByTestId('nav-history')).toHaveAttribute('aria-current', 'page');
  await openBySecondStart(profile, 'filemill://file/1');
  await expect(app.page.getByTestId('detail-name')).toHaveText('letter.txt');

  const before = await app.page.evaluate(() => window.location.hash);
  for (const hostile of ['filemill://archives?path=/etc/passwd', 'filemill://nowhere', 'FILEMILL://file/1']) await openBySecondStart(profile, hostile);
  await expect.poll(() => shellLog(profile).filter(({ event }) => event === 'link.refused' || event === 'screen.unknown').length).toBe(3);
  expect(await app.page.evaluate(() => window.location.hash)).toBe(before);

  const { makeZip } = await import('../src/processors/kit/zip.test-kit');
  deliver(profile.folder('elsewhere'), { name: 'bundle.zip', bytes: makeZip({ 'inside.txt': 'inside' }) });
  await openBySecondStart(profile, join(profile.root, 'elsewhere', 'bundle.zip'));
  await expect(app.page.getByTestId('nav-archives')).toHaveAttribute('aria-current', 'page');
  await expect(app.page.getByText('inside.txt').first()).toBeVisible();
  await app.quit();
});

test('the menu goes to the sections of the window, and copies diagnostics without secrets', async ({ profile, start }) => {
  const app = await start();
  const choose = (label: string): Promise<boolean> =>
    app.electron.evaluate(({ Menu }, wanted) => {
      const item = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []).find((one) => one.label === wanted);
      if (item) setImmediate(() => item.click());
      return item !== undefined;
    }, label);
  // V8 may collect the answer of a question that comes while the program has just begun.
  await expect.poll(() => choose('Duplicates').catch(() => false)).toBe(true);
  await expect(app.page.getByTestId('nav-duplicates')).toHaveAttribute('aria-current', 'page');
  expect(await choose('Add folder…')).toBe(true);
  await expect(app.page.getByTestId('add-folder-dialog')).toBeVisible();
  await app.page.keyboard.press('Escape');
  expect(await choose('Copy diagnostics')).toBe(true);
  await expect(app.page.getByTestId('toast').filter({ hasText: 'Diagnostics copied' })).toBeVisible({ timeout: 60_000 });
  const text = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(text).toContain('Filemill diagnostics');
  expect(text).toContain('[ok] store: SQLite');
  expect(text).toContain('"event":"shell.started"');
  expect(text).not.toContain(profile.data);
  await app.quit();
});

test('start at login is an entry of the desktop, and goes again', async ({ profile, start }) => {
  test.skip(process.platform !== 'linux', 'Other systems keep it elsewhere.');
  const app = await start();
  await goTo(app.page, 'settings');
  await app.page.getByTestId('settings-desktop').click();
  const entry = join(profile.home, '.config', 'autostart', 'filemill.desktop');
  expect(existsSync(entry)).toBe(false);
  const toggle = app.page.getByRole('switch', { name: 'Start Filemill when I log in' });
  await toggle.press('Space');
  await expect.poll(() => existsSync(entry)).toBe(true);
  expect(readFileSync(entry, 'utf8')).toContain(`"--hidden" "--data" "${profile.data}"`);
  await toggle.press('Space');
  await expect.poll(() => existsSync(entry)).toBe(false);
  await takePicture(app.page, 'settings-desktop');
  await app.page.getByTestId('settings-advanced').click();
  await app.page.getByTestId('doctor').click();
  await expect(app.page.getByTestId('doctor-checks')).toContainText('with full-text search works', { timeout: 60_000 });
  await takePicture(app.page, 'settings-check-up');
  await app.quit();
});

test('nobody is asked for newer versions before a feed is set; then they are told of, and nothing is fetched', async ({ profile, start }) => {
  test.skip(process.platform !== 'linux', 'What can replace itself is told by the environment on Linux alone.');
  const asked: string[] = [];
  const server = createServer((request, answer) => {
    asked.push(new URL(request.url ?? '/', 'http://x').pathname);
    expect(request.headers['x-user-staging-id']).toBe('none');
    answer.end(`version: 9.9.9\nfiles:\n  - url: Filemill-9.9.9.AppImage\n    sha512: ${'A'.repeat(86)}==\n    size: 3\npath: Filemill-9.9.9.AppImage\nsha512: ${'A'.repeat(86)}==\nreleaseDate: '2026-11-23T00:00:00.000Z'\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const image = join(profile.root, 'Filemill.AppImage');
    writeFileSync(image, 'x');
    const app = await start({ environment: { APPIMAGE: image } });
    await goTo(app.page, 'settings');
    await expect(app.page.getByTestId('update-state')).toHaveText('No feed is set, so nobody is asked for newer versions.');
    expect(asked).toEqual([]);
    const field = app.page.getByTestId('update-feed');
    await field.fill(`http://127.0.0.1:${(server.address() as AddressInfo).port}/feed/`);
    await field.press('Enter');
    await expect(app.page.getByTestId('update-state')).toHaveText('Filemill 9.9.9 is available.');
    expect(new Set(asked)).toEqual(new Set(['/feed/latest-linux.yml']));
    await takePicture(app.page, 'settings-update');
    await app.quit();
  } finally {
    server.close();
  }
});
