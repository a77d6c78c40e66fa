import { findings } from './axe';
import { deliver, sampleFiles } from './sample-files';
import { expect, test } from './fixtures';
import { goTo, openFile, openTab, takePicture, waitUntilSettled, type Section } from './window';

/** All that colours decide: the same screen in other colours can't break any other rule. */
const RULES_OF_COLOURS = ['color-contrast', 'link-in-text-block'];

test('every screen is clean for axe, light and dark', async ({ profile, start }) => {
  // Some forty looks of a second or more each.
  test.setTimeout(300_000);
  const scans = profile.folder('Scans');
  const files = await sampleFiles();
  const { page } = await start();
  const problems: Record<string, string[]> = {};
  const look = async (name: string, rules: readonly string[]): Promise<void> => {
    const found = await findings(page, rules);
    if (found.length > 0) problems[name] = found;
    await takePicture(page, `look-${name}`);
  };
  const bothWays = async (name: string): Promise<void> => {
    for (const appearance of ['light', 'dark'] as const) {
      await page.evaluate((wanted) => window.filemill.shell.call('appearance.set', { appearance: wanted }), appearance);
      await expect
        .poll(() => page.evaluate(() => window.matchMedia('(prefers-color-scheme: dark)').matches))
        .toBe(appearance === 'dark');
      await look(`${name}-${appearance}`, appearance === 'dark' ? RULES_OF_COLOURS : []);
    }
  };

  await expect(page.getByTestId('first-run')).toBeVisible();
  await bothWays('first-run');
  await page.getByRole('button', { name: 'Skip' }).click();
  for (const section of ['overview', 'folders', 'files', 'attention', 'duplicates', 'images', 'archives', 'rules', 'handoffs', 'flow', 'history'] as const) {
    await goTo(page, section);
    await bothWays(`${section}-empty`);
  }

  await goTo(page, 'folders');
  await page.getByTestId('add-folder').first().click();
  await page.getByTestId('add-folder-path').fill(scans);
  await page.getByTestId('add-folder-check').click();
  await expect(page.getByTestId('add-folder-start')).toBeEnabled();
  await bothWays('add-folder');
  await page.getByTestId('add-folder-start').click();
  await expect(page.getByTestId('add-folder-dialog')).toBeHidden();

  for (const file of files) deliver(scans, file);
  await goTo(page, 'overview');
  await waitUntilSettled(page, files.length);
  for (const section of ['overview', 'folders', 'files', 'attention', 'duplicates', 'images', 'archives', 'rules', 'handoffs', 'flow', 'history', 'settings'] satisfies Section[]) {
    await goTo(page, section);
    if (section === 'folders') await page.getByTestId('folder-card').getByRole('link', { name: 'Scans' }).first().click();
    await bothWays(section);
  }

  for (const name of ['processing', 'watching', 'archives', 'actions', 'vault', 'history', 'health', 'advanced']) {
    await page.getByTestId(`settings-${name}`).click();
    if (name === 'advanced') {
      await page.getByTestId('verify').click();
      await expect(page.getByTestId('verify-result')).toBeVisible();
    }
    await bothWays(`settings-${name}`);
  }

  await goTo(page, 'attention');
  await openFile(page, 'torn.pdf');
  await bothWays('attention-detail');
  await goTo(page, 'history');
  await page.getByTestId('history-row').filter({ hasText: 'torn.pdf' }).click();
  await expect(page.getByTestId('detail-name')).toHaveText('torn.pdf');
  await bothWays('history-detail');
  await page.getByTestId('history-find').fill('no such path');
  await expect(page.getByTestId('history-row')).toHaveCount(0);
  await bothWays('history-nothing');

  await goTo(page, 'files');
  await openFile(page, 'paper.pdf');
  for (const tab of ['Summary', 'Text', 'Metadata', 'Timeline', 'Why'] as const) {
    await openTab(page, tab);
    await bothWays(`detail-${tab.toLowerCase()}`);
  }
  await openFile(page, 'picture.png');
  await openTab(page, 'Metrics');
  await bothWays('detail-metrics');
  await openFile(page, 'torn.pdf');
  await openTab(page, 'Summary');
  await bothWays('detail-damaged');
  await page.keyboard.press('/');
  await page.keyboard.type('kestrel');
  await expect(page.getByTestId('file-row')).toHaveCount(1);
  await bothWays('search');

  expect(problems).toEqual({});
});
