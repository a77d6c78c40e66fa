import { expect, test } from './fixtures';
import { setSize } from './screenshots/variants';
import { goTo } from './window';

test('walk', async ({ start }) => {
  test.setTimeout(240_000);
  const app = await start();
  const { page } = app;
  page.setDefaultTimeout(12_000);
  let n = 0;
  const shot = async (name: string): Promise<void> => {
    await page.waitForTimeout(500);
    n += 1;
    await page.screenshot({ path: `/tmp/eyes/walk/${String(n).padStart(2, '0')}-${name}.png` });
  };
  const tried = async (name: string, step: () => Promise<void>): Promise<void> => {
    await step().catch((error: unknown) => console.log(`STEP ${name}: ${String(error).slice(0, 400)}`));
    await shot(name);
  };
  await expect(page.getByTestId('first-run')).toBeVisible();
  await setSize(app, [1200, 760]);
  await shot('first');
  await tried('recipe', () => page.getByTestId('first-run-sample').click());
  await tried('watching', () => page.getByTestId('first-run-start').click());
  await tried('watched', () => expect(page.getByTestId('first-run').getByRole('switch')).toBeVisible({ timeout: 90_000 }));
  await tried('overview', () => page.getByTestId('first-run-finish').click());
  await tried('folders', () => goTo(page, 'folders'));
  await tried('search', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('deliverry');
    await page.getByTestId('file-row').first().click();
  });
  await tried('search-text', async () => {
    await page.getByTestId('search').fill('delivery note');
    await page.getByTestId('file-row').first().click();
  });
  await tried('search-nothing', async () => {
    await page.getByTestId('search').fill('xylophone type:pdf');
  });
  await tried('files', async () => {
    await page.getByTestId('search').fill('');
    await goTo(page, 'files');
    await page.getByTestId('file-row').filter({ hasText: 'Harbour at dusk, shaken' }).click();
    await page.getByTestId('detail').getByRole('tab', { name: 'Metrics' }).click();
  });
  await tried('metadata', () => page.getByTestId('detail').getByRole('tab', { name: 'Metadata' }).click());
  await tried('attention', async () => {
    await goTo(page, 'attention');
    await page.getByTestId('file-row').first().click();
  });
  await tried('duplicates', async () => {
    await goTo(page, 'duplicates');
    await page.getByTestId('group-row').first().click();
  });
  await tried('plan', async () => {
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('x');
  });
  await tried('review', () => page.getByRole('button', { name: /Review plan/ }).click());
  await tried('apply', () => page.locator('dialog[open]').getByRole('button').last().click());
  await tried('applied', () => page.waitForTimeout(2500));
  await tried('history', async () => {
    for (let i = 0; i < 2; i += 1) await page.keyboard.press('Escape');
    await goTo(page, 'history');
  });
  await tried('gallery', async () => {
    await goTo(page, 'rules');
    await page.getByTestId('gallery').first().click();
  });
  await tried('rule-added', async () => {
    await page.getByTestId('gallery-dialog').getByRole('button', { name: 'Add' }).nth(3).click();
    await page.keyboard.press('Escape');
  });
  await tried('rule-look', () => page.getByTestId('rule-row').first().click());
  await tried('rule-on', () => page.getByTestId('rule-row').first().getByRole('switch').click());
  await tried('rule-confirm', () => page.getByTestId('confirm-back-test').click());
  await tried('archive', async () => {
    await page.keyboard.press('Escape');
    await goTo(page, 'archives');
    await page.getByTestId('archive-row').first().click();
  });
  await tried('extract', () => page.getByTestId('extract').click());
  await tried('extracted', async () => {
    await page.getByTestId('extract-dialog').getByRole('button', { name: /^Extract/ }).last().click();
    await page.waitForTimeout(2500);
  });
  await tried('handoffs', () => goTo(page, 'handoffs'));
  await tried('uploads', () => goTo(page, 'uploads'));
  await tried('flow', () => goTo(page, 'flow'));
  await tried('images', () => goTo(page, 'images'));
  await tried('pause', () => page.getByTestId('pause').click());
  await app.quit();
});
