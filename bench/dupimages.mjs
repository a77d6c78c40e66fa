import { existsSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { askUntil, startEngine } from './kit/engine-wire.mjs';
import { WAY_COUNT, writeLikePhotos } from './kit/like-photos.mjs';
import { runProgram } from './kit/processes.mjs';
import { findProgram } from './kit/programs.mjs';
import { findPythonWith } from './kit/python.mjs';
import { atLeast, row } from './kit/rows.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';

const PEER = join(import.meta.dirname, 'peers', 'seed_dupimages.py');
/** The disk's own times must say that nobody writes the files any more, or the engine watches them first. */
const REST_MS = 11_000;
const PATIENCE_MS = 600_000;
const LOOK_MS = 20;
const PAGE = 500;

/** @param options `{ originals = 92, runs = 3, isQuick }` */
export async function run({ isQuick = false, originals = isQuick ? 8 : 92, runs = isQuick ? 1 : 3 } = {}) {
  const place = makeFolder('dupimages');
  try {
    const folder = subfolder(place, 'pictures');
    const paths = await writeLikePhotos(folder, originals);
    // The peers read no text in pictures. YAML takes JSON as it is.
    const settings = join(place, 'pictures.yaml');
    writeFileSync(settings, JSON.stringify({ version: 1, folders: [{ path: folder, name: 'Pictures', ocr: { mode: 'never' } }] }));
    await pause(REST_MS);
    const python = await findPythonWith('PIL', 'numpy', 'scipy.fftpack', 'pywt');
    const fingerprints = findProgram('findimagedupes');
    const results = [];
    for (let i = 0; i < runs; i += 1) {
      results.push({
        ours: await groupOurs(settings, join(place, `data-${i}`), paths.length),
        hashes: python ? await askHashes(python, 'four', paths) : null,
        oneHash: python ? await askHashes(python, 'one', paths) : null,
        fingerprints: fingerprints ? await askFingerprints(fingerprints, folder, join(place, `prints-${i}`), paths.length) : null,
      });
    }
    return describe(results, paths.length);
  } finally {
    removeFolder(place);
  }
}

/** From the start of the program to the last picture compared with all others. */
async function groupOurs(settings, data, count) {
  const startedAt = performance.now();
  const engine = await startEngine([], data, { settings });
  try {
    const isKnown = ({ accounting, behind }) => accounting.done === count && behind === 0;
    await askUntil(() => progress(engine), isKnown, { patienceMs: PATIENCE_MS, pauseMs: LOOK_MS, what: 'The pictures were not grouped' });
    const ms = performance.now() - startedAt;
    const { groups } = await engine.call('duplicates.page', { tier: 'samePicture', limit: PAGE });
    const names = [];
    for (const { id } of groups) {
      const { members } = await engine.call('duplicates.group', { id });
      names.push(members.map((member) => member.name));
    }
    return { ms, ...scoreOf(names, count) };
  } finally {
    await engine.close();
  }
}

async function progress(engine) {
  const { accounting } = await engine.call('engine.snapshot');
  const { behind } = await engine.call('duplicates.summary', {});
  return { accounting, behind };
}

/** imagehash's four hashes, as the seed takes them, or the perceptual one alone; all pairs of which that differs in at most 8 bits, in Python. */
async function askHashes(python, how, paths) {
  const startedAt = performance.now();
  const { stdout } = await runProgram(python, [PEER, how, ...paths]);
  const ms = performance.now() - startedAt;
  return { ms, ...scoreOf(JSON.parse(stdout).map((group) => group.map((path) => basename(path))), paths.length) };
}

async function askFingerprints(program, folder, file, count) {
  const startedAt = performance.now();
  const { stdout } = await runProgram(program, ['-f', file, folder]);
  const ms = performance.now() - startedAt;
  if (!existsSync(file)) throw new Error('findimagedupes wrote no fingerprints.');
  const groups = stdout.split('\n').filter(Boolean).map((line) => line.split(' ').map((path) => basename(path)));
  return { ms, ...scoreOf(groups, count) };
}

/** Pairs that belong together have the same number in their names. */
function scoreOf(groups, count) {
  let right = 0;
  let wrong = 0;
  for (const names of groups) {
    for (const [at, one] of names.entries()) {
      for (const other of names.slice(at + 1)) {
        if (numberOf(one) === numberOf(other)) right += 1;
        else wrong += 1;
      }
    }
  }
  const expected = (count * (WAY_COUNT - 1)) / 2;
  return { precision: right + wrong > 0 ? (100 * right) / (right + wrong) : 0, recall: (100 * right) / expected };
}

const numberOf = (name) => name.split('-', 1)[0];

function describe(results, count) {
  const perSecond = (of) => results.map((result) => (count / of(result).ms) * 1_000);
  const ours = perSecond((result) => result.ours);
  const name = `${count} pictures of 1.2 MP and less grouped, all in`;
  const rows = [];
  if (results.every(({ hashes }) => hashes)) rows.push(row({ name, values: ours, unit: 'images/s', peer: 'imagehash, four hashes, + pairs', peerValues: perSecond((result) => result.hashes), floor: atLeast(4), note: 'ours also measures each picture and draws its thumbnail; aim 8' }));
  if (results.every(({ oneHash }) => oneHash)) rows.push(row({ name, values: ours, unit: 'images/s', peer: 'its perceptual hash alone + pairs', peerValues: perSecond((result) => result.oneHash), note: 'the least that finds pairs; ours takes five hashes, all measures, a thumbnail, and writes all down' }));
  if (results.every(({ fingerprints }) => fingerprints)) rows.push(row({ name, values: ours, unit: 'images/s', peer: 'findimagedupes', peerValues: perSecond((result) => result.fingerprints), floor: atLeast(1), note: 'it reads JPEG at a fraction of the size' }));
  if (rows.length === 0) rows.push(row({ name, values: ours, unit: 'images/s' }));
  const [{ ours: first, hashes }] = results;
  const theirs = hashes ? `; imagehash ${hashes.precision.toFixed(1)} and ${hashes.recall.toFixed(1)}` : '';
  rows.push(row({ name: 'same picture: pairs that are right', values: first.precision, unit: '%', floor: atLeast(100) }));
  rows.push(row({ name: 'same picture: pairs that are found', values: first.recall, unit: '%', floor: atLeast(100), note: `quality 40, half size, mirrored, brighter by 15 %${theirs}` }));
  return rows;
}
