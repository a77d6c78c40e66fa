import * as fs from 'node:fs';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Log } from '../../src/base/log';
import { newJob, type Job } from '../../src/engine/job';
import { Parking } from '../../src/engine/parking';
import { arriving } from '../../src/engine/store/job-facts';
import { Ledger } from '../../src/engine/store/ledger';
import { openStore } from '../../src/engine/store/open-store';
import type { Database } from '../../src/engine/store/database';
import { putFolder, setRootNumber } from '../../src/engine/store/folders';
import { Remedies } from '../../src/engine/store/remedies';
import { Whereabouts } from '../../src/engine/store/whereabouts';
import { FileCommands, type FileCommandParts } from '../../src/engine/file-commands';
import { folderSettingsSchema } from '../../src/shared/model/folder';
import { Mill } from '../helpers/mill';

type Call = 'linkSync' | 'unlinkSync' | 'lstatSync' | 'renameSync' | 'fsyncSync';
/** What the disk refuses: by call, the code, and for which paths. */
const refused = vi.hoisted(() => new Map<string, { code: string; at: (path: string) => boolean }>());
vi.mock('node:fs', async (original) => {
  const actual = await original<typeof fs>();
  const guarded = Object.fromEntries(
    ['linkSync', 'unlinkSync', 'lstatSync', 'renameSync', 'fsyncSync'].map((name) => [
      name,
      (...parts: unknown[]) => {
        const refusal = refused.get(name);
        if (refusal?.at(String(parts[0]))) throw Object.assign(new Error(`${refusal.code}: ${name}`), { code: refusal.code });
        return (actual[name as Call] as (...all: unknown[]) => unknown)(...parts);
      },
    ]),
  );
  return { ...actual, ...guarded };
});
const refuse = (call: Call, code: string, at: (path: string) => boolean = () => true): void => void refused.set(call, { code, at });

const BAD = '{"a": ';
let mill: Mill;
let database: Database;
let ledger: Ledger;
let parking: Parking;
let folderId: number;
let logged: string[];
beforeEach(() => {
  mill = new Mill();
  logged = [];
  database = openStore(mkdirAt(mill.data)).database;
  ledger = new Ledger(database);
  const settings = folderSettingsSchema.parse({ name: 'inbox', moveFailed: true });
  folderId = putFolder(database, { path: mill.inbox, settings, configured: true, ignoreExisting: false }, 1).id;
  parking = newParking();
});
afterEach(async () => {
  refused.clear();
  database.close();
  await mill.end();
});

describe('a file is parked', () => {
  it('with its reason, and comes back', () => {
    const { job, source, target } = failed('sub/bad.json');
    parking.park([job]);
    expect([existsSync(source), readFileSync(target, 'utf8'), existsSync(`${target}.error`)]).toEqual([false, BAD, true]);
    expect([effects(), isPresent(job)]).toEqual([['done'], false]);
    expect(parking.unpark([job.fileId]).size).toBe(0);
    expect([readFileSync(source, 'utf8'), existsSync(target), existsSync(`${target}.error`)]).toEqual([BAD, false, false]);
    expect([effects(), isPresent(job)]).toEqual([['undone'], true]);
  });

  it.each(['EPERM', 'ENOTSUP', 'EXDEV'])('also where hard links can’t be made (%s)', (code) => {
    const { job, source, target } = failed();
    refuse('linkSync', code);
    parking.park([job]);
    expect([existsSync(source), existsSync(target), effects()]).toEqual([false, true, ['done']]);
    expect(parking.unpark([job.fileId]).size).toBe(0);
    expect([existsSync(source), existsSync(target)]).toEqual([true, false]);
  });

  it('also where folders can’t be synced', () => {
    const { job, target } = failed();
    let isReasonWritten = false;
    refuse('fsyncSync', 'EINVAL', () => isReasonWritten);
    // The reason is synced before the link is made.
    refuse('linkSync', 'EPERM', () => (isReasonWritten = true));
    parking.park([job]);
    expect([existsSync(target), existsSync(`${target}.error`), effects()]).toEqual([true, true, ['done']]);
    isReasonWritten = true;
    expect(parking.unpark([job.fileId]).size).toBe(0);
  });
});

describe('what is not the file that failed stays where it is', () => {
  it('a newer version with another number, size or time', () => {
    for (const [name, replace] of [
      ['number.json', (path: string) => (writeFileSync(`${path}.new`, BAD), renameSync(`${path}.new`, path))],
      ['size.json', (path: string) => writeFileSync(path, '{"a": 1}')],
      ['time.json', (path: string) => utimesSync(path, 1, 1)],
      ['link.json', (path: string) => (renameSync(path, `${path}.real`), symlinkSync(`${path}.real`, path))],
    ] as const) {
      const { job, source, target } = failed(name);
      replace(source);
      parking.park([job]);
      expect([existsSync(source), existsSync(target), existsSync(`${target}.error`)], name).toEqual([true, false, false]);
      expect(isPresent(job), name).toBe(true);
    }
    expect(effects()).toEqual(['failed', 'failed', 'failed', 'failed']);
    expect(existsSync(join(mill.inbox, 'errors'))).toBe(false);
  });

  it('one that takes the name while the other is moved', () => {
    const { job, source, target } = failed();
    let isReplaced = false;
    refuse('lstatSync', '', (path) => {
      if (path === source && existsSync(target) && !isReplaced) {
        isReplaced = true;
        writeFileSync(`${source}.new`, 'newer');
        renameSync(`${source}.new`, source);
      }
      return false;
    });
    parking.park([job]);
    expect([readFileSync(source, 'utf8'), readFileSync(target, 'utf8')]).toEqual(['newer', BAD]);
    expect([effects(), isPresent(job)]).toEqual([['done'], true]);
  });

  it('one that was retried meanwhile', () => {
    const { job, source } = failed();
    database.transaction((writer) => new Remedies(database).retry(writer, [job.fileId], 'manual'));
    parking.park([job]);
    expect([existsSync(source), effects()]).toEqual([true, []]);
  });
});

describe('no link leads out of the folder', () => {
  it('errors/ as a link', () => {
    const outside = mkdirAt(join(mill.base, 'outside'));
    symlinkSync(outside, join(mill.inbox, 'errors'));
    const { job, source } = failed();
    parking.park([job]);
    expect([existsSync(source), fs.readdirSync(outside), effects(), isPresent(job)]).toEqual([true, [], ['failed'], true]);
    expect(logged).toContain('park');
  });

  it('a parent that was swapped for a link', () => {
    const { job } = failed('sub/bad.json');
    renameSync(join(mill.inbox, 'sub'), join(mill.base, 'sub'));
    symlinkSync(join(mill.base, 'sub'), join(mill.inbox, 'sub'));
    parking.park([job]);
    expect([fs.readdirSync(join(mill.base, 'sub')), effects()]).toEqual([['bad.json'], ['failed']]);
  });

  it('nor on the way back', () => {
    const { job } = failed('sub/bad.json');
    parking.park([job]);
    renameSync(join(mill.inbox, 'sub'), join(mill.base, 'sub'));
    symlinkSync(join(mill.base, 'sub'), join(mill.inbox, 'sub'));
    expect(parking.unpark([job.fileId]).get(job.fileId)).toMatch(/link leads out/);
    expect([fs.readdirSync(join(mill.base, 'sub')), effects()]).toEqual([['errors'], ['done']]);
  });
});

describe('a parking that was interrupted', () => {
  it('before the move: the file stays, its .error goes', () => {
    const { job, source, target } = interrupted();
    writeFileSync(`${target}.error`, '{}');
    parking.recover();
    expect([existsSync(source), existsSync(`${target}.error`), effects(), isPresent(job)]).toEqual([true, false, ['failed'], true]);
  });

  it('with both names there: the old one goes', () => {
    const { job, source, target } = interrupted();
    fs.linkSync(source, target);
    database.transaction((writer) => writer.run(`UPDATE jobs SET ino = '1'`));
    parking.recover();
    expect([existsSync(source), existsSync(target), effects(), isPresent(job)]).toEqual([false, true, ['done'], false]);
  });

  it('after the move, on a drive that gives other numbers now: it is parked, with its .error', () => {
    const { job, source, target } = interrupted();
    writeFileSync(`${target}.error`, '{}');
    renameSync(source, target);
    database.transaction((writer) => writer.run(`UPDATE jobs SET ino = '1'`));
    parking.recover();
    expect([existsSync(target), existsSync(`${target}.error`), effects(), isPresent(job)]).toEqual([true, true, ['done'], false]);
  });

  it('after the move, and a newer file has the name: both stay, and the newer one counts as there', () => {
    const { job, source, target } = interrupted();
    renameSync(source, target);
    writeFileSync(source, 'newer');
    parking.recover();
    expect([readFileSync(source, 'utf8'), existsSync(target), effects(), isPresent(job)]).toEqual(['newer', true, ['done'], true]);
  });

  it('on a drive that can’t be read: the others are ended, and it later', () => {
    const sick = interrupted('sick/bad.json');
    const { source } = interrupted('bad.json');
    renameSync(sick.source, sick.target);
    for (const code of ['EIO', 'ESTALE', 'EPERM']) {
      refuse('lstatSync', code, (path) => path.includes('sick'));
      expect(() => parking.recover()).not.toThrow();
      expect([effects(), existsSync(source)]).toEqual([['intended', 'failed'], true]);
    }
    expect(logged).toEqual(['park.unfinished', 'park.unfinished', 'park.unfinished']);
    refused.clear();
    parking.recover();
    expect([effects(), isPresent(sick.job)]).toEqual([['done', 'failed'], false]);
  });

  it('on a drive that is away, or another in its place: ended when it is back', () => {
    const { job, source, target } = interrupted();
    renameSync(source, target);
    const { dev, ino } = fs.statSync(mill.inbox);
    setRootNumber(database, folderId, `${dev}:${ino}`);
    renameSync(mill.inbox, `${mill.inbox}.away`);
    parking.recover();
    mkdirSync(mill.inbox);
    parking.recover();
    expect(effects()).toEqual(['intended']);
    fs.rmdirSync(mill.inbox);
    renameSync(`${mill.inbox}.away`, mill.inbox);
    parking.recover();
    expect([effects(), isPresent(job)]).toEqual([['done'], false]);
  });

  it('asks the disk nothing when there is nothing to end', () => {
    const { job } = failed();
    parking.park([job]);
    refuse('lstatSync', 'EIO');
    parking.recover();
    expect(logged).toEqual([]);
  });

  it('while another file took the name in errors/: neither is touched', () => {
    const { source, target } = interrupted();
    writeFileSync(target, 'another');
    parking.recover();
    expect([readFileSync(source, 'utf8'), readFileSync(target, 'utf8'), effects()]).toEqual([BAD, 'another', ['failed']]);
  });
});

describe('a move that fails half way', () => {
  it('the old name can’t be taken away: the file keeps it alone', () => {
    const { job, source, target } = failed();
    refuse('unlinkSync', 'EPERM', (path) => path === source);
    parking.park([job]);
    expect([existsSync(source), existsSync(target), existsSync(`${target}.error`)]).toEqual([true, false, false]);
    expect([effects(), isPresent(job)]).toEqual([['failed'], true]);
  });

  it('nothing can be told of it: it is ended before a retry', () => {
    const { job, source, target } = failed();
    refuse('unlinkSync', 'EIO');
    parking.park([job]);
    expect(effects()).toEqual(['intended']);
    refused.clear();
    expect(parking.unpark([job.fileId]).size).toBe(0);
    expect([existsSync(source), existsSync(target), effects()]).toEqual([true, false, ['undone']]);
  });
});

describe('a retry', () => {
  it('of a file whose older version is parked concerns the newer one alone', () => {
    const { job, source, target } = failed();
    parking.park([job]);
    writeFileSync(source, '{"newer": ');
    const newer = nextVersion(job);
    expect(parking.unpark([job.fileId]).size).toBe(0);
    expect(retry([job.fileId])).toBe(1);
    expect([readFileSync(source, 'utf8'), readFileSync(target, 'utf8')]).toEqual(['{"newer": ', BAD]);
    expect(effects()).toEqual(['done']);
    expect(stateOf(newer.jobId)).toBe('waiting');
  });

  it('of a file that was moved back by hand goes on', () => {
    const { job, source, target } = failed();
    parking.park([job]);
    renameSync(target, source);
    expect(retry([job.fileId])).toBe(1);
    expect([existsSync(`${target}.error`), effects(), isPresent(job)]).toEqual([false, ['undone'], true]);
  });

  it('of a file that was taken away by hand goes on', () => {
    const { job, target } = failed();
    parking.park([job]);
    rmSync(target);
    expect(retry([job.fileId])).toBe(1);
    expect([effects(), isPresent(job)]).toEqual([['undone'], false]);
  });

  it('of a file on a drive that is away does not', () => {
    const { job } = failed();
    parking.park([job]);
    renameSync(mill.inbox, `${mill.inbox}.away`);
    expect(retry([job.fileId])).toBe(0);
    expect(effects()).toEqual(['done']);
  });

  it('never overwrites another file', () => {
    const { job, source, target } = failed();
    parking.park([job]);
    writeFileSync(source, 'another');
    expect(parking.unpark([job.fileId]).get(job.fileId)).toBe('Another file lies at its place now.');
    expect(retry([job.fileId])).toBe(0);
    expect([readFileSync(source, 'utf8'), readFileSync(target, 'utf8')]).toEqual(['another', BAD]);
    expect([effects(), stateOf(job.jobId)]).toEqual([['done'], 'attention']);
  });

  it('moves nothing that may not be retried', () => {
    const { job, target } = failed();
    parking.park([job]);
    database.transaction((writer) => ledger.ignore(writer, job.jobId, 'attention', 'Gone', 1));
    expect(retry([job.fileId])).toBe(0);
    expect([existsSync(target), effects()]).toEqual([true, ['done']]);
  });
});

it('a retried file that was taken out of errors/ is said to be gone', async () => {
  database.close();
  rmSync(mill.data, { recursive: true });
  await mill.start();
  await mill.watchInbox({ moveFailed: true });
  mill.dropOld('bad.json', BAD);
  await mill.until(() => mill.row('bad.json')?.isPresent === false);
  rmSync(join(mill.inbox, 'errors', 'bad.json'));
  expect(mill.engine.retry({ cause: 'damaged' })).toBe(1);
  await mill.until(() => /gone|no longer/i.test(mill.row('bad.json')?.reason ?? ''));
  expect(mill.accountingHolds()).toBe(true);
  database = openStore(mkdirAt(join(mill.base, 'other'))).database;
});

function mkdirAt(path: string): string {
  mkdirSync(path, { recursive: true });
  return path;
}

function newParking(): Parking {
  const note = (event: string): void => void logged.push(event);
  const log: Log = { info: note, warn: note, error: note, close: () => undefined };
  return new Parking(database, new Whereabouts(database, ledger), log, () => () => undefined);
}

interface Failed {
  job: Job;
  source: string;
  target: string;
}

/** A file that was read and found damaged. */
function failed(path = 'bad.json'): Failed {
  const source = mill.drop(path, BAD);
  const sighting = sightingOf(path);
  const facts = database.transaction((writer) =>
    ledger.insertFile(writer, folderId, sighting, arriving(), { trigger: 'live', now: 1 }),
  );
  setAttention(facts.jobId);
  const job = newJob(facts, mill.inbox, folderSettingsSchema.parse({ name: 'inbox', moveFailed: true }));
  job.error = { code: 'file.invalid', message: 'It is cut off.', hint: '', cause: 'damaged' };
  return { job, source, target: join(source, '..', 'errors', path.split('/').at(-1) as string) };
}

/** As a crash leaves it right after its intent was noted. */
function interrupted(path?: string): Failed {
  const file = failed(path);
  mkdirAt(join(file.target, '..'));
  database.transaction((writer) =>
    writer.run(
      `INSERT INTO effects (job_id, file_id, folder_id, action, state, source, target, at) VALUES (?, ?, ?, 'park', 'intended', ?, ?, 1)`,
      file.job.jobId,
      file.job.fileId,
      folderId,
      file.source,
      file.target,
    ),
  );
  return file;
}

function nextVersion({ fileId, path }: Job): { jobId: number } {
  const sighting = sightingOf(path);
  const facts = database.transaction((writer) => {
    ledger.updateFile(writer, fileId, sighting);
    return ledger.insertJob(writer, fileId, folderId, sighting, arriving(), { event: 'content_changed', trigger: 'live', now: 2 });
  });
  setAttention(facts.jobId);
  return facts;
}

function sightingOf(path: string): Parameters<Ledger['insertFile']>[2] {
  const { size, mtimeMs, ctimeMs, dev, ino } = fs.statSync(join(mill.inbox, path));
  return { path, size, mtimeMs, ctimeMs, dev: String(dev), ino: String(ino), special: null, gone: false };
}

function setAttention(jobId: number): void {
  database.transaction((writer) => writer.run(`UPDATE jobs SET state = 'attention', cause = 'damaged' WHERE id = ?`, jobId));
}

function retry(ids: number[]): number {
  const room = { drop: () => undefined, admit: () => undefined };
  const parts = { database, remedies: new Remedies(database), parking, room } as unknown as FileCommandParts;
  return new FileCommands(parts).retry({ ids }, 'manual');
}

const effects = (): string[] => database.all<{ state: string }>('SELECT state FROM effects ORDER BY id').map(({ state }) => state);
const isPresent = ({ fileId }: Job): boolean => ledger.byId(fileId)?.present === true;
const stateOf = (jobId: number): string | undefined =>
  database.get<{ state: string }>('SELECT state FROM jobs WHERE id = ?', jobId)?.state;
