import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from './fixtures';
import { deliver, sampleFiles } from './sample-files';
import { goTo, takePicture, waitUntilSettled } from './window';

test('what happened is listed, narrowed, opened and exported, by keys alone', async ({ profile, start }) => {
  const scans = profile.folder('Scans');
  const files = await sampleFiles();
  const { page, electron, quit } = await start({ folders: [scans] });
  await page.getByTestId('add-folder-start').click();
  await expect(page.getByTestId('add-folder-dialog')).toBeHidden();
  if (await page.getByTestId('first-run-finish').isVisible()) await page.getByTestId('first-run-finish').click();
  for (const file of files) deliver(scans, file);
  await waitUntilSettled(page, files.length);

  await page.keyboard.press('Control+0');
  const grid = page.getByTestId('history-grid');
  await expect(grid).toHaveAttribute('aria-rowcount', String(files.length + 1));
  await expect(page.getByTestId('history-day')).toHaveText('Today');

  await test.step('a line that comes in does not move the one that was chosen', async () => {
    await grid.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    const name = await page.getByTestId('detail-name').textContent();
    await expect(page.getByRole('tab', { name: 'Summary' })).toBeFocused();
    deliver(scans, { name: 'late.txt', bytes: Buffer.from('late\n') });
    await expect(page.getByTestId('history-row').filter({ hasText: 'late.txt' })).toBeVisible();
    await expect(grid.locator('[aria-selected="true"]')).toContainText(name ?? '');
    await page.keyboard.press('Escape');
    await expect(grid).toBeFocused();
  });

  await test.step('filters narrow it, and the empty list names them', async () => {
    await page.getByTestId('history-outcome').selectOption('attention');
    await expect(page.getByTestId('history-row')).toHaveCount(files.filter((file) => file.state === 'attention').length);
    await page.getByTestId('history-find').fill('TORN');
    await expect(page.getByTestId('history-row')).toHaveCount(1);
    await page.getByTestId('history-find').fill('nowhere');
    await expect(page.getByTestId('empty')).toContainText('“nowhere” in the path and outcome “Needs attention”');
    await takePicture(page, 'history-nothing');
    await page.getByTestId('clear-filters').click();
    await expect(page.getByTestId('history-row')).toHaveCount(files.length + 1);
  });

  await test.step('it is exported, one line each', async () => {
    await page.getByTestId('history-export').click();
    const toast = page.getByTestId('toast').filter({ hasText: 'exported' });
    await toast.getByRole('button', { name: 'Copy path' }).click();
    await expect(page.getByTestId('toast').filter({ hasText: 'Path copied' })).toBeVisible();
    const path = await electron.evaluate(({ clipboard }) => clipboard.readText());
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(files.length + 1);
  });
  await goTo(page, 'history');
  await takePicture(page, 'history');
  await quit();
});
