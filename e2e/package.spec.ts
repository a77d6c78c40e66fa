import { chromium } from '@playwright/test';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { launchFlags } from '../tools/electron/launch.mjs';
import { shellLog, testEnvironment } from './app';
import { expect, test } from './fixtures';
import { deliver, sampleFiles } from './sample-files';
import { takePicture, waitUntilSettled } from './window';

const dist = process.env['FILEMILL_DIST'] ?? resolve(import.meta.dirname, '..', 'dist');

/** What `npm run package` built for this system, if it did. */
function packagedProgram(): string | null {
  const folder = existsSync(dist) ? readdirSync(dist).find((name) => name.endsWith('-unpacked') || name.startsWith('mac')) : undefined;
  if (folder === undefined) return null;
  const names = ['filemill', 'Filemill.exe', join('Filemill.app', 'Contents', 'MacOS', 'Filemill')];
  return names.map((name) => join(dist, folder, name)).find((path) => existsSync(path)) ?? null;
}

/** What the system's own tools have packed, as its package manager would lay it out below `root`. */
function unpack(kind: 'deb' | 'rpm', root: string): string | null {
  const name = existsSync(dist) ? readdirSync(dist).find((one) => one.endsWith(`.${kind}`)) : undefined;
  if (name === undefined || (kind === 'rpm' && spawnSync('cpio', ['--version']).status !== 0)) return null;
  if (kind === 'deb') execFileSync('dpkg-deb', ['-x', join(dist, name), root]);
  else execFileSync('sh', ['-c', 'rpm2cpio "$0" | cpio --extract --make-directories --quiet', join(dist, name)], { cwd: root });
  return root;
}

for (const kind of ['deb', 'rpm'] as const) {
  test(`the ${kind} lays out a program that starts, with its entry in the menu`, async ({ profile }) => {
    const root = unpack(kind, profile.folder('installed'));
    test.skip(root === null, `No ${kind} is built: run "npm run package -- --system".`);
    const entry = readFileSync(join(root as string, 'usr', 'share', 'applications', 'filemill.desktop'), 'utf8');
    const program = join(root as string, /^Exec=(\S+) %U$/m.exec(entry)?.[1] ?? '');
    expect(entry).toContain('x-scheme-handler/filemill;');
    expect(readlinkSync(join(root as string, 'usr', 'bin', 'filemill'))).toBe('../../opt/Filemill/filemill');
    expect(existsSync(join(root as string, 'usr', 'share', 'icons', 'hicolor', '48x48', 'apps', 'filemill.png'))).toBe(true);
    const child = spawn(program, [...launchFlags(), '--data', profile.data], { env: testEnvironment(profile), stdio: 'ignore' });
    const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
    try {
      const logged = (event: string): boolean => existsSync(join(profile.data, 'logs', 'shell.log')) && shellLog(profile).some((line) => line.event === event);
      await expect.poll(() => logged('page.ready'), { timeout: 60_000 }).toBe(true);
      child.kill('SIGTERM');
      await expect.poll(hasEnded, { timeout: 20_000 }).toBe(true);
      expect(logged('shell.ended')).toBe(true);
    } finally {
      if (!hasEnded()) child.kill('SIGKILL');
    }
  });
}

test('the packaged application starts, and reads what it is given', async ({ profile }) => {
  const program = packagedProgram();
  test.skip(program === null, 'Nothing is packaged: run "npm run package".');
  const scans = profile.folder('Scans');
  const files = (await sampleFiles()).filter((file) => /\.(txt|pdf|csv|png)$/.test(file.name));
  for (const file of files) deliver(scans, file);

  // Its fuses refuse a debugger on Node, so Playwright can only look at the page.
  const child = spawn(program as string, [...launchFlags(), '--remote-debugging-port=0', '--data', profile.data, scans], {
    env: testEnvironment(profile),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  try {
    const address = await new Promise<string>((resolveAddress, reject) => {
      createInterface({ input: child.stderr }).on('line', (line) => {
        const found = /^DevTools listening on (ws:\/\/\S+)$/.exec(line)?.[1];
        if (found !== undefined) resolveAddress(found);
      });
      child.once('exit', (code) => reject(new Error(`It ended at once, with code ${code}.`)));
    });
    await expect.poll(() => shellLog(profile).some((line) => line.event === 'page.ready'), { timeout: 20_000 }).toBe(true);
    const browser = await chromium.connectOverCDP(address);
    const page = browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error('There is no window.');

    await expect(page.getByTestId('add-folder-dialog')).toContainText(scans);
    await page.getByTestId('add-folder-start').click();
    const accounting = await waitUntilSettled(page, files.length);
    expect(accounting.attention).toBe(files.filter((file) => file.state === 'attention').length);
    await page.getByTestId('search').fill('palimpsest');
    await expect(page.getByTestId('file-row')).toHaveCount(1);
    await takePicture(page, 'packaged');
    await browser.close();

    child.kill('SIGTERM');
    await expect.poll(hasEnded).toBe(true);
    expect(shellLog(profile).at(-1)?.event).toBe('shell.ended');
  } finally {
    if (!hasEnded()) child.kill('SIGKILL');
  }
});
