import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handoffPlaceSchema, type HandoffPlace } from '../../src/shared/model/handoff';
import type { z } from 'zod';
import { acquireLock } from '../../src/base/lock/acquire-lock';
import { sightingAt } from '../../src/engine/actions/file-version';
import { Database } from '../../src/engine/store/database';
import { hasPython, runPeer } from '../helpers/python-peer';
import { Mill } from '../helpers/mill';

let mill: Mill;

beforeEach(() => {
  mill = new Mill();
});
afterEach(() => mill.end());

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

/** Filemill takes what is for `validator` in the inbox. */
async function takeFrom(place: Partial<z.input<typeof handoffPlaceSchema>> = {}): Promise<HandoffPlace> {
  const whole = handoffPlaceSchema.parse({ path: mill.inbox, apps: ['validator'], settleSeconds: 1, ...place });
  await mill.engine.updateSettings({ handoffs: { places: [whole], expectations: [] } });
  await mill.watchInbox();
  return whole;
}

const sidecarOf = (name: string, content: string, more: Record<string, unknown> = {}): string =>
  JSON.stringify({ filename: name, created_at: '2026-11-23T07:00:00+00:00', created_by: 'loader', file_size: Buffer.byteLength(content), checksum: `sha256:${sha256(content)}`, row_count: 1, next_app: 'validator', ...more });

function put(path: string, content = 'id,name\n1,Ada\n', more: Record<string, unknown> = {}): void {
  const name = path.split('/').at(-1) ?? path;
  mill.drop(path, content);
  mill.drop(`${path}.meta.json`, sidecarOf(name, content, more));
}

const inbox = (...parts: string[]): string => join(mill.inbox, ...parts);
const names = (...parts: string[]): string[] => (existsSync(inbox(...parts)) ? readdirSync(inbox(...parts)).sort() : []);

describe('a pair that is for Filemill', () => {
  it('is read as any file, and goes to processed/ with its sidecar; the ledger tells it all', async () => {
    await mill.start();
    await takeFrom();
    put('2026-11-23/loader_sales_20261123_070000.csv');
    const row = await mill.settled('2026-11-23/processed/loader_sales_20261123_070000.csv', 'done');
    expect(row).toMatchObject({ kind: 'data', state: 'done' });
    expect(names('2026-11-23')).toEqual(['processed']);
    expect(names('2026-11-23', 'processed')).toEqual(['loader_sales_20261123_070000.csv', 'loader_sales_20261123_070000.csv.meta.json']);
    const [effect] = mill.engine.rules.effects.inScope({ fileId: row.id });
    expect(effect).toMatchObject({ action: 'relocate', state: 'done', rule: null });
    expect(mill.accountingHolds()).toBe(true);
  });

  it('waits for its sidecar, however late that comes', async () => {
    await mill.start();
    await takeFrom();
    mill.drop('late.csv', 'a,b\n1,2\n');
    await mill.until(() => mill.row('late.csv')?.reason === 'It waits for its sidecar.');
    mill.drop('late.csv.meta.json', sidecarOf('late.csv', 'a,b\n1,2\n'));
    await mill.settled('processed/late.csv', 'done');
    expect(names()).toEqual(['processed']);
  });

  it('waits while its sidecar is half there and its data grows', async () => {
    await mill.start();
    await takeFrom({ settleSeconds: 30 });
    const whole = 'a,b\n1,2\n3,4\n';
    mill.drop('slow.csv.meta.json', sidecarOf('slow.csv', whole).slice(0, 40));
    mill.drop('slow.csv', whole.slice(0, 8));
    await mill.until(() => mill.row('slow.csv')?.reason?.startsWith('It and its sidecar do not agree yet') === true);
    mill.drop('slow.csv.meta.json', sidecarOf('slow.csv', whole));
    mill.drop('slow.csv', whole);
    await mill.settled('processed/slow.csv', 'done');
    expect(readFileSync(inbox('processed', 'slow.csv'), 'utf8')).toBe(whole);
  });

  it('can be taken back, with its sidecar, and taken once more', async () => {
    await mill.start();
    await takeFrom();
    put('a.csv');
    const row = await mill.settled('processed/a.csv', 'done');
    const { undone, failed } = await mill.engine.undo.all({ fileId: row.id });
    expect([undone.length, failed]).toEqual([1, []]);
    expect(names()).toEqual(['a.csv', 'a.csv.meta.json', 'processed']);
    expect(mill.row('a.csv')).toMatchObject({ id: row.id, state: 'done' });
    mill.engine.commands.lookAgain([row.id], 'manual');
    await mill.settled('processed/a.csv', 'done');
    expect(names()).toEqual(['processed']);
  });

  it('gets another name in processed/ where its own is taken', async () => {
    await mill.start();
    await takeFrom();
    mill.drop('processed/a.csv.meta.json', '{}');
    put('a.csv');
    await mill.settled('processed/a (2).csv', 'done');
    expect(names('processed')).toEqual(['a (2).csv', 'a (2).csv.meta.json', 'a.csv.meta.json']);
  });

  it('waits while another process has its lock, and is taken when that is free', async () => {
    await mill.start();
    await takeFrom();
    const lock = await acquireLock(inbox('a.csv'), { purpose: 'put', waitMs: 0 });
    put('a.csv');
    await mill.until(() => mill.row('a.csv')?.reason === 'A program holds its .lock file.');
    lock.release();
    await mill.settled('processed/a.csv', 'done');
    expect(names()).toEqual(['processed']);
  });

  it('with an MD5 checksum is read once more for it', async () => {
    await mill.start();
    await takeFrom();
    put('a.csv', 'x,y\n1,2\n', { checksum: `md5:${createHash('md5').update('x,y\n1,2\n').digest('hex')}` });
    await mill.settled('processed/a.csv', 'done');
  });
});

describe('a pair that is for others', () => {
  it('stays as it is, and says whom it is for', async () => {
    await mill.start();
    await takeFrom();
    put('a.csv', 'x\n1\n', { next_app: 'loader' });
    const row = await mill.settled('a.csv', 'ignored');
    expect(row.reason).toBe('Its sidecar addresses it to “loader”.');
    expect(mill.row('a.csv.meta.json')?.reason).toBe('The sidecar of “a.csv”, with which it is taken.');
    expect(names()).toEqual(['a.csv', 'a.csv.meta.json']);
  });

  it('is taken once its sidecar says otherwise', async () => {
    await mill.start();
    await takeFrom();
    put('a.csv', 'x\n1\n', { next_app: 'loader' });
    await mill.settled('a.csv', 'ignored');
    mill.drop('a.csv.meta.json', sidecarOf('a.csv', 'x\n1\n'));
    await mill.settled('processed/a.csv', 'done');
  });
});

describe('a pair that is wrong', () => {
  const good = 'x\n1\n';
  it.each([
    ['another checksum', { checksum: `sha256:${'0'.repeat(64)}` }, 'file.invalid', 'checksum'],
    ['another size', { file_size: 99 }, 'file.invalid', '99'],
    ['a path in filename', { filename: '../../etc/passwd' }, 'file.unsafe', 'path'],
    ['another filename', { filename: 'b.csv' }, 'file.invalid', 'another one'],
    ['a field of another kind', { row_count: 'many' }, 'file.invalid', 'row_count'],
    ['no checksum that is one', { checksum: 'crc32:12' }, 'file.invalid', 'of a kind that is not known'],
  ])('goes to errors/ with its sidecar and the reason: %s', async (_what, more, code, words) => {
    await mill.start();
    await takeFrom();
    put('a.csv', good, more);
    const row = await mill.settled('a.csv', 'attention');
    expect(row.error?.code).toBe(code);
    await mill.until(() => names('errors').length === 3);
    expect(names('errors')).toEqual(['a.csv', 'a.csv.error', 'a.csv.meta.json']);
    const reason = JSON.parse(readFileSync(inbox('errors', 'a.csv.error'), 'utf8')) as { error: string; filename: string };
    expect(reason.filename).toBe('a.csv');
    expect(reason.error).toContain(words);
    expect(mill.accountingHolds()).toBe(true);
  });

  it.each([
    ['no JSON', 'next_app: validator'],
    ['JSON that nests too deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`.slice(0, 60_000)],
    ['a hundred megabytes', Buffer.alloc(100 * 1024 * 1024, 32)],
    ['no object', '[1]'],
    ['NUL and line breaks', '{"next_app": "validator", "checksum": "x\\u0000\\n", "filename": "a\\u0000.csv"}'],
  ])('with a sidecar of %s too', async (_what, sidecar) => {
    await mill.start();
    await takeFrom();
    mill.drop('a.csv', good);
    mill.drop('a.csv.meta.json', sidecar);
    await mill.settled('a.csv', 'attention');
    await mill.until(() => names('errors').length === 3);
    expect(names()).toEqual(['errors']);
  });

  it('still needs attention when news of where it lay comes in late', async () => {
    await mill.start();
    await takeFrom();
    put('a.csv', good, { file_size: 99 });
    const seen = sightingAt(mill.inbox, 'a.csv');
    const { id, folderId } = await mill.settled('a.csv', 'attention');
    await mill.until(() => names('errors').length === 3);
    const { intake } = (mill.engine as unknown as { admission: { intake: { accept(folderId: number, source: 'live', sightings: (typeof seen)[]): void; size: number } } }).admission;
    intake.accept(folderId, 'live', [seen]);
    await mill.until(() => intake.size === 0);
    await mill.engine.whenSettled();
    expect(mill.rows().find((row) => row.id === id)).toMatchObject({ state: 'attention', error: { code: 'file.invalid' } });
  });

  it('comes back with its sidecar when it is retried, and is taken when it was mended', async () => {
    await mill.start();
    await takeFrom();
    put('a.csv', good, { file_size: 99 });
    const row = await mill.settled('a.csv', 'attention');
    await mill.until(() => names('errors').length === 3);
    writeFileSync(inbox('errors', 'a.csv.meta.json'), sidecarOf('a.csv', good));
    mill.engine.retry({ ids: [row.id] });
    await mill.settled('processed/a.csv', 'done');
    expect([names(), names('errors')]).toEqual([['errors', 'processed'], []]);
  });

  it('with a lock that is a folder or a link stays where it is', async () => {
    await mill.start();
    await takeFrom();
    mkdirSync(inbox('a.csv.lock'));
    put('a.csv');
    symlinkSync('/etc/passwd', inbox('b.csv.lock'));
    put('b.csv');
    for (const name of ['a.csv', 'b.csv']) expect((await mill.settled(name, 'attention')).error?.code).toBe('file.notRegular');
    expect(names()).toEqual(['a.csv', 'a.csv.lock', 'a.csv.meta.json', 'b.csv', 'b.csv.lock', 'b.csv.meta.json']);
  });

  it('where processed is a link stays, and nothing is written through that', async () => {
    await mill.start();
    await takeFrom();
    mkdirSync(join(mill.base, 'elsewhere'));
    symlinkSync(join(mill.base, 'elsewhere'), inbox('processed'));
    put('a.csv');
    expect((await mill.settled('a.csv', 'attention')).error?.code).toBe('file.outsideFolder');
    expect(readdirSync(join(mill.base, 'elsewhere'))).toEqual([]);
    expect(names()).toEqual(['a.csv', 'a.csv.meta.json', 'processed']);
  });

  it('none of them stops the others; odd names pass', async () => {
    await mill.start();
    await takeFrom();
    put('bad.csv', good, { file_size: 1 });
    put('line\nbreak.csv', good);
    put('ünïcode 文.csv', good);
    await mill.settled('processed/line\nbreak.csv', 'done');
    await mill.settled('processed/ünïcode 文.csv', 'done');
    await mill.settled('bad.csv', 'attention');
  });
});

describe.runIf(hasPython)('beside the programs of the specification', () => {
  it('what their writer writes is taken', async () => {
    await mill.start();
    await takeFrom();
    const { code } = runPeer('writer', `write_output_file('id\\n1\\n', sys.argv[1], 'loader', 'sales')`, mill.inbox);
    expect(code).toBe(0);
    await mill.until(() => mill.rows().some(({ path, state }) => path.includes('/processed/') && state === 'done'));
    const [row] = mill.rows().filter(({ path }) => path.includes('/processed/'));
    expect(existsSync(inbox(row?.path ?? ''))).toBe(true);
    expect(existsSync(inbox(`${row?.path ?? ''}.meta.json`))).toBe(true);
  });
});

describe('after an end in between', () => {
  it('a sidecar that had gone ahead comes back, and the pair is taken whole', async () => {
    await mill.start();
    await takeFrom();
    put('a.csv');
    const row = await mill.settled('processed/a.csv', 'done');
    await mill.engine.close();
    // As a kill between the two moves leaves it: the effect intended, the job leased by a run that is no more.
    renameSync(inbox('processed', 'a.csv'), inbox('a.csv'));
    const database = Database.open(join(mill.data, 'filemill.db'), false);
    database.transaction((writer) => {
      writer.run(`UPDATE effects SET state = 'intended' WHERE file_id = ?`, row.id);
      writer.run(`UPDATE jobs SET state = 'inProgress', lease = 'dead', settled_at = NULL WHERE file_id = ?`, row.id);
      writer.run(`UPDATE files SET path = 'a.csv' WHERE id = ?`, row.id);
    });
    database.close();
    await mill.start();
    await mill.settled('processed/a.csv', 'done');
    expect([names(), names('processed')]).toEqual([['processed'], ['a.csv', 'a.csv.meta.json']]);
    expect(mill.accountingHolds()).toBe(true);
  });
});
