import { mkdirSync, renameSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { deliver } from './sample-files';
import { fileRow, goTo, openFile, openTab, takePicture, waitUntilSettled, watchFolder } from './window';

const note = (number: number) => ({ name: `note-${number}.txt`, bytes: Buffer.from(`Note number ${number}.\n`) });

async function begin(page: Page, folder: string): Promise<void> {
  await page.getByRole('button', { name: 'Skip' }).click();
  await goTo(page, 'folders');
  await watchFolder(page, folder);
}

async function openSettings(page: Page, folder: string): Promise<void> {
  await page.getByTestId('folder-card').getByRole('link', { name: folder }).first().click();
  await page.getByTestId('folder-detail').getByRole('tab', { name: 'Settings' }).click();
}

test('a lane rests; files that wait are set aside, cancelled and taken up again', async ({ profile, start }) => {
  const scans = profile.folder('Scans');
  const { page, quit } = await start();
  await begin(page, scans);
  await goTo(page, 'files');
  if (!(await page.getByTestId('lanes').isVisible())) await page.getByTestId('toggle-lanes').click();

  await page.getByTestId('lane-pause-text').click();
  await expect(page.getByTestId('lane-text')).toContainText('Paused');
  for (let number = 0; number < 5; number += 1) deliver(scans, note(number));
  await expect(page.getByTestId('chip-waiting')).toHaveText('Waiting 5');

  await test.step('one is set aside with a key, and says why it stays', async () => {
    await openFile(page, 'note-1.txt');
    await page.keyboard.press('p');
    await expect(fileRow(page, 'note-1.txt')).toContainText('Set aside');
    await expect(page.getByTestId('chip-held')).toHaveText('Set aside 1');
    await page.keyboard.press('w');
    await expect(page.getByTestId('detail-why')).toContainText('set it aside');
    await takePicture(page, 'queue-set-aside');
  });

  await test.step('several are cancelled at once', async () => {
    await openFile(page, 'note-2.txt');
    await fileRow(page, 'note-3.txt').click({ modifiers: ['Control'] });
    await expect(page.getByTestId('selection-bar')).toContainText('2 selected');
    await page.getByTestId('selection-bar').getByRole('button', { name: 'Cancel' }).click();
    await expect(fileRow(page, 'note-2.txt')).toContainText('Cancelled');
    await expect(fileRow(page, 'note-3.txt')).toContainText('Cancelled');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('selection-bar')).toBeHidden();
  });

  await test.step('a menu does it too, with nothing but the keyboard', async () => {
    await page.getByTestId('file-grid').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+F10');
    await expect(page.getByTestId('menu-front')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('file-grid')).toBeFocused();
  });

  await test.step('by step, each group has a list of its own, and a heading that the keyboard opens', async () => {
    await page.getByTestId('group-by').selectOption('step');
    const heading = (name: string) => page.getByTestId('groups').getByRole('button', { name });
    await expect(heading('Waiting 3')).toHaveAttribute('aria-expanded', 'true');
    await expect(page.getByTestId('group-step.waiting').getByTestId('file-row')).toHaveCount(3);
    await expect(fileRow(page, 'note-2.txt')).toHaveCount(0);
    await heading('Waiting 3').focus();
    await page.keyboard.press('End');
    await expect(heading('Ignored 2')).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByTestId('group-step.ignored').getByTestId('file-row')).toHaveCount(2);
    await takePicture(page, 'queue-by-step');
    await page.getByTestId('group-by').selectOption('none');
    await expect(page.getByTestId('file-row')).toHaveCount(5);
  });

  await test.step('the lane goes on, and what was put off is taken up', async () => {
    await page.getByTestId('lane-pause-text').click();
    await expect(fileRow(page, 'note-0.txt')).toContainText('Done');
    await expect(fileRow(page, 'note-1.txt')).toContainText('Set aside');
    await openFile(page, 'note-1.txt');
    await page.getByTestId('takeUp').click();
    await openFile(page, 'note-2.txt');
    await page.getByTestId('retry').click();
    await expect(page.getByTestId('chip-done')).toHaveText('Done 4');
    await expect(page.getByTestId('chip-ignored')).toHaveText('Ignored 1');
    await page.getByTestId('chip-ignored').click();
    await expect(page.getByTestId('file-row')).toHaveCount(1);
  });
  await quit();
});

test('one changed setting of a folder leaves the others alone, and a refused line says why', async ({ profile, start }) => {
  const scans = profile.folder('Scans');
  const { page, quit } = await start();
  await begin(page, scans);
  await openSettings(page, 'Scans');
  const form = page.getByTestId('folder-settings');
  const exclude = page.getByRole('textbox', { name: 'Add: line of files to ignore' });

  await exclude.fill('regex:(draft');
  await exclude.press('Enter');
  await expect(form.getByRole('alert')).toContainText('never closed');
  await exclude.fill('regex:draft');
  await exclude.press('Enter');
  await expect(form.getByRole('alert')).toBeHidden();
  await expect(page.getByTestId('filter-line')).toHaveValue('draft');

  const pause = form.getByRole('textbox', { name: 'First pause in seconds' });
  await pause.fill('0.5');
  await pause.press('Enter');
  await expect(page.getByTestId('toast').filter({ hasText: 'First pause changed' })).toBeVisible();
  await expect(form).toContainText('500 ms, 1.0 s');
  await expect(page.getByTestId('filter-line')).toHaveValue('draft');

  await page.getByTestId('test-name').fill('letter-draft.txt');
  await expect(page.getByTestId('test-name-verdict')).toContainText('Would be ignored');
  await page.getByTestId('toast').filter({ hasText: 'Never these changed' }).getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByTestId('test-name-verdict')).toContainText('Would be read');
  await expect(pause).toHaveValue('0.5');
  await quit();
});

test('files that a start does not find are gone only once someone says so', async ({ profile, start }) => {
  const scans = profile.folder('Scans');
  const first = await start();
  await begin(first.page, scans);
  for (let number = 0; number < 3; number += 1) deliver(scans, note(number));
  await goTo(first.page, 'overview');
  await waitUntilSettled(first.page, 3);
  await first.quit();

  renameSync(scans, `${scans} of another drive`);
  mkdirSync(scans);
  const { page, quit } = await start();
  await goTo(page, 'folders');
  const notice = page.getByTestId('missing-files');
  await expect(notice).toContainText('3 files that were here are not found');
  await takePicture(page, 'missing-files');
  await goTo(page, 'files');
  await expect(fileRow(page, 'note-1.txt')).toContainText('Done');

  await goTo(page, 'folders');
  await notice.getByRole('button', { name: 'They are gone' }).click();
  await expect(notice).toBeHidden();
  await goTo(page, 'files');
  await openFile(page, 'note-1.txt');
  await expect(page.getByTestId('detail')).toContainText('No longer in its folder');
  await expect(page.getByRole('button', { name: 'Open', exact: true })).toBeDisabled();
  await openTab(page, 'Why');
  await expect(page.getByTestId('detail-why')).not.toBeEmpty();
  await quit();
});
