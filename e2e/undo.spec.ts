import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findings } from './axe';
import { expect, test } from './fixtures';
import { deliver, sampleFiles } from './sample-files';
import { fileRow, goTo, openFile, openTab, takePicture } from './window';

const NAMES = ['birds.csv', 'tea.json', 'broken.json'];

test('a recipe files what arrives, says why, and all of it can be taken back', async ({ profile, start }) => {
  const exports = profile.folder('Exports');
  const files = (await sampleFiles()).filter(({ name }) => NAMES.includes(name));
  const { page, quit } = await start();
  await page.getByRole('button', { name: 'Skip' }).click();

  await test.step('the folder gets a recipe; the safe one is the default, and its rules are shown first', async () => {
    await goTo(page, 'folders');
    await page.getByTestId('add-folder').first().click();
    await page.getByTestId('add-folder-path').fill(exports);
    await page.getByTestId('add-folder-check').click();
    await expect(page.getByTestId('recipe-watch-only')).toBeChecked();
    await expect(page.getByTestId('recipe-rules')).toBeHidden();
    await page.getByTestId('recipe-data').check();
    await expect(page.getByTestId('recipe-rules')).toContainText('accept good data by day');
    expect(await findings(page)).toEqual([]);
    await takePicture(page, 'add-folder-recipe');
    await page.getByTestId('add-folder-start').click();
    await expect(page.getByTestId('add-folder-dialog')).toBeHidden();
  });

  for (const file of files) deliver(exports, file);
  const accepted = join(exports, 'accepted');
  const filed = (): string[] => (existsSync(accepted) ? readdirSync(accepted, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/').replace(/^.*\//, '')) : []);
  await expect.poll(filed, { timeout: 30_000 }).toEqual(expect.arrayContaining(['birds.csv', 'tea.json']));

  await test.step('what a rule had to say stands behind the bell until it is read', async () => {
    const bell = page.getByTestId('notice-bell');
    await expect(bell).toHaveAccessibleName('Notices, 1 unread one');
    await bell.click();
    const notice = page.getByTestId('notice');
    await expect(notice).toContainText('Problem');
    await expect(notice).toContainText('broken.json in Exports is not right');
    expect(await findings(page)).toEqual([]);
    await takePicture(page, 'notices');
    await page.getByTestId('notices-read').click();
    await expect(bell).toHaveAccessibleName('Notices');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('notice-panel')).toBeHidden();
    await expect(bell).toBeFocused();
  });

  await test.step('Why shows each rule, what it asked, what the file had, and what was done', async () => {
    await goTo(page, 'files');
    await openFile(page, 'tea.json');
    await openTab(page, 'Why');
    const rule = page.getByTestId('why-rule').filter({ hasText: 'accept good data by day' });
    await expect(rule).toContainText('Matched');
    await expect(rule.getByTestId('trace-part').filter({ hasText: 'The kind is' })).toHaveAttribute('data-met', 'true');
    await expect(rule.getByTestId('why-step').filter({ hasText: 'accepted' })).toContainText('Done');
    await expect(page.getByTestId('why-rules')).toContainText('1 other rule did not match');
    expect(await findings(page)).toEqual([]);
    await takePicture(page, 'why-rules');
  });

  await test.step('a tag is given, leads to its files, and is taken off', async () => {
    await openTab(page, 'Summary');
    await page.getByTestId('add-tag').click();
    await page.getByTestId('new-tag').fill('to check');
    await page.keyboard.press('Enter');
    await page.getByTestId('file-tag').getByRole('link', { name: 'to check' }).click();
    await expect(page.getByTestId('file-row')).toHaveCount(1);
    await expect(fileRow(page, 'tea.json')).toBeVisible();
    await openFile(page, 'tea.json');
    await openTab(page, 'Summary');
    await page.getByRole('button', { name: 'Take off the tag to check' }).click();
    await expect(page.getByTestId('file-tag')).toHaveCount(0);
  });

  await test.step('the history is narrowed to the rule, and one thing is taken back', async () => {
    await openTab(page, 'Why');
    await page.getByTestId('why-rule').filter({ hasText: 'accept good data by day' }).getByRole('link', { name: /way back/ }).click();
    await expect(page.getByTestId('history-rule')).toHaveValue('Exports: accept good data by day');
    await page.keyboard.press('Escape');
    const line = page.getByTestId('history-row').filter({ hasText: 'birds.csv' }).first();
    await line.getByTestId('history-effect').filter({ hasText: 'Moved to' }).getByTestId('undo-effect').click();
    await expect(line).toContainText('taken back');
    await expect.poll(() => existsSync(join(exports, 'birds.csv'))).toBe(true);
    expect(filed()).not.toContain('birds.csv');
  });

  await test.step('all of the rule is planned first: what was changed since stays, and says so', async () => {
    const [day = ''] = readdirSync(accepted);
    const tea = join(accepted, day, 'tea.json');
    appendFileSync(tea, '\n\n');
    await page.getByTestId('undo-rule').click();
    const dialog = page.getByTestId('undo-dialog');
    await expect(dialog.getByTestId('undo-list')).toContainText('It was changed since it was moved.');
    await expect(dialog.getByTestId('undo-line')).toContainText('Nothing of it can be taken back');
    await expect(dialog.getByTestId('undo-start')).toBeDisabled();
    expect(await findings(page)).toEqual([]);
    await takePicture(page, 'undo-rule-changed');
    await page.keyboard.press('Escape');
    expect(readFileSync(tea, 'utf8')).toContain('samovar');
  });

  await test.step('another file comes, and this time all of it goes back', async () => {
    deliver(exports, { name: 'late.json', bytes: Buffer.from('{"late": true}\n') });
    await expect.poll(filed, { timeout: 30_000 }).toContain('late.json');
    await expect(page.getByTestId('history-row').filter({ hasText: 'late.json' }).first()).toContainText('Moved to');
    await page.getByTestId('undo-rule').click();
    await expect(page.getByTestId('undo-start')).toHaveText('Take back 1 change');
    await takePicture(page, 'undo-rule');
    await page.getByTestId('undo-start').click();
    await expect(page.getByTestId('undo-result')).toHaveText('1 change was taken back.');
    await takePicture(page, 'undo-done');
    await page.getByTestId('undo-close').click();
    await expect.poll(() => existsSync(join(exports, 'late.json'))).toBe(true);
    // It is not news, so the rule does not do it again.
    await expect(page.getByTestId('history-row').filter({ hasText: 'late.json' }).first()).toContainText('taken back');
    expect(filed()).not.toContain('late.json');
  });

  await test.step('the vault tells what it holds, and programs are allowed only by one who has read what that means', async () => {
    await goTo(page, 'settings');
    await page.getByTestId('settings-vault').click();
    await expect(page.getByTestId('vault-contents')).toContainText('1 file');
    expect(await findings(page)).toEqual([]);
    await takePicture(page, 'settings-vault');
    await page.getByTestId('settings-actions').click();
    const programs = page.getByRole('switch', { name: 'Rules may run programs' });
    await expect(programs).not.toBeChecked();
    await programs.locator('..').click();
    await expect(page.getByTestId('confirm')).toContainText('without a shell');
    await page.getByTestId('confirm').getByRole('button', { name: 'Cancel' }).click();
    await expect(programs).not.toBeChecked();
    await programs.locator('..').click();
    await page.getByRole('button', { name: 'Allow programs' }).click();
    await expect(programs).toBeChecked();
    await programs.locator('..').click();
    await expect(programs).not.toBeChecked();
  });
  await quit();
});
