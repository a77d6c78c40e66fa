import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { onEmptyPage } from './kit/empty-app.mjs';
import { launchProbed, makeProfile, untilLive, withElectron } from './kit/electron.mjs';
import { watchFrames } from './kit/frames.mjs';
import { readAndCompare, writeManyPictures } from './kit/many-pictures.mjs';
import { percentile, randomNumbers } from './kit/numbers.mjs';
import { noteTasks } from './kit/page-tasks.mjs';
import { writePhotos } from './kit/photos.mjs';
import { atMost, row } from './kit/rows.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';

const FRAME_FLOOR_MS = 50;
const PATIENCE_MS = 10_000;
/** A notch of a wheel, CSS pixels, and how often a hand turns it by one. */
const NOTCH = 120;
const NOTCH_EVERY_MS = 50;
const WAYS = {
  'by the wheel': { by: NOTCH, everyMs: NOTCH_EVERY_MS },
  'thrown': { by: 10 * NOTCH, everyMs: 16 },
};
const LISTS = {
  gallery: { frame: '[data-testid=gallery]', line: '[data-testid=tile]' },
  groups: { frame: '[data-testid=group-list]', line: '[data-testid=group-row]' },
};
const LARGE = { width: 4_000, height: 3_000 };
/** Files of which nobody writes any more, as the disk's times say. */
const REST_MS = 11_000;
/** After a start, until everything that it met has been compared. */
const LOOK_MS = 8_000;

/** @param options `{ files = 100000, groups = 5000, large = 5, scrollMs = 6000, jumps = 21, runs = 3, isQuick }` */
export async function run({
  isQuick = false,
  files = isQuick ? 2_000 : 100_000,
  groups = isQuick ? 100 : 5_000,
  large = isQuick ? 3 : 5,
  scrollMs = isQuick ? 1_000 : 6_000,
  jumps = isQuick ? 5 : 21,
  runs = isQuick ? 1 : 3,
} = {}) {
  const place = makeFolder('scrolling');
  try {
    const { profile } = await fillProfile(place, { files, groups, large: large * runs });
    try {
      return describe(await measure(profile, { groups, large, scrollMs, jumps, runs }), { files, groups });
    } finally {
      profile.remove();
    }
  } finally {
    removeFolder(place);
  }
}

/** A profile whose ledger knows `files` pictures in `groups` groups, and `large` photographs of 12 MP. */
export async function fillProfile(place, { files, groups, large }) {
  const [pictures, photographs] = [subfolder(place, 'pictures'), subfolder(place, 'photographs')];
  await writeManyPictures(pictures, { files, groups });
  await writePhotos(photographs, large, LARGE);
  const profile = makeProfile('scrolling', [pictures, photographs]);
  // No text is read in pictures. YAML takes JSON as it is.
  const folders = [pictures, photographs].map((path, i) => ({ path, name: ['Pictures', 'Photographs'][i], ocr: { mode: 'never' } }));
  writeFileSync(join(profile.data, 'settings.yaml'), JSON.stringify({ version: 1, general: { firstRunDone: true }, folders }));
  await pause(REST_MS);
  await readAndCompare(profile.data, { files: files + large, groups });
  return { profile };
}

/** One start of the application for each run, and an empty page beside it. */
export function measure(profile, { groups, large, scrollMs, jumps, runs }) {
  return withElectron(async (runtime) => {
    const taken = [];
    for (let i = 0; i < runs; i += 1) {
      taken.push({ empty: await scrollEmpty(runtime, scrollMs), ...(await scrollOurs(runtime, profile, { groups, large, scrollMs, jumps, runs, at: i })) });
    }
    return taken;
  });
}

const scrollEmpty = (runtime, scrollMs) =>
  onEmptyPage(runtime, async (page) => {
    await page.evaluate(watchFrames);
    return scrollAll(page, 'main', scrollMs);
  });

async function scrollOurs(runtime, profile, { groups, large, scrollMs, jumps, runs, at }) {
  const app = await launchProbed(runtime, profile);
  const { page } = app;
  try {
    await untilLive(app);
    // The first look at so many files keeps both cores busy; what is measured is the screens.
    await pause(LOOK_MS);
    await page.evaluate(watchFrames);
    await page.getByTestId('nav-images').click();
    await page.getByTestId('tile').first().waitFor();
    const gallery = { ...(await scrollNoted(app, LISTS.gallery.frame, scrollMs)), jumps: await jumpAbout(page, LISTS.gallery, jumps, at + 1) };
    const previews = await stepThrough(page, { large, runs, at });
    await page.getByTestId('nav-duplicates').click();
    await page.getByTestId('tier-samePicture').click();
    await page.locator(`${LISTS.groups.line}[aria-setsize="${groups}"]`).first().waitFor();
    const list = { ...(await scrollNoted(app, LISTS.groups.frame, scrollMs)), jumps: await jumpAbout(page, LISTS.groups, jumps, at + 1) };
    return { gallery, groups: list, previews };
  } finally {
    await app.close();
  }
}

/** @returns frames of each way, and the processor time of the page's tasks meanwhile */
async function scrollNoted({ electron, page }, frame, scrollMs) {
  const noted = await noteTasks(electron);
  const frames = await scrollAll(page, frame, scrollMs);
  return { frames, tasks: await noted.stop() };
}

/** Each way of scrolling down and up again. @returns the frames of each */
async function scrollAll(page, frame, scrollMs) {
  await page.locator(frame).hover();
  const taken = {};
  for (const [name, { by, everyMs }] of Object.entries(WAYS)) {
    await page.evaluate(() => window.filemillFrames.start());
    const turned = [];
    const startedAt = performance.now();
    for (let now = startedAt; now - startedAt < scrollMs; now = performance.now()) {
      const isDown = now - startedAt < scrollMs * 0.6;
      // Nobody's hand waits for the page.
      turned.push(page.mouse.wheel(0, isDown ? by : -by));
      await pause(everyMs);
    }
    await Promise.all(turned);
    taken[name] = await page.evaluate(() => window.filemillFrames.stop());
  }
  return taken;
}

async function jumpAbout(page, list, jumps, seed) {
  const random = randomNumbers(seed);
  const taken = [];
  for (let i = 0; i < jumps; i += 1) {
    taken.push(await page.evaluate((asked) => window.filemillFrames.jump(asked), { ...list, share: random(), patienceMs: PATIENCE_MS }));
    await pause(100);
  }
  return taken;
}

/** From an arrow key in the gallery to the next photograph of 12 MP beside it: each run has its own, so that none was drawn before. */
async function stepThrough(page, run) {
  await page.getByTestId('image-query').fill('width:>3000 ');
  await page.locator(`${LISTS.gallery.line}[aria-setsize="${run.large * run.runs}"]`).first().waitFor();
  await page.locator(LISTS.gallery.frame).focus();
  await page.keyboard.press('Home');
  for (let i = 0; i < run.at * run.large; i += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByTestId('preview-image').waitFor();
  await page.locator(LISTS.gallery.frame).focus();
  const taken = [];
  for (let i = 1; i < run.large; i += 1) {
    await pause(500);
    await page.evaluate((asked) => window.filemillFrames.awaitPicture(asked), { selector: '[data-testid=preview-image]', patienceMs: PATIENCE_MS });
    await page.keyboard.press('ArrowRight');
    taken.push(await page.evaluate(() => window.filemillFrames.picture()));
  }
  await page.keyboard.press('Escape');
  return taken;
}

function describe(taken, { files, groups }) {
  const rows = [];
  for (const [list, name] of [['gallery', `gallery of ${files} pictures`], ['groups', `${groups} groups of duplicates`]]) {
    for (const way of Object.keys(WAYS)) {
      const framesOf = (one) => one[list].frames[way];
      const worst = (frames) => Math.max(...frames);
      const all = taken.flatMap(framesOf);
      const late = all.filter((ms) => ms > FRAME_FLOOR_MS).length;
      rows.push(
        row({
          name: `${name}, ${way}: longest frame`,
          values: taken.map((one) => worst(framesOf(one))),
          unit: 'ms',
          peer: 'empty page',
          peerValues: taken.map(({ empty }) => worst(empty[way])),
          floor: atMost(FRAME_FLOOR_MS),
          floorIs: 'value',
          note: `p99 ${percentile(all, 0.99).toFixed(1)} ms, of the empty page ${percentile(taken.flatMap(({ empty }) => empty[way]), 0.99).toFixed(1)}; ${late} of ${all.length} frames over ${FRAME_FLOOR_MS} ms, of the empty page ${taken.flatMap(({ empty }) => empty[way]).filter((ms) => ms > FRAME_FLOOR_MS).length}`,
        }),
      );
    }
    const longest = taken.map((one) => Math.max(...one[list].tasks));
    rows.push(row({ name: `${name}: longest task of the page`, values: longest, unit: 'ms CPU', floor: atMost(FRAME_FLOOR_MS), note: `worst ${Math.round(Math.max(...longest))} ms; both ways of scrolling; whatever else the machine does adds nothing to it` }));
    const jumps = taken.flatMap((one) => one[list].jumps);
    rows.push(row({ name: `${name}: jump to all thumbnails in view shown`, values: jumps, unit: 'ms', floor: atMost(200), note: `worst ${Math.round(Math.max(...jumps))} ms` }));
  }
  const previews = taken.flatMap((one) => one.previews);
  rows.push(row({ name: 'arrow key to the preview of the next picture of 12 MP', values: previews, unit: 'ms', floor: atMost(300), note: `each shown for the first time; worst ${Math.round(Math.max(...previews))} ms` }));
  return rows;
}
