import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Mill } from '../helpers/mill';
import { sha256Of } from '../helpers/originals';
import { within } from '../helpers/until';

const FOLDERS = 2_000;
/** More than wait in memory at once. */
const PER_FOLDER = 15;
const FILES = FOLDERS * PER_FOLDER;
/** Bounds the wait; how long it takes is measured by `npm run bench`. */
const READ_MS = 240_000;

let mill: Mill;
beforeEach(() => {
  mill = new Mill();
});
afterEach(() => mill.end(), 120_000);

it(`finds ${FILES} files in ${FOLDERS} folders at the start, and misses none`, { timeout: READ_MS + 60_000 }, async () => {
  for (let folder = 0; folder < FOLDERS; folder += 1) fillFolder(folder);
  await mill.start();
  await mill.watchInbox();
  const told = (): string => JSON.stringify(mill.engine.snapshot().accounting);
  await within(READ_MS, () => `everything read: ${told()}`, mill.engine.whenSettled());

  expect(mill.engine.snapshot().accounting).toEqual({ seen: FILES, done: FILES, inProgress: 0, waiting: 0, attention: 0, ignored: 0 });
  const rows = mill.engine.database.all<{ path: string; sha256: string }>(
    'SELECT f.path, j.sha256 FROM files f JOIN jobs j ON j.id = f.job_id WHERE f.present = 1',
  );
  const known = new Map(rows.map(({ path, sha256 }) => [path, sha256]));
  const onDisk = readdirSync(mill.inbox, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const wrong = onDisk
    .map((entry) => join(entry.parentPath, entry.name).slice(mill.inbox.length + 1))
    .filter((path) => known.get(path) !== sha256Of(contentOf(path)));
  expect(wrong.slice(0, 10), `${wrong.length} files are missing or have another hash`).toEqual([]);
  expect(onDisk).toHaveLength(FILES);
  expect(mill.engine.database.get('SELECT count(*) AS n FROM jobs')).toEqual({ n: FILES });
});

/** Ten folders share a parent. */
function fillFolder(folder: number): void {
  const path = join(`part-${Math.floor(folder / 10)}`, `folder-${folder}`);
  mkdirSync(join(mill.inbox, path), { recursive: true });
  for (let file = 0; file < PER_FOLDER; file += 1) {
    const name = join(path, `file-${file}.txt`);
    writeFileSync(join(mill.inbox, name), contentOf(name));
  }
}

/** Every second file is the same. */
function contentOf(path: string): string {
  const number = Number(/file-(\d+)/.exec(path)?.[1]);
  return number % 2 === 0 ? 'the same words\n' : `words of ${path}\n`;
}
