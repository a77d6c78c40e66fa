import { findings } from './axe';
import { expect, test } from './fixtures';
import { deliver, sampleFiles } from './sample-files';
import {
  answerFolderDialog,
  dropOnWindow,
  fileRow,
  goTo,
  openFile,
  openTab,
  readAccounting,
  takePicture,
  waitUntilSettled,
} from './window';

test('from an empty profile to ten files that are read, found, and still there after a restart', async ({ profile, start }) => {
  const scans = profile.folder('Scans');
  const mail = profile.folder('Mail attachments');
  const files = await sampleFiles();
  const first = await start();
  const { page } = first;

  await test.step('the first run asks for a folder and watches it', async () => {
    await expect(page.getByTestId('first-run')).toBeVisible();
    await takePicture(page, 'first-run-1-choose');
    await answerFolderDialog(first.electron, scans);
    await page.getByTestId('first-run-pick').click();
    await expect(page.getByTestId('folder-check')).toContainText('empty');
    await takePicture(page, 'first-run-2-recipe');
    await page.getByTestId('first-run-start').click();
    await expect(page.getByTestId('first-run-finish')).toBeVisible();
    await takePicture(page, 'first-run-3-watch');
    await page.getByTestId('first-run-finish').click();
    await expect(page.getByTestId('accounting-strip')).toBeVisible();
    expect((await readAccounting(page)).seen).toBe(0);
  });

  await test.step('a second folder is dragged onto the window', async () => {
    await dropOnWindow(page, [mail]);
    const dialog = page.getByTestId('add-folder-dialog');
    await expect(dialog).toContainText('Mail attachments');
    await expect(page.getByTestId('add-folder-start')).toBeEnabled();
    await takePicture(page, 'add-folder');
    await page.getByTestId('add-folder-start').click();
    await expect(dialog).toBeHidden();
    await goTo(page, 'folders');
    await expect(page.getByTestId('folder-card')).toHaveCount(2);
  });

  await test.step('ten files arrive and settle, and the sum is right all the time', async () => {
    await goTo(page, 'overview');
    files.forEach((file, i) => deliver(i % 5 === 4 ? mail : scans, file));
    const accounting = await waitUntilSettled(page, files.length);
    await takePicture(page, 'overview');
    const wanted = (state: 'done' | 'attention'): number => files.filter((file) => file.state === state).length;
    expect(accounting).toEqual({
      seen: files.length,
      done: wanted('done'),
      attention: wanted('attention'),
      inProgress: 0,
      waiting: 0,
      ignored: 0,
    });
  });

  await test.step('each opens, with what was read of it', async () => {
    await goTo(page, 'files');
    await expect(page.getByTestId('file-row')).toHaveCount(files.length);
    await takePicture(page, 'files');
    for (const file of files) {
      const detail = await openFile(page, file.name);
      await openTab(page, 'Summary');
      await expect(detail.getByTestId('detail-summary')).not.toBeEmpty();
      if (file.state === 'attention') await expect(detail.getByTestId('error-note')).toBeVisible();
      if (file.word !== null) {
        await openTab(page, 'Text');
        await expect(detail.getByTestId('detail-text')).toContainText(file.word);
      }
      if (/\.(pdf|png)$/.test(file.name) && file.state === 'done') {
        await openTab(page, 'Summary');
        await expect
          .poll(() => page.getByTestId('preview-image').evaluate((image: HTMLImageElement) => image.naturalWidth), { message: file.name })
          .toBeGreaterThan(250);
      }
      await takePicture(page, `detail-${file.name}`);
    }
    for (const tab of ['Metadata', 'Timeline', 'Why'] as const) {
      await openFile(page, 'paper.pdf');
      await openTab(page, tab);
      await takePicture(page, `detail-tab-${tab.toLowerCase()}`);
    }
  });

  await test.step('a word leads to its file', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('palimps');
    await expect(page.getByTestId('file-row')).toHaveCount(1);
    await expect(fileRow(page, 'paper.pdf')).toContainText('palimpsest');
    await takePicture(page, 'search');
    await page.getByTestId('search').fill('zürich');
    await expect(fileRow(page, 'brief-latin1.txt')).toBeVisible();
    await page.getByTestId('search').fill('no such word anywhere');
    await expect(page.getByTestId('file-row')).toHaveCount(0);
    await takePicture(page, 'search-nothing');
  });

  await test.step('a word with a letter too few finds it all the same, as a similar one', async () => {
    await page.getByTestId('search').fill('palimsest');
    await expect(page.getByTestId('similar-words')).toBeVisible();
    await expect(fileRow(page, 'paper.pdf')).toContainText('palimpsest');
    await takePicture(page, 'search-similar');
  });

  await test.step('files with the same bytes are one row, until each is asked for', async () => {
    deliver(mail, { name: 'birds-again.csv', bytes: files.find(({ name }) => name === 'birds.csv')?.bytes ?? Buffer.alloc(0) });
    await page.getByTestId('search').fill('kestrel');
    await expect(page.getByTestId('row-copies')).toHaveText('+1 copy');
    await expect(page.getByTestId('file-row')).toHaveCount(1);
    await takePicture(page, 'search-copies');
    await page.getByTestId('chip-copies').click();
    await expect(page.getByTestId('file-row')).toHaveCount(2);
    await page.getByTestId('chip-copies').click();
    await expect(page.getByTestId('file-row')).toHaveCount(1);
  });

  await test.step('conditions become chips, and what they find is kept as a view', async () => {
    await page.getByTestId('search').fill('type:pdf state:failed ');
    await expect(page.getByTestId('condition')).toHaveText(['type:pdf', 'state:failed']);
    await expect(page.getByTestId('file-row')).toHaveCount(1);
    await expect(fileRow(page, 'torn.pdf')).toBeVisible();
    await page.getByTestId('view-save').click();
    await page.getByTestId('view-name').fill('Broken papers');
    await takePicture(page, 'search-view');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('saved-view')).toHaveText('Broken papers');
    await expect(page.getByTestId('saved-view')).toHaveAttribute('aria-current', 'true');
    expect(await findings(page)).toEqual([]);
    await takePicture(page, 'search-conditions');
    await page.emulateMedia({ colorScheme: 'dark' });
    await first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(900, 560));
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(900);
    expect(await findings(page)).toEqual([]);
    await takePicture(page, 'search-conditions-small-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1200, 760));
    await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(1200);
    await goTo(page, 'overview');
    await page.getByTestId('saved-view').click();
    await expect(page.getByTestId('condition')).toHaveText(['type:pdf', 'state:failed']);
    await expect(fileRow(page, 'torn.pdf')).toBeVisible();
    await page.getByTestId('view-menu').click();
    await page.getByTestId('menu-view-rename').click();
    await page.getByTestId('view-name').fill('Torn papers');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('saved-view')).toHaveText('Torn papers');
    await page.getByTestId('search').press('Escape');
    await expect(page.getByTestId('condition')).toHaveCount(0);
  });

  await test.step('what needs the user is grouped by its cause', async () => {
    await goTo(page, 'attention');
    await expect(page.getByTestId('cause-damaged')).toBeVisible();
    await takePicture(page, 'attention');
  });

  await test.step('a changed file is read again', async () => {
    deliver(scans, { name: 'letter.txt', bytes: Buffer.from('The semaphore has replaced it.\n') });
    await page.getByTestId('search').fill('semaphore');
    await expect(fileRow(page, 'letter.txt')).toBeVisible();
  });

  await first.quit();

  const second = await start();
  await test.step('after a restart all is still there', async () => {
    const accounting = await waitUntilSettled(second.page, files.length + 1);
    expect(accounting.attention).toBe(files.filter((file) => file.state === 'attention').length);
    await goTo(second.page, 'folders');
    await expect(second.page.getByTestId('folder-card')).toHaveCount(2);
    await takePicture(second.page, 'folders');
    await expect(second.page.getByTestId('saved-view')).toHaveText('Torn papers');
    await second.page.getByTestId('search').fill('kestrel');
    await openFile(second.page, 'birds.csv');
    await openTab(second.page, 'Text');
    await expect(second.page.getByTestId('detail-text')).toContainText('kestrel');
  });
  await second.quit();
});
