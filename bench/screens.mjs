import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { launchProbed, makeProfile, untilLive, withElectron } from './kit/electron.mjs';
import { onEmptyPage } from './kit/empty-app.mjs';
import { watchFrames } from './kit/frames.mjs';
import { watchOnce } from './kit/headless.mjs';
import { percentile } from './kit/numbers.mjs';
import { noteTasks } from './kit/page-tasks.mjs';
import { atMost, row } from './kit/rows.mjs';
import { nameOf, textOf, writeFiles } from './kit/small-files.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';

const SCREENS = ['folders', 'files', 'attention', 'duplicates', 'images', 'archives', 'rules', 'handoffs', 'history', 'flow', 'uploads', 'settings', 'overview'];
const SWITCH_FLOOR_MS = 100;
const FRAME_FLOOR_MS = 50;
const PATIENCE_MS = 10_000;
/** Until the code of all screens is there, and the first look at the files is over. */
const LOOK_MS = 8_000;
const NOTCH = 120;
const NOTCH_EVERY_MS = 50;
const EACH_MS = 100;

/**
 * What someone waits for who goes from screen to screen, and what scrolling a list is like while files arrive.
 *
 * @param options `{ files = 100000, rounds = 5, scrollMs = 10000, perSecond = 100, isQuick }`
 */
export async function run({ isQuick = false, files = isQuick ? 1_000 : 100_000, rounds = isQuick ? 1 : 5, scrollMs = isQuick ? 2_000 : 10_000, perSecond = 100 } = {}) {
  return withElectron(async (runtime) => {
    const place = makeFolder('screens');
    const known = subfolder(place, 'known');
    writeFiles(known, files, { perFolder: 500, distinct: Math.max(1, files / 10) });
    const profile = makeProfile('screens-profile', [known]);
    try {
      await watchOnce(null, profile.data);
      const empty = await scrollEmpty(runtime, scrollMs);
      const app = await launchProbed(runtime, profile);
      try {
        await untilLive(app);
        await pause(LOOK_MS);
        const switches = await switchAbout(app.page, rounds);
        const scrolled = await scrollWhileFilesCome(app, { known, files, scrollMs, perSecond });
        return describe({ switches, scrolled, empty, files, perSecond });
      } finally {
        await app.close();
      }
    } finally {
      profile.remove();
      removeFolder(place);
    }
  });
}

/** @returns by screen, the milliseconds of each visit, the first one first */
async function switchAbout(page, rounds) {
  const taken = Object.fromEntries(SCREENS.map((id) => [id, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const id of SCREENS) {
      taken[id].push(await page.evaluate(switchTo, { id, patienceMs: PATIENCE_MS }));
      await pause(200);
    }
  }
  return taken;
}

/** Runs in the page. @returns milliseconds from the click to the first frame that shows the screen, with what it has to show */
async function switchTo({ id, patienceMs }) {
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))));
  const link = document.querySelector(`[data-testid=nav-${id}]`);
  const before = document.querySelector('main h1');
  const startedAt = performance.now();
  link.click();
  for (let now = startedAt; now - startedAt < patienceMs; now = await nextFrame()) {
    const heading = document.querySelector('main h1');
    if (now === startedAt || heading === null || heading === before || document.querySelector('main [data-testid=skeleton]') !== null) continue;
    return now - startedAt;
  }
  return Number.POSITIVE_INFINITY;
}

const scrollEmpty = (runtime, scrollMs) =>
  onEmptyPage(runtime, async (page) => {
    await page.evaluate(watchFrames);
    return scroll(page, 'main', scrollMs);
  });

/** The newest first, so that each file that comes moves all rows. */
async function scrollWhileFilesCome(app, { known, files, scrollMs, perSecond }) {
  const { page, electron } = app;
  await page.evaluate(watchFrames);
  await page.getByTestId('nav-files').click();
  await page.getByTestId('file-row').first().waitFor();
  const coming = arrive(known, files, perSecond);
  const noted = await noteTasks(electron);
  try {
    const frames = await scroll(page, '[data-testid=file-row]', scrollMs);
    return { frames, tasks: await noted.stop(), came: coming.stop() };
  } finally {
    coming.stop();
  }
}

/** Puts whole files into the folder, so many a second. */
function arrive(known, from, perSecond) {
  const staging = join(known, '..', 'staging');
  const into = join(known, 'new');
  for (const folder of [staging, into]) mkdirSync(folder, { recursive: true });
  let came = 0;
  const put = () => {
    const name = nameOf(from + came);
    writeFileSync(join(staging, name), textOf(from + came, 5, 'new'));
    renameSync(join(staging, name), join(into, name));
    came += 1;
  };
  const timer = setInterval(() => {
    for (let i = 0; i < (perSecond * EACH_MS) / 1_000; i += 1) put();
  }, EACH_MS);
  return {
    stop() {
      clearInterval(timer);
      return came;
    },
  };
}

async function scroll(page, frame, scrollMs) {
  await page.locator(frame).first().hover();
  await page.evaluate(() => window.filemillFrames.start());
  const turned = [];
  const startedAt = performance.now();
  for (let now = startedAt; now - startedAt < scrollMs; now = performance.now()) {
    turned.push(page.mouse.wheel(0, now - startedAt < scrollMs * 0.6 ? NOTCH : -NOTCH));
    await pause(NOTCH_EVERY_MS);
  }
  await Promise.all(turned);
  return page.evaluate(() => window.filemillFrames.stop());
}

function describe({ switches, scrolled, empty, files, perSecond }) {
  const worst = (values) => Math.max(...values);
  const late = (frames) => frames.filter((ms) => ms > FRAME_FLOOR_MS).length;
  return [
    ...SCREENS.map((id) =>
      row({ name: `to the screen ${id}`, values: switches[id], unit: 'ms', floor: atMost(SWITCH_FLOOR_MS), note: `first visit ${Math.round(switches[id][0])} ms, worst ${Math.round(worst(switches[id]))}; ${files} files in the ledger` }),
    ),
    row({
      name: `list of ${files} rows while ${perSecond} files a second come: longest frame`,
      values: worst(scrolled.frames),
      unit: 'ms',
      peer: 'empty page',
      peerValues: worst(empty),
      floor: atMost(FRAME_FLOOR_MS),
      floorIs: 'value',
      note: `p99 ${percentile(scrolled.frames, 0.99).toFixed(1)} ms; ${late(scrolled.frames)} of ${scrolled.frames.length} frames over ${FRAME_FLOOR_MS} ms, of the empty page ${late(empty)} of ${empty.length}; ${scrolled.came} files came`,
    }),
    row({ name: 'the same: longest task of the page', values: worst(scrolled.tasks), unit: 'ms CPU', floor: atMost(FRAME_FLOOR_MS), note: 'whatever else the machine does adds nothing to it' }),
  ];
}
