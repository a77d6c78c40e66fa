import { join } from 'node:path';
import { sum } from './kit/numbers.mjs';
import { runProgram } from './kit/processes.mjs';
import { findPythonWith } from './kit/python.mjs';
import { askPeer } from './kit/resident-peer.mjs';
import { atLeast, row } from './kit/rows.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';
import { writeDocuments } from './kit/word-corpus.mjs';
import { writeBadDocuments } from './kit/word-damage.mjs';
import { ASPECT_NAMES, scoreDocument } from './kit/word-score.mjs';
import { spread, workerHosts } from './kit/worker-pool.mjs';

const SEED = join(import.meta.dirname, 'peers', 'seed_word.py');
/** How the engine bundles small files. */
const BUNDLE_FILES = 64;
const REFUSED_MS = 1_000;

/** @param options `{ files = 100, runs = 3, isQuick }` */
export async function run({ isQuick = false, files = isQuick ? 30 : 100, runs = isQuick ? 1 : 3 } = {}) {
  const place = makeFolder('word');
  try {
    const documents = await writeDocuments(subfolder(place, 'documents'), files);
    const bad = await writeBadDocuments(subfolder(place, 'bad'));
    const scratch = subfolder(place, 'scratch');
    const paths = documents.map(({ path }) => path);
    const python = await findPythonWith('docx');
    const hosts = workerHosts();
    const ours = new Map(hosts.map(({ name }) => [name, { one: [], two: [], fresh: [], memory: [] }]));
    const theirs = { seed: [], mammoth: [] };
    let seedFiles;
    for (let i = 0; i < runs; i += 1) {
      for (const host of hosts) {
        const measured = await measure(host, paths, scratch);
        const kept = ours.get(host.name);
        for (const key of ['one', 'two', 'fresh']) kept[key].push(files / measured[key]);
        kept.memory.push(measured.memory?.peakRss);
        kept.results = measured.results;
        kept.insideMs = measured.insideMs;
      }
      if (python) {
        const { seconds, files: read } = JSON.parse((await runProgram(python, [SEED, ...paths])).stdout);
        theirs.seed.push(files / seconds);
        seedFiles = read;
      }
      theirs.mammoth.push(files / ((await askPeer('mammoth-loop.mjs', paths)).ms / 1000));
    }
    const refused = await refuse(hosts[0], bad, scratch);
    return [
      ...describeSpeed({ hosts, ours, theirs, files }),
      ...describeAccuracy(documents, ours.get(hosts[0].name).results, seedFiles),
      describeRefused(refused, bad),
    ];
  } finally {
    removeFolder(place);
  }
}

/** Seconds for all documents: of a worker that has just started, of one that has worked before, of two of them. */
function measure(host, paths, scratch) {
  return host.withWorkers(2, async (workers) => {
    const fresh = await readAll(workers.slice(1), paths, scratch);
    await readAll(workers.slice(0, 1), paths.slice(0, 10), scratch);
    const one = await readAll(workers.slice(0, 1), paths, scratch);
    const two = await readAll(workers, paths, scratch);
    return { fresh: fresh.seconds, one: one.seconds, two: two.seconds, results: one.results, insideMs: one.insideMs / paths.length, memory: workers[0].memory() };
  });
}

async function readAll(workers, paths, scratch) {
  const bundles = [];
  const size = Math.min(BUNDLE_FILES, Math.ceil(paths.length / workers.length));
  for (let at = 0; at < paths.length; at += size) bundles.push(paths.slice(at, at + size));
  const startedAt = performance.now();
  const results = await spread(workers, bundles, async (worker, bundle) => {
    const read = await worker.read(await worker.recognise(bundle), scratch);
    for (const [i, { error }] of read.entries()) if (error) throw new Error(`${bundle[i]}: ${error.message} ${error.details ?? ''}`);
    return read;
  });
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, results: results.flat().map(({ result }) => result), insideMs: sum(results.flat().map(({ durationMs }) => durationMs)) };
}

function refuse(host, bad, scratch) {
  return host.withWorkers(1, async ([worker]) => {
    const outcomes = [];
    for (const { path } of bad) {
      const startedAt = performance.now();
      const [recognised] = await worker.recognise([path]);
      const [read] = recognised.error ? [recognised] : await worker.read([recognised], scratch);
      outcomes.push({ ms: performance.now() - startedAt, code: read.error?.code ?? null, processor: read.result?.processor });
    }
    return outcomes;
  });
}

function describeSpeed({ hosts, ours, theirs, files }) {
  const unit = 'files/s';
  const rows = [];
  for (const { name: host, note } of hosts) {
    const { one, two, fresh, memory, insideMs } = ours.get(host);
    const name = `Word, ${files} documents of 1 to 20 pages, ${host}`;
    if (theirs.seed.length > 0) {
      rows.push(row({ name, values: one, unit, peer: 'seed, python-docx', peerValues: theirs.seed, floor: atLeast(5), note: `${note}; aim 15; recognised, hashed, read, sent; the reading alone ${insideMs.toFixed(1)} ms a file` }));
    }
    rows.push(
      row({ name, values: one, unit, peer: 'mammoth to HTML', peerValues: theirs.mammoth, note: `${note}; resident as we are` }),
      row({ name: `${name}, worker just started`, values: fresh, unit, note: 'its first files' }),
      row({ name: `${name}, two workers`, values: two, unit, note: 'as the engine has them on two cores' }),
    );
    if (memory.every((megabytes) => megabytes !== undefined)) {
      rows.push(row({ name: `Word worker, ${host}`, values: memory, unit: 'MB', note: 'most it had resident (RSS)' }));
    }
  }
  return rows;
}

function describeAccuracy(documents, results, seedFiles) {
  const scores = documents.map(({ truth }, i) => scoreDocument(truth, results[i].report));
  return ASPECT_NAMES.map((aspect) => {
    const right = scores.reduce((total, score) => total + score[aspect].right, 0);
    const all = scores.reduce((total, score) => total + score[aspect].all, 0);
    const at = scores.findIndex((score) => score[aspect].firstWrong !== undefined);
    const wrong = at < 0 ? '' : `; first wrong, document ${at + 1}: ${scores[at][aspect].firstWrong.slice(0, 200)}`;
    const seed = seedFiles === undefined ? '' : saidOfSeed(aspect, documents, seedFiles);
    return row({ name: `Word ${aspect} exact`, values: (100 * right) / all, unit: '%', floor: atLeast(100), note: `${all} places${seed}${wrong}` });
  });
}

const SEED_ASPECTS = {
  text: [({ paragraphs }) => paragraphs.map(({ text }) => text), ({ paragraphs }) => paragraphs],
  style: [({ paragraphs }) => paragraphs.map(({ style }) => style), ({ styles }) => styles],
  cells: [({ tables }) => tables.flatMap(({ rows }) => rows.flat()), ({ cells }) => cells],
};

function saidOfSeed(aspect, documents, seedFiles) {
  if (!(aspect in SEED_ASPECTS)) return '';
  const [wantedOf, foundOf] = SEED_ASPECTS[aspect];
  let right = 0;
  let all = 0;
  for (const [i, { truth }] of documents.entries()) {
    const [wanted, found] = [wantedOf(truth), foundOf(seedFiles[i])];
    all += Math.max(wanted.length, found.length);
    right += wanted.filter((text, at) => text === found[at]).length;
  }
  return `; the seed has ${((100 * right) / all).toFixed(1)} %`;
}

function describeRefused(outcomes, bad) {
  const isRight = ({ code, ms }) => code !== null && code !== 'bug' && ms < REFUSED_MS;
  const said = outcomes.map(({ ms, code, processor }, i) => `${bad[i].name}: ${code ?? `read by ${processor}`}, ${Math.round(ms)} ms`).join('; ');
  return row({
    name: 'Word broken or hostile: refused plainly',
    values: (100 * outcomes.filter(isRight).length) / outcomes.length,
    unit: '%',
    floor: atLeast(100),
    note: `within ${REFUSED_MS / 1000} s; ${said}`,
  });
}
