import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { lockInstance } from '../../src/engine/store/instance-lock';
import type { Profile, RunningApp } from '../app';
import { expect, test } from '../fixtures';
import { fileRow, goTo, openTab, waitUntilSettled, type Section } from '../window';
import { fillProfile } from './full-profile';
import { DOCUMENT_SIZE, LOOKS, setLook, setSize, SIZES, type Look } from './variants';

const root = resolve(import.meta.dirname, '..', '..');
const into = join(root, '.cache', 'screenshots');
const SECTIONS: readonly Section[] = ['overview', 'folders', 'files', 'attention', 'duplicates', 'images', 'archives', 'rules', 'handoffs', 'history', 'flow', 'uploads', 'settings'];
const LANGUAGES = ['en', 'de'] as const;

/** What is on show, and how to get there in any language. */
interface View {
  readonly name: string;
  show(app: RunningApp): Promise<void>;
}

const screens: readonly View[] = SECTIONS.map((section) => ({ name: section, show: ({ page }) => goTo(page, section) }));

const views: readonly View[] = [
  ...screens,
  {
    name: 'overview-charts',
    async show({ page }) {
      await goTo(page, 'overview');
      await page.getByTestId('charts').locator('section').last().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'detail-pdf',
    async show({ page }) {
      await goTo(page, 'files');
      await fileRow(page, 'Invoice 2026-0147 Northwind Paper.pdf').click();
      await expect(page.getByTestId('detail-name')).toBeVisible();
    },
  },
  { name: 'add-folder', show: openedBy('folders', 'add-folder', 'add-folder-dialog') },
  {
    name: 'palette',
    async show({ page }) {
      await goTo(page, 'overview');
      await page.keyboard.press('Control+K');
      await expect(page.getByTestId('picker')).toBeVisible();
    },
  },
  {
    name: 'key-help',
    async show({ page }) {
      await goTo(page, 'duplicates');
      await page.keyboard.press('?');
      await expect(page.getByTestId('key-help')).toBeVisible();
    },
  },
  ...(['keys', 'vault', 'destinations', 'advanced'] as const).map((name) => ({
    name: `settings-${name}`,
    async show({ page }: RunningApp) {
      await goTo(page, 'settings');
      await page.getByTestId(`settings-${name}`).click();
    },
  })),
];

function openedBy(section: Section, button: string, shown: string): View['show'] {
  return async ({ page }) => {
    await goTo(page, section);
    await page.getByTestId(button).first().click();
    await expect(page.getByTestId(shown)).toBeVisible();
  };
}

/** Fewer, when only these are wanted: names parted by commas. */
const wanted = process.env['FILEMILL_VIEWS']?.split(',');
const among = (all: readonly View[]): readonly View[] => (wanted ? all.filter(({ name }) => wanted.includes(name)) : all);

async function speak({ page }: RunningApp, profile: Profile, language: string): Promise<void> {
  const path = join(profile.data, 'settings.yaml');
  const settings = parse(readFileSync(path, 'utf8')) as { general: Record<string, unknown> };
  writeFileSync(path, stringify({ ...settings, general: { ...settings.general, language } }));
  await page.waitForFunction((wanted) => document.documentElement.lang.startsWith(wanted), language);
  await expect(page.getByTestId('nav-overview')).toBeVisible();
}

async function take({ page }: RunningApp, ...parts: string[]): Promise<void> {
  // Pictures that are still being read would be missing.
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => {
    const isShown = (element: Element): boolean => {
      const { top, bottom, width } = element.getBoundingClientRect();
      return element.checkVisibility() && width > 0 && bottom > 0 && top < window.innerHeight;
    };
    const busy = [...document.querySelectorAll('[aria-busy="true"], [data-testid="skeleton"]')].filter(isShown);
    return busy.length === 0 && [...document.images].filter(isShown).every((image) => image.complete);
  });
  const folder = join(into, ...parts.slice(0, -1));
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${parts.at(-1)}.png`), animations: 'disabled' });
}

async function takeAll(app: RunningApp, state: string, shown: readonly View[], language: string, looks: readonly Look[] = LOOKS): Promise<void> {
  for (const [width, height] of SIZES) {
    await setSize(app, [width, height]);
    for (const view of among(shown)) {
      await view.show(app);
      for (const look of looks) {
        await setLook(app, look);
        await take(app, state, view.name, `${language}-${width}x${height}-${look}`);
      }
      await app.page.keyboard.press('Escape');
    }
  }
}

test('for the guide', async ({ profile, start }) => {
  const { files } = fillProfile(profile);
  const app = await start();
  await goTo(app.page, 'overview');
  await waitUntilSettled(app.page, files, 120_000);
  await setSize(app, DOCUMENT_SIZE);
  await setLook(app, 'light');
  // What a rule told would stand over each of them.
  for (const dismiss of await app.page.getByTestId('toast').getByRole('button', { name: 'Dismiss' }).all()) await dismiss.click();
  await expect(app.page.getByTestId('toast')).toHaveCount(0);
  for (const view of among(views)) {
    await view.show(app);
    if (view.name === 'detail-pdf') await openTab(app.page, 'Text');
    if (view.name === 'attention') await app.page.getByTestId('file-row').first().click();
    await take(app, 'guide', view.name);
    await app.page.keyboard.press('Escape');
  }
  await app.quit();
});

test('with data', async ({ profile, start }) => {
  const { files } = fillProfile(profile);
  const app = await start();
  await goTo(app.page, 'overview');
  await waitUntilSettled(app.page, files, 120_000);
  for (const language of LANGUAGES) {
    await speak(app, profile, language);
    await takeAll(app, 'full', views, language);
  }
  await app.quit();
});

test('without data', async ({ profile, start }) => {
  writeFileSync(join(profile.data, 'settings.yaml'), stringify({ version: 1, general: { firstRunDone: true } }));
  const app = await start();
  for (const language of LANGUAGES) {
    await speak(app, profile, language);
    await takeAll(app, 'empty', screens, language);
  }
  await app.quit();
});

test('at the first start', async ({ profile, start }) => {
  writeFileSync(join(profile.data, 'settings.yaml'), stringify({ version: 1, general: { language: 'en' } }));
  const app = await start();
  for (const language of LANGUAGES) {
    await speak(app, profile, language);
    await takeAll(app, 'first-run', [{ name: 'first-run', show: async ({ page }) => expect(page.getByTestId('first-run')).toBeVisible() }], language);
  }
  await app.quit();
});

test('in error', async ({ profile, start }) => {
  // As another Filemill on the same data folder would hold it.
  const lock = lockInstance(profile.data);
  const app = await start();
  await expect(app.page.getByTestId('banner')).toBeVisible();
  for (const language of LANGUAGES) {
    await app.page.evaluate((wanted) => localStorage.setItem('filemill:language', wanted), language);
    await app.page.reload();
    await expect(app.page.getByTestId('banner')).toBeVisible();
    await takeAll(app, 'error', screens, language);
  }
  lock.release();
  await app.quit();
});
