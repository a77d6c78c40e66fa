import { join } from 'node:path';
import { median, sum } from './kit/numbers.mjs';
import { writePages } from './kit/ocr-pages.mjs';
import { runProgram } from './kit/processes.mjs';
import { findProgram } from './kit/programs.mjs';
import { findPythonWith } from './kit/python.mjs';
import { readPages, warmUp } from './kit/read-pages.mjs';
import { atLeast, atMost, row } from './kit/rows.mjs';
import { makeFolder, removeFolder } from './kit/temporary.mjs';
import { runTesseract } from './kit/tesseract-peer.mjs';
import { characterErrorRate } from './kit/text-score.mjs';
import { workerHosts } from './kit/worker-pool.mjs';

const SEED = join(import.meta.dirname, 'peers', 'seed_ocr.py');
const WORKERS = 2;
/** The seed takes half a minute for each. */
const SEED_PAGES = ['clean', 'two columns', '150 dpi', 'low contrast'];
const QUICK_PAGES = ['clean', '150 dpi', 'uneven light', 'blank'];
const EASY = 0.02;

/** @param options `{ runs = 1, isQuick }`: a run is seventeen pages for each program */
export async function run({ isQuick = false, runs = 1 } = {}) {
  const place = makeFolder('ocr');
  try {
    const pages = await writePages(place, isQuick ? ({ name }) => QUICK_PAGES.includes(name) : undefined);
    const core = pages.filter((page) => page.core);
    const further = pages.filter((page) => !page.core);
    const tesseract = findProgram('tesseract');
    const ways = waysOf(workerHosts(), tesseract, isQuick);
    const peers = { two: [], installed: [] };
    for (let i = 0; i < runs; i += 1) {
      for (const way of ways) await measure(way, core, i === 0 && way === ways[0] ? further : []);
      if (!tesseract) continue;
      peers.two.push(await runTesseract(tesseract, core, { processes: WORKERS, threads: 1 }));
      if (!isQuick) peers.installed.push(await runTesseract(tesseract, core, { processes: 1 }));
    }
    const seed = isQuick ? undefined : await besideSeed(ways[0], core, tesseract);
    return [...describeSpeed({ ways, peers, seed, core }), ...describeAccuracy({ ways, peers, core, further })];
  } finally {
    removeFolder(place);
  }
}

/** Ours: each host with the engine that ships, and with the machine's own. */
function waysOf(hosts, tesseract, isQuick) {
  const ways = hosts.flatMap((host) => [
    { host, useNative: false, name: `${host.name}, WASM` },
    ...(tesseract ? [{ host, useNative: true, name: `${host.name}, native` }] : []),
  ]);
  return (isQuick ? ways.filter(({ host }) => host === hosts[0]) : ways).map((way) => ({ ...way, runs: [], memory: [], further: undefined }));
}

function measure(way, core, further) {
  return way.host.withWorkers(WORKERS, async (workers) => {
    await warmUp(workers, core[0], way.useNative);
    way.runs.push(await readPages(workers, core, way.useNative));
    way.memory.push(Math.max(...workers.map((worker) => worker.memory()?.peakRss ?? Number.NaN)));
    if (further.length > 0) way.further = await readPages(workers, further, way.useNative);
  });
}

async function besideSeed(way, core, tesseract) {
  const python = tesseract && (await findPythonWith('cv2', 'PIL', 'numpy'));
  if (!python) return undefined;
  const pages = core.filter(({ name }) => SEED_PAGES.includes(name));
  const ours = await way.host.withWorkers(WORKERS, async (workers) => {
    await warmUp(workers, pages[0], way.useNative);
    return readPages(workers, pages, way.useNative);
  });
  const { seconds } = JSON.parse((await runProgram(python, [SEED, ...pages.map(({ path }) => path)])).stdout);
  return { pages: pages.length, ours: pages.length / ours.seconds, theirs: pages.length / seconds };
}

function describeSpeed({ ways, peers, seed, core }) {
  const unit = 'pages/s';
  const perSecond = (results) => results.map(({ seconds }) => core.length / seconds);
  const rows = [];
  for (const { name: way, useNative, host, runs, memory } of ways) {
    const name = `OCR, ${core.length} pages, ${WORKERS} workers, ${way}`;
    const took = Math.round(median(runs.flatMap(({ reads }) => reads.map(({ ms }) => ms))));
    const tries = sum(runs[0].reads.map(({ facts }) => facts.attempts.length));
    const note = `${host.note}; ${runs[0].reads[0].engine}; median ${took} ms a page, ${tries} tries for ${core.length} pages`;
    if (peers.two.length > 0) {
      const floor = useNative ? {} : { floor: atLeast(0.55) };
      rows.push(row({ name, values: perSecond(runs), unit, peer: 'two tesseracts, one thread each', peerValues: perSecond(peers.two), ...floor, note: useNative ? note : `${note}; aim 0.9` }));
    } else rows.push(row({ name, values: perSecond(runs), unit, note }));
    if (peers.installed.length > 0) {
      rows.push(row({ name, values: perSecond(runs), unit, peer: 'tesseract as installed', peerValues: perSecond(peers.installed), floor: atLeast(2), note: 'page after page, threads left to it; aim 3' }));
    }
    rows.push(row({ name: `OCR worker, ${way}`, values: memory, unit: 'MB', note: 'most one had resident (RSS)' }));
  }
  if (seed) {
    rows.push(
      row({ name: `OCR, ${seed.pages} pages, ${WORKERS} workers, ${ways[0].name}`, values: seed.ours, unit, peer: 'seed, all steps on', peerValues: seed.theirs, floor: atLeast(6), note: `${SEED_PAGES.join(', ')}; aim 10` }),
    );
  }
  return rows;
}

function describeAccuracy({ ways, peers, core, further }) {
  const [first] = ways;
  const rates = (pages, texts) => pages.map(({ text }, i) => characterErrorRate(text, texts[i]));
  const textsOf = ({ reads }) => reads.map(({ text }) => text);
  const percent = (list) => (100 * sum(list)) / list.length;
  const named = (pages, list) => {
    const worst = pages.map(({ name }, i) => ({ name, rate: list[i] })).filter(({ rate }) => rate >= 0.005).sort((a, b) => b.rate - a.rate);
    return worst.length === 0 ? 'none at 0.5 % or more' : worst.map(({ name, rate }) => `${name} ${(100 * rate).toFixed(1)} %`).join(', ');
  };
  const rows = [];
  for (const way of ways) {
    const list = rates(core, textsOf(way.runs.at(-1)));
    rows.push(row({ name: `OCR errors (CER), ${core.length} pages, ${way.name}`, values: percent(list), unit: '%', floor: atMost(1), note: `mean over pages; ${named(core, list)}` }));
  }
  const ours = rates(core, textsOf(first.runs.at(-1)));
  if (peers.two.length > 0) {
    const upright = (list) => list.filter((_rate, i) => !core[i].isTurned);
    const theirs = rates(core, peers.two.at(-1).texts);
    rows.push(
      row({ name: 'OCR errors (CER), without the turned page', values: percent(upright(ours)), unit: '%', peer: 'tesseract', peerValues: percent(upright(theirs)), ratioOf: 'peer/ours', floor: atMost(1), floorIs: 'value', note: `theirs: ${named(core, theirs)}` }),
    );
  }
  rows.push(
    row({ name: `OCR pages with errors below 2 %, ${first.name}`, values: ours.filter((rate) => rate < EASY).length, unit: 'pages', floor: atLeast(core.length), note: `of ${core.length}` }),
  );
  const at = (name) => core.findIndex((page) => page.name === name);
  for (const [name, limit] of [['two columns', 0.5], ['uneven light', 1], ['turned 90°', 1], ['blank', 0]]) {
    if (at(name) >= 0) rows.push(row({ name: `OCR errors, ${name}`, values: 100 * ours[at(name)], unit: '%', floor: atMost(limit), note: saidOf(first.runs.at(-1).reads[at(name)].facts) }));
  }
  if (first.further && further.length > 0) {
    const list = rates(further, textsOf(first.further));
    rows.push(row({ name: `OCR errors (CER), ${further.length} further pages, ${first.name}`, values: percent(list), unit: '%', floor: atMost(1), note: `${further.map(({ name }) => name).join(', ')}; ${named(further, list)}` }));
  }
  return rows;
}

const saidOf = ({ preprocessing, skipped, confidence }) => skipped ?? `${preprocessing.join(', ') || 'as it was'}; confidence ${Math.round(confidence)}`;
