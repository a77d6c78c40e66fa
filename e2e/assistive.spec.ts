import type { Locator, Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Profile } from './app';
import { expect, test } from './fixtures';
import { SCREENS_AND_SETTINGS, viewsOf } from './languages/views';
import { append } from './screenshots/busy-desk';
import { fillProfile } from './screenshots/full-profile';
import { setSize } from './screenshots/variants';
import { goTo, type Section } from './window';

/* What people see and hear who look at the window otherwise: by a screen reader, larger, calmer, in colours of their own. */

/** A file that is uploaded to a server that is not there. */
function addUpload(profile: Profile): void {
  const outbox = profile.folder('Outbox');
  writeFileSync(join(outbox, 'parcel.txt'), 'to be sent\n');
  writeFileSync(join(profile.data, 'destinations.yaml'), stringify({ away: { bucket: 'filemill', endpoint: 'http://127.0.0.1:9' } }));
  append(profile, 'settings.yaml', 'folders', { path: outbox, name: 'Outbox' });
  append(profile, 'rules.yaml', 'rules', { name: 'Send parcels', folders: ['Outbox'], on: ['created'], then: [{ upload: 'away' }] });
}

interface List {
  readonly section: Section;
  readonly list: (page: Page) => Locator;
  /** As `toMatchAriaSnapshot` wants it: one item of each list with all that is told of it. */
  readonly tree: string;
}

const GRID = (page: Page): Locator => page.getByRole('main').getByRole('grid').first();
const LISTBOX = (page: Page): Locator => page.getByRole('main').getByRole('listbox').first();

const LISTS: readonly List[] = [
  {
    section: 'files',
    list: GRID,
    tree: `
      - grid "Files":
        - rowgroup:
          - row:
            - columnheader "Name"
            - columnheader "Folder"
            - columnheader "State"
            - columnheader "Steps"
            - columnheader "Time"
            - columnheader "Time left"
            - columnheader "Size"
            - columnheader "Arrived"
        - rowgroup:
          - row /^Data Kundenliste\\.csv Scans Done 6 of 6 steps done .* 344 bytes/:
            - gridcell "Data Kundenliste.csv":
              - img "Data"
            - gridcell "Scans"
            - gridcell "Done"
            - gridcell "6 of 6 steps done"
            - gridcell
            - gridcell
            - gridcell "344 bytes"
            - gridcell:
              - time
            - gridcell:
              - button "Actions for Kundenliste.csv"
    `,
  },
  {
    section: 'attention',
    list: GRID,
    tree: `
      - 'grid "Files: Damaged"':
        - rowgroup:
          - row "Name State"
        - rowgroup:
          - row /^Data Printer settings\\.json Invalid, line 6/:
            - gridcell "Data Printer settings.json"
            - gridcell "Invalid, line 6"
    `,
  },
  {
    section: 'duplicates',
    list: LISTBOX,
    tree: `
      - listbox "Identical, groups":
        - 'option "Harbour at dusk 3 files · 257 kB Inside archives: 1" [selected]'
    `,
  },
  {
    section: 'images',
    list: LISTBOX,
    tree: `
      - listbox "Images":
        - option /^Harbour at dusk, shaken\\.jpg, 1,600 by 1,066 pixels, blurry, sharpness/
    `,
  },
  {
    section: 'archives',
    list: LISTBOX,
    tree: `
      - listbox "Archives":
        - option "For the newsletter.zip 258 kB Scans" [selected]
    `,
  },
  {
    section: 'archives',
    list: GRID,
    tree: `
      - grid "Entries of For the newsletter.zip":
        - rowgroup:
          - row:
            - columnheader "Name":
              - button "Name"
            - columnheader "Size"
            - columnheader "Packed"
            - columnheader "Packed size in percent of the size"
            - columnheader "Encrypted"
            - columnheader "In your folders already"
            - columnheader "Warnings"
        - rowgroup:
          - row:
            - gridcell "Image Harbour at dusk.jpg"
            - gridcell "257 kB"
            - gridcell "257 kB"
            - gridcell "100 %"
            - gridcell
            - gridcell "In your folders already"
            - gridcell
    `,
  },
  {
    section: 'rules',
    list: GRID,
    tree: `
      - grid "Rules":
        - rowgroup:
          - row /^Reports into their year 6 hits/ [selected]:
            - gridcell
            - gridcell:
              - switch "“Reports into their year” is on" [checked]
    `,
  },
  {
    section: 'handoffs',
    list: GRID,
    tree: `
      - grid "Hand-offs":
        - row "State File Route Size Since"
        - row /^Ready exporter_sales_20261120_065500\\.csv exporter to validator 25 bytes/:
          - gridcell "Ready"
          - gridcell "exporter_sales_20261120_065500.csv"
          - gridcell "exporter to validator"
          - gridcell "25 bytes"
          - gridcell:
            - time
    `,
  },
  {
    section: 'history',
    list: GRID,
    tree: `
      - grid "History":
        - rowgroup:
          - row "Time Event File Folder Outcome Trigger Took"
        - rowgroup:
          - row /Created .*Kundenliste\\.csv Scans Done/
    `,
  },
  {
    section: 'uploads',
    list: (page) => page.getByRole('list', { name: 'Uploads' }),
    tree: `
      - list "Uploads":
        - listitem:
          - paragraph:
            - link "parcel.txt"
          - paragraph: /does not answer at the moment/
          - button "Set the upload of parcel.txt aside"
          - button "Cancel the upload of parcel.txt"
    `,
  },
];

/** Where each item says that it stands, and of how many. */
async function places(list: Locator): Promise<{ of: number[]; at: number[] }> {
  return list.evaluate((element) => {
    const number = (item: Element, name: string): number => Number(item.getAttribute(name));
    const rows = [...element.querySelectorAll('[aria-rowindex]')];
    if (rows.length > 0) return { of: [number(element, 'aria-rowcount')], at: rows.map((row) => number(row, 'aria-rowindex')) };
    const items = [...element.querySelectorAll('[aria-posinset]')];
    return { of: items.map((item) => number(item, 'aria-setsize')), at: items.map((item) => number(item, 'aria-posinset')) };
  });
}

/** What stands out sideways and can't be scrolled to; text that ends in an ellipsis is told in full otherwise. */
const lostSideways = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('main, main *')]
      .filter((element) => {
        const { overflowX, textOverflow } = getComputedStyle(element);
        const isCut = element === document.documentElement || ((overflowX === 'hidden' || overflowX === 'clip') && textOverflow !== 'ellipsis');
        return isCut && element.clientWidth > 2 && element.scrollWidth > element.clientWidth + 1;
      })
      .map((element) => `${element.tagName} ${element.getAttribute('class') ?? ''}: ${element.scrollWidth} in ${element.clientWidth}`),
  );

test('lists are told with their places; without motion nothing moves; twice as large nothing is lost', async ({ profile, start }) => {
  test.setTimeout(240_000);
  const { files } = fillProfile(profile);
  addUpload(profile);
  const app = await start({ environment: { AWS_ACCESS_KEY_ID: 'nobody', AWS_SECRET_ACCESS_KEY: 'nothing' } });
  const { page } = app;
  await goTo(page, 'overview');
  await setSize(app, [1200, 760]);
  await expect(page.getByTestId('acct-done')).toHaveAttribute('aria-label', new RegExp(`\\b${files - 1}\\b`), { timeout: 120_000 });

  for (const { section, list: find, tree } of LISTS) {
    await test.step(`the list of ${section}`, async () => {
      await goTo(page, section);
      const list = find(page);
      await expect(list).toMatchAriaSnapshot(tree);
      const { of, at } = await places(list);
      expect(new Set(of).size).toBe(1);
      // These are short lists: all of it is there.
      expect(at).toEqual(Array.from({ length: of[0] ?? 0 }, (_, before) => before + 1));
    });
  }

  await test.step('without motion', async () => {
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    for (const section of ['overview', 'files', 'uploads'] as const) {
      await goTo(page, section);
      // Colours that change with the look may fade for a moment: nothing may go on moving.
      await expect.poll(() => page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)).toBe(0);
    }
    await page.emulateMedia({ forcedColors: null, reducedMotion: null });
  });

  await test.step('twice as large, in the smallest window', async () => {
    await setSize(app, [900, 560]);
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2));
    await page.waitForFunction(() => window.innerWidth === 450);
    const lost: Record<string, string[]> = {};
    for (const view of viewsOf(profile).slice(0, SCREENS_AND_SETTINGS)) {
      await view.show(app);
      const found = await lostSideways(page);
      if (found.length > 0) lost[view.name] = found;
    }
    expect(lost).toEqual({});
  });
  await app.quit();
});
