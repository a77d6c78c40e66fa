import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Profile, RunningApp } from '../app';
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
/** So many views come first. */
export const SCREENS_AND_SETTINGS = SECTIONS.length + SETTINGS_PAGES.length;
/** One file of each kind whose details differ. */
const FILES = ['Invoice 2026-0147 Northwind Paper.pdf', 'Scanned delivery note.pdf', 'Lease contract (incomplete download).pdf', 'Kundenliste.csv', 'Harbour at dusk.jpg', 'For the newsletter.zip', 'Meeting minutes.docx'];

const ACTIONS = ['backup', 'version', 'copy', 'move', 'rename', 'link', 'trash', 'validate', 'notify', 'alert', 'route', 'handOff', 'log', 'transform', 'searchablePdf', 'extract', 'archive', 'tag', 'webhook', 'upload', 'run'];

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

/** Every screen, and what opens on them; on a desk as `fillProfile` makes it. */
export const viewsOf = (profile: Profile): readonly View[] => [
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
    async show({ page }) {
      const fresh = profile.folder('Fresh');
      writeFileSync(join(fresh, 'letter.txt'), 'Dear reader,\n');
      await goTo(page, 'folders');
      await page.getByTestId('add-folder').first().click();
      await page.getByTestId('add-folder-path').fill(fresh);
      await page.getByTestId('add-folder-check').click();
      await expect(page.getByTestId('recipes')).toBeVisible();
      await expect(page.getByTestId('add-folder-start')).toBeEnabled();
    },
    leave: leaveDialog,
  },
  ...['settings', 'events'].map((name, at): View => ({
    name: `folder, ${name}`,
    async show({ page }) {
      await goTo(page, 'folders');
      await page.getByTestId('folder-card').first().getByRole('link').first().click();
      await page.getByTestId('folder-detail').getByRole('tab').nth(at + 1).click();
    },
  })),
  {
    name: 'remove folder',
    async show({ page }) {
      await goTo(page, 'folders');
      await page.getByTestId('folder-remove').first().click();
      await expect(page.locator('dialog[open]')).toBeVisible();
    },
    leave: leaveDialog,
  },
  opened('rules of a folder on what is there', 'folders', ['folder-run'], 'run-dialog'),
  opened('rule', 'rules', ['rule-row'], 'rule-editor'),
  {
    name: 'new rule',
    async show({ page }) {
      await goTo(page, 'rules');
      await page.getByTestId('new-rule').first().click();
      await expect(page.getByTestId('rule-name')).toBeFocused();
      await page.getByTestId('add-condition').first().click();
      await expect(page.getByTestId('condition')).toHaveCount(1);
      await page.getByTestId('fact').last().click();
      await expect(page.getByTestId('picker')).toBeVisible();
    },
    leave: async ({ page }) => page.keyboard.press('Escape'),
  },
  {
    name: 'new rule, actions',
    async show({ page }) {
      await page.getByTestId('add-action').click();
      await expect(page.getByTestId('picker')).toBeVisible();
    },
    leave: async ({ page }) => page.keyboard.press('Escape'),
  },
  ...ACTIONS.map((action): View => ({
    name: `new rule, ${action}`,
    async show({ page }) {
      await page.getByTestId('add-action').click();
      await page.getByTestId(`pick-${action}`).click();
      await expect(page.getByTestId(`action-${action}`)).toBeVisible();
    },
    async leave({ page }) {
      for (const remove of await page.getByTestId('remove-action').all()) await remove.click();
    },
  })),
  opened('rules that come along', 'rules', ['gallery'], 'gallery-dialog'),
  {
    name: 'simulation',
    async show({ page }) {
      await goTo(page, 'rules');
      await page.getByTestId('rule-row').first().click();
      await page.getByTestId('simulate').click();
      await expect(page.getByTestId('simulate-sum')).toBeVisible();
    },
    leave: leaveDialog,
  },
  {
    name: 'back-test',
    async show({ page }) {
      await goTo(page, 'rules');
      await page.getByTestId('rule-row').first().click();
      await page.getByTestId('back-test').click();
      await expect(page.getByTestId('back-test-sum')).toBeVisible();
    },
    leave: leaveDialog,
  },
  ...[1, 2, 3].map((at): View => ({
    name: `rule, tab ${at + 1}`,
    async show({ page }) {
      await goTo(page, 'rules');
      await page.getByTestId('rule-row').first().click();
      const tab = page.getByTestId('rule-editor').getByRole('tab').nth(at);
      if ((await tab.count()) > 0) await tab.click();
    },
  })),
  opened('group of duplicates', 'duplicates', ['group-row'], 'group-pane'),
  opened('picture', 'images', ['tile'], 'detail'),
  {
    name: 'quick look',
    async show({ page }) {
      await goTo(page, 'images');
      await page.getByTestId('tile').first().click();
      await page.keyboard.press('Space');
      await expect(page.getByTestId('quick-look')).toBeVisible();
    },
    leave: leaveDialog,
  },
  {
    name: 'transform pictures',
    async show({ page }) {
      await goTo(page, 'images');
      await page.getByTestId('tile').first().click();
      await page.keyboard.press('t');
      await expect(page.getByTestId('transform-dialog')).toBeVisible();
    },
    leave: leaveDialog,
  },
  opened('archive', 'archives', ['archive-row'], 'entry-table'),
  opened('extract', 'archives', ['archive-row', 'extract'], 'extract-dialog'),
  opened('new archive', 'archives', ['new-archive'], 'create-dialog'),
  opened('hand-off', 'handoffs', ['handoff'], 'handoff-detail'),
  ...[1, 2].map((at): View => ({
    name: `hand-offs, view ${at + 1}`,
    async show({ page }) {
      await goTo(page, 'handoffs');
      await page.getByRole('tab').nth(at).click();
    },
  })),
  {
    name: 'new place for hand-offs',
    async show({ page }) {
      await goTo(page, 'handoffs');
      await page.getByRole('tab').nth(2).click();
      await page.getByTestId('add-place').first().click();
      await expect(page.getByTestId('place-dialog')).toBeVisible();
    },
    leave: leaveDialog,
  },
  {
    name: 'new expectation',
    async show({ page }) {
      await goTo(page, 'handoffs');
      await page.getByRole('tab').nth(1).click();
      await page.getByTestId('add-expectation').first().click();
      await expect(page.getByTestId('expectation-dialog')).toBeVisible();
    },
    leave: leaveDialog,
  },
  opened('line of the history', 'history', ['history-row'], 'detail'),
  {
    name: 'new destination',
    async show({ page }) {
      await goTo(page, 'settings');
      await page.getByTestId('settings-destinations').click();
      await page.getByTestId('add-destination').click();
      await expect(page.getByTestId('destination-dialog')).toBeVisible();
    },
    leave: leaveDialog,
  },
  {
    name: 'password',
    async show({ page }) {
      await goTo(page, 'settings');
      await page.getByTestId('settings-security').click();
      await page.getByTestId('add-password').click();
      await expect(page.getByTestId('unlock-dialog')).toBeVisible();
    },
    leave: leaveDialog,
  },
  {
    name: 'verified',
    async show({ page }) {
      await goTo(page, 'settings');
      await page.getByTestId('settings-advanced').click();
      await page.getByTestId('verify').click();
      await page.getByTestId('doctor').click();
      await expect(page.getByTestId('verify-result')).toBeVisible();
      await expect(page.getByTestId('doctor-checks').locator('li').first()).toBeVisible();
    },
  },
  {
    name: 'all commands',
    async show({ page }) {
      await goTo(page, 'overview');
      await page.keyboard.press('Control+K');
      await expect(page.getByTestId('picker')).toBeVisible();
    },
    leave: async ({ page }) => page.keyboard.press('Escape'),
  },
  {
    name: 'keys',
    async show({ page }) {
      await goTo(page, 'duplicates');
      await page.keyboard.press('?');
      await expect(page.getByTestId('key-help')).toBeVisible();
    },
    leave: leaveDialog,
  },
  opened('notices', 'overview', ['notice-bell'], 'notice-panel'),
];
