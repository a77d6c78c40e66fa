import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askUntil, startEngine } from './kit/engine-wire.mjs';
import { runProgram } from './kit/processes.mjs';
import { atMost, row } from './kit/rows.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';

const RULE = 'File it';
const SETTLE_MS = 300_000;
/** Of an ordinary letter's size. */
const BYTES = 20_000;

/** Takes back what a rule has moved: each file is looked at, goes back to its place, and the ledger says so. @param options `{ files = 1000, runs = 3, isQuick }` */
export async function run({ isQuick = false, files = isQuick ? 100 : 1_000, runs = isQuick ? 1 : 3 } = {}) {
  const place = makeFolder('undo');
  try {
    const results = [];
    for (let i = 0; i < runs; i += 1) results.push(await pass(subfolder(place, `${i}`), files));
    const name = `undo of ${files} moves`;
    return [
      row({
        name,
        values: results.map(({ ours }) => ours / 1000),
        unit: 's',
        peer: 'mv of the same files',
        peerValues: results.map(({ peer }) => peer / 1000),
        floor: atMost(5),
        floorIs: 'value',
        note: 'one call, all of a rule; each is proved unchanged, put back, written through to the disk and noted before and after; its copy in the vault goes',
      }),
    ];
  } finally {
    removeFolder(place);
  }
}

async function pass(place, files) {
  const [inbox, archive, data] = ['inbox', 'archive', 'data'].map((name) => subfolder(place, name));
  const engine = await startEngine([inbox], data);
  try {
    await engine.call('rules.put', { rule: { name: RULE, then: [{ do: 'move', to: archive }] } });
    const ending = 'x'.repeat(BYTES);
    for (let i = 0; i < files; i += 1) writeFileSync(join(inbox, `${i}.txt`), `${i} ${ending}`);
    await askUntil(() => engine.call('engine.snapshot'), ({ accounting: { done, inProgress, waiting } }) => done === files && inProgress === 0 && waiting === 0, {
      patienceMs: SETTLE_MS,
      pauseMs: 250,
      what: 'The files were not moved',
    });
    mustLie(archive, files);
    const startedAt = performance.now();
    const { undone, failed } = await engine.call('effects.undoAll', { rule: RULE });
    const ours = performance.now() - startedAt;
    if (undone !== files || failed.length > 0) throw new Error(`${undone} of ${files} moves were taken back: ${JSON.stringify(failed[0])}`);
    mustLie(inbox, files);
    return { ours, peer: await moveBy(inbox, archive) };
  } finally {
    await engine.close();
  }
}

/** The engine sees it, and that is no part of what is measured. */
async function moveBy(from, to) {
  const startedAt = performance.now();
  await runProgram('/bin/sh', ['-c', 'mv "$0"/*.txt "$1"', from, to]);
  return performance.now() - startedAt;
}

function mustLie(folder, files) {
  const found = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.txt')).length : 0;
  if (found !== files) throw new Error(`${found} of ${files} files lie in ${folder}.`);
}
