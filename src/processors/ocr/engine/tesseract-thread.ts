/**
 * The program of the thread in which the WebAssembly build of Tesseract runs. The library's own thread, and its
 * `createWorker`, are not used: there, damaged language data ends the process, languages must lie in one folder, BMP
 * and JSON are converted at great length, and the end of the thread is never told.
 *
 * Plain text, so that it needs no file of its own in development, in a bundle or in an archive. workerData: corePath
 * (a folder), detectPath (wasm-feature-detect), languages ({code, path}[]). It posts { ready } or { failed }, then
 * answers each { image, dpi, segmentation } with { fraction }… and { rows, heldBytes } or { failed }. A row is text,
 * left, top, right, bottom, confidence, and 0 inside a line, 1 where one begins, 2 where a paragraph begins.
 */
export const TESSERACT_THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const { readFileSync } = require('node:fs');
const { gunzipSync } = require('node:zlib');
const { join } = require('node:path');
const [PARAGRAPH, LINE, WORD, LSTM_ONLY, MAX_DATA_BYTES] = [1, 2, 3, 1, 256e6];
const tell = (message) => parentPort.postMessage(message);
const fail = (error) => tell({ failed: String((error && error.message) || error) });

async function start() {
  const { simd, relaxedSimd } = require(workerData.detectPath);
  // The build does not hand out its memory, and how much it holds must be known.
  const instantiate = WebAssembly.instantiate;
  let memory;
  WebAssembly.instantiate = async (...rest) => {
    const result = await instantiate(...rest);
    memory = Object.values((result.instance || result).exports).find((value) => value instanceof WebAssembly.Memory);
    return result;
  };
  const kind = (await relaxedSimd()) ? '-relaxedsimd' : (await simd()) ? '-simd' : '';
  const core = await require(join(workerData.corePath, 'tesseract-core' + kind + '-lstm.js'))({
    print: () => {},
    printErr: () => {},
    TesseractProgress: (percent) => tell({ fraction: Math.min(1, Math.max(0, (percent - 30) / 70)) }),
  });
  for (const { code, path } of workerData.languages) {
    const bytes = readFileSync(path);
    const data = bytes[0] === 31 && bytes[1] === 139 ? gunzipSync(bytes, { maxOutputLength: MAX_DATA_BYTES }) : bytes;
    core.FS.writeFile('./' + code + '.traineddata', data);
  }
  const api = new core.TessBaseAPI();
  const codes = workerData.languages.map(({ code }) => code).join('+');
  if (api.Init(null, codes, LSTM_ONLY) !== 0) throw new Error('The language data for ' + codes + ' cannot be used.');
  return { core, api, heldBytes: () => (memory ? memory.buffer.byteLength : 0) };
}

function read({ core, api }, { image, dpi, segmentation }) {
  api.SetVariable('tessedit_pageseg_mode', String(segmentation));
  api.SetVariable('user_defined_dpi', String(dpi));
  core.FS.writeFile('/input', image, { canOwn: true });
  if (api.SetImageFile(1, 0) === 1) throw new Error('The engine cannot read the picture.');
  core.FS.unlink('/input');
  if (api.Recognize(null) !== 0) throw new Error('The engine gave up.');
  const rows = [];
  const words = api.GetIterator();
  if (words && words.ptr !== 0) {
    words.Begin();
    do {
      const text = words.GetUTF8Text(WORD);
      if (!text) continue;
      const { x0, y0, x1, y1 } = words.getBoundingBox(WORD);
      const begins = words.IsAtBeginningOf(PARAGRAPH) ? 2 : words.IsAtBeginningOf(LINE) ? 1 : 0;
      rows.push([text, x0, y0, x1, y1, words.Confidence(WORD), begins]);
    } while (words.Next(WORD));
    core.destroy(words);
  }
  api.Clear();
  return rows;
}

start().then((engine) => {
  parentPort.on('message', (page) => {
    try {
      tell({ rows: read(engine, page), heldBytes: engine.heldBytes() });
    } catch (error) {
      fail(error);
    }
  });
  tell({ ready: true });
}, fail);
`;
