#!/usr/bin/env node
/** `npm run bench [-- --json] [-- --only NAME,…] [-- --quick]`: the project's own measurements, one after another. */
import { existsSync } from 'node:fs';
import { availableParallelism, constants, loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { whatIsMissing } from './kit/built.mjs';
import { endAll } from './kit/processes.mjs';
import { table } from './kit/table.mjs';
import { makeFolder, removeAllFolders } from './kit/temporary.mjs';

/** In this order: what stresses the disk last, so that its leftovers in the cache disturb nobody. */
const BENCHES = ['startup', 'idle', 'latency', 'watch', 'scan', 'burst', 'pipeline', 'pdf', 'word', 'ocr', 'ocrpdf', 'image', 'hashes', 'knownimages', 'dupimages', 'dupfiles', 'grouping', 'faces', 'transform', 'scrolling', 'screens', 'listing', 'search', 'extract', 'create', 'retry', 'actions', 'judging', 'undo', 'integration', 'upload', 'ledger', 'hash'];

const USAGE = `Usage: npm run bench [-- --json] [-- --only NAME,…] [-- --quick]

Measures the built application and prints a table; each figure is the median of an odd number of runs, as its note says,
and each peer ran beside it in the same run. Names: ${BENCHES.join(', ')}.

  --json    one JSON value per line instead of the table
  --only    only these
  --quick   smaller and once: shows that the measurements work, not how fast anything is
  --help    this text

It builds nothing. FILEMILL_APP names the folder of another built application.
`;

class Wrong extends Error {}

function readOptions(args) {
  const options = { isJson: false, isQuick: false, names: BENCHES.filter((name) => existsSync(fileOf(name))) };
  for (let i = 0; i < args.length; i += 1) {
    const [flag, inline] = args[i].split(/=(.*)/s, 2);
    if (flag === '--help' || flag === '-h') options.isHelp = true;
    else if (flag === '--json') options.isJson = true;
    else if (flag === '--quick') options.isQuick = true;
    else if (flag === '--only') options.names = namesOf(inline ?? args[(i += 1)]);
    else throw new Wrong(`bench does not know "${args[i]}". See: npm run bench -- --help`);
  }
  return options;
}

function namesOf(list) {
  const names = (list ?? '').split(',').filter((name) => name !== '');
  const unknown = names.find((name) => !BENCHES.includes(name) || !existsSync(fileOf(name)));
  if (unknown !== undefined) throw new Wrong(`There is no bench named "${unknown}". There are: ${BENCHES.join(', ')}.`);
  if (names.length === 0) throw new Wrong('--only wants names, such as --only startup,idle.');
  return names;
}

const fileOf = (name) => join(import.meta.dirname, `${name}.mjs`);

/** The benches of the watcher put the peer's figure under `peer` and its name into the note. */
function adapted(row) {
  if (typeof row.peer !== 'number') return row;
  const [, peer = 'peer'] = /\bpeer: ([^;]+)/.exec(row.note ?? '') ?? [];
  return { ...row, peer, peerValue: row.peer };
}

/** These make their temporary folders themselves: inside one of ours, so that none is left when the bench is stopped. */
const KEEPS_OWN_FOLDERS = new Set(['watch', 'scan']);
const usualTemporary = process.env.TMPDIR;

/** Figures taken beside other work are worth less: said with each bench. */
const busy = (load) => `load before it ${load.toFixed(1)} on ${availableParallelism()} cores`;

/** Smaller sizes for benches that know no `isQuick`. */
const QUICK = {
  watch: { burst: 4_000, preload: 2_000, events: 40 },
  scan: { files: 4_000 },
};

async function main() {
  const options = readOptions(process.argv.slice(2));
  if (options.isHelp) {
    process.stdout.write(USAGE);
    return 0;
  }
  const missing = whatIsMissing();
  if (missing) throw new Wrong(missing);
  const all = [];
  let failed = 0;
  for (const name of options.names) {
    const startedAt = performance.now();
    const [loadBefore] = loadavg();
    process.stderr.write(`bench: ${name} …`);
    try {
      if (KEEPS_OWN_FOLDERS.has(name)) process.env.TMPDIR = makeFolder(name);
      const { run } = await import(pathToFileURL(fileOf(name)).href);
      const rows = await run({ isQuick: options.isQuick, ...(options.isQuick ? QUICK[name] : {}) });
      process.stderr.write(` ${((performance.now() - startedAt) / 1000).toFixed(0)} s, ${busy(loadBefore)}\n`);
      for (const row of rows.map(adapted)) {
        all.push(row);
        if (options.isJson) process.stdout.write(`${JSON.stringify({ bench: name, ...row, loadBefore, cores: availableParallelism() })}\n`);
      }
    } catch (error) {
      failed += 1;
      process.stderr.write(` failed: ${error.stack ?? error}\n`);
      if (options.isJson) process.stdout.write(`${JSON.stringify({ bench: name, error: error.message })}\n`);
    } finally {
      // Whatever a bench that failed has left behind must not disturb the next one.
      endAll();
      removeAllFolders();
      if (usualTemporary === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = usualTemporary;
    }
  }
  if (!options.isJson && all.length > 0) process.stdout.write(`${table(all)}\n`);
  return failed > 0 ? 1 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    endAll();
    removeAllFolders();
    process.exit(128 + constants.signals[signal]);
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Wrong ? error.message : (error.stack ?? error)}\n`);
  process.exitCode = 2;
}
