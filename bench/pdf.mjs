import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeReport, writeReports } from './kit/pdf-corpus.mjs';
import { writeDamaged } from './kit/pdf-damage.mjs';
import { sum } from './kit/numbers.mjs';
import { runProgram } from './kit/processes.mjs';
import { findProgram } from './kit/programs.mjs';
import { findPythonWith } from './kit/python.mjs';
import { askPeer } from './kit/resident-peer.mjs';
import { atLeast, atMost, row } from './kit/rows.mjs';
import { addScores, scoreTables } from './kit/table-score.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';
import { orderSimilarity, wordF1, wordRecall } from './kit/text-score.mjs';
import { spread, workerHosts } from './kit/worker-pool.mjs';

const PEERS = join(import.meta.dirname, 'peers');
/** The program that people write: with pdfplumber, PyPDF2 when that is all there is. */
const SEEDS = ['pdfplumber', 'PyPDF2'];
/** A damaged file counts as recovered when this share of the words that are left in it comes out. */
const RECOVERED = 0.95;
const REFUSED_MS = 5_000;
/** About a page that fills the window. */
const SHOWN_PIXELS = 1_200;
/** Kinds of pages that are read column by column. */
const COLUMNS = { 'two columns': ['columns', 'tableInColumn'], 'three columns': ['threeColumns'], 'an index': ['index'] };

/** @param options `{ files = 20, pages = 264, longPages = 2000, runs = 3, isQuick }` */
export async function run({
  isQuick = false,
  files = isQuick ? 8 : 20,
  pages = isQuick ? 64 : 264,
  longPages = isQuick ? 400 : 2_000,
  runs = isQuick ? 1 : 3,
} = {}) {
  const place = makeFolder('pdf');
  try {
    const reports = await writeReports(subfolder(place, 'reports'), { files, pages });
    const damaged = await writeDamaged(subfolder(place, 'damaged'));
    const long = join(place, 'long.pdf');
    writeFileSync(long, (await makeReport(30, longPages)).bytes);
    const scratch = subfolder(place, 'scratch');
    const peers = await findPeers();
    const hosts = workerHosts();
    const ours = new Map(hosts.map(({ name }) => [name, { one: [], text: [], two: [], fresh: [] }]));
    const theirs = new Map(peers.map(({ name }) => [name, []]));
    for (let i = 0; i < runs; i += 1) {
      for (const host of hosts) {
        const measured = await measure(host, reports, scratch);
        for (const key of ['one', 'text', 'two', 'fresh']) ours.get(host.name)[key].push(pages / measured[key]);
        ours.get(host.name).last = measured;
      }
      for (const peer of peers) {
        const { seconds, texts } = await peer.read(reports);
        theirs.get(peer.name).push(pages / seconds);
        peer.texts = texts;
      }
    }
    const first = hosts[0];
    const recovered = await recover(first, damaged, scratch);
    const memory = await readLong(first, long, reports, scratch);
    const drawn = await drawFirstPages(first, reports, scratch);
    return [
      ...describeSpeed({ hosts, ours, peers, theirs, pages }),
      ...describeDrawing(drawn, first),
      ...describeMemory(memory, longPages, first),
      ...describeAccuracy(ours.get(first.name).last.results, reports, peers),
      ...describeDamaged(recovered, damaged),
    ];
  } finally {
    removeFolder(place);
  }
}

/** Seconds for all reports: of a worker that has just started, of one that has worked before, of it without tables, of two of them. */
function measure(host, reports, scratch) {
  return host.withWorkers(2, async (workers) => {
    const fresh = await readAll(workers.slice(1), reports, scratch);
    await readAll(workers.slice(0, 1), reports.slice(0, 4), scratch);
    const one = await readAll(workers.slice(0, 1), reports, scratch);
    const text = await readAll(workers.slice(0, 1), reports, scratch, { withoutTables: true });
    const two = await readAll(workers, reports, scratch);
    return { fresh: fresh.seconds, one: one.seconds, text: text.seconds, two: two.seconds, results: one.results };
  });
}

async function readAll(workers, reports, scratch, options = {}) {
  const startedAt = performance.now();
  const results = await spread(workers, reports, async (worker, { path }) => {
    const [read] = await worker.read(await worker.recognise([path]), scratch, options);
    if (read.error) throw new Error(`${path}: ${read.error.message} ${read.error.details ?? ''}`);
    return read.result;
  });
  return { seconds: (performance.now() - startedAt) / 1000, results };
}

async function findPeers() {
  const peers = [
    {
      name: 'pdfjs text',
      kind: 'text',
      async read(reports) {
        const { ms, texts } = await askPeer('pdfjs-text.mjs', reports.map(({ path }) => path));
        return { seconds: ms / 1000, texts };
      },
    },
  ];
  const pdftotext = findProgram('pdftotext');
  if (pdftotext) {
    peers.push({
      name: 'pdftotext',
      kind: 'program',
      async read(reports) {
        const outputs = [];
        for (const { path } of reports) outputs.push(await runProgram(pdftotext, ['-enc', 'UTF-8', path, '-']));
        return { seconds: sum(outputs.map(({ ms }) => ms)) / 1000, texts: outputs.map(({ stdout }) => stdout.split('\f')) };
      },
    });
  }
  for (const way of SEEDS) {
    const python = await findPythonWith(way);
    if (!python) continue;
    peers.push({ name: `seed, ${way}`, kind: 'seed', way, read: readByPython(python, way) });
    break;
  }
  const miner = await findPythonWith('pdfminer.high_level');
  if (miner && !peers.some(({ way }) => way === 'pdfplumber')) {
    peers.push({ name: 'pdfminer', kind: 'miner', read: readByPython(miner, 'pdfminer') });
  }
  return peers;
}

function readByPython(python, way) {
  return async (reports) => {
    const { stdout } = await runProgram(python, [join(PEERS, 'seed_pdf.py'), way, ...reports.map(({ path }) => path)]);
    const { seconds, files } = JSON.parse(stdout);
    return { seconds, texts: files.map(({ pages }) => pages) };
  };
}

/** What each damaged file gives: `{ ms, text, message }`. */
function recover(host, damaged, scratch) {
  return host.withWorkers(1, async ([worker]) => {
    const outcomes = [];
    for (const { path, password } of damaged) {
      const startedAt = performance.now();
      const [recognised] = await worker.recognise([path]);
      const read = recognised.error
        ? { error: recognised.error }
        : (await worker.read([recognised], scratch, { passwords: password === undefined ? [] : [password] }))[0];
      outcomes.push({
        ms: performance.now() - startedAt,
        text: read.result?.text ?? '',
        code: read.error?.code ?? null,
        processor: read.result?.processor ?? null,
      });
    }
    return outcomes;
  });
}

/** Milliseconds until page 1 is there: as the first thing a worker does, made ready or not, and of one report after another. */
async function drawFirstPages(host, reports, scratch) {
  const [cold, ready, warm] = [[], [], []];
  const draw = async (worker, { path }) => {
    const [recognised] = await worker.recognise([path]);
    const startedAt = performance.now();
    await worker.draw(recognised, 1, SHOWN_PIXELS, scratch);
    return performance.now() - startedAt;
  };
  for (const [i, values] of [cold, ready, cold, ready, cold, ready].entries()) {
    await host.withWorkers(1, async ([worker]) => {
      if (values === ready) await worker.prepareDrawing();
      values.push(await draw(worker, reports[i]));
      if (i === 5) for (const report of reports) warm.push(await draw(worker, report));
    });
  }
  return { cold, ready, warm };
}

/** Megabytes resident of a worker: after the ordinary reports, and the most it had while it read one long file. */
function readLong(host, long, reports, scratch) {
  return host.withWorkers(1, async ([worker]) => {
    if (!worker.memory()) return undefined;
    await readAll([worker], reports, scratch);
    const ordinary = worker.memory();
    const { seconds } = await readAll([worker], [{ path: long }], scratch);
    return { ordinary: ordinary.peakRss, long: worker.memory().peakRss, seconds };
  });
}

function describeSpeed({ hosts, ours, peers, theirs, pages }) {
  const unit = 'pages/s';
  const beside = (name, values, note, wanted) =>
    peers
      .filter(({ kind }) => kind in wanted)
      .map(({ name: peer, kind }) => {
        const { said, ...limits } = wanted[kind];
        return row({ name, values, unit, peer, peerValues: theirs.get(peer), ...limits, note: `${note}; ${said}` });
      });
  return hosts.flatMap(({ name: host, note }) => {
    const { one, text, two, fresh } = ours.get(host);
    const name = `PDF, ${pages} pages, text and tables, ${host}`;
    const both = beside(name, one, note, {
      seed: { floor: atLeast(4), said: 'text and tables on both sides; aim 10' },
      miner: { said: 'the peer is what pdfplumber reads with, text alone; pdfplumber takes longer, so the floor of 4 times the seed is met wherever this is 4' },
    });
    return [
      ...(both.length > 0 ? both : [row({ name, values: one, unit, note })]),
      ...beside(`PDF, ${pages} pages, text alone, ${host}`, text, note, {
        text: { floor: atLeast(1), said: 'the peer is resident as we are' },
        program: { said: 'the peer is a process for each file; aim 1' },
      }),
      row({ name: `${name}, worker just started`, values: fresh, unit, note: 'its first files' }),
      row({ name: `${name}, two workers`, values: two, unit, note: 'as the engine has them on two cores' }),
    ];
  });
}

function describeDrawing({ cold, ready, warm }, { name: host }) {
  const note = `${SHOWN_PIXELS} pixels on the longer side, in the worker`;
  const limit = { unit: 'ms', floor: atMost(300) };
  return [
    row({ name: `PDF page drawn, ${host}`, values: warm, ...limit, note }),
    row({ name: `PDF page drawn, worker made ready, ${host}`, values: ready, ...limit, note: `${note}; its first, as when someone uses the window` }),
    row({ name: `PDF page drawn, worker just started, ${host}`, values: cold, unit: 'ms', note: `${note}; its first, without being made ready` }),
  ];
}

function describeMemory(memory, longPages, { name: host }) {
  if (memory === undefined) return [];
  return [
    row({ name: `PDF worker after the reports, ${host}`, values: memory.ordinary, unit: 'MB', floor: atMost(200), note: 'most it had resident (RSS)' }),
    row({
      name: `PDF worker, one file of ${longPages} pages, ${host}`,
      values: memory.long,
      unit: 'MB',
      floor: atMost(200),
      note: `most it had resident (RSS); read in ${memory.seconds.toFixed(1)} s`,
    }),
  ];
}

function describeAccuracy(results, reports, peers) {
  const texts = results.map(({ text }) => text.split('\f'));
  const truths = reports.map(({ truth }) => truth.pages.map(({ text }) => text));
  const order = (of, isWanted) => {
    const pages = reports.flatMap(({ truth }, i) => truth.pages.map((page, at) => ({ page, text: of[i][at] ?? '' }))).filter(({ page }) => isWanted(page));
    return 100 * orderSimilarity(pages.map(({ page }) => page.text), pages.map(({ text }) => text));
  };
  const ofPeers = (measured) => peers.map(({ name, texts: theirs }) => `${name} ${measured(theirs).toFixed(2)} %`).join(', ');
  const f1 = (of) => 100 * wordF1(truths.flat(), padded(of, truths));
  const hasOneOrder = (page) => page.hasOneOrder;
  const tables = addScores(
    results.flatMap(({ report }, i) =>
      reports[i].truth.pages.map((page, at) =>
        scoreTables(page.tables, report.tables.filter((table) => table.page === at + 1).map(({ rows }) => rows)),
      ),
    ),
  );
  const share = ({ right, all }) => (100 * right) / (all || 1);
  const titled = results.filter(
    ({ report }, i) => report.metadata.title === reports[i].truth.title && report.metadata.author === reports[i].truth.author,
  ).length;
  const empty = sum(results.map(({ pagesToRecognise }) => pagesToRecognise.length));
  return [
    row({ name: 'PDF text: word F1', values: f1(texts), unit: '%', floor: atLeast(99.9), note: `page by page, of all pages; ${ofPeers(f1)}` }),
    row({ name: 'PDF text: order', values: order(texts, hasOneOrder), unit: '%', floor: atLeast(99.5), note: `characters, 1 − edit distance / length; without pages that can be read in several orders; ${ofPeers((of) => order(of, hasOneOrder))}` }),
    ...Object.entries(COLUMNS).map(([name, kinds]) => {
      const isOne = ({ kind }) => kinds.includes(kind);
      return row({ name: `PDF text: order of ${name}`, values: order(texts, isOne), unit: '%', floor: atLeast(99.5), note: ofPeers((of) => order(of, isOne)) });
    }),
    row({ name: 'PDF tables with rules: cells in place', values: share(tables.ruled), unit: '%', floor: atLeast(99.5), note: `${tables.ruled.all} cells; empty ones do not count` }),
    row({ name: 'PDF tables without rules: cells in place', values: share(tables.aligned), unit: '%', floor: atLeast(90), note: `${tables.aligned.all} cells; plain, booktabs, striped, a line below the head` }),
    row({ name: 'PDF tables that are none', values: tables.falseTables, unit: 'tables', floor: atMost(0), note: 'on prose, columns, lists, contents, letters, listings, charts, verse, an index, and beside real tables' }),
    row({ name: 'PDF title and author', values: (100 * titled) / results.length, unit: '%', floor: atLeast(100), note: `${results.length} files` }),
    row({ name: 'PDF pages wrongly given to OCR', values: empty, unit: 'pages', floor: atMost(0), note: 'all pages have text' }),
  ];
}

/** Pages in the places of the truth's pages, also when a file gave fewer. */
const padded = (texts, truths) => truths.flatMap((pages, i) => pages.map((_page, at) => texts[i][at] ?? ''));

function describeDamaged(outcomes, damaged) {
  const judged = damaged.map(({ name, text, expects }, i) => {
    const { ms, code, processor, text: found } = outcomes[i];
    const recall = wordRecall(text, found);
    const isRight = expects === 'text' ? recall >= RECOVERED : code !== null && code !== 'bug' && ms < REFUSED_MS;
    return { expects, isRight, said: `${name}: ${code ?? `${(100 * recall).toFixed(1)} % by ${processor}`}, ${Math.round(ms)} ms` };
  });
  const of = (kind) => judged.filter(({ expects }) => expects === kind);
  const share = (kind) => (100 * of(kind).filter(({ isRight }) => isRight).length) / of(kind).length;
  const words = (kind) => of(kind).map(({ said }) => said).join('; ');
  return [
    row({ name: 'PDF damaged: recovered', values: share('text'), unit: '%', floor: atLeast(100), note: `${100 * RECOVERED} % of the words that are left; ${words('text')}` }),
    row({ name: 'PDF empty or locked: refused plainly', values: share('refusal'), unit: '%', floor: atLeast(100), note: `within ${REFUSED_MS / 1000} s; ${words('refusal')}` }),
  ];
}
