import type { Locator } from '@playwright/test';
import { appendFileSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Profile } from './app';
import { expect, test } from './fixtures';
import { cutTexts } from './languages/shown-texts';
import { SCREENS_AND_SETTINGS, viewsOf } from './languages/views';
import { fillProfile } from './screenshots/full-profile';
import { setSize } from './screenshots/variants';
import { fileRow, goTo, takePicture } from './window';

/* What people see and hear who look at the window otherwise: by a screen reader, larger, calmer, in colours of their own. */

/** An upload that waits for a server that is not there. @returns of how many files */
function addUpload(profile: Profile): number {
  const outbox = profile.folder('Outbox');
  writeFileSync(join(outbox, 'parcel.txt'), 'to be sent\n');
  writeFileSync(join(profile.data, 'destinations.yaml'), stringify({ away: { bucket: 'filemill', endpoint: 'http://127.0.0.1:9' } }));
  for (const [file, key, entry] of [
    ['settings.yaml', 'folders', { path: outbox, name: 'Outbox' }],
    ['rules.yaml', 'rules', { name: 'Send parcels', folders: ['Outbox'], on: ['created'], then: [{ upload: 'away' }] }],
  ] as const) {
    const path = join(profile.data, file);
    const written = parse(readFileSync(path, 'utf8')) as Record<string, unknown[]>;
    writeFileSync(path, stringify({ ...written, [key]: [...(written[key] ?? []), entry] }));
  }
  return 1;
}

test('probe', async ({ profile, start }) => {
  test.setTimeout(240_000);
  const { files } = fillProfile(profile);
  addUpload(profile);
  const app = await start({ environment: { AWS_ACCESS_KEY_ID: 'nobody', AWS_SECRET_ACCESS_KEY: 'nothing' } });
  const { page } = app;
  await setSize(app, [1200, 760]);
  await goTo(page, 'overview');
  await expect(page.getByTestId('acct-done')).toHaveAttribute('aria-label', new RegExp(String(files - 1)), { timeout: 120_000 });
  const say = async (name: string, list: Locator): Promise<void> => {
    appendFileSync('/tmp/guide-trees.txt', `\n=== ${name}\n${await list.ariaSnapshot()}\n${(await list.evaluate((e) => e.outerHTML.replace(/ (class|style|id|title|data-[a-z-]+|d|viewBox)="[^"]*"/g, '').replace(/<svg.*?<\/svg>/g, ''))).slice(0, 2500)}\n`);
  };
  await goTo(page, 'files');
  await say('files', page.getByTestId('file-grid'));
  await goTo(page, 'attention');
  await say('attention', page.locator('main [role="grid"]').first());
  await goTo(page, 'duplicates');
  await say('duplicates', page.locator('main [role="listbox"]').first());
  await goTo(page, 'images');
  await say('images', page.locator('main [role="listbox"]').first());
  await goTo(page, 'archives');
  await say('archives', page.locator('main [role="listbox"]').first());
  await page.getByTestId('archive-row').first().click();
  await say('entries', page.locator('main [role="grid"]').first());
  await goTo(page, 'rules');
  await say('rules', page.getByTestId('rule-list'));
  await goTo(page, 'handoffs');
  await say('handoffs', page.getByTestId('handoffs'));
  await goTo(page, 'history');
  await say('history', page.getByTestId('history-grid'));
  await goTo(page, 'uploads');
  await say('uploads', page.locator('main ul').last());

  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  for (const section of ['overview', 'files', 'duplicates', 'images', 'rules', 'history', 'settings', 'flow'] as const) {
    await goTo(page, section);
    if (section === 'files') await fileRow(page, 'Kundenliste.csv').click();
    await page.waitForTimeout(400);
    await takePicture(page, `forced-${section}`);
    appendFileSync('/tmp/guide-trees.txt', `animations ${section}: ${await page.evaluate(() => document.getAnimations().filter((a) => a.playState === 'running').map((a) => JSON.stringify(a.effect?.getComputedTiming().duration)).join(' '))}\n`);
  }
  await page.emulateMedia({ forcedColors: null, reducedMotion: null });
  await setSize(app, [900, 560]);
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
  await page.waitForFunction(() => window.innerWidth === 450);
  for (const view of viewsOf(profile).slice(0, SCREENS_AND_SETTINGS)) {
    await view.show(app).catch((e: unknown) => appendFileSync('/tmp/guide-trees.txt', `ZOOM ${view.name} UNREACHED ${String(e).slice(0, 300)}\n`));
    const wide = await page.evaluate(() => [document.documentElement, ...document.querySelectorAll('main, main *')].filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 2 && ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(e).overflowX) || (e.tagName === 'HTML' && e.scrollWidth > e.clientWidth)).map((e) => `${e.tagName}.${e.className} ${getComputedStyle(e).overflowX} ${getComputedStyle(e).textOverflow} ${e.scrollWidth}>${e.clientWidth}`));
    appendFileSync('/tmp/guide-trees.txt', `ZOOM ${view.name}\n  ${wide.join('\n  ')}\n  CUT ${(await cutTexts(page)).join('\n  CUT ')}\n`);
    await takePicture(page, `zoom-${view.name.replace(/\W+/g, '-')}`);
  }
  await app.quit();
});
