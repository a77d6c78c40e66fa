import AxeBuilder from '@axe-core/playwright';
import type { ElectronApplication, Page } from '@playwright/test';
import { existsSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { deliver } from './sample-files';
import { duplicateFiles, manyPairs } from './duplicate-files';
import { expect, test } from './fixtures';
import { openFile, takePicture, waitUntilSettled, watchFolder } from './window';

/** The findings in a form that says at once what to mend. */
async function findings(page: Page): Promise<string[]> {
  // Electron can't open the second page that the newer mode wants.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
}

async function showAs(page: Page, appearance: 'light' | 'dark'): Promise<void> {
  await page.evaluate((wanted) => window.filemill.shell.call('appearance.set', { appearance: wanted }), appearance);
  await expect.poll(() => page.evaluate(() => window.matchMedia('(prefers-color-scheme: dark)').matches)).toBe(appearance === 'dark');
}

async function resize(electron: ElectronApplication, page: Page, width: number, height: number): Promise<void> {
  await electron.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), { width, height });
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
}

const tier = (page: Page, name: string) => page.getByTestId(`tier-${name}`);
const planned = (page: Page) => page.getByTestId('member-caption').getByTestId('member-action');

test('from copies of pictures and letters to a plan that is applied and taken back', async ({ profile, start }) => {
  test.setTimeout(180_000);
  const photos = profile.folder('Photos');
  const files = await duplicateFiles();
  const { page, electron } = await start();
  await page.getByRole('button', { name: 'Skip' }).click();
  await page.getByTestId('nav-duplicates').click();
  await expect(page.getByTestId('empty')).toContainText('There are no identical files');
  await takePicture(page, 'duplicates-empty');
  await page.getByTestId('nav-folders').click();
  await watchFolder(page, photos);
  for (const file of files) deliver(photos, file);
  await page.getByTestId('nav-overview').click();
  await waitUntilSettled(page, files.length);
  await page.getByTestId('nav-duplicates').click();

  await test.step('each kind of copy is found under its name', async () => {
    await expect(tier(page, 'identical')).toHaveText('Identical 1');
    await expect(tier(page, 'samePicture')).toHaveText('Same picture 1');
    await expect(tier(page, 'sameText')).toHaveText('Same text 1');
    await expect(page.getByTestId('group-row')).toHaveAttribute('aria-setsize', '1');
    await takePicture(page, 'duplicates-identical');
  });

  await test.step('pictures are compared in five ways, moved and zoomed as one', async () => {
    await tier(page, 'samePicture').click();
    await expect(page.getByTestId('strip-member')).toHaveCount(3);
    await expect(page.getByTestId('compare-picture')).toHaveCount(2);
    await expect(page.getByTestId('fact-pixels')).toContainText('1600 × 1200');
    await expect(page.getByTestId('compare-words')).toContainText('Right is');
    await takePicture(page, 'duplicates-two');

    await page.getByTestId('compare-stage').focus();
    const whole = Number.parseInt(await page.getByTestId('compare-percent').innerText(), 10);
    await page.keyboard.press('+');
    await expect.poll(async () => Number.parseInt(await page.getByTestId('compare-percent').innerText(), 10)).toBeGreaterThan(whole);
    await page.keyboard.press('0');
    await expect(page.getByTestId('compare-percent')).toHaveText(`${whole} %`);
    await page.keyboard.press('0');
    await expect(page.getByTestId('compare-percent')).toHaveText('100 %');
    await page.keyboard.press('Shift+ArrowRight');
    const moved = await page.getByTestId('compare-picture').evaluateAll((pictures) => pictures.map((one) => (one as HTMLElement).style.transform.split(')')[1]));
    expect(moved[0]).toBe(moved[1]);
    await takePicture(page, 'duplicates-actual-pixels');
    await page.keyboard.press('0');

    for (const [key, mode] of [['2', 'four'], ['3', 'slider'], ['4', 'blink'], ['5', 'difference'], ['1', 'two']] as const) {
      await page.keyboard.press(key);
      await expect(page.getByTestId('compare')).toHaveAttribute('data-mode', mode);
      await expect(page.getByTestId('compare-picture')).toHaveCount(mode === 'four' ? 3 : mode === 'blink' ? 1 : 2);
      await takePicture(page, `duplicates-${mode}`);
      if (mode !== 'blink') continue;
      const shown = await page.getByTestId('compare-note').innerText();
      await page.keyboard.down(' ');
      await expect(page.getByTestId('compare-note')).not.toHaveText(shown);
      await page.keyboard.up(' ');
      await expect(page.getByTestId('compare-note')).toHaveText(shown);
    }
  });

  await test.step('letters are compared word by word', async () => {
    await tier(page, 'sameText').click();
    await expect(page.getByTestId('words-summary')).toContainText('2 differences');
    await expect(page.getByTestId('text-pair').locator('[data-change]').first()).toHaveText(/seven|eight/);
    await takePicture(page, 'duplicates-words');
  });

  await test.step('by keys alone a group is marked, taken back, and decided about', async () => {
    await tier(page, 'samePicture').click();
    await page.getByTestId('group-list').focus();
    await page.keyboard.press('x');
    await expect(page.getByTestId('plan-line')).toContainText('trash 1');
    await page.keyboard.press('z');
    await expect(page.getByTestId('plan-line')).toHaveText('Nothing is planned');
    // The list is being read anew after the key before: one that comes too early is not heard.
    await expect(async () => {
      await page.keyboard.press('n');
      await expect(tier(page, 'samePicture')).toHaveText('Same picture 0', { timeout: 3_000 });
    }).toPass({ timeout: 20_000 });
    await expect(page.getByTestId('empty')).toContainText('All settled');
    await page.keyboard.press('z');
    await expect(tier(page, 'samePicture')).toHaveText('Same picture 1');
    await expect(planned(page).first()).toBeVisible();
  });

  await test.step('a file names the groups it is in', async () => {
    await page.getByTestId('nav-files').click();
    await openFile(page, 'valley-web.jpg');
    const groups = page.getByTestId('groups-of-file');
    await expect(groups).toContainText('In 1 duplicate group');
    await groups.getByRole('link').click();
    await expect(tier(page, 'samePicture')).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByTestId('strip-member')).toHaveCount(3);
  });

  await test.step('the plan is looked over, applied, and taken back', async () => {
    await tier(page, 'identical').click();
    await page.getByTestId('plan-all').click();
    await expect(page.getByTestId('plan-line')).toContainText('keep 1, trash 1');
    await page.getByTestId('review-plan').click();
    await expect(page.getByTestId('plan-row')).toHaveCount(1);
    await takePicture(page, 'duplicates-review');
    await page.getByTestId('disposal-vault').check();
    await page.getByTestId('apply-plan').click();
    const toast = page.getByTestId('toast').filter({ hasText: '1 copy moved to the vault' });
    await expect(toast).toBeVisible();
    await expect(tier(page, 'identical')).toHaveText('Identical 0');
    const here = (): boolean[] => ['lake.png', 'lake (1).png'].map((name) => existsSync(join(photos, name)));
    expect(here().filter(Boolean)).toHaveLength(1);
    await takePicture(page, 'duplicates-applied');
    await toast.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => here().filter(Boolean).length).toBe(2);
    await expect(tier(page, 'identical')).toHaveText('Identical 1');
  });

  await test.step('it is clean for axe, wide and light, narrow and dark', async () => {
    const problems: Record<string, string[]> = {};
    for (const [width, height, appearance] of [[1200, 760, 'light'], [900, 560, 'dark']] as const) {
      await resize(electron, page, width, height);
      await showAs(page, appearance);
      for (const [name, look] of LOOKS) {
        await look(page);
        const found = await findings(page);
        if (found.length > 0) problems[`${name}-${appearance}-${width}`] = found;
        await takePicture(page, `look-duplicates-${name}-${appearance}-${width}`);
        await page.keyboard.press('Escape');
      }
    }
    expect(problems).toEqual({});
  });
});

const LOOKS: readonly (readonly [name: string, look: (page: Page) => Promise<void>])[] = [
  ['pictures', async (page) => {
    await tier(page, 'samePicture').click();
    await expect(page.getByTestId('compare-picture').first()).toBeVisible();
  }],
  ['texts', async (page) => {
    await tier(page, 'sameText').click();
    await expect(page.getByTestId('words-summary')).toContainText('differences');
  }],
  ['review', async (page) => {
    await tier(page, 'identical').click();
    await page.getByTestId('plan-all').click();
    await page.getByTestId('review-plan').click();
    await expect(page.getByTestId('plan-row')).toHaveCount(1);
  }],
  ['keys', async (page) => {
    await page.getByTestId('group-list').focus();
    await page.keyboard.press('?');
    await expect(page.getByTestId('key-help')).toContainText('Not duplicates');
  }],
];

test('many groups are gone through one after the other', async ({ profile, start }) => {
  test.setTimeout(180_000);
  const COUNT = 30;
  const photos = profile.folder('Photos');
  const { page } = await start();
  await page.getByRole('button', { name: 'Skip' }).click();
  await page.getByTestId('nav-folders').click();
  await watchFolder(page, photos);
  for (const file of manyPairs(COUNT)) deliver(photos, file);
  await page.getByTestId('nav-overview').click();
  await waitUntilSettled(page, COUNT * 2, 120_000);
  await page.getByTestId('nav-duplicates').click();
  await tier(page, 'identical').click();
  await expect(tier(page, 'identical')).toHaveText(`Identical ${COUNT}`);

  await page.getByTestId('group-list').focus();
  const pane = page.getByTestId('group-pane');
  await expect(planned(page)).toHaveCount(2);
  for (let at = 0; at < 5; at += 1) {
    const before = await pane.getAttribute('data-group');
    await page.keyboard.press('x');
    await expect(pane).not.toHaveAttribute('data-group', before ?? '');
    await expect(planned(page)).toHaveCount(2);
  }
  await expect(page.getByTestId('plan-line')).toContainText('trash 5');
  const selected = page.locator('[role=option][aria-selected=true]').first();
  await expect(selected).toHaveAttribute('aria-posinset', '6');
  // Fingers that are faster than the groups come: each key meets the group it was meant for.
  for (let at = 0; at < 6; at += 1) for (const key of ['x', ']']) await page.keyboard.press(key);
  await expect(page.getByTestId('plan-line')).toContainText('trash 11');
  await expect(selected).toHaveAttribute('aria-posinset', '18');
  await page.keyboard.press('[');
  await expect(selected).toHaveAttribute('aria-posinset', '17');

  await page.keyboard.press('n');
  await expect(tier(page, 'identical')).toHaveText(`Identical ${COUNT - 1}`);
  await expect(page.getByTestId('show-decided')).toHaveText('Decided 1');
  await page.getByTestId('show-decided').click();
  await expect(page.getByTestId('group-row')).toHaveCount(1);
  await expect(page.getByTestId('group-row')).toContainText('No duplicates');
  await page.getByTestId('open-again').click();
  await expect(tier(page, 'identical')).toHaveText(`Identical ${COUNT}`);

  // A copy that someone takes away elsewhere takes its group along, also from under the eyes.
  await page.getByTestId('show-decided').click();
  await expect(planned(page)).toHaveCount(2);
  const gone = (await pane.getAttribute('data-group')) ?? '';
  const name = (await page.getByTestId('strip-member').or(page.getByTestId('member-caption')).first().innerText()).replaceAll('\n', '').match(/pair-\d+/)?.[0];
  unlinkSync(join(photos, `${name}.png`));
  await expect(tier(page, 'identical')).toHaveText(`Identical ${COUNT - 1}`);
  await expect(pane).not.toHaveAttribute('data-group', gone);
  await expect(planned(page)).toHaveCount(2);
});
