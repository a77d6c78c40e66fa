import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { askUntil, startEngine } from './kit/engine-wire.mjs';
import { percentile } from './kit/numbers.mjs';
import { statOf } from './kit/processes.mjs';
import { atMost, row } from './kit/rows.mjs';
import { writeFiles } from './kit/small-files.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';

const SETTLE_MS = 300_000;
const TAKEN_IN_MS = 10_000;
const LINES = 20;
const PER_FOLDER = 500;
/** How often the engine is asked for its state while it works. */
const ASK_EVERY_MS = 20;
/** Calls before those that count: a mill at work has asked its rules thousands of times. */
const WARM_UP = 50;

/** @param options `{ files = 10000, rules = 1000, runs = 5, isQuick }` */
export async function run({ isQuick = false, files = isQuick ? 500 : 10_000, rules = isQuick ? 100 : 1_000, runs = isQuick ? 1 : 5 } = {}) {
  const place = makeFolder('judging');
  const many = subfolder(place, 'many');
  const one = subfolder(place, 'one');
  const data = subfolder(place, 'data');
  writeFiles(many, files, { lines: LINES, perFolder: PER_FOLDER });
  writeFiles(one, 1, { lines: LINES, salt: 'one' });
  const engine = await startEngine([many, one], data);
  try {
    const folders = await settled(engine, files + 1);
    return [
      await measureRules(engine, data, folders.get(one), rules, runs),
      ...(await measureMatches(engine, folders.get(many), files, runs)),
      ...(await measureBackTest(engine, data, files, runs)),
      ...(await measureSimulation(engine, folders.get(many), place, files, runs)),
    ];
  } finally {
    await engine.close();
    removeFolder(place);
  }
}

async function settled(engine, count) {
  const { folders } = await askUntil(() => engine.call('engine.snapshot'), ({ accounting: { done, inProgress, waiting } }) => done === count && inProgress + waiting === 0, {
    patienceMs: SETTLE_MS,
    pauseMs: 200,
    what: `The ${count} files were not read`,
  });
  // Comparing them goes on for a while after they were read.
  await askUntil(() => engine.call('duplicates.summary'), ({ behind }) => behind === 0, { patienceMs: SETTLE_MS, pauseMs: 200, what: 'The files were not compared' });
  return new Map(folders.map(({ id, path }) => [path, id]));
}

/** Each asks for a name and for words, as people's do. None is met: of those that are, the traces and plans would be measured. */
const ruleOf = (n) => `  - name: Rule ${n}\n    if:\n      any:\n        - all: [{name contains: never-${n}}, {kind: text}]\n        - text contains: nothing has word-${n}\n    then: [{copy: {to: /tmp/never}}]\n`;

async function setRules(engine, data, written) {
  const { revision } = await engine.call('rules.read');
  writeFileSync(join(data, 'rules.yaml'), `version: 1\nrules:\n${written.join('')}`);
  const { problem } = await askUntil(() => engine.call('rules.read'), (answer) => answer.revision !== revision || answer.problem !== null, {
    patienceMs: TAKEN_IN_MS,
    pauseMs: 50,
    what: 'The rules were not taken in',
  });
  if (problem) throw new Error(`The rules are not right: ${JSON.stringify(problem)}`);
}

async function measureRules(engine, data, folderId, count, runs) {
  await setRules(engine, data, Array.from({ length: count }, (_, n) => ruleOf(n)));
  const { times, used } = await timed(engine, WARM_UP + runs, async () => {
    const { files, acted } = await engine.call('rules.simulate', { folderId });
    if (files !== 1 || acted !== 0) throw new Error('The rules were not asked about one file in vain.');
  });
  return row({
    name: `${count} rules asked about one file's facts`,
    values: times.slice(WARM_UP),
    unit: 'ms',
    floor: atMost(5),
    note: `simulation of the folder of that one file, from call to answer; each rule asks for a word in its text${used}`,
  });
}

/** What is typed, key by key: each time all files are asked anew. */
async function measureMatches(engine, folderId, files, runs) {
  const typed = 'invoice delivery';
  const ruleFor = (value) => ({ name: 'typed', if: { all: [{ fact: 'kind', operator: 'is', value: 'text' }, { fact: 'text', operator: 'contains', value }] } });
  const find = async (value) => {
    const { files: found, rows } = await engine.call('rules.matches', { rule: ruleFor(value), folderId });
    if (found !== files || rows.length === 0) throw new Error('Not all files were asked.');
  };
  const first = await timed(engine, 1, () => find('i'));
  const { times, waits, used } = await timed(engine, Math.max(runs, typed.length - 1), (n) => find(typed.slice(0, 2 + (n % (typed.length - 1)))));
  const name = `live matches over ${files} files`;
  return [
    row({ name: `${name}, the first time`, values: first.times, unit: 'ms', note: `texts come from the ledger${first.used}` }),
    row({ name: `${name}, from key to key`, values: times, unit: 'ms', floor: atMost(300), note: `a text condition that grows by a letter; worst ${Math.round(Math.max(...times))} ms${used}` }),
    waitOf(`${name}: how long others wait for the engine, p95`, waits),
  ];
}

async function measureBackTest(engine, data, files, runs) {
  await setRules(engine, data, Array.from({ length: 10 }, (_, n) => ruleOf(n)));
  const { times, waits, used } = await timed(engine, runs, async (n) => {
    // Another one each time, so that no answer is kept.
    const rule = { name: 'Rule 3', if: { fact: 'words', operator: 'above', value: 10 + n }, then: [{ do: 'copy', to: '/tmp/never' }] };
    const answer = await engine.call('rules.backTest', { rule, formerName: 'Rule 3', last: files });
    if (answer.files !== files || answer.changed !== files) throw new Error(`${answer.changed} of ${answer.files} files are otherwise.`);
  });
  const name = `back-test of a changed rule among 10 over ${files} files`;
  return [
    row({ name, values: times, unit: 'ms', floor: atMost(2_000), note: `every file would be dealt with otherwise; from call to answer${used}` }),
    waitOf(`${name}: how long others wait for the engine, p95`, waits),
  ];
}

async function measureSimulation(engine, folderId, place, files, runs) {
  const rules = [{ name: 'All', then: [{ do: 'copy', to: join(place, 'out') }, { do: 'move', to: 'done', as: '{stem}-{words}{ext}' }] }];
  const { times, used } = await timed(engine, Math.min(runs, 3), async () => {
    const answer = await engine.call('rules.simulate', { rules, folderId });
    if (answer.acted !== files || answer.steps !== 2 * files) throw new Error(`${answer.steps} steps instead of ${2 * files}.`);
  });
  return [row({ name: `simulation of a copy and a move of ${files} files`, values: times, unit: 'ms', note: `with a look at each target on the disk${used}` })];
}

/** Times of the calls, and how long the engine took to answer others meanwhile. */
async function timed(engine, runs, act) {
  const times = [];
  const waits = [];
  const usedBefore = cpuSeconds(engine);
  for (let n = 0; n < runs; n += 1) {
    let isOver = false;
    const others = (async () => {
      while (!isOver) {
        const askedAt = performance.now();
        await engine.call('rules.simulating');
        if (!isOver) waits.push(performance.now() - askedAt);
        await pause(ASK_EVERY_MS);
      }
    })();
    const startedAt = performance.now();
    await act(n);
    times.push(performance.now() - startedAt);
    isOver = true;
    await others;
  }
  const cpuMs = ((cpuSeconds(engine) - usedBefore) * 1_000) / runs;
  return { times, waits, used: Number.isFinite(cpuMs) ? `; ${cpuMs.toFixed(cpuMs < 10 ? 1 : 0)} ms of the processor each` : '' };
}

/** Tells on a busy machine what the work itself takes. */
const cpuSeconds = ({ pid }) => statOf(pid)?.cpuSeconds ?? NaN;

const waitOf = (name, waits) =>
  row({ name, values: waits.length === 0 ? 0 : percentile(waits, 0.95), unit: 'ms', floor: atMost(50), note: `${waits.length} calls meanwhile; worst ${Math.round(Math.max(0, ...waits))} ms` });
