import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Profile, RunningApp } from './app';
import { expect, test } from './fixtures';
import { cutTexts, hardCodedTexts } from './languages/shown-texts';
import { SCREENS_AND_SETTINGS, viewsOf } from './languages/views';
import { fillProfile } from './screenshots/full-profile';
import { setSize } from './screenshots/variants';
import { fileRow, goTo, waitUntilSettled } from './window';

/* The languages: that nothing is left out of them, that every text has its room, and what changes with another one. */

function chooseInFile(profile: Profile, language: string): void {
  const path = join(profile.data, 'settings.yaml');
  const settings = parse(readFileSync(path, 'utf8')) as { general?: Record<string, unknown> };
  writeFileSync(path, stringify({ ...settings, general: { ...settings.general, language } }));
}

const labelsOfMenu = ({ electron }: RunningApp): Promise<string[]> =>
  electron.evaluate(({ Menu }) => {
    const labels = (items: readonly Electron.MenuItem[]): string[] => items.flatMap(({ label, submenu }) => [label, ...labels(submenu?.items ?? [])]);
    return labels(Menu.getApplicationMenu()?.items ?? []);
  });

test('every text goes through the catalogues, and has its room a third longer', async ({ profile, start }) => {
  test.setTimeout(600_000);
  const { files, names } = fillProfile(profile);
  chooseInFile(profile, 'pseudo');
  const app = await start();
  await expect(app.page.getByTestId('nav-settings')).toContainText('~');
  // A view that can't be reached is told at the end, too.
  app.page.setDefaultTimeout(8_000);
  await setSize(app, [1200, 760]);
  await goTo(app.page, 'overview');
  await waitUntilSettled(app.page, files, 120_000);

  const hardCoded: Record<string, string[]> = {};
  const cut: Record<string, string[]> = {};
  const seen = new Set<string>();
  const seenCut = new Set<string>();
  const unreached: Record<string, string> = {};
  for (const view of viewsOf(profile)) {
    const isShown = await view.show(app).then(
      () => true,
      (error: unknown) => {
        unreached[view.name] = String(error).slice(0, 300);
        return false;
      },
    );
    if (!isShown) continue;
    const texts = (await hardCodedTexts(app.page, names)).filter((text) => !seen.has(text));
    const cuts = (await cutTexts(app.page)).filter((text) => !seenCut.has(text));
    for (const text of texts) seen.add(text);
    for (const text of cuts) seenCut.add(text);
    if (texts.length > 0) hardCoded[view.name] = texts;
    if (cuts.length > 0) cut[view.name] = cuts;
    await view.leave?.(app);
  }
  const menu = (await labelsOfMenu(app)).filter((label) => /[A-Za-z]{2,}/.test(label.replaceAll('Filemill', '')));
  if (menu.length > 0) hardCoded['menu'] = menu;
  expect.soft(unreached).toEqual({});
  expect.soft(hardCoded).toEqual({});
  expect(cut).toEqual({});
});

test('German is chosen in Settings: window, menu, numbers and dates are German, and so is the next start', async ({ profile, start }) => {
  const { files } = fillProfile(profile);
  const app = await start();
  const { page } = app;
  await goTo(page, 'overview');
  await waitUntilSettled(page, files, 120_000);
  expect(await labelsOfMenu(app)).toEqual(expect.arrayContaining(['&File', 'Add folder…', 'Overview']));

  await goTo(page, 'settings');
  await page.getByTestId('language').selectOption('de');
  await expect(page.getByTestId('nav-overview')).toContainText('Übersicht');
  await expect(page.getByTestId('nav-settings')).toHaveAttribute('aria-current', 'page');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect.poll(() => labelsOfMenu(app)).toEqual(expect.arrayContaining(['&Datei', 'Ordner hinzufügen…', 'Ausschneiden', 'Übersicht', 'Filemill beenden']));
  const menu = await labelsOfMenu(app);
  for (const english of ['&File', 'Cut', 'Overview', 'Quit Filemill']) expect(menu).not.toContain(english);

  await setSize(app, [1200, 760]);
  const cut: string[] = [];
  for (const view of viewsOf(profile).slice(0, SCREENS_AND_SETTINGS)) {
    await view.show(app);
    cut.push(...(await cutTexts(page)).map((text) => `${view.name}: ${text}`));
  }
  expect(cut).toEqual([]);

  await goTo(page, 'overview');
  await expect(page.getByTestId('accounting-strip')).toContainText('Gesehen');
  await expect(page.getByTestId('accounting-strip')).toContainText('Zu prüfen');
  // A figure with one decimal, as German writes it.
  await expect(page.getByTestId('metrics')).toContainText(/\d,\d/);
  // What the engine says follows without a new start.
  await expect(page.getByTestId('health-ledger')).toContainText('Register');
  await goTo(page, 'history');
  const day = new Intl.DateTimeFormat('de', { day: 'numeric', month: 'long' }).format(new Date());
  await expect(page.getByTestId('history-day').first()).toContainText(new RegExp(`Heute|${day}`));
  await goTo(page, 'files');
  await fileRow(page, 'Kundenliste.csv').click();
  await expect(page.getByTestId('detail-summary')).toContainText('344 Byte');
  await app.quit();

  const again = await start();
  await expect(again.page.getByTestId('nav-overview')).toContainText('Übersicht');
  await expect.poll(() => labelsOfMenu(again)).toContain('&Datei');
  await goTo(again.page, 'settings');
  await again.page.getByTestId('language').selectOption('en');
  await expect(again.page.getByTestId('nav-overview')).toContainText('Overview');
  await expect.poll(() => labelsOfMenu(again)).toContain('&File');
});
