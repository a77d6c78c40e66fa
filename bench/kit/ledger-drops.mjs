import { closeSync, openSync, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { askUntil } from './engine-wire.mjs';
import { randomNumbers } from './numbers.mjs';
import { forkProgram } from './processes.mjs';
import { folderOf, textOf } from './small-files.mjs';

/** The engine's own wait where it can tell that no writer has the file open (src/engine/stages/admit/arrivals.ts). */
export const QUIET_MS = 150;
/** Files go into so many of the tree's subfolders. */
export const SPREAD = 50;
const SETTLE_MS = 300_000;
const PAGE = 500;

/** One file after another, into one subfolder after another. @returns when each was closed, by name */
export async function dropSingles(path, count, salt) {
  const random = randomNumbers(count);
  const closedAt = new Map();
  for (let i = 0; i < count; i += 1) {
    await pause(200 + random() * 300);
    const name = `${salt}-${i}.txt`;
    const descriptor = openSync(join(path, folderOf(i % SPREAD), name), 'w');
    writeSync(descriptor, textOf(i, 5, salt));
    closeSync(descriptor);
    closedAt.set(name, Date.now());
  }
  await pause(2_000);
  return closedAt;
}

/** From each file's close to its claim, as its timeline says, without the quiet time; a file never claimed: infinite. */
export async function claimedAfter(engine, closedAt) {
  const rows = await newest(engine, closedAt.size + PAGE);
  const after = [];
  for (const [name, at] of closedAt) {
    const file = rows.find((one) => one.name === name);
    const { timeline } = file ? await engine.call('files.detail', { id: file.id }) : { timeline: [] };
    const claim = timeline.find(({ stage }) => stage === 'claim');
    after.push((claim?.at ?? Number.POSITIVE_INFINITY) - at - QUIET_MS);
  }
  return after;
}

async function newest(engine, count) {
  const rows = [];
  for (let offset = 0; offset < count; offset += PAGE) rows.push(...(await engine.call('files.page', { offset, limit: PAGE })).rows);
  return rows;
}

/** Many files at once. @returns how many are not in the ledger as done, and milliseconds until the last of them was */
export async function dropBurst(engine, path, aside, count, salt) {
  const file = join(import.meta.dirname, 'writer.mjs');
  const writer = forkProgram(file, [path, aside, String(count), 'direct', salt, String(SPREAD)]);
  const said = () => new Promise((resolve) => writer.once('message', resolve));
  await said();
  const { accounting } = await engine.call('engine.snapshot');
  const written = said();
  writer.send('go');
  const { startedAt, endedAt } = await written;
  // Looked at seldom: the ledger itself knows when each was settled.
  await askUntil(
    () => engine.call('engine.snapshot').then((taken) => taken.accounting),
    ({ seen, waiting, inProgress }) => seen >= accounting.seen + count && waiting + inProgress === 0,
    { patienceMs: SETTLE_MS, pauseMs: 500, what: 'The burst did not settle' },
  ).catch((error) => process.stderr.write(` ${error.message}\n`));
  const rows = (await newest(engine, count + PAGE)).filter(({ name, state }) => name.startsWith(`${salt}-`) && state === 'done');
  const settledAt = rows.reduce((latest, one) => Math.max(latest, one.settledAt), 0);
  return { lost: count - rows.length, ms: settledAt - startedAt, writtenMs: endedAt - startedAt };
}
