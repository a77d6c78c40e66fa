import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findings } from './axe';
import { expect, test } from './fixtures';
import { goTo, takePicture } from './window';

test('a rule that writes where nothing can be written is refused when it is switched on; a ready-made one works at once', async ({ profile, start }) => {
  test.setTimeout(120_000);
  const scans = profile.folder('Scans');
  const away = join(profile.home, 'not there', 'archive');
  writeFileSync(join(profile.data, 'settings.yaml'), JSON.stringify({ version: 1, general: { firstRunDone: true }, folders: [{ path: scans, name: 'Scans' }] }));
  const { page, quit } = await start();
  const row = (name: string) => page.locator(`[data-testid="rule-row"][data-rule="${name}"]`);

  await test.step('it can be saved while it is off, and says what is wrong', async () => {
    await goTo(page, 'rules');
    await expect(page.getByTestId('first-rule')).toBeVisible();
    await page.keyboard.press('n');
    await expect(page.getByTestId('rule-name')).toBeFocused();
    await page.keyboard.type('Pack away');
    await page.getByTestId('add-action').click();
    await page.getByTestId('pick-archive').click();
    const card = page.getByTestId('action-archive');
    await card.getByTestId('field-to').fill(away);
    await card.getByTestId('conflict').selectOption('replace');
    await expect(card.getByTestId('consequence')).toContainText('is replaced');
    await expect(card.getByTestId('action-warning')).toContainText('neither is the one it would be made in');
    expect(await findings(page)).toEqual([]);
    await takePicture(page, 'rules-place-warned');
    await page.getByTestId('save-rule').click();
    await expect(row('Pack away')).toBeVisible();
  });

  await test.step('and is not switched on before its folder can be made', async () => {
    await row('Pack away').getByRole('switch').click();
    await page.getByTestId('confirm-back-test').click();
    await expect(page.locator('[data-testid="toast"][data-tone="problem"]')).toContainText('neither is the one it would be made in');
    await takePicture(page, 'rules-place-refused');
    await expect(row('Pack away').getByRole('switch')).toHaveAttribute('aria-checked', 'false');
    mkdirSync(join(profile.home, 'not there'));
    await row('Pack away').getByRole('switch').click();
    await page.getByTestId('confirm-back-test').click();
    await expect(row('Pack away').getByRole('switch')).toHaveAttribute('aria-checked', 'true');
  });

  await test.step('what adds lines or hands over says what happens where the name is taken', async () => {
    await page.keyboard.press('n');
    await page.getByTestId('add-action').click();
    await page.getByTestId('pick-log').click();
    await expect(page.getByTestId('action-log')).toContainText('The line is added to what lies there.');
    await page.getByTestId('add-action').click();
    await page.getByTestId('pick-handOff').click();
    await expect(page.getByTestId('action-handOff').getByTestId('conflict').locator('option')).toHaveCount(3);
    await takePicture(page, 'rules-no-choice');
  });

  await test.step('a ready-made rule files into a subfolder as soon as it is on', async () => {
    await page.getByTestId('gallery').first().click();
    await page.getByTestId('gallery-dialog').getByTestId('sample').filter({ hasText: 'A copy of everything' }).getByRole('button').first().click();
    await page.keyboard.press('Escape');
    await row('A copy of everything').getByRole('switch').click();
    await page.getByTestId('confirm-back-test').click();
    await expect(row('A copy of everything').getByRole('switch')).toHaveAttribute('aria-checked', 'true');
    writeFileSync(join(scans, 'note.txt'), 'words');
    const day = new Date();
    const written = `${day.getFullYear()}${String(day.getMonth() + 1).padStart(2, '0')}${String(day.getDate()).padStart(2, '0')}`;
    await expect.poll(() => existsSync(join(scans, 'Backup', 'created', written, 'note.txt')), { timeout: 30_000 }).toBe(true);
  });
  await quit();
});
