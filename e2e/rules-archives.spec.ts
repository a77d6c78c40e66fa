import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { archiveFiles } from './archive-files';
import { findings } from './axe';
import { expect, test } from './fixtures';
import { deliver } from './sample-files';
import { goTo, takePicture } from './window';

test('rules made in the window pack what gathers and unpack what arrives, and both are taken back', async ({ profile, start }) => {
  test.setTimeout(180_000);
  const scans = profile.folder('Scans');
  const packed = profile.folder('Packed');
  const unpacked = profile.folder('Unpacked');
  writeFileSync(join(profile.data, 'settings.yaml'), JSON.stringify({ version: 1, general: { firstRunDone: true }, folders: [{ path: scans, name: 'Scans' }] }));
  const { page, quit } = await start();
  const row = (name: string) => page.locator(`[data-testid="rule-row"][data-rule="${name}"]`);
  const inScans = (): string[] => readdirSync(scans).toSorted();

  const make = async (name: string, kind: string, action: 'archive' | 'extract', fill: () => Promise<void>): Promise<void> => {
    await page.keyboard.press('n');
    await expect(page.getByTestId('rule-name')).toBeFocused();
    await page.keyboard.type(name);
    await page.getByTestId('add-condition').first().click();
    await page.getByTestId('condition').getByTestId('fact').click();
    await page.getByTestId('pick-kind').click();
    await page.getByTestId('condition').getByTestId('value').selectOption(kind);
    await page.getByTestId('add-action').click();
    await page.getByTestId(`pick-${action}`).click();
    await fill();
    expect(await findings(page)).toEqual([]);
    await takePicture(page, `rules-${action}`);
    await page.getByTestId('save-rule').click();
    await row(name).getByRole('switch').click();
    await page.getByTestId('confirm-back-test').click();
    await expect(row(name).getByRole('switch')).toHaveAttribute('aria-checked', 'true');
  };

  await test.step('one packs two texts together and puts them into the vault', async () => {
    await goTo(page, 'rules');
    await make('Pack texts', 'text', 'archive', async () => {
      const card = page.getByTestId('action-archive');
      await card.getByTestId('field-to').fill(packed);
      await card.getByText('Any number of files').click();
      await card.getByRole('textbox', { name: 'Files' }).fill('2');
      await page.keyboard.press('Tab');
      await card.getByTestId('field-originals').selectOption('vault');
      await expect(card.getByTestId('consequence')).toContainText('vault');
    });
    writeFileSync(join(scans, 'one.txt'), 'the first text\n');
    writeFileSync(join(scans, 'two.txt'), 'the second text\n');
    await expect.poll(() => readdirSync(packed).length, { timeout: 30_000 }).toBe(1);
    await expect.poll(inScans, { timeout: 30_000 }).toEqual([]);
  });

  await test.step('another unpacks archives into a folder of their name, and nothing outside it', async () => {
    await make('Unpack', 'archive', 'extract', () => page.getByTestId('action-extract').getByTestId('field-to').fill(unpacked));
    const mixed = (await archiveFiles()).find(({ name }) => name === 'mixed.zip');
    if (mixed) deliver(scans, mixed);
    await expect.poll(() => existsSync(join(unpacked, 'mixed', 'birds.csv')), { timeout: 30_000 }).toBe(true);
    expect(readdirSync(unpacked)).toEqual(['mixed']);
    expect(existsSync(join(unpacked, 'outside.txt'))).toBe(false);
  });

  await test.step('the history takes back what each rule did', async () => {
    await goTo(page, 'history');
    for (const name of ['Pack texts', 'Unpack']) {
      await page.getByTestId('history-rule').selectOption({ label: name });
      await page.getByTestId('undo-rule').click();
      await expect(page.getByTestId('undo-start')).toBeEnabled();
      await takePicture(page, `rules-archives-undo-${name === 'Unpack' ? 'extract' : 'archive'}`);
      await page.getByTestId('undo-start').click();
      await expect(page.getByTestId('undo-result')).toContainText('taken back');
      await page.getByTestId('undo-close').click();
    }
    await expect.poll(() => [readdirSync(packed), readdirSync(unpacked), inScans()]).toEqual([[], [], ['mixed.zip', 'one.txt', 'two.txt']]);
  });
  await quit();
});
