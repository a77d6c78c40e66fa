import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { parse, stringify } from 'yaml';
import { lockInstance } from '../../src/engine/store/instance-lock';
import { BUCKET, hasS3Server, S3_CREDENTIALS, startS3Rig, type S3Rig } from '../../tests/helpers/s3-rig';
import type { Profile, RunningApp } from '../app';
import { expect, test } from '../fixtures';
import { viewsOf, type View } from '../languages/views';
import { fileRow, goTo, openTab, waitUntilSettled, type Section } from '../window';
import { addTroubles, addUploads, sendFiles } from './busy-desk';
import { fillProfile } from './full-profile';
import { DOCUMENT_SIZE, LOOKS, setLook, setSize, SIZES } from './variants';

const root = resolve(import.meta.dirname, '..', '..');
const into = join(root, '.cache', 'screenshots');
const SECTIONS: readonly Section[] = ['overview', 'folders', 'files', 'attention', 'duplicates', 'images', 'archives', 'rules', 'handoffs', 'history', 'flow', 'uploads', 'settings'];
const LANGUAGES = ['en', 'de'] as const;
const SOME_ACTIONS = ['new rule, actions', 'new rule, move', 'new rule, notify', 'new rule, transform', 'new rule, upload', 'new rule, webhook', 'new rule, run'];

/** Another window than the main one, where a view opens one. */
interface Shown extends Omit<View, 'show'> {
  show(app: RunningApp): Promise<void | Page>;
}

const screens: readonly Shown[] = SECTIONS.map((section) => ({ name: section, show: ({ page }) => goTo(page, section) }));

const INVOICE = 'Invoice 2026-0147 Northwind Paper.pdf';

async function showFile({ page }: RunningApp, name: string): Promise<void> {
  await goTo(page, 'files');
  await fileRow(page, name).click();
  await expect(page.getByTestId('detail-name')).toHaveText(name);
}

const ownWindow = (file: string): Shown => ({
  name: `window of ${file}`,
  async show(app) {
    await showFile(app, file);
    const [opened] = await Promise.all([app.electron.waitForEvent('window'), app.page.getByTestId('detail-window').click()]);
    await expect(opened.getByTestId('detail-name')).toHaveText(file);
    const size = await app.page.evaluate(() => [window.innerWidth, window.innerHeight] as const);
    const handle = await app.electron.browserWindow(opened);
    await handle.evaluate((window: Electron.BrowserWindow, [width, height]) => window.setContentSize(width, height), size);
    await opened.waitForFunction(([width, height]) => window.innerWidth === width && window.innerHeight === height, size);
    return opened;
  },
});

const views: readonly Shown[] = [
  ...screens,
  {
    name: 'overview-charts',
    async show({ page }) {
      await goTo(page, 'overview');
      await page.getByTestId('charts').locator('section').last().scrollIntoViewIfNeeded();
    },
  },
  { name: 'detail-pdf', show: (app) => showFile(app, INVOICE) },
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

function openedBy(section: Section, button: string, shown: string): Shown['show'] {
  return async ({ page }) => {
    await goTo(page, section);
    await page.getByTestId(button).first().click();
    await expect(page.getByTestId(shown)).toBeVisible();
  };
}

/** Fewer, when only these are wanted: beginnings of names, parted by commas. */
const wanted = process.env['FILEMILL_VIEWS']?.split(',');
const among = (all: readonly Shown[]): readonly Shown[] => (wanted ? all.filter(({ name }) => wanted.some((beginning) => name.startsWith(beginning))) : all);
/** And only these ways of looking at them: parts of `de-900x560-dark`. */
const ways = process.env['FILEMILL_WAYS']?.split(',');
const isWanted = (way: string): boolean => ways === undefined || ways.some((part) => way.includes(part));

function setLanguage(profile: Profile, language: string): void {
  const path = join(profile.data, 'settings.yaml');
  const settings = parse(readFileSync(path, 'utf8')) as { general: Record<string, unknown> };
  writeFileSync(path, stringify({ ...settings, general: { ...settings.general, language } }));
}

async function speak({ page }: RunningApp, profile: Profile, language: string): Promise<void> {
  setLanguage(profile, language);
  await page.waitForFunction((wanted) => document.documentElement.lang.startsWith(wanted), language);
  await expect(page.getByTestId('nav-overview')).toBeVisible();
}

async function take({ electron, page }: RunningApp, ...parts: string[]): Promise<void> {
  // Pictures and documents that are still being read would be missing. (The network is never idle again once the frame of a document was taken away.)
  for (const frame of page.frames()) await frame.waitForLoadState('load');
  // Without an engine some wait for ever.
  if (parts[0] === 'error') await page.waitForTimeout(500);
  else await page.waitForFunction(() => {
    const isShown = (element: Element): boolean => {
      const { top, bottom, width } = element.getBoundingClientRect();
      return element.checkVisibility() && width > 0 && bottom > 0 && top < window.innerHeight;
    };
    const busy = [...document.querySelectorAll('[aria-busy="true"], [data-testid="skeleton"]')].filter(isShown);
    return busy.length === 0 && [...document.images].filter(isShown).every((image) => image.complete);
  });
  const folder = join(into, ...parts.slice(0, -1));
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${parts.at(-1)}.png`);
  // Nothing tells when a frame of another process has been painted.
  if (page.frames().length > 1) await page.waitForTimeout(400);
  if (page.frames().length === 1) await page.screenshot({ path, animations: 'disabled' });
  else writeFileSync(path, Buffer.from(await (await electron.browserWindow(page)).evaluate(captured), 'base64'));
}

/** With the documents in it that have a process of their own, which Playwright's pictures lack. */
const captured = async (window: Electron.BrowserWindow): Promise<string> => (await window.webContents.capturePage()).toPNG().toString('base64');

const VIEW_MS = 60_000;

/** A page that hangs answers no key, and waits for none. */
async function inTime<T>(done: Promise<T>): Promise<T> {
  const late = new AbortController();
  const tooLate = wait(VIEW_MS, undefined, { signal: late.signal }).then(
    () => Promise.reject(new Error('The page does not answer.')),
    () => new Promise<never>(() => undefined),
  );
  return Promise.race([done, tooLate]).finally(() => late.abort());
}

/** Of a view that can't be shown the others are taken all the same; the test ends with what was missing. */
async function takeAll(app: RunningApp, state: string, shown: readonly Shown[], language: string): Promise<void> {
  const missing: string[] = [];
  for (const size of SIZES) {
    const looks = LOOKS.filter((look) => isWanted(`${language}-${size.join('x')}-${look}`));
    if (looks.length === 0) continue;
    await setSize(app, size);
    for (const view of among(shown)) {
      const shot = async (): Promise<void> => {
        const page = (await view.show(app)) ?? app.page;
        for (const look of looks) {
          await setLook({ ...app, page }, look);
          await take({ ...app, page }, state, view.name.replaceAll(/[^\w.]+/g, '-'), `${language}-${size.join('x')}-${look}`);
        }
        if (page !== app.page) await Promise.all([page.waitForEvent('close'), page.keyboard.press('Escape').catch(() => undefined)]);
        await (view.leave ? view.leave(app) : app.page.keyboard.press('Escape'));
      };
      const problem = await inTime(shot()).then(() => null, String);
      if (problem === null) continue;
      missing.push(`${view.name}, ${language} ${size.join('x')}: ${problem.slice(0, 300)}`);
      await inTime(app.page.keyboard.press('Escape'));
    }
  }
  expect(missing).toEqual([]);
}

let server: S3Rig | null = null;
test.beforeAll(async () => {
  if (hasS3Server) server = await startS3Rig();
});
test.afterAll(() => server?.close());

/** A desk where much has happened, some of it has failed, and some is under way. */
async function startBusy(profile: Profile, start: (options: { environment: Record<string, string> }) => Promise<RunningApp>, language: string): Promise<RunningApp> {
  const { files } = fillProfile(profile);
  const more = await addTroubles(profile, profile.folder('Scans'));
  addUploads(profile, server && { endpoint: server.endpoint, bucket: BUCKET });
  setLanguage(profile, language);
  const app = await start({ environment: { AWS_ACCESS_KEY_ID: S3_CREDENTIALS.accessKeyId, AWS_SECRET_ACCESS_KEY: S3_CREDENTIALS.secretAccessKey } });
  app.page.setDefaultTimeout(15_000);
  await goTo(app.page, 'overview');
  await waitUntilSettled(app.page, files + more, 180_000);
  await sendFiles(profile, app);
  return app;
}

test('for the guide', async ({ profile, start }) => {
  const app = await startBusy(profile, start, 'en');
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

// Each language has a desk of its own: what is written to the ledger stays in the language of its day.
for (const language of LANGUAGES) {
  test(`with data, ${language}`, async ({ profile, start }) => {
    const app = await startBusy(profile, start, language);
    await takeAll(app, 'full', views, language);
    await app.quit();
  });

  /** All that opens on the screens: details, dialogs, pages of the settings; of the many actions of rules some. */
  test(`what opens, ${language}`, async ({ profile, start }) => {
    const app = await startBusy(profile, start, language);
    const opening: readonly Shown[] = [
      ...viewsOf(profile).slice(SECTIONS.length).filter(({ name }) => !name.startsWith('new rule, ') || SOME_ACTIONS.includes(name)),
      ...[INVOICE, 'Harbour at dusk.jpg', 'Kundenliste.csv'].map(ownWindow),
    ];
    await takeAll(app, 'opened', opening, language);
    await app.quit();
  });
}

test('without data', async ({ profile, start }) => {
  writeFileSync(join(profile.data, 'settings.yaml'), stringify({ version: 1, general: { firstRunDone: true } }));
  const app = await start();
  for (const language of LANGUAGES) {
    await speak(app, profile, language);
    await takeAll(app, 'empty', screens, language);
  }
  await app.quit();
});

const firstRun: readonly Shown[] = [
  {
    name: 'first-run-1',
    async show({ page }) {
      const back = page.getByRole('button', { name: /^(Back|Zurück)$/ });
      if (await back.isVisible()) await back.click();
      await expect(page.getByTestId('first-run-sample')).toBeVisible();
    },
  },
  {
    name: 'first-run-2',
    async show({ page }) {
      if (await page.getByTestId('first-run-sample').isVisible()) await page.getByTestId('first-run-sample').click();
      await expect(page.getByTestId('first-run-start')).toBeEnabled();
    },
  },
];

const lastOfFirstRun: Shown = {
  name: 'first-run-3',
  async show({ page }) {
    if (await page.getByTestId('first-run-start').isVisible()) await page.getByTestId('first-run-start').click();
    // Asked for when all have been read.
    await expect(page.getByTestId('first-run').getByRole('switch')).toBeVisible({ timeout: 120_000 });
  },
};

for (const language of LANGUAGES) {
  test(`at the first start, ${language}`, async ({ profile, start }) => {
    writeFileSync(join(profile.data, 'settings.yaml'), stringify({ version: 1, general: { language } }));
    const app = await start();
    await expect(app.page.getByTestId('first-run')).toBeVisible();
    await takeAll(app, 'first-run', firstRun, language);
    await takeAll(app, 'first-run', [lastOfFirstRun], language);
    await app.quit();
  });
}

test('in error', async ({ profile, start }) => {
  // As another Filemill on the same data folder would hold it.
  const lock = lockInstance(profile.data);
  const app = await start();
  app.page.setDefaultTimeout(10_000);
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
