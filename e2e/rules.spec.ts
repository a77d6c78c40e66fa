import type { Locator, Page } from '@playwright/test';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findings } from './axe';
import { expect, test } from './fixtures';
import { textPdf } from './paged-files';
import { deliver } from './sample-files';
import { goTo, openFile, openTab, takePicture, waitUntilSettled } from './window';

async function appear(page: Page, appearance: 'light' | 'dark'): Promise<void> {
  await page.evaluate((wanted) => window.filemill.shell.call('appearance.set', { appearance: wanted }), appearance);
  await expect.poll(() => page.evaluate(() => window.matchMedia('(prefers-color-scheme: dark)').matches)).toBe(appearance === 'dark');
}

/** What is cut off at its right edge and has no ellipsis that says so. */
async function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *')]
      .filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .filter((element) => {
        const { overflowX, textOverflow } = getComputedStyle(element);
        return overflowX === 'hidden' && textOverflow !== 'ellipsis' && !element.matches('input, textarea');
      })
      .map((element) => `${element.tagName} ${element.className} “${element.textContent?.slice(0, 60)}”`),
  );
}

const ruleRow = (page: Page, name: string): Locator => page.locator(`[data-testid="rule-row"][data-rule="${name}"]`);
const matchRow = (page: Page, name: string): Locator => page.getByTestId('match-row').filter({ hasText: name });

async function addCondition(page: Page, fact: string, change: (row: Locator) => Promise<void>): Promise<void> {
  const before = await page.getByTestId('condition').count();
  await page.getByTestId('add-condition').first().click();
  const row = page.getByTestId('condition').nth(before);
  await row.getByTestId('fact').click();
  await page.getByTestId(`pick-${fact}`).click();
  await change(row);
}

test('a rule is written, seen to match, saved, and files move by it', async ({ profile, start }) => {
  test.setTimeout(240_000);
  const scans = profile.folder('Scans');
  const archive = profile.folder('Archive');
  const rulesFile = join(profile.data, 'rules.yaml');
  const invoice = async (number: number): Promise<{ name: string; bytes: Uint8Array }> => ({ name: `bill-${number}.pdf`, bytes: await textPdf([[`Invoice No. ${number}`, 'The sum is due in a month.']]) });
  const { page, electron, quit } = await start({ folders: [scans] });
  await page.getByTestId('add-folder-start').click();
  await expect(page.getByTestId('add-folder-dialog')).toBeHidden();
  if (await page.getByTestId('first-run-finish').isVisible()) await page.getByTestId('first-run-finish').click();
  deliver(scans, await invoice(101));
  deliver(scans, { name: 'letter.pdf', bytes: await textPdf([['Dear reader', 'nothing is due.']]) });
  deliver(scans, { name: 'note.txt', bytes: Buffer.from('Invoice follows.\n') });
  await goTo(page, 'overview');
  await waitUntilSettled(page, 3);
  const seen: Record<string, string[]> = {};
  const look = async (name: string): Promise<void> => {
    const found = [...(await findings(page)), ...(await clipped(page))];
    if (found.length > 0) seen[name] = found;
    await takePicture(page, `rules-${name}`);
  };

  await test.step('before the first rule it says what one is', async () => {
    await page.keyboard.press('Control+8');
    await expect(page.getByTestId('first-rule')).toBeVisible();
    await look('none');
  });

  await test.step('a rule is put together from parts, and matches real files while it is written', async () => {
    await page.keyboard.press('n');
    await expect(page.getByTestId('rule-name')).toBeFocused();
    await page.keyboard.type('File invoices');
    await addCondition(page, 'kind', async (row) => {
      await row.getByTestId('value').selectOption('document');
    });
    await addCondition(page, 'text', async (row) => {
      await row.getByTestId('value').fill('Invoice');
    });
    await expect(page.getByTestId('matches-met')).toContainText('1');
    await expect(page.getByTestId('matches-unmet')).toContainText('2');
    await matchRow(page, 'note.txt').click();
    const [kind, text] = [page.getByTestId('condition').nth(0), page.getByTestId('condition').nth(1)];
    await expect(kind).toHaveAttribute('data-met', 'false');
    await expect(kind.getByTestId('actual')).toHaveText('This file: text');
    await expect(text).toHaveAttribute('data-met', 'true');
    await matchRow(page, 'bill-101.pdf').click();
    await expect(page.getByTestId('trace')).toHaveAttribute('data-met', 'true');
  });

  await test.step('an action is added; what it lacks is said beside its field', async () => {
    await page.getByTestId('add-action').click();
    await page.keyboard.type('another folder');
    await page.getByTestId('pick-move').click();
    const move = page.getByTestId('action-move');
    await expect(move.getByTestId('problem')).toHaveText('This is needed.');
    await expect(page.getByTestId('save-rule')).toBeDisabled();
    await look('lacking');
    const to = move.getByTestId('field-to');
    await to.fill(`${archive}/`);
    await move.getByTestId('tokens').first().click();
    await page.keyboard.type('arrival');
    await page.keyboard.press('Enter');
    await expect(to).toHaveValue(`${archive}/{date:YYYY-MM-DD}`);
    await to.fill(`${archive}/{date:YYYY}/{date:MM}`);
    const month = new Date().toISOString().slice(0, 7).replace('-', '/');
    await expect(move.getByTestId('preview').first()).toHaveText(`→ ${archive}/${month}`);
    await expect(move.getByTestId('consequence')).toContainText('The original leaves its folder.');
    await expect(move.getByTestId('conflict')).toBeVisible();
    await expect(page.getByTestId('reads-as')).toContainText(`the kind is document and the text contains “Invoice”: move it to “${archive}/{date:YYYY}/{date:MM}”.`);
    await expect(page.getByTestId('step')).toContainText(`${archive}/${month}/bill-101.pdf`);
    await look('written');
  });

  await test.step('groups nest, move and come apart', async () => {
    await page.getByTestId('add-group').first().click();
    const group = page.getByRole('group', { name: 'Group of conditions' });
    await group.getByTestId('group-kind').selectOption('none');
    await group.getByTestId('value').fill('draft');
    await expect(page.getByTestId('reads-as')).toContainText('and not (the name contains “draft”)');
    await expect(page.getByTestId('matches-met')).toContainText('1');
    await takePicture(page, 'rules-group');
    await group.getByTestId('condition-menu').first().click();
    await page.getByRole('menuitem', { name: 'Take the group apart' }).click();
    await expect(page.getByTestId('condition')).toHaveCount(3);
    await page.getByTestId('remove-condition').nth(2).click();
    await expect(page.getByTestId('condition')).toHaveCount(2);
  });

  await test.step('what was not saved survives a reload', async () => {
    await page.reload();
    await expect(page.getByTestId('rule-name')).toHaveValue('File invoices');
    await expect(page.getByTestId('save-bar')).toContainText('Not saved');
    await expect(page.getByTestId('condition')).toHaveCount(2);
  });

  await test.step('before it is in force, it says what would change', async () => {
    await page.getByTestId('enable-rule').click();
    const dialog = page.getByTestId('back-test-dialog');
    await expect(dialog.getByTestId('back-test-sum')).toHaveText('On the last 3 files: 1 would change outcome.');
    await expect(dialog.getByTestId('back-test-row')).toContainText('bill-101.pdf');
    await expect(dialog.getByTestId('back-test-row')).toContainText('Nothing');
    await look('back-test');
    await dialog.getByTestId('confirm-back-test').click();
    await expect(page.getByTestId('save-bar')).toContainText('Saved');
    await expect(page.getByTestId('rules-total')).toHaveText('1, 1 on');
    expect(readFileSync(rulesFile, 'utf8')).toContain('text contains: Invoice');
    expect(existsSync(join(scans, 'bill-101.pdf'))).toBe(true);
  });

  await test.step('a file that comes is moved; list, history and why say so', async () => {
    deliver(scans, await invoice(102));
    const path = join(archive, ...new Date().toISOString().slice(0, 7).split('-'), 'bill-102.pdf');
    await expect.poll(() => existsSync(path), { timeout: 30_000 }).toBe(true);
    expect(readdirSync(scans).toSorted()).toEqual(['bill-101.pdf', 'letter.pdf', 'note.txt']);
    await expect(ruleRow(page, 'File invoices')).toContainText('1 hit');
    await look('hit');
    await page.getByTestId('rule-menu').click();
    await page.getByRole('menuitem', { name: 'What it did', exact: true }).click();
    const line = page.getByTestId('history-row').filter({ hasText: 'bill-102.pdf' });
    await expect(line).toBeVisible();
    await takePicture(page, 'rules-history');
    await goTo(page, 'files');
    await openFile(page, 'bill-102.pdf');
    await openTab(page, 'Summary');
    await expect(page.getByTestId('detail')).toContainText('By “File invoices”: moved to');
    await expect(page.getByTestId('detail')).not.toContainText('stays where it is');
    await openTab(page, 'Why');
    await expect(page.getByTestId('detail-why')).toContainText('File invoices');
    await takePicture(page, 'rules-why');
    await goTo(page, 'rules');
  });

  await test.step('the same rule as YAML, both ways; a mistake names its line and keeps what was written', async () => {
    await page.getByRole('tab', { name: 'YAML' }).click();
    const yaml = page.getByTestId('yaml');
    await expect(yaml).toHaveValue(/text contains: Invoice/);
    const text = await yaml.inputValue();
    await yaml.fill(text.replace('text contains: Invoice', 'text holds: Invoice'));
    const problems = page.getByTestId('yaml-problems');
    await expect(problems).toContainText('Line ');
    await look('yaml-mistake');
    await problems.getByRole('button').first().click();
    const selected = await yaml.evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd));
    expect(selected).toContain('text holds');
    await page.getByRole('tab', { name: 'Sentence' }).click();
    await expect(page.getByTestId('rule-editor')).toContainText('The YAML has a mistake.');
    await expect(page.getByTestId('save-rule')).toBeDisabled();
    await page.getByRole('tab', { name: 'YAML' }).click();
    await expect(yaml).toHaveValue(/text holds: Invoice/);
    await yaml.fill(text.replace('text contains: Invoice', 'text contains: Rechnung'));
    await expect(problems).toHaveCount(0);
    await page.getByRole('tab', { name: 'Sentence' }).click();
    await expect(page.getByTestId('condition').nth(1).getByTestId('value')).toHaveValue('Rechnung');
    await expect(page.getByTestId('matches-met')).toContainText('0');
    await page.getByTestId('revert-rule').click();
    await expect(page.getByTestId('condition').nth(1).getByTestId('value')).toHaveValue('Invoice');
  });

  await test.step('what is written into the file is shown; while it has a mistake, the banner leads to it', async () => {
    const good = readFileSync(rulesFile, 'utf8');
    writeFileSync(rulesFile, good.replace('text contains: Invoice', 'text contains: Quittung'));
    await expect(page.getByTestId('condition').nth(1).getByTestId('value')).toHaveValue('Quittung');
    writeFileSync(rulesFile, good.replace('text contains', 'text contans'));
    const banner = page.getByTestId('error-note').filter({ hasText: 'rules.yaml' });
    await expect(banner).toContainText(/in line \d+/);
    await look('broken-file');
    await electron.evaluate(({ shell }) => {
      shell.openPath = (path) => {
        process.env['OPENED_BY_TEST'] = path;
        return Promise.resolve('');
      };
    });
    await page.getByTestId('open-rules-file').click();
    await expect.poll(() => electron.evaluate(() => process.env['OPENED_BY_TEST'])).toBe(rulesFile);
    writeFileSync(rulesFile, good);
    await expect(banner).toBeHidden();
    await expect(page.getByTestId('condition').nth(1).getByTestId('value')).toHaveValue('Invoice');
  });

  await test.step('somebody else’s change does not take away what is being written', async () => {
    await page.getByLabel('Note', { exact: true }).fill('mine');
    writeFileSync(rulesFile, readFileSync(rulesFile, 'utf8').replace('text contains: Invoice', 'text contains: Bill'));
    await expect(page.getByTestId('overtaken')).toBeVisible();
    await expect(page.getByLabel('Note', { exact: true })).toHaveValue('mine');
    await look('overtaken');
    await page.getByRole('button', { name: 'Take what is saved' }).click();
    await expect(page.getByTestId('condition').nth(1).getByTestId('value')).toHaveValue('Bill');
    await page.getByTestId('condition').nth(1).getByTestId('value').fill('Invoice');
    await page.keyboard.press('Control+s');
    await page.getByTestId('confirm-back-test').click();
    await expect(page.getByTestId('save-bar')).toContainText('Saved');
  });

  await test.step('all rules are tried out, and nothing is changed', async () => {
    await page.getByTestId('simulate').click();
    const dialog = page.getByTestId('simulate-dialog');
    await expect(dialog.getByTestId('simulate-sum')).toContainText('1 would be acted on');
    await expect(dialog.getByTestId('simulated')).toContainText('bill-101.pdf');
    await look('simulated');
    await page.keyboard.press('Escape');
    expect(existsSync(join(scans, 'bill-101.pdf'))).toBe(true);
  });

  await test.step('ready-made rules come switched off; order, switch and delete go by keys', async () => {
    await page.getByTestId('gallery').click();
    await expect(page.getByTestId('sample').first()).toBeVisible();
    await look('gallery');
    await page.getByRole('button', { name: 'Add “A copy of everything”' }).click();
    await expect(page.getByTestId('rules-total')).toHaveText('2, 1 on');
    const order = (): Promise<(string | null)[]> => page.getByTestId('rule-row').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-rule')));
    expect(await order()).toEqual(['File invoices', 'A copy of everything']);
    const list = page.getByTestId('rule-list');
    await list.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Alt+ArrowUp');
    await expect.poll(order).toEqual(['A copy of everything', 'File invoices']);
    await ruleRow(page, 'A copy of everything').dragTo(ruleRow(page, 'File invoices'), { targetPosition: { x: 60, y: 45 } });
    await expect.poll(order).toEqual(['File invoices', 'A copy of everything']);
    await list.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press(' ');
    await expect(page.getByTestId('rules-total')).toHaveText('2, 0 on');
    await page.keyboard.press('Delete');
    await expect(page.getByTestId('rule-row')).toHaveCount(1);
    await page.getByTestId('toast').getByRole('button', { name: 'Undo' }).last().click();
    await expect.poll(order).toEqual(['File invoices', 'A copy of everything']);
  });

  await test.step('rules go out as YAML and come in again under a free name', async () => {
    await page.getByTestId('rules-menu').click();
    await page.getByRole('menuitem', { name: 'Export all' }).click();
    await expect(page.getByTestId('export-text')).toHaveValue(/name: File invoices/);
    const text = await page.getByTestId('export-text').inputValue();
    await page.keyboard.press('Escape');
    await page.getByTestId('rules-menu').click();
    await page.getByRole('menuitem', { name: 'Import' }).click();
    await page.getByTestId('import-text').fill(text.replace('kind: document', 'kind: dokument'));
    await expect(page.getByTestId('import-problem')).toContainText('Line ');
    await look('import-mistake');
    await page.getByTestId('import-text').fill(text);
    await page.getByTestId('import-add').click();
    await expect(page.getByTestId('rule-row')).toHaveCount(4);
    await expect(ruleRow(page, 'File invoices 2')).toBeVisible();
  });

  await test.step('a program says where it is allowed', async () => {
    await page.keyboard.press('n');
    await expect(page.getByTestId('rule-name')).toHaveValue('New rule');
    await page.getByTestId('add-action').click();
    await page.getByTestId('pick-run').click();
    await page.getByTestId('field-program').fill('/usr/bin/true');
    await expect(page.getByTestId('action-warning')).toContainText('not allowed');
    await look('program');
    await page.getByTestId('allow-programs').click();
    await expect(page.getByTestId('nav-settings')).toHaveAttribute('aria-current', 'page');
    await goTo(page, 'rules');
  });

  await test.step('small, large, light and dark', async () => {
    await ruleRow(page, 'File invoices').click();
    for (const [width, height] of [[900, 560], [1200, 760]] as const) {
      await electron.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), [width, height] as const);
      await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
      for (const appearance of ['light', 'dark'] as const) {
        await appear(page, appearance);
        await look(`${width}-${appearance}`);
        if (width > 1_000) continue;
        await page.getByRole('tab', { name: 'Matches' }).click();
        await expect(page.getByTestId('trace')).toBeVisible();
        await look(`${width}-${appearance}-matches`);
        await page.getByRole('tab', { name: 'Sentence' }).click();
      }
    }
  });
  expect(seen).toEqual({});
  await quit();
});
