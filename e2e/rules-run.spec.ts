import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findings } from './axe';
import { expect, test } from './fixtures';
import { deliver } from './sample-files';
import { goTo, takePicture, waitUntilSettled } from './window';

test('a rule that is off is run once on the files that are there, after a look at what it would do, and all of it is taken back', async ({ profile, start }) => {
  test.setTimeout(180_000);
  const scans = profile.folder('Scans');
  const kept = join(profile.folder('Kept'), 'texts');
  writeFileSync(join(profile.data, 'rules.yaml'), `rules:\n  - name: Keep texts\n    enabled: false\n    if: {extension: txt}\n    then:\n      - copy: ${kept}\n      - tag: kept\n`);
  for (const name of ['one.txt', 'two.txt', 'three.csv']) deliver(scans, { name, bytes: Buffer.from(`${name},1\n`) });
  const { page, electron, quit } = await start({ folders: [scans] });
  await page.getByTestId('add-folder-start').click();
  await expect(page.getByTestId('add-folder-dialog')).toBeHidden();
  if (await page.getByTestId('first-run-finish').isVisible()) await page.getByTestId('first-run-finish').click();
  await goTo(page, 'overview');
  await waitUntilSettled(page, 3);
  const appear = async (appearance: 'light' | 'dark'): Promise<void> => {
    await page.evaluate((wanted) => window.filemill.shell.call('appearance.set', { appearance: wanted }), appearance);
    await expect.poll(() => page.evaluate(() => window.matchMedia('(prefers-color-scheme: dark)').matches)).toBe(appearance === 'dark');
  };

  await test.step('first it says what would be done', async () => {
    await page.keyboard.press('Control+8');
    await page.getByTestId('run-rule').click();
    await expect(page.getByTestId('run-sum')).toHaveText('Of 3 files, 2 will be acted on, in 4 steps. Nothing is done yet.');
    await expect(page.getByTestId('simulated')).toHaveCount(2);
    expect(await findings(page)).toEqual([]);
    await takePicture(page, 'rules-run-review');
    await appear('dark');
    await takePicture(page, 'rules-run-review-dark');
    await appear('light');
    expect(existsSync(kept)).toBe(false);
  });

  await test.step('then it is done', async () => {
    await page.getByTestId('run-start').click();
    await expect(page.getByTestId('run-result')).toHaveText('2 files, 4 changes.');
    await takePicture(page, 'rules-run-result');
    expect(readdirSync(kept).sort()).toEqual(['one.txt', 'two.txt']);
    expect(readFileSync(join(kept, 'one.txt'), 'utf8')).toBe('one.txt,1\n');
    await page.getByTestId('run-close').click();
    await expect(page.getByTestId('order-note')).toContainText('“Keep texts” over the files that were there: 2 files, 4 changes.');
    expect(await findings(page)).toEqual([]);
    await takePicture(page, 'rules-run-note');
  });

  await test.step('from the folder it is offered too; what was done before is left alone', async () => {
    await page.getByTestId('rule-menu').click();
    await page.getByRole('menuitem', { name: /Run on the files that are there/ }).click();
    await expect(page.getByTestId('run-dialog')).toContainText('2 files left alone, as all of it was done with them before.');
    await expect(page.getByTestId('run-start')).toBeDisabled();
    await takePicture(page, 'rules-run-before');
    await page.getByText('Also do again what was done before').click();
    await expect(page.getByTestId('run-start')).toHaveText('Run on 2 files');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('run-dialog')).toBeHidden();
    await goTo(page, 'folders');
    await page.getByTestId('folder-run').first().click();
    await expect(page.getByTestId('run-dialog')).toContainText('No rule is on.');
    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(900, 560));
    await takePicture(page, 'rules-run-none');
    await page.keyboard.press('Escape');
  });

  await test.step('all of it is taken back as one', async () => {
    await goTo(page, 'rules');
    await page.getByTestId('order-undo').click();
    await expect(page.getByTestId('undo-line')).toHaveText('4 changes will be taken back, the newest first.');
    await page.getByTestId('undo-start').click();
    await expect(page.getByTestId('undo-result')).toContainText('4 changes were taken back.');
    await page.getByTestId('undo-close').click();
    expect(existsSync(join(kept, 'one.txt'))).toBe(false);
    await expect(page.getByTestId('order-note')).toContainText('all taken back');
    await takePicture(page, 'rules-run-undone-small');
    await page.getByTestId('order-seen').click();
    await expect(page.getByTestId('order-note')).toBeHidden();
  });
  await quit();
});
