import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { randomBytes } from '../tests/helpers/random-bytes';
import { BUCKET, hasS3Server, S3_CREDENTIALS, startS3Rig, type S3Rig } from '../tests/helpers/s3-rig';
import { findings } from './axe';
import { expect, test } from './fixtures';
import { deliver } from './sample-files';
import { goTo, takePicture } from './window';

const MB = 1024 * 1024;
let rig: S3Rig;

test.skip(!hasS3Server, 'There is no S3 server here.');
test.beforeAll(async () => {
  test.setTimeout(240_000);
  rig = await startS3Rig();
});
test.afterAll(() => rig?.close());

async function appear(page: Page, appearance: 'light' | 'dark'): Promise<void> {
  await page.evaluate((wanted) => window.filemill.shell.call('appearance.set', { appearance: wanted }), appearance);
  await expect.poll(() => page.evaluate(() => window.matchMedia('(prefers-color-scheme: dark)').matches)).toBe(appearance === 'dark');
}

/** Every file below a folder that holds the words. */
function filesWith(folder: string, words: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(words));
}

test('a destination is added and tested, and files go there by a rule, seen on their way', async ({ profile, start }) => {
  test.setTimeout(240_000);
  const inbox = profile.folder('Scans');
  writeFileSync(join(profile.data, 'settings.yaml'), `general:\n  firstRunDone: true\n  uploads: {atOnce: 2, bytesPerSecond: 6000000}\nfolders:\n  - path: ${JSON.stringify(inbox)}\n`);
  const { page, electron, quit } = await start();
  const seen: Record<string, string[]> = {};
  const look = async (name: string): Promise<void> => {
    const found = await findings(page);
    if (found.length > 0) seen[name] = found;
    await takePicture(page, `uploads-${name}`);
  };
  const resize = (width: number, height: number): Promise<void> =>
    electron.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), { width, height });
  const dialog = page.getByTestId('destination-dialog');

  await test.step('before the first one it says what one is', async () => {
    await goTo(page, 'uploads');
    await look('nothing');
    await goTo(page, 'settings');
    await page.getByTestId('settings-destinations').click();
    await expect(page.getByTestId('destinations')).toContainText('There is none yet');
    await look('no-destination');
  });

  await test.step('it is written, and tested before it is saved', async () => {
    await page.getByTestId('add-destination').click();
    await expect(dialog.getByTestId('destination-save')).toBeDisabled();
    await dialog.getByTestId('destination-name').fill('archive');
    await dialog.getByTestId('destination-bucket').fill(BUCKET);
    await dialog.getByTestId('destination-endpoint').fill(rig.proxy.endpoint);
    await dialog.getByTestId('destination-prefix').fill('scans');
    await dialog.getByTestId('destination-accessKeyId').fill(S3_CREDENTIALS.accessKeyId);
    await dialog.getByTestId('destination-secretAccessKey').fill('a-wrong-secret-4712');
    await dialog.getByTestId('destination-test').click();
    await expect(page.getByTestId('connection-steps').locator('[data-state="failed"]')).toContainText('does not accept the credentials', { timeout: 30_000 });
    await look('wrong-keys');
    await dialog.getByTestId('destination-secretAccessKey').fill(S3_CREDENTIALS.secretAccessKey);
    await dialog.getByTestId('destination-test').click();
    await expect(page.getByTestId('connection-steps').locator('[data-state="done"]')).toHaveCount(3, { timeout: 30_000 });
    await look('right-keys');
    await dialog.getByTestId('destination-save').click();
    await expect(dialog).toBeHidden();
    await expect(page.getByTestId('destination')).toContainText(`s3://${BUCKET}/scans`);
    await page.getByTestId('test-destination').click();
    await expect(page.getByTestId('connection-steps').locator('[data-state="done"]')).toHaveCount(3, { timeout: 30_000 });
    await look('destination');
  });

  await test.step('a rule is written with it', async () => {
    await goTo(page, 'rules');
    await expect(page.getByTestId('first-rule')).toBeVisible();
    await page.keyboard.press('n');
    await expect(page.getByTestId('rule-name')).toBeFocused();
    await page.keyboard.type('Send scans away');
    await page.getByTestId('add-action').click();
    await page.keyboard.type('upload');
    await page.getByTestId('pick-upload').click();
    const action = page.getByTestId('action-upload');
    await expect(action.getByTestId('problem').first()).toHaveText('This is needed.');
    await action.getByTestId('field-destination').selectOption('archive');
    await expect(page.getByTestId('reads-as')).toContainText('upload it to “archive”');
    await look('rule');
    await page.getByTestId('enable-rule').click();
    await page.getByTestId('confirm-back-test').click();
    await expect(page.getByTestId('save-bar')).toContainText('Saved');
  });

  await test.step('files are seen on their way', async () => {
    deliver(inbox, { name: 'large scan of the whole archive.bin', bytes: randomBytes(60 * MB, 41) });
    deliver(inbox, { name: 'second.bin', bytes: randomBytes(40 * MB, 42) });
    deliver(inbox, { name: 'third.bin', bytes: randomBytes(20 * MB, 43) });
    await goTo(page, 'uploads');
    const uploading = page.locator('[data-testid="upload"][data-state="uploading"]');
    await expect(uploading).toHaveCount(2, { timeout: 60_000 });
    await expect(uploading.first()).toContainText('/s', { timeout: 30_000 });
    await expect(page.getByTestId('uploads-rate')).toContainText('to go');
    await look('under-way');
    await resize(1920, 1080);
    await look('large');
    await appear(page, 'dark');
    await look('large-dark');
    await resize(900, 560);
    await look('small-dark');
    await appear(page, 'light');
    await look('small');
    await resize(1280, 800);
    await page.getByRole('button', { name: 'Set the upload of second.bin aside' }).click();
    await expect(page.locator('[data-testid="upload"][data-state="held"]')).toContainText('second.bin');
    await page.getByTestId('pause-uploads').click();
    await expect(uploading.first()).toContainText('paused');
    await look('paused');
    await page.getByTestId('pause-uploads').click();
  });

  await test.step('when the server does not answer, they wait and say so, and go on by themselves', async () => {
    await rig.proxy.down();
    await expect(page.getByTestId('upload').first()).toContainText('does not answer', { timeout: 60_000 });
    await expect(page.getByTestId('uploads-rate')).not.toContainText('/s');
    await expect(page.getByTestId('outage')).toContainText('archive The S3 server does not answer.');
    await look('outage');
    await rig.proxy.up();
    await page.getByRole('button', { name: 'Go on with the upload of second.bin' }).click();
    await expect(page.locator('[data-testid="upload"][data-state="done"]')).toHaveCount(3, { timeout: 120_000 });
    await look('done');
    for (const [name, size] of [['second.bin', 40 * MB], ['third.bin', 20 * MB]] as const) expect((await rig.headOf(`scans/${name}`)).ContentLength).toBe(size);
  });

  await test.step('what was done stands in the history and in the flow', async () => {
    await goTo(page, 'history');
    await page.getByText('third.bin').first().click();
    await look('history');
    await goTo(page, 'flow');
    await expect(page.getByTestId('flow-part').filter({ hasText: 'archive' }).last()).toContainText('3 today');
    await look('flow');
    await goTo(page, 'settings');
    await page.getByTestId('settings-destinations').click();
    await expect(page.getByTestId('destination')).toContainText('Send scans away');
    await appear(page, 'dark');
    await look('destination-dark');
  });

  await test.step('what is copied for help tells no secret', async () => {
    await electron.evaluate(({ Menu }) => {
      const item = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []).find(({ label }) => label === 'Copy diagnostics');
      setImmediate(() => item?.click());
    });
    await expect(page.getByTestId('toast').filter({ hasText: 'Diagnostics copied' })).toBeVisible({ timeout: 60_000 });
    const text = await electron.evaluate(({ clipboard }) => clipboard.readText());
    expect(text).toContain('Filemill diagnostics');
    for (const secret of [S3_CREDENTIALS.secretAccessKey, 'a-wrong-secret-4712']) expect(text).not.toContain(secret);
  });

  await quit();
  expect(filesWith(profile.data, S3_CREDENTIALS.secretAccessKey)).toEqual([]);
  expect(filesWith(profile.data, 'a-wrong-secret-4712')).toEqual([]);
  expect(filesWith(profile.home, S3_CREDENTIALS.secretAccessKey)).toEqual([]);
  expect(seen).toEqual({});
});
