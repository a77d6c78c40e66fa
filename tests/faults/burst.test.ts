import { appendFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Mill } from '../helpers/mill';
import { sha256Of } from '../helpers/originals';
import { Random, seedsFor } from '../helpers/random';
import { within } from '../helpers/until';

const FILES = 200;
const [seed] = seedsFor(1) as [number];
/** All rewriting happens within this time; a file's quiet time is a small part of it. */
const REWRITING_MS = 4_000;
const SETTLED_MS = 30_000;

let mill: Mill;
let random: Random;
beforeEach(() => {
  mill = new Mill();
  random = new Random(seed);
});
afterEach(() => mill.end());

it(`two hundred files, each rewritten while it is being read, end with their last content (FILEMILL_SEED=${seed})`, { timeout: 90_000 }, async () => {
  await mill.start();
  await mill.watchInbox();
  const last = new Map<string, string>();
  await Promise.all(Array.from({ length: FILES }, (_, i) => rewrite(`${i % 5}/file-${i}.txt`, last)));

  const isDone = (): boolean => mill.engine.snapshot().accounting.done === FILES && wrong(last).length === 0;
  await within(SETTLED_MS, () => `last contents read: ${wrong(last).slice(0, 10).join('; ')}`, mill.until(isDone));
  // Nothing comes after: a look at everything finds what the ledger says.
  await mill.engine.watching.rescanAll();
  await mill.engine.whenSettled();
  expect(wrong(last)).toEqual([]);
  expect(mill.engine.snapshot().accounting).toMatchObject({ seen: FILES, done: FILES });
  expect(mill.accountingHolds()).toBe(true);
  expect(mill.engine.database.all('SELECT j.*, f.job_id FROM jobs j JOIN files f ON f.id = j.file_id WHERE j.settled_at IS NULL')).toEqual([]);
});

it('a file rewritten in place, as long as before and with its old time, is read again', async () => {
  await mill.start();
  await mill.watchInbox();
  const time = new Date('2026-01-15T10:00:00Z');
  const path = mill.drop('a.txt', 'the one words');
  utimesSync(path, time, time);
  await mill.settled('a.txt', 'done');
  writeFileSync(path, 'other words..');
  utimesSync(path, time, time);
  const last = new Map([['a.txt', sha256Of('other words..')]]);
  await within(SETTLED_MS / 2, () => `read again: ${wrong(last).join()}`, mill.until(() => wrong(last).length === 0));
});

/** Three to five versions at random times, by any of the ways in which programs save. */
async function rewrite(path: string, last: Map<string, string>): Promise<void> {
  let content = '';
  const times = Array.from({ length: random.between(3, 5) }, () => random.below(REWRITING_MS)).sort((a, b) => a - b);
  const startedAt = performance.now();
  for (const time of times) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, startedAt + time - performance.now())));
    content = saveAnew(path, content);
    last.set(path, sha256Of(content));
  }
}

function saveAnew(path: string, before: string): string {
  const target = join(mill.inbox, path);
  // Up to half a megabyte: reading the largest takes long enough to be overtaken.
  const fresh = `${random.words(20)}\n`.repeat(random.pick([1, 30, 4_000]));
  // The same length as before: size tells nothing.
  const sameLength = before === '' ? fresh : fresh.repeat(Math.ceil(before.length / fresh.length)).slice(0, before.length);
  switch (before === '' ? 'whole' : random.pick(['whole', 'sameLength', 'append', 'replace'] as const)) {
    case 'whole':
      mill.drop(path, fresh);
      return fresh;
    case 'sameLength':
      writeFileSync(target, sameLength);
      return sameLength;
    case 'append':
      appendFileSync(target, fresh);
      return before + fresh;
    case 'replace':
      writeFileSync(`${target}.part`, fresh);
      renameSync(`${target}.part`, target);
      return fresh;
  }
}

/** Files whose newest job has not ended with the last content's hash. */
function wrong(last: Map<string, string>): string[] {
  const rows = mill.engine.database.all<{ path: string; state: string; sha256: string | null; reason: string | null }>(
    'SELECT f.path, j.state, j.sha256, j.reason FROM files f JOIN jobs j ON j.id = f.job_id WHERE j.is_current = 1',
  );
  const known = new Map(rows.map((row) => [row.path, row]));
  return [...last].flatMap(([path, sha256]) => {
    const row = known.get(path);
    if (row?.state === 'done' && row.sha256 === sha256) return [];
    return [`${path}: ${row?.state ?? 'unknown'} ${row?.reason ?? ''}${row?.state === 'done' ? ' with another content' : ''}`];
  });
}
