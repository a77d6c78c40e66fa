import { linkSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { askUntil, startEngine } from './kit/engine-wire.mjs';
import { median, randomNumbers } from './kit/numbers.mjs';
import { runProgram } from './kit/processes.mjs';
import { findProgram } from './kit/programs.mjs';
import { atLeast, row } from './kit/rows.mjs';
import { textOf } from './kit/small-files.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';

const FILES = 4_012;
const GROUPS = 300;
const COPIES = 3;
const EQUAL_SIZES = 100;
const LARGE_BYTES = 2 * 1024 * 1024;
const ODD = { large: 4, empty: 4, hardLinks: 2, symlinks: 2 };
/** The disk's own times must say that nobody writes the files any more, or the engine watches them first. */
const REST_MS = 11_000;
const PATIENCE_MS = 60_000;
const LOOK_MS = 20;
const PAGE = 500;
const ASKED_PER_RUN = 5;
/** What each prints: groups of paths with an empty line between them. rdfind prints none. */
const PEERS = [
  { name: 'rdfind', args: (folder) => ['-dryrun', 'true', '-makeresultsfile', 'false', folder] },
  { name: 'jdupes', args: (folder) => ['-q', '-r', folder], doesPrint: true },
  { name: 'fdupes', args: (folder) => ['-q', '-r', folder], doesPrint: true },
];

/** @param options `{ runs = 3, isQuick }` */
export async function run({ isQuick = false, runs = isQuick ? 1 : 3 } = {}) {
  const place = makeFolder('dupfiles');
  try {
    const folder = subfolder(place, 'files');
    writeCorpus(folder);
    await pause(REST_MS);
    const peers = PEERS.map((peer) => ({ ...peer, program: findProgram(peer.name) })).filter(({ program }) => program);
    const results = [];
    for (let i = 0; i < runs; i += 1) {
      const ours = await readAndAsk(folder, join(place, `data-${i}`));
      const theirs = {};
      for (const peer of peers) theirs[peer.name] = await askPeer(peer, folder);
      results.push({ ours, theirs });
    }
    return describe(results, peers);
  } finally {
    removeFolder(place);
  }
}

/** Copies are named `GROUP-…`; what is like nothing else has no number before its name. */
function writeCorpus(folder) {
  const put = (name, content) => writeFileSync(join(folder, name), content);
  for (let group = 0; group < GROUPS; group += 1) {
    for (let copy = 0; copy < COPIES; copy += 1) put(`${group}-copy-${copy}.txt`, textOf(group, 20 + (group % 60), 'copy '));
  }
  for (let i = 0; i < EQUAL_SIZES; i += 1) put(`size-${i}.txt`, `${String(i).padStart(4, '0')} ${'x'.repeat(4_000)}`);
  const random = randomNumbers(1);
  const start = Buffer.from(Array.from({ length: LARGE_BYTES }, () => random() * 256));
  for (let i = 0; i < ODD.large; i += 1) {
    // Two of them are equal; the others differ in their last byte.
    start[LARGE_BYTES - 1] = Math.max(0, i - 1);
    put(i < 2 ? `${GROUPS}-large-${i}.bin` : `large-${i}.bin`, start);
  }
  for (let i = 0; i < ODD.empty; i += 1) put(`empty-${i}.txt`, '');
  for (let i = 0; i < ODD.hardLinks; i += 1) linkSync(join(folder, `size-${i}.txt`), join(folder, `hard-link-${i}.txt`));
  for (let i = 0; i < ODD.symlinks; i += 1) symlinkSync(join(folder, `size-${i}.txt`), join(folder, `symlink-${i}.txt`));
  const written = GROUPS * COPIES + EQUAL_SIZES + ODD.large + ODD.empty + ODD.hardLinks + ODD.symlinks;
  for (let i = written; i < FILES; i += 1) put(`alone-${i}.txt`, textOf(i, 10 + (i % 80), 'alone '));
}

/** From the start of the program to the last file compared; and how long the resident model then takes to name all groups with their files. */
async function readAndAsk(folder, data) {
  const startedAt = performance.now();
  const engine = await startEngine([folder], data);
  try {
    const isKnown = ({ accounting: { seen, waiting, inProgress }, behind }) => seen === FILES && waiting + inProgress + behind === 0;
    await askUntil(() => progress(engine), isKnown, { patienceMs: PATIENCE_MS, pauseMs: LOOK_MS, what: 'The files were not compared' });
    const readMs = performance.now() - startedAt;
    const answers = [];
    let groups = [];
    for (let i = 0; i < ASKED_PER_RUN; i += 1) {
      const askedAt = performance.now();
      groups = await askGroups(engine);
      answers.push(performance.now() - askedAt);
    }
    return { readMs, answerMs: median(answers), ...scoreOf(groups) };
  } finally {
    await engine.close();
  }
}

async function progress(engine) {
  const { accounting } = await engine.call('engine.snapshot');
  const { behind } = await engine.call('duplicates.summary', {});
  return { accounting, behind };
}

/** Names of what could be spared: files of their own, hard links left out. */
async function askGroups(engine) {
  const { groups } = await engine.call('duplicates.page', { tier: 'identical', limit: PAGE });
  const all = await Promise.all(groups.map(({ id }) => engine.call('duplicates.group', { id })));
  return all.map(({ members }) => members.filter(({ hardLinkOf }) => hardLinkOf === null).map(({ name }) => name)).filter((names) => names.length > 1);
}

async function askPeer({ program, args, doesPrint }, folder) {
  const { stdout, ms } = await runProgram(program, args(folder));
  if (!doesPrint) return { ms };
  return { ms, ...scoreOf(stdout.split('\n\n').map((group) => group.split('\n').filter(Boolean).map((path) => basename(path))).filter((names) => names.length > 1)) };
}

/** Empty files are like nothing: peers that name them are not blamed. */
function scoreOf(groups) {
  let [right, wrong] = [0, 0];
  for (const names of groups) {
    if (names[0].startsWith('empty-')) continue;
    for (const [at, one] of names.entries()) {
      for (const other of names.slice(at + 1)) {
        if (/^\d+-/.test(one) && groupOf(one) === groupOf(other)) right += 1;
        else wrong += 1;
      }
    }
  }
  const expected = (GROUPS * COPIES * (COPIES - 1)) / 2 + 1;
  return { precision: right + wrong > 0 ? (100 * right) / (right + wrong) : 0, recall: (100 * right) / expected };
}

const groupOf = (name) => name.split('-', 1)[0];

function describe(results, peers) {
  const rows = [];
  for (const { name } of peers) {
    const beside = { unit: 'files/s', peer: name, peerValues: results.map(({ theirs }) => (1_000 * FILES) / theirs[name].ms) };
    rows.push(
      row({
        name: `exact duplicates: all groups with their files, of ${FILES}, from the resident model`,
        values: results.map(({ ours }) => (1_000 * FILES) / ours.answerMs),
        ...beside,
        ...(name === 'rdfind' ? { floor: atLeast(1) } : {}),
        note: `the peer starts anew for each answer, as scans do; its files are in the cache${name === 'jdupes' ? '; aim 1' : ''}`,
      }),
      row({
        name: `exact duplicates: first pass over ${FILES} files, whole program`,
        values: results.map(({ ours }) => (1_000 * FILES) / ours.readMs),
        ...beside,
        note: 'ours takes a checksum of every file as it comes, reads its text, and writes all down; the peer reads what shares a size and forgets it',
      }),
    );
  }
  if (rows.length === 0) rows.push(row({ name: 'exact duplicates: all groups', values: results.map(({ ours }) => ours.answerMs), unit: 'ms' }));
  const [{ ours, theirs }] = results;
  const said = Object.entries(theirs).filter(([, { recall }]) => recall !== undefined).map(([name, { precision, recall }]) => `${name} ${precision.toFixed(1)} and ${recall.toFixed(1)}`);
  rows.push(row({ name: 'exact duplicates: pairs that are right', values: ours.precision, unit: '%', floor: atLeast(100) }));
  rows.push(row({ name: 'exact duplicates: pairs that are found', values: ours.recall, unit: '%', floor: atLeast(100), note: ['equal sizes, equal first two MiB, links, empty files', ...said].join('; ') }));
  return rows;
}
