import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sum } from './kit/numbers.mjs';
import { writePages } from './kit/ocr-pages.mjs';
import { runProgram } from './kit/processes.mjs';
import { findProgram } from './kit/programs.mjs';
import { ocrOptions, warmUp } from './kit/read-pages.mjs';
import { atLeast, atMost, row } from './kit/rows.mjs';
import { writeScannedPdf } from './kit/scanned-pdf.mjs';
import { makeFolder, removeFolder, subfolder } from './kit/temporary.mjs';
import { characterErrorRate, wordRecall } from './kit/text-score.mjs';
import { spread, workerHosts } from './kit/worker-pool.mjs';

const WORKERS = 2;
const QUICK_PAGES = ['clean', 'low contrast', 'skew 2°'];

/** @param options `{ runs = 1, isQuick }`: a run is one file of seventeen pages for each program */
export async function run({ isQuick = false, runs = 1 } = {}) {
  const place = makeFolder('ocrpdf');
  try {
    const pages = await writePages(subfolder(place, 'pages'), ({ name, core }) => (isQuick ? QUICK_PAGES.includes(name) : core));
    const path = join(place, 'scanned.pdf');
    await writeScannedPdf(path, pages);
    const hosts = workerHosts();
    const hasNative = findProgram('tesseract') !== undefined;
    const ocrmypdf = findProgram('ocrmypdf');
    const ways = (isQuick ? hosts.slice(0, 1) : hosts)
      .flatMap((host) => [{ host, useNative: false }, ...(hasNative && !isQuick ? [{ host, useNative: true }] : [])])
      .map((way) => ({ ...way, name: `${way.host.name}, ${way.useNative ? 'native' : 'WASM'}`, runs: [] }));
    const theirs = [];
    for (let i = 0; i < runs; i += 1) {
      for (const way of ways) way.runs.push(await readScanned(way, { path, pages, place }));
      if (ocrmypdf) theirs.push(await runOcrmypdf(ocrmypdf, path, place));
    }
    return describe({ ways, theirs, pages });
  } finally {
    removeFolder(place);
  }
}

/** The whole way of such a file: read, each page given to OCR, and a copy that can be searched. */
function readScanned(way, { path, pages, place }) {
  return way.host.withWorkers(WORKERS, async (workers) => {
    await warmUp(workers, pages[0], way.useNative);
    const scratch = subfolder(place, 'scratch');
    const startedAt = performance.now();
    const [first] = workers;
    const [recognised] = await first.recognise([path]);
    const [{ result, error }] = await first.read([recognised], scratch);
    if (error) throw new Error(`${path}: ${error.message} ${error.details ?? ''}`);
    const numbers = result.pagesToRecognise.map(({ page }) => page);
    const reads = await spread(workers, numbers, (worker, page) => worker.recognisePage(recognised, page, ocrOptions(way.useNative)));
    const layouts = join(place, 'layouts.jsonl');
    writeFileSync(layouts, reads.map(({ layout }) => `${JSON.stringify(layout)}\n`).join(''));
    const searchableAt = performance.now();
    const copy = await first.makeSearchable(recognised, layouts, scratch).catch((refusal) => ({ refusal }));
    const endedAt = performance.now();
    const texts = pages.map((_page, i) => reads[numbers.indexOf(i + 1)]?.text ?? '');
    return {
      seconds: (endedAt - startedAt) / 1000,
      searchableMs: endedAt - searchableAt,
      given: numbers.length,
      texts,
      refusal: copy.refusal?.message,
      foundAgain: copy.refusal ? 0 : await wordsFoundAgain(first, copy.scratchPath, texts, scratch),
      memory: Math.max(...workers.map((worker) => worker.memory()?.peakRss ?? Number.NaN)),
    };
  });
}

async function wordsFoundAgain(worker, path, texts, scratch) {
  const [{ result }] = await worker.read(await worker.recognise([path]), scratch);
  return wordRecall(texts.join('\n'), result?.text ?? '');
}

async function runOcrmypdf(ocrmypdf, path, place) {
  const text = join(place, 'theirs.txt');
  const args = ['--jobs', String(WORKERS), '--deskew', '--output-type', 'pdf', '--quiet', '-l', 'eng', '--sidecar', text, path, join(place, 'theirs.pdf')];
  const { ms } = await runProgram(ocrmypdf, args);
  return { seconds: ms / 1000, texts: readFileSync(text, 'utf8').split('\f') };
}

function describe({ ways, theirs, pages }) {
  const unit = 'pages/s';
  const perSecond = (results) => results.map(({ seconds }) => pages.length / seconds);
  const rate = ({ texts }) => (100 * sum(pages.map(({ text }, i) => characterErrorRate(text, texts[i] ?? '')))) / pages.length;
  const rows = [];
  for (const { name: way, useNative, host, runs } of ways) {
    const last = runs.at(-1);
    const name = `Scanned PDF, ${pages.length} pages, ${WORKERS} workers, ${way}`;
    const note = `${host.note}; read, OCR and a searchable copy, which took ${Math.round(last.searchableMs)} ms`;
    const peer = theirs.length > 0 ? { peer: 'ocrmypdf --jobs 2 --deskew', peerValues: perSecond(theirs) } : {};
    rows.push(
      row({ name, values: perSecond(runs), unit, ...peer, ...(theirs.length > 0 && !useNative ? { floor: atLeast(1) } : {}), note: `${note}; aim 1.5; most one worker had resident ${Math.round(last.memory)} MB` }),
      row({ name: `Scanned PDF: errors (CER), ${way}`, values: rate(last), unit: '%', ...(theirs.length > 0 ? { peer: 'ocrmypdf', peerValues: rate(theirs.at(-1)), ratioOf: 'peer/ours' } : {}), floor: atMost(1), floorIs: 'value', note: `mean over pages; ${last.given} of ${pages.length} pages were given to OCR` }),
      row({ name: `Scanned PDF: words found in the searchable copy, ${way}`, values: 100 * last.foundAgain, unit: '%', floor: atLeast(99.9), note: last.refusal ?? 'of the words of the OCR, by our PDF reader' }),
    );
  }
  return rows;
}
