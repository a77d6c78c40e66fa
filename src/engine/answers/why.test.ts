import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FilemillError, toErrorData } from '../../shared/errors/filemill-error';
import { folderSettingsSchema, type FolderSettings } from '../../shared/model/folder';
import { whySchema, type Why } from '../../shared/model/why';
import type { Database } from '../store/database';
import { listFolders, putFolder, removeFolder, updateFolderSettings } from '../store/folders';
import { CANCELLED_MARKS, FILTERED_MARKS } from '../store/job-facts';
import { openStore } from '../store/open-store';
import { explainFile } from './why';

const NOW = Date.UTC(2026, 10, 20, 12);

let base: string;
let inbox: string;
let database: Database;
let folderId: number;

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'filemill-why-')));
  inbox = join(base, 'inbox');
  mkdirSync(inbox);
  ({ database } = openStore(join(base, 'data')));
  folderId = putFolder(
    database,
    { path: inbox, settings: folderSettingsSchema.parse({ name: 'Inbox' }), configured: true, ignoreExisting: false },
    NOW - 1_000_000,
  ).id;
});
afterEach(() => {
  database.close();
  rmSync(base, { recursive: true, force: true });
});

const set = (patch: Partial<FolderSettings>): void =>
  updateFolderSettings(database, folderId, folderSettingsSchema.parse({ name: 'Inbox', ...patch }));

function drop(path: string, content = 'words'): string {
  const target = join(inbox, path);
  mkdirSync(join(target, '..'), { recursive: true });
  writeFileSync(target, content);
  return target;
}

const insert = (table: string, row: Record<string, unknown>): number =>
  database.transaction(
    (writer) =>
      writer.run(
        `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map(() => '?').join(', ')})`,
        ...(Object.values(row) as (string | number | null)[]),
      ).lastId,
  );

const JOB = {
  event: 'created',
  trigger: 'live',
  lane: 'text',
  state: 'done',
  marks: 'dddddd',
  size: 5,
  mtime_ms: NOW - 60_000,
  ino: '1',
  arrived_at: NOW - 50_000,
  settled_at: NOW - 40_000,
};

/** A file of the ledger with its jobs, the last one current. @returns its id */
function know(path: string, jobs: object[], file: object = {}): number {
  const facts = { folder_id: folderId, path, name: basename(path), search_name: basename(path) };
  const id = insert('files', { ...facts, size: 5, mtime_ms: NOW - 60_000, ctime_ms: NOW, dev: '1', ino: '1', job_id: 0, ...file });
  for (const [index, job] of jobs.entries()) {
    const isLast = index === jobs.length - 1;
    const jobId = insert('jobs', { ...JOB, file_id: id, folder_id: folderId, is_current: isLast ? 1 : 0, ...job });
    if (isLast) database.transaction((writer) => writer.run('UPDATE files SET job_id = ? WHERE id = ?', jobId, id));
  }
  return id;
}

function ask(which: { id: number } | { path: string }, isRunning = true): Why {
  const why = explainFile(database, listFolders(database), which, { isRunning, now: NOW });
  expect(whySchema.parse(why)).toEqual(why);
  return why;
}

const error = (): string => JSON.stringify(new FilemillError('file.denied', 'You may not read it.', { hint: 'Allow it.' }).toData());

describe('why, of a file that the ledger knows', () => {
  it('tells of one that is done, from its event to its end', () => {
    drop('a.txt');
    const id = know('a.txt', [{}]);
    const entry = { at: NOW - 45_000, stage: 'process', name: 'Read', mark: 'done', durationMs: 12, detail: 'By text 1.' };
    insert('timelines', { job_id: 1, entries: `${JSON.stringify(entry)}\n` });
    const why = ask({ id });
    expect(why).toMatchObject({ state: 'done', event: 'created', trigger: 'live', hint: '', error: null, folder: { name: 'Inbox' } });
    expect(why.answer).toBe('It was taken and read, and it is done.');
    expect(why.steps.map(({ name, mark }) => `${name} ${mark}`)).toEqual(['Seen info', 'Filter passed', 'Whole passed', 'Read passed']);
    expect(why.steps[0]).toMatchObject({ detail: 'Created, seen at once.', at: JOB.arrived_at });
    expect(why.steps.at(-1)).toMatchObject({ stage: 'process', at: entry.at, durationMs: 12 });
    expect(ask({ path: join(inbox, 'a.txt') })).toEqual(why);
  });

  it.each<[string, object, object, string, RegExp]>([
    ['set aside', { state: 'waiting', marks: 'rppppp', held: 1 }, {}, 'You have set it aside, so nothing is done with it.', /Take it up/],
    ['retrying', { state: 'waiting', marks: 'dddfpp', error: error(), due_at: NOW + 40_000 }, {}, 'It is tried again in 40 seconds, because the last try failed: you may not read it.', /Allow it/],
    ['still arriving', { state: 'waiting', marks: 'rppppp', reason: 'Still arriving: its end is not there yet.' }, {}, 'It is still arriving: its end is not there yet.', /^$/],
    ['cooling down', { state: 'waiting', marks: 'rppppp', reason: 'Cooling down for 60 s after the last event', due_at: NOW + 30_000 }, {}, 'It waits, and is looked at in 30 seconds: cooling down for 60 s after the last event.', /^$/],
    ['in need of attention', { state: 'attention', marks: 'ddfppp', error: error() }, {}, 'It could not be read: you may not read it.', /Allow it/],
    ['being read', { state: 'inProgress', marks: 'drpppp' }, {}, 'It is being read now.', /^$/],
    ['cancelled', { state: 'ignored', marks: CANCELLED_MARKS, reason: 'Cancelled by you.' }, {}, 'You cancelled it.', /Retry/],
    ['there before', { state: 'ignored', marks: 'ssssss', reason: 'It was there before the folder was added.' }, {}, 'It was left alone: it was there before the folder was added.', /changes/],
    ['deleted', { event: 'deleted', marks: 'ddssss' }, { present: 0 }, 'It is no longer in the folder, deleted or moved out of it; what was read from it is kept.', /^$/],
    ['just departed', {}, { present: 0, departed_at: NOW }, 'It has left its folder; Filemill waits a moment to see whether it turns up under another name.', /^$/],
    ['cleared by itself', { cleared_cause: 'unreachable' }, {}, 'It is done; something stood in the way at first, and went away by itself.', /^$/],
  ])('has a sentence for one that is %s', (_what, job, file, answer, hint) => {
    drop('a.txt');
    const why = ask({ id: know('a.txt', [job], file) });
    expect(why.answer).toBe(answer);
    expect(why.hint).toMatch(hint);
  });

  it('names the line of the filter that left it alone', () => {
    set({ exclude: ['*.bak'] });
    drop('a.bak');
    const why = ask({ id: know('a.bak', [{ state: 'ignored', marks: FILTERED_MARKS, reason: 'Excluded by “*.bak”.' }]) });
    expect(why.answer).toBe('The folder’s filter leaves it alone: excluded by “*.bak”.');
    expect(why.lines.find(({ decides }) => decides)?.line).toBe('exclude “*.bak”');
    expect(why.steps.map(({ name, mark }) => `${name} ${mark}`)).toEqual(['Seen info', 'Filter failed']);
  });

  it('says when the filter would take it by now, and when its event is left out', () => {
    drop('a.bak');
    const id = know('a.bak', [{ state: 'ignored', marks: FILTERED_MARKS, reason: 'Excluded by “*.bak”.' }]);
    expect(ask({ id }).hint).toMatch(/would take it now/);
    set({ events: { created: false, modified: true, content_changed: true, deleted: true, moved: true } });
    expect(ask({ id }).answer).toBe('The folder leaves it alone: it does not act on the event “created”.');
  });

  it('tells of a minimum age and a cooldown that are not over', () => {
    set({ minAgeSeconds: 90, cooldownSeconds: 60 });
    utimesSync(drop('a.txt'), NOW / 1000, NOW / 1000);
    const id = know('a.txt', [{ state: 'waiting', marks: 'rppppp', reason: 'Too new: the folder takes files that are 90 s old.' }]);
    const why = ask({ id });
    expect(why.answer).toBe('It waits: the folder takes files that are 90 s old.');
    expect(why.steps.map(({ name, mark }) => `${name} ${mark}`)).toEqual(['Seen info', 'Filter passed', 'Cooldown passed', 'Minimum age waiting']);
    expect(why.steps.at(-1)?.at).toBe(NOW - 60_000 + 90_000);
  });

  it('says what keeps it from going on', () => {
    drop('a.txt');
    const id = know('a.txt', [{ state: 'waiting', marks: 'rppppp', reason: 'Still arriving' }]);
    expect(ask({ id }).answer).toBe('It is still arriving.');
    expect(ask({ id }, false).answer).toBe('It waits, because Filemill is not running.');
    set({ paused: true });
    expect(ask({ id }).answer).toBe('It waits, because its folder is paused.');
    set({});
    insert('facts', { key: 'settings', value: JSON.stringify({ general: { lanes: { text: { paused: true } } } }) });
    expect(ask({ id }).answer).toBe('It waits, because the lane “text” is paused.');
    insert('facts', { key: 'paused', value: '1' });
    expect(ask({ id }).answer).toBe('It waits, because Filemill is paused.');
  });

  it('tells of former versions, newest first, and where it was moved from', () => {
    drop('new.txt');
    const former = { former_path: 'old\u202e.txt', settled_at: NOW - 90_000 };
    const id = know('new.txt', [
      { ...former, state: 'attention', error: error(), settled_at: NOW - 95_000 },
      { ...former, event: 'content_changed' },
      { event: 'moved', trigger: 'scan' },
    ]);
    const why = ask({ id });
    expect(why.answer).toBe('It was moved here from “old\\u202e.txt”, and it is done.');
    expect(why.steps[0]?.detail).toBe('Moved here from “old\\u202e.txt”, found by a scan.');
    expect(why.earlier).toEqual([
      { at: NOW - 90_000, sentence: 'Content changed as “old\\u202e.txt”: read, and done.' },
      { at: NOW - 95_000, sentence: 'Created as “old\\u202e.txt”: could not be read: you may not read it.' },
    ]);
  });

  it('tells of at most twenty former versions', () => {
    drop('a.txt');
    expect(ask({ id: know('a.txt', Array.from({ length: 30 }, () => ({}))) }).earlier).toHaveLength(20);
  });

  it('says where it was put aside', () => {
    const id = know('a.txt', [{ state: 'attention', marks: 'dddfpp', error: error() }], { present: 0 });
    const effect = { action: 'park', state: 'done', source: join(inbox, 'a.txt'), target: join(inbox, 'errors', 'a.txt'), at: NOW };
    insert('effects', { job_id: 1, file_id: id, folder_id: folderId, ...effect });
    expect(ask({ id }).answer).toBe('It could not be read and was put aside as “errors/a.txt”: you may not read it.');
  });

  it('says when its folder is watched no more', () => {
    const id = know('a.txt', [{}]);
    removeFolder(database, folderId, NOW);
    expect(ask({ id }).answer).toBe('Its folder is no longer watched.');
  });

  it('has no answer for an id that the ledger does not have', () => {
    expect(() => ask({ id: 99 })).toThrow('The ledger has no such file.');
  });
});

describe('why, of a path that the ledger does not know', () => {
  const answerOf = (path: string, isRunning = true): string => ask({ path }, isRunning).answer;

  it('says that no folder holds it', () => {
    writeFileSync(join(base, 'a.txt'), '');
    expect(answerOf(join(base, 'a.txt'))).toBe('It lies in no watched folder.');
    expect(answerOf(join(base, 'b.txt'))).toBe('There is no such file, and no watched folder in which it could lie.');
    expect(answerOf(`${inbox}-2/a.txt`)).toMatch(/no watched folder/);
  });

  it('says that nothing looks where it lies', () => {
    expect(answerOf(drop('errors/a.txt'))).toBe('It lies in “errors”, a folder that is never looked into.');
    expect(answerOf(drop('deep/.git/config'))).toMatch(/“\.git”/);
    set({ recursive: false });
    expect(answerOf(drop('sub/a.txt'))).toBe('It lies in a subfolder, and its folder is watched without subfolders.');
  });

  it('says that it is no file, or that there is none', () => {
    mkdirSync(join(inbox, 'sub'));
    expect(answerOf(join(inbox, 'sub'))).toMatch(/^It is a folder/);
    expect(answerOf(inbox)).toMatch(/^It is a watched folder itself/);
    expect(answerOf(join(inbox, 'none.txt'))).toMatch(/^There is no such file, and the ledger/);
  });

  it('says what the filter will say', () => {
    symlinkSync('/etc/hostname', join(inbox, 'link'));
    expect(answerOf(join(inbox, 'link'))).toBe('The folder’s filter leaves it alone: it is a link, and links are not followed.');
    const why = ask({ path: drop('film.mp4.part') });
    expect(why.answer).toBe('The folder’s filter leaves it alone: built-in list: “*.part”, an unfinished download.');
    expect(why.lines.at(-1)).toMatchObject({ passes: false, decides: true });
  });

  it('says when it will be seen', () => {
    const path = drop('a.txt');
    expect(answerOf(path)).toBe('Filemill has not seen it yet; the next scan finds it.');
    expect(answerOf(path, false)).toBe('Filemill has not seen it yet, because it is not running.');
    set({ paused: true });
    expect(answerOf(path)).toBe('Filemill has not seen it, because its folder is paused.');
  });

  it('finds the file of the ledger behind links on the way to it', () => {
    drop('sub/a.txt');
    know('sub/a.txt', [{}]);
    symlinkSync(join(inbox, 'sub'), join(base, 'shortcut'));
    expect(ask({ path: join(base, 'shortcut', 'a.txt') }).state).toBe('done');
  });
});

it('errors in the ledger come back whole', () => {
  const id = know('a.txt', [{ state: 'attention', marks: 'ddfppp', error: error() }]);
  drop('a.txt');
  expect(ask({ id }).error).toEqual(toErrorData(new FilemillError('file.denied', 'You may not read it.', { hint: 'Allow it.' })));
});
