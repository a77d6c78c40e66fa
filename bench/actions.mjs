import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { watchOnce } from './kit/headless.mjs';
import { runProgram } from './kit/processes.mjs';
import { findPython } from './kit/python.mjs';
import { atLeast, atMost, row } from './kit/rows.mjs';
import { folderOf, nameOf, textOf, writeFiles } from './kit/small-files.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';

const SEED = join(import.meta.dirname, 'peers', 'seed_actions.py');
const LINES = 30;
const PER_FOLDER = 100;
/** The disk's own times must say that nobody writes the files any more, or the engine watches them first. */
const OLD_MS = 60_000;

/**
 * What the specification's processor of changes does for each event, in its words: created → backup, notify, log; modified →
 * version, validate, log.
 *
 * @param options `{ files = 2000, runs = 3, isQuick }`
 */
export async function run({ isQuick = false, files = isQuick ? 300 : 2_000, runs = isQuick ? 1 : 3 } = {}) {
  const python = process.platform === 'win32' ? undefined : await findPython();
  const place = makeFolder('actions');
  try {
    const results = [];
    for (let i = 0; i < runs; i += 1) results.push(await measure(subfolder(place, `run-${i}`), files, python));
    return describe(results, files);
  } finally {
    removeFolder(place);
  }
}

async function measure(place, files, python) {
  const drop = subfolder(place, 'drop');
  const data = subfolder(place, 'data');
  const out = subfolder(place, 'out');
  writeFiles(drop, files, { lines: LINES, perFolder: PER_FOLDER });
  makeOld(drop, files);
  const bare = await watchOnce(drop, subfolder(place, 'bare'));
  writeFileSync(join(data, 'rules.yaml'), rulesInto(out));
  const created = await watchOnce(drop, data);
  const seedOf = async (...how) => (python ? JSON.parse((await runProgram(python, [SEED, drop, subfolder(place, `seed-${how.join('-')}`), ...how])).stdout) : undefined);
  const seedCreated = await seedOf('created');
  const durableCreated = await seedOf('created', 'durable');
  for (let index = 0; index < files; index += 1) writeFileSync(pathOf(drop, index), textOf(index, LINES, 'again'));
  makeOld(drop, files, OLD_MS / 2);
  const modified = await watchOnce(drop, data);
  const seedModified = await seedOf('modified');
  const durableModified = await seedOf('modified', 'durable');
  return { bare, created, modified, seedCreated, durableCreated, seedModified, durableModified, lost: lostIn(out, files) };
}

const pathOf = (drop, index) => join(drop, folderOf(Math.floor(index / PER_FOLDER)), nameOf(index));

function makeOld(drop, files, ms = OLD_MS) {
  const then = new Date(Date.now() - ms);
  for (let index = 0; index < files; index += 1) utimesSync(pathOf(drop, index), then, then);
}

const rulesInto = (out) => `version: 1
rules:
  - name: Created
    on: [created]
    then:
      - backup: ${join(out, 'backup')}
      - notify: "New file created: {name}"
      - log: ${join(out, 'log')}
  - name: Modified
    on: [modified, content_changed]
    then:
      - version: ${join(out, 'versions')}
      - validate: {}
      - log: ${join(out, 'log')}
`;

/** Files without a backup or a version, and missing lines of the log. */
function lostIn(out, files) {
  const count = (folder) => readdirSync(join(out, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
  const lines = readdirSync(join(out, 'log')).reduce((sum, name) => sum + readFileSync(join(out, 'log', name), 'utf8').trimEnd().split('\n').length, 0);
  return Math.abs(files - count('backup')) + Math.abs(files - count('versions')) + Math.abs(2 * files - lines);
}

function describe(results, files) {
  const of = (ask) => results.map(ask);
  const inside = ({ firstMs, lastMs }) => (files / (lastMs - firstMs)) * 1000;
  const hasSeed = results.every(({ seedCreated }) => seedCreated);
  const seed = (ask) => (hasSeed ? { peer: 'seed in Python', peerValues: of(ask), floor: atLeast(1) } : {});
  const durable = (ask) => (hasSeed ? { peer: 'seed that writes copies and lines through', peerValues: of(ask), floor: atLeast(1) } : {});
  const rate = ({ events, seconds }) => events / seconds;
  const doing = 'ours: also filter, quiet time, checksum, type, text read and indexed; each step journalled, each copy and line on the disk';
  const own = (ask) => of((result) => Math.max(0.001, result[ask].lastMs - result[ask].firstMs - (result.bare.lastMs - result.bare.firstMs)));
  return [
    row({ name: `change actions on ${files} files: not done, or done twice`, values: Math.max(...of(({ lost }) => lost)), unit: 'files', floor: atMost(0), note: 'worst run' }),
    row({ name: `change actions on ${files} new files: backup, notify, log`, values: of(({ created }) => inside(created)), unit: 'events/s', ...seed(({ seedCreated }) => rate(seedCreated)), note: `aim 1.5; first to last settled line; ${doing}` }),
    row({ name: `change actions on ${files} modified files: version, validate, log`, values: of(({ modified }) => inside(modified)), unit: 'events/s', ...seed(({ seedModified }) => rate(seedModified)), note: `aim 1.5; ${doing}` }),
    row({ name: `change actions on ${files} new files, written through by both`, values: of(({ created }) => inside(created)), unit: 'events/s', ...durable(({ durableCreated }) => rate(durableCreated)), note: 'what a power loss does not take back' }),
    row({ name: `change actions on ${files} modified files, written through by both`, values: of(({ modified }) => inside(modified)), unit: 'events/s', ...durable(({ durableModified }) => rate(durableModified)) }),
    row({ name: `change actions on ${files} new files: what they add to the pass`, values: own('created').map((ms) => (files / ms) * 1000), unit: 'events/s', ...seed(({ seedCreated }) => rate(seedCreated)), note: 'the same pass without rules taken off' }),
    row({ name: `the pass over ${files} new files without rules`, values: of(({ bare }) => inside(bare)), unit: 'files/s' }),
  ];
}
