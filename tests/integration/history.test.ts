import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageOfHistory } from '../../src/engine/store/history';
import { pruneHistory } from '../../src/engine/upkeep/prune-history';
import { verify } from '../../src/engine/upkeep/verify';
import { searchFiles } from '../../src/engine/store/search';
import { connectControl } from '../../src/engine/engine-queries';
import { filemill, type Ran } from '../helpers/command-line';
import { Mill } from '../helpers/mill';

let mill: Mill;
beforeEach(async () => {
  mill = new Mill();
  await mill.start();
});
afterEach(() => mill.end());

const run = (...argv: string[]): Promise<Ran> => filemill(...argv, '--data', mill.data);
const inInbox = (path: string): string => join(mill.inbox, path);

/** A file that is changed, moved and deleted, beside one that stays and one that is damaged. */
async function liveALife(): Promise<void> {
  mill.drop('stays.txt', 'these words stay');
  mill.drop('bad.json', '{"a":');
  await mill.watchInbox();
  mill.drop('life.txt', 'first words');
  await mill.settled('life.txt');
  appendFileSync(inInbox('life.txt'), ', second words');
  await mill.until(() => mill.row('life.txt')?.size === 25 && mill.row('life.txt')?.state === 'done');
  renameSync(inInbox('life.txt'), inInbox('moved.txt'));
  await mill.until(() => mill.row('moved.txt')?.settledAt != null);
  rmSync(inInbox('moved.txt'));
  await mill.until(() => mill.row('moved.txt')?.event === 'deleted');
  await mill.engine.whenSettled();
}

describe('the history of a file', () => {
  it('has every version under the name it had then', async () => {
    await liveALife();
    const fileId = mill.row('moved.txt')?.id as number;
    const { total, rows } = pageOfHistory(mill.engine.database, { fileId }, 0, 100);
    expect(rows.flatMap((row) => (row.type === 'job' ? [[row.event, row.path, row.isCurrent]] : []))).toEqual([
      ['deleted', 'moved.txt', true],
      ['moved', 'moved.txt', false],
      [expect.stringMatching(/modified|content_changed/), 'life.txt', false],
      ['created', 'life.txt', false],
    ]);
    expect(total).toBe(4);
  });

  it('is answered to windows, and counted with them', async () => {
    await liveALife();
    const client = await connectControl(mill.data);
    const page = await client?.call('history.page', { filter: { states: ['attention'] }, limit: 10 });
    expect(page).toMatchObject({ total: 1, rows: [{ path: 'bad.json', folderName: 'inbox', stateLabel: 'Invalid, line 1' }] });
    client?.close();
  });

  it('comes out as JSON lines, and follows the options', async () => {
    await liveALife();
    const all = await run('export', '--jsonl');
    expect(all.code).toBe(0);
    expect(all.json).toHaveLength(6);
    expect(all.json.map(({ settledAt }) => settledAt)).toEqual(all.json.map(({ settledAt }) => settledAt).sort());
    for (const line of all.json) expect(line).toMatchObject({ type: 'file', folder: mill.inbox, folderName: 'inbox', effects: [] });
    const counts = async (...options: string[]): Promise<number> => (await run('export', '--jsonl', ...options)).json.length;
    expect(await counts('--state', 'attention')).toBe(1);
    expect(await counts('--event', 'deleted', '--folder', 'inbox')).toBe(1);
    expect(await counts('--since', '2999-01-01')).toBe(0);
    expect(await counts('--until', new Date().toISOString(), '--folder', mill.inbox)).toBe(6);
    expect((await run('export', '--jsonl', '--since', 'yesterday')).code).toBe(2);
  });

  it('ends quietly when the reader has had enough', async () => {
    await liveALife();
    // Enough that it can't all wait in the pipe.
    mill.engine.database.transaction((writer) => {
      for (let i = 0; i < 20_000; i += 1) {
        writer.run(
          `INSERT INTO jobs (file_id, folder_id, is_current, event, trigger, lane, state, marks, size, mtime_ms, ino, arrived_at, settled_at)
           SELECT file_id, folder_id, 0, event, trigger, lane, state, marks, size, mtime_ms, ino, arrived_at, 5 FROM jobs LIMIT 1`,
        );
      }
    });
    const cli = join(import.meta.dirname, '..', '..', 'out', 'main', 'cli.js');
    const child = spawn(process.execPath, [cli, 'export', '--jsonl', '--data', mill.data], { stdio: ['ignore', 'pipe', 'pipe'] });
    let notes = '';
    child.stderr.on('data', (piece: Buffer) => (notes += piece.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((done) => child.once('close', done));
    expect([code, notes]).toEqual([0, '']);
  });

  it('is written into the data folder for a window', async () => {
    await liveALife();
    const client = await connectControl(mill.data);
    const made = await client?.call('history.export', { filter: { events: ['created'] } });
    client?.close();
    expect(made?.rows).toBe(3);
    expect(readFileSync(made?.path as string, 'utf8').trim().split('\n')).toHaveLength(3);
  });
});

it('forgotten history leaves a ledger that fits', async () => {
  await liveALife();
  const later = Date.now() + 400 * 86_400_000;
  while (pruneHistory(mill.engine.database, { days: 365, bytes: 4_000_000_000 }, later));
  expect(mill.rows().map(({ path }) => path).sort()).toEqual(['bad.json', 'stays.txt']);
  expect(pageOfHistory(mill.engine.database, {}, 0, 10).total).toBe(2);
  expect(searchFiles(mill.engine.database, 'second words')).toEqual([]);
  expect(searchFiles(mill.engine.database, 'words stay')).toHaveLength(1);
  const report = await verify(mill.engine.database, mill.data, { hashes: true, isRunning: true });
  expect(report.misfits).toEqual([]);
  expect(mill.accountingHolds()).toBe(true);
  mill.drop('life.txt', 'first words');
  expect((await mill.settled('life.txt')).state).toBe('done');
});

it('the list follows its options', async () => {
  await liveALife();
  expect((await run('list', '--json', '--event', 'deleted')).json.map(({ path }) => path)).toEqual([inInbox('moved.txt')]);
  expect((await run('list', '--json', '--folder', 'inbox', '--limit', '2')).json).toHaveLength(2);
  expect((await run('list', '--folder', 'elsewhere')).code).toBe(2);
});
