import {
  appendFileSync,
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStoreReadOnly, verify } from '../../src/engine/engine-queries';
import { Database } from '../../src/engine/store/database';
import type { FolderSettings } from '../../src/shared/model/folder';
import type { Misfit, VerifyReport } from '../../src/shared/model/verify-report';
import { greyPng } from '../../src/base/grey-png';
import { Mill } from '../helpers/mill';

let mill: Mill;
beforeEach(async () => {
  mill = new Mill();
  await mill.start();
});
afterEach(() => mill.end());

/** Some files of all kinds, settled; then the engine ends. */
async function settleAndEnd(settings: Partial<FolderSettings> = {}): Promise<void> {
  mill.drop('a.txt', 'the first words');
  mill.drop('sub/b.txt', 'other words');
  mill.dropOld('bad.json', '{"a":');
  mill.drop('picture.png', greyPng(300, 200, (x, y) => x * y));
  mill.drop('.hidden', 'not taken');
  symlinkSync('/etc/hostname', join(mill.inbox, 'link'));
  await mill.watchInbox(settings);
  await mill.engine.whenSettled();
  await mill.engine.close();
}

async function verifyAtRest(hashes = false): Promise<VerifyReport> {
  const database = openStoreReadOnly(mill.data);
  if (!database) throw new Error('There is no ledger.');
  try {
    return await verify(database, mill.data, { hashes, isRunning: false });
  } finally {
    database.close();
  }
}

/** Behind the engine's back. */
function write(sql: string, ...values: (string | number)[]): void {
  const database = Database.open(join(mill.data, 'filemill.db'), false);
  database.transaction((writer) => writer.run(sql, ...values));
  database.close();
}

const told = ({ misfits }: VerifyReport): [check: Misfit['check'], path: string | null][] => misfits.map(({ check, path }) => [check, path]);
const inInbox = (path: string): string => join(mill.inbox, path);

describe('what fits', () => {
  it('is said to fit, with all that was looked at', async () => {
    await settleAndEnd();
    const report = await verifyAtRest(true);
    expect(report.misfits).toEqual([]);
    expect(report).toMatchObject({ ok: true, underWay: 0 });
    const checked = Object.fromEntries(report.checks.map(({ name, checked: n }) => [name, n]));
    expect(checked).toMatchObject({ accounting: 6, files: 6, contents: 3 });
  });

  it('fits after files were changed, moved and deleted under a running engine', async () => {
    mill.drop('a.txt', 'one');
    mill.drop('b.txt', 'two');
    mill.drop('c.txt', 'three');
    await mill.watchInbox();
    await mill.engine.whenSettled();
    appendFileSync(inInbox('a.txt'), ' and more');
    renameSync(inInbox('b.txt'), inInbox('moved.txt'));
    rmSync(inInbox('c.txt'));
    await mill.until(() => mill.row('moved.txt') !== undefined && mill.row('c.txt')?.event === 'deleted' && mill.row('a.txt')?.size === 12);
    await mill.engine.whenSettled();
    const report = await verify(mill.engine.database, mill.data, { hashes: true, isRunning: true });
    expect(report.misfits).toEqual([]);
  });

  it('does not count what is just arriving against a running engine', async () => {
    await mill.watchInbox();
    await mill.engine.whenSettled();
    mill.engine.pause();
    mill.drop('new.txt', 'just dropped');
    const report = await verify(mill.engine.database, mill.data, { hashes: false, isRunning: true });
    expect(report.misfits).toEqual([]);
  });

  it('takes names of any bytes, and folders that rest or are not entered', async () => {
    if (process.platform !== 'linux') return;
    writeFileSync(Buffer.concat([Buffer.from(`${mill.inbox}/`), Buffer.from([0xff, 0x41])]), 'words');
    mill.drop('processed/done.txt', 'not looked at');
    await settleAndEnd();
    expect((await verifyAtRest(true)).misfits).toEqual([]);
  });
});

describe('files that do not fit are named', () => {
  it('when they were deleted, changed, added or replaced behind the engine’s back', async () => {
    await settleAndEnd();
    rmSync(inInbox('a.txt'));
    appendFileSync(inInbox('sub/b.txt'), '!');
    mill.drop('sub/unknown.txt', 'never seen');
    rmSync(inInbox('bad.json'));
    symlinkSync('/etc/hostname', inInbox('bad.json'));
    const report = await verifyAtRest(true);
    expect(told(report).sort()).toEqual([
      ['files', inInbox('a.txt')],
      ['files', inInbox('bad.json')],
      ['files', inInbox('sub/b.txt')],
      ['files', inInbox('sub/unknown.txt')],
    ]);
    expect(report.ok).toBe(false);
    for (const { message, hint } of report.misfits) expect(message.length * hint.length).toBeGreaterThan(0);
  });

  it('by their bytes, when only those changed', async () => {
    await settleAndEnd();
    const path = inInbox('a.txt');
    const { atime, mtime } = statSync(path);
    const descriptor = openSync(path, 'r+');
    writeSync(descriptor, 'T');
    closeSync(descriptor);
    utimesSync(path, atime, mtime);
    expect(told(await verifyAtRest(false))).toEqual([]);
    expect(told(await verifyAtRest(true))).toEqual([['contents', path]]);
  });

  it('by one sentence for a folder that is not there', async () => {
    await settleAndEnd();
    renameSync(mill.inbox, `${mill.inbox}-away`);
    expect(told(await verifyAtRest())).toEqual([['files', mill.inbox]]);
    mkdirSync(mill.inbox);
    const report = await verifyAtRest();
    expect(told(report)).toEqual([['files', mill.inbox]]);
    expect(report.misfits[0]?.message).toMatch(/drive/);
  });

  it('while the engine runs too, once it should have noticed', async () => {
    mill.drop('a.txt', 'words');
    await mill.watchInbox();
    await mill.engine.whenSettled();
    // As if an event and every scan since had been lost.
    mill.engine.database.transaction((writer) => writer.run(`UPDATE files SET mtime_ms = mtime_ms - 60000 WHERE name = 'a.txt'`));
    const report = await verify(mill.engine.database, mill.data, { hashes: false, isRunning: true });
    expect(told(report)).toEqual([['files', inInbox('a.txt')]]);
  });

  it('when their folder can’t be looked into', async () => {
    if (process.platform === 'win32' || process.getuid?.() === 0) return;
    await settleAndEnd();
    chmodSync(inInbox('sub'), 0);
    try {
      expect(told(await verifyAtRest())).toContainEqual(['files', inInbox('sub')]);
    } finally {
      chmodSync(inInbox('sub'), 0o700);
    }
  });

  it('a thousand of them, and the rest is counted', async () => {
    await settleAndEnd();
    for (let i = 0; i < 1_100; i += 1) mill.drop(`many/${i}.txt`, '');
    const report = await verifyAtRest();
    expect(report.misfits).toHaveLength(1_000);
    expect(report.checks.find(({ name }) => name === 'files')?.misfits).toBe(1_100);
  });
});

describe('a ledger that contradicts itself is named', () => {
  const cases: [what: string, check: Misfit['check'], sql: string][] = [
    ['a file whose job is gone', 'accounting', `UPDATE files SET job_id = 999 WHERE name = 'a.txt'`],
    ['a file that counts nowhere', 'accounting', `UPDATE jobs SET is_current = 0 WHERE id = (SELECT job_id FROM files WHERE name = 'a.txt')`],
    ['a file in progress at rest', 'accounting', `UPDATE jobs SET state = 'inProgress', settled_at = NULL, lease = 'x' WHERE id = (SELECT job_id FROM files WHERE name = 'a.txt')`],
    ['a state that is none', 'accounting', `UPDATE jobs SET state = 'finished' WHERE id = (SELECT job_id FROM files WHERE name = 'a.txt')`],
    ['a state without its time', 'accounting', `UPDATE jobs SET settled_at = NULL WHERE id = (SELECT job_id FROM files WHERE name = 'a.txt')`],
    ['a done file without a report', 'reports', `UPDATE jobs SET report_id = NULL WHERE id = (SELECT job_id FROM files WHERE name = 'a.txt')`],
    ['a report that is gone', 'reports', `UPDATE jobs SET report_id = 999 WHERE id = (SELECT job_id FROM files WHERE name = 'a.txt')`],
    ['a text that is gone', 'reports', `DELETE FROM texts WHERE report_id = (SELECT report_id FROM jobs JOIN files f ON f.job_id = jobs.id WHERE f.name = 'a.txt')`],
    ['a text that search lost', 'reports', `INSERT INTO text_index (text_index, rowid, body) SELECT 'delete', report_id, body FROM texts WHERE body LIKE 'the first%'`],
  ];
  for (const [what, check, sql] of cases) {
    it(what, async () => {
      await settleAndEnd();
      write(sql);
      const report = await verifyAtRest();
      expect(report.ok).toBe(false);
      expect([...new Set(report.misfits.map(({ check: name }) => name))]).toEqual([check]);
      expect(report.misfits[0]?.path).toBe(inInbox('a.txt'));
    });
  }

  it('a former version that still counts', async () => {
    mill.drop('a.txt', 'one');
    await mill.watchInbox();
    await mill.settled('a.txt');
    appendFileSync(inInbox('a.txt'), ' and two');
    await mill.until(() => mill.row('a.txt')?.size === 11 && mill.row('a.txt')?.state === 'done');
    await mill.engine.close();
    write('UPDATE jobs SET is_current = 1');
    expect(told(await verifyAtRest())).toEqual([['accounting', inInbox('a.txt')]]);
  });

  it('an index that lost its entries', async () => {
    await settleAndEnd();
    spoil('jobs_by_settled');
    const report = await verifyAtRest();
    expect(report.misfits.some(({ check, message }) => check === 'store' && message.includes('jobs'))).toBe(true);
  });

  it('words in the search that are not those of the text', async () => {
    await settleAndEnd();
    spoil('text_index_data');
    const report = await verifyAtRest();
    expect(report.misfits.some(({ check, message }) => check === 'store' && message.includes('text_index'))).toBe(true);
  });
});

/** Overwrites what the page of a table or index says last, as a bad disk does. */
function spoil(name: string): void {
  const path = join(mill.data, 'filemill.db');
  const database = Database.open(path, true);
  const page = database.get<{ page: number }>('SELECT rootpage AS page FROM sqlite_schema WHERE name = ?', name)?.page ?? 0;
  database.close();
  const descriptor = openSync(path, 'r+');
  writeSync(descriptor, Buffer.alloc(100, 0x07), 0, 100, page * 4096 - 100);
  closeSync(descriptor);
}

describe('what was left or lost is named', () => {
  it('pictures', async () => {
    await settleAndEnd();
    const [picture] = readdirSync(join(mill.data, 'artifacts'), { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.'));
    const path = join(mill.data, 'artifacts', picture as string);
    writeFileSync(path, 'no picture');
    expect(told(await verifyAtRest())).toEqual([]);
    expect(told(await verifyAtRest(true))).toEqual([['reports', path]]);
    rmSync(path);
    expect(told(await verifyAtRest())).toEqual([['reports', path]]);
  });

  it('scratch and files that were not written to their end', async () => {
    await settleAndEnd();
    const scratch = join(mill.data, 'scratch', 'worker-1');
    const ours = join(mill.data, '.tmp_0123456789ab');
    mkdirSync(scratch);
    writeFileSync(ours, '');
    mkdirSync(inInbox('errors'));
    writeFileSync(inInbox('errors/.tmp_ba9876543210'), '');
    writeFileSync(inInbox('errors/.tmp_somebody'), '');
    expect(told(await verifyAtRest()).sort()).toEqual(
      [scratch, ours, inInbox('errors/.tmp_ba9876543210')].map((path) => ['leftovers', path]).sort(),
    );
  });

  it('effects: one that was begun, and one whose file is gone', async () => {
    await settleAndEnd({ moveFailed: true });
    const parked = inInbox('errors/bad.json');
    expect(JSON.parse(readFileSync(`${parked}.error`, 'utf8'))).toMatchObject({ filename: 'bad.json' });
    expect((await verifyAtRest(true)).misfits).toEqual([]);
    rmSync(parked);
    expect(told(await verifyAtRest())).toEqual([['effects', parked]]);
    write(`UPDATE effects SET state = 'intended'`);
    expect(told(await verifyAtRest())).toEqual([['effects', inInbox('bad.json')]]);
  });
});
