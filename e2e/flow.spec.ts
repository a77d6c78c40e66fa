import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Profile } from './app';
import { findings } from './axe';
import { expect, test } from './fixtures';
import { deliver, sampleFiles } from './sample-files';
import { goTo, takePicture } from './window';

/** As if all of it had been set up before. */
function setUp(profile: Profile, folders: readonly string[], rules: readonly string[]): string[] {
  const paths = folders.map((name) => profile.folder(name));
  writeFileSync(join(profile.data, 'settings.yaml'), `general:\n  firstRunDone: true\nfolders:\n${paths.map((path) => `  - path: ${JSON.stringify(path)}\n`).join('')}`);
  writeFileSync(join(profile.data, 'rules.yaml'), `rules:\n${rules.join('')}`);
  return paths;
}

test('the mill is seen from its folders to its destinations, and each part leads to its list', async ({ profile, start }) => {
  const archive = profile.folder('Archive');
  const [scans = '', exports = ''] = setUp(profile, ['Scans', 'Exports'], [
    `  - name: Keep tables\n    if: {kind: data}\n    then:\n      - copy: {to: ${JSON.stringify(archive)}}\n`,
    `  - name: Check texts\n    if: {kind: text}\n    then:\n      - validate: {as: json, onFailure: continue}\n`,
    `  - name: Resting\n    enabled: false\n    then:\n      - tag: rested\n`,
  ]);
  const { page, quit } = await start();
  for (const file of await sampleFiles()) deliver(file.name.endsWith('.csv') ? exports : scans, file);
  await goTo(page, 'flow');
  const part = (name: string | RegExp) => page.getByTestId('flow-part').filter({ hasText: name });

  await test.step('counts follow what happens, failures among them', async () => {
    await expect(part('Scans')).toHaveAccessibleName(/^Scans: .*2 failed/, { timeout: 60_000 });
    await expect(part('Keep tables')).toContainText('3 today');
    await expect(part('Check texts')).toContainText('2 failed');
    await expect(part('Resting')).toContainText('Off');
    await expect(part('Archive').last()).toContainText('3 today');
    await expect(part('Need attention')).toContainText('2 failed');
    await expect(page.getByTestId('flow-picture').locator('svg path[class*="failed"]').first()).toBeVisible();
    expect(await findings(page)).toEqual([]);
    await takePicture(page, 'flow');
  });

  await test.step('the keyboard goes from part to part, and opens a list', async () => {
    await part('Scans').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('[data-part^="rule:"]:focus')).toHaveCount(1);
    await page.keyboard.press('Home');
    await expect(part('Scans')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('nav-files')).toHaveAttribute('aria-current', 'page');
    await page.getByTestId('nav-flow').click();
    await part('Keep tables').click();
    await expect(page.getByTestId('history-rule')).toHaveValue('Keep tables');
    await expect(page.getByTestId('history-row')).toHaveCount(3);
    await goTo(page, 'flow');
    await part('Archive').last().click();
    await expect(page.getByTestId('history-target')).toContainText('Archive');
    await expect(page.getByTestId('history-row')).toHaveCount(3);
  });

  await test.step('the same stands in a table', async () => {
    await goTo(page, 'flow');
    await page.getByTestId('flow-as-table').click();
    const line = page.getByTestId('flow-table').getByRole('row').filter({ hasText: /^RuleKeep tables/ });
    await expect(line).toContainText('Archive');
    await expect(line.getByRole('cell').nth(1)).toHaveText('3');
    expect(await findings(page)).toEqual([]);
    await takePicture(page, 'flow-table');
    await page.getByTestId('flow-as-picture').click();
  });
  await quit();
});

test('thirty folders and fifty rules are still one picture', async ({ profile, start }) => {
  const number = (n: number): string => String(n + 1).padStart(2, '0');
  setUp(
    profile,
    Array.from({ length: 30 }, (_, n) => `Project ${number(n)}`),
    Array.from({ length: 50 }, (_, n) => `  - name: Rule ${number(n)}\n    if: {name contains: "${number(n)}"}\n    then:\n      - move: {to: Sorted/${number(n)}}\n`),
  );
  const { page, quit } = await start();
  await goTo(page, 'flow');
  const parts = page.getByTestId('flow-part');
  const more = parts.filter({ hasText: 'more' });
  await expect(more).toHaveCount(3);
  await expect(more.first()).toContainText('and 23 more');
  // Folders, lanes, rules and destinations, none with more than eight.
  expect(await parts.count()).toBeLessThanOrEqual(32);
  await takePicture(page, 'flow-many');
  await more.first().click();
  await expect(parts.filter({ hasText: 'Project' })).toHaveCount(30);
  await takePicture(page, 'flow-many-open');
  await page.getByRole('button', { name: 'Show fewer' }).click();
  await expect(parts.filter({ hasText: 'Project' })).toHaveCount(7);
  expect(await findings(page)).toEqual([]);
  await quit();
});
