/**
 * Runs in a process of its own, on the code bundled for it: one job, done once in `before` and then timed in `folder`, as in an engine that has
 * been at work; seconds on standard output.
 */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [code, job, before, folder, files, count] = process.argv.slice(2);
const { atomicWrite, putFiles, readHandoffs, sweepFiles } = await import(pathToFileURL(code).href);
const rows = `id,name,amount\n${Array.from({ length: 20 }, (_, i) => `${i},row ${i},${i * 3}\n`).join('')}`;

const JOBS = {
  async reader(folder) {
    let read = 0;
    for await (const { state } of readHandoffs(folder, 'validator')) if (state === 'ready') read += 1;
    return read;
  },
  async writer(folder) {
    const sources = Array.from({ length: Number(count) }, (_, i) => `${files}/${i}.csv`);
    let written = 0;
    for await (const { error } of putFiles(sources, { to: folder, app: 'mill', type: 'rows', nextApp: 'validator' })) if (!error) written += 1;
    return written;
  },
  /** Each safe on the disk before the next begins. */
  atomic(folder) {
    for (let i = 0; i < Number(count); i += 1) atomicWrite(`${folder}/${i}.csv`, rows);
    return Number(count);
  },
  /** What the disk allows: the same system calls and nothing else. */
  limit(folder) {
    for (let i = 0; i < Number(count); i += 1) {
      const temporary = `${folder}/.tmp_${i}`;
      const fd = openSync(temporary, 'wx');
      writeSync(fd, rows);
      fsyncSync(fd);
      closeSync(fd);
      renameSync(temporary, `${folder}/${i}.csv`);
      const parent = openSync(folder, 'r');
      fsyncSync(parent);
      closeSync(parent);
    }
    return Number(count);
  },
  async archiver(folder) {
    let swept = 0;
    for await (const { error } of sweepFiles(folder, { to: `${folder}-archive`, olderThanMs: 7 * 86_400_000 })) if (!error) swept += 1;
    return swept;
  },
};

await JOBS[job](before);
const startedAt = performance.now();
const done = await JOBS[job](folder);
const seconds = (performance.now() - startedAt) / 1_000;
if (done < Number(count)) throw new Error(`${job}: ${done} of ${count}`);
process.stdout.write(String(seconds));
