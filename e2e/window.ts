import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/* What a user does and sees in the window. */

const pictures = resolve(import.meta.dirname, '..', 'test-results');

export type Section = 'overview' | 'folders' | 'files' | 'attention' | 'duplicates' | 'images' | 'archives' | 'rules' | 'handoffs' | 'flow' | 'history' | 'uploads' | 'settings';

export async function goTo(page: Page, section: Section): Promise<void> {
  await page.getByTestId(`nav-${section}`).click();
  await expect(page.getByTestId(`nav-${section}`)).toHaveAttribute('aria-current', 'page');
  // Its code may still be on its way.
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** Begins to watch a folder, from any screen with an "Add folder" button. */
export async function watchFolder(page: Page, folder: string): Promise<void> {
  await page.getByTestId('add-folder').first().click();
  await page.getByTestId('add-folder-path').fill(folder);
  await page.getByTestId('add-folder-check').click();
  await page.getByTestId('add-folder-start').click();
  await expect(page.getByTestId('add-folder-dialog')).toBeHidden();
}

const PARTS = ['seen', 'done', 'inProgress', 'waiting', 'attention', 'ignored'] as const;
export type Accounting = Record<(typeof PARTS)[number], number>;

/** The figures of the accounting strip, all read at the same instant. */
export async function readAccounting(page: Page): Promise<Accounting> {
  const labels = await page.getByTestId('accounting-strip').evaluate(
    (strip, parts) => parts.map((part) => strip.querySelector(`[data-testid="acct-${part}"]`)?.getAttribute('aria-label') ?? ''),
    [...PARTS],
  );
  return Object.fromEntries(PARTS.map((part, i) => [part, Number((labels[i] ?? '').replaceAll(/\D/g, ''))])) as Accounting;
}

/** Waits until nothing is on its way any more, and looks at every glance whether the sum is right. */
export async function waitUntilSettled(page: Page, seen: number, timeout = 60_000): Promise<Accounting> {
  let last: Accounting | null = null;
  await expect
    .poll(
      async () => {
        last = await readAccounting(page);
        expect(last.done + last.inProgress + last.waiting + last.attention + last.ignored, JSON.stringify(last)).toBe(last.seen);
        return { seen: last.seen, open: last.inProgress + last.waiting };
      },
      { timeout, intervals: [100, 250, 500] },
    )
    .toEqual({ seen, open: 0 });
  return last as unknown as Accounting;
}

/** The next folder dialog answers with this path, as if the user had chosen it. */
export async function answerFolderDialog(electron: ElectronApplication, path: string): Promise<void> {
  await electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, path);
}

/** A real drag of files or folders from the desktop onto the window. */
export async function dropOnWindow(page: Page, paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const at = { x: 500, y: 350, data };
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at });
  await session.send('Input.dispatchDragEvent', { type: 'dragOver', ...at });
  await expect(page.getByTestId('drop-overlay')).toBeVisible();
  await session.send('Input.dispatchDragEvent', { type: 'drop', ...at });
  await session.detach();
}

/** The row of a file in the list on show. */
export function fileRow(page: Page, name: string): Locator {
  return page.getByTestId('file-row').filter({ has: page.getByText(name, { exact: true }) });
}

export async function openFile(page: Page, name: string): Promise<Locator> {
  await fileRow(page, name).click();
  await expect(page.getByTestId('detail-name')).toHaveText(name);
  return page.getByTestId('detail');
}

export async function openTab(page: Page, label: 'Summary' | 'Contents' | 'Text' | 'Tables' | 'Metrics' | 'Metadata' | 'Timeline' | 'Why'): Promise<void> {
  await page.getByTestId('detail').getByRole('tab', { name: label }).click();
}

/** A picture for people to look at; nothing is compared. */
export async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}
