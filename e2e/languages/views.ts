import type { RunningApp } from '../app';
import { expect } from '../fixtures';
import { goTo, type Section } from '../window';

/** A state of the window, and how to get there in any language. */
export interface View {
  readonly name: string;
  show(app: RunningApp): Promise<void>;
  /** Takes away what lies above the screen. */
  leave?(app: RunningApp): Promise<void>;
}

const SECTIONS: readonly Section[] = ['overview', 'folders', 'files', 'attention', 'duplicates', 'images', 'archives', 'rules', 'handoffs', 'history', 'flow', 'uploads', 'settings'];
const SETTINGS_PAGES = ['general', 'desktop', 'processing', 'watching', 'ocr', 'pictures', 'duplicates', 'archives', 'actions', 'destinations', 'vault', 'security', 'history', 'keys', 'health', 'advanced'];
/** One file of each kind whose details differ. */
const FILES = ['Invoice 2026-0147 Northwind Paper.pdf', 'Scanned delivery note.pdf', 'Lease contract (incomplete download).pdf', 'Kundenliste.csv', 'Harbour at dusk.jpg', 'For the newsletter.zip', 'Meeting minutes.docx'];

const leaveDialog: View['leave'] = async ({ page }) => {
  for (let tries = 0; tries < 3 && (await page.locator('dialog[open]').count()) > 0; tries += 1) await page.keyboard.press('Escape');
  await expect(page.locator('dialog[open]')).toHaveCount(0);
};

/** A screen, and then something on it that opens another. */
const opened = (name: string, section: Section, testIds: readonly string[], shown: string): View => ({
  name,
  async show({ page }) {
    await goTo(page, section);
    for (const testId of testIds) await page.getByTestId(testId).first().click();
    await expect(page.getByTestId(shown).first()).toBeVisible();
  },
  leave: leaveDialog,
});

function detailsOf(file: string): View[] {
  const show = async ({ page }: RunningApp): Promise<void> => {
    await goTo(page, 'files');
    await page.getByTestId('file-row').filter({ hasText: file }).first().click();
    await expect(page.getByTestId('detail-name')).toHaveText(file);
  };
  // Of its tabs, as many as there are: which ones depends on the file.
  return Array.from({ length: 7 }, (_, at) => ({
    name: `details of ${file}, tab ${at + 1}`,
    async show(app: RunningApp) {
      await show(app);
      const tab = app.page.getByTestId('detail').getByRole('tab').nth(at);
      if ((await tab.count()) > 0) await tab.click();
      await expect(app.page.getByTestId('detail').getByTestId('skeleton')).toHaveCount(0);
    },
  }));
}

export const views: readonly View[] = [
  ...SECTIONS.map((section): View => ({ name: section, show: ({ page }) => goTo(page, section) })),
  ...SETTINGS_PAGES.map((name): View => ({
    name: `settings, ${name}`,
    async show({ page }) {
      await goTo(page, 'settings');
      await page.getByTestId(`settings-${name}`).click();
      await expect(page.getByTestId(`settings-${name}`)).toHaveAttribute('aria-current', 'page');
    },
  })),
  ...FILES.flatMap(detailsOf),
  opened('add folder', 'folders', ['add-folder'], 'add-folder-dialog'),
  {
    name: 'add folder, questions',
    async show({ page, electron }) {
      await goTo(page, 'folders');
      await page.getByTestId('add-folder').first().click();
      const home = await electron.evaluate(({ app }) => app.getPath('home'));
      await page.getByTestId('add-folder-path').fill(home);
      await page.getByTestId('add-folder-check').click();
      await expect(page.getByTestId('recipes')).toBeVisible();
      await expect(page.getByTestId('add-folder-start')).toBeEnabled();
    },
    leave: leaveDialog,
  },
];
