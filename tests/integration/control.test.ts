import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

/** One file that is done, two that need attention. */
async function settleSome(): Promise<void> {
  mill.drop('good.txt', 'words');
  mill.drop('bad.json', '{"a":');
  mill.drop('sub/worse.json', '[1,');
  await mill.watchInbox();
  await mill.engine.whenSettled();
}

describe('beside a running engine, the command line', () => {
  it('tells its live status', async () => {
    await settleSome();
    const { code, json: [status] } = await run('status', '--json');
    expect(code).toBe(0);
    expect(status).toMatchObject({
      type: 'status',
      health: 'healthy',
      running: true,
      state: 'running',
      accounting: { seen: 3, done: 1, attention: 2 },
      queue: 0,
      queued: { waiting: 0, inProgress: 0, perLane: { text: { active: 0 } } },
      byCause: { damaged: 2 },
      folders: [{ name: 'inbox', watched: true, reachable: true, health: { mode: 'live', label: 'Live' }, seen: 3 }],
      metrics: { files: 3 },
      alerts: [],
      intakeHold: null,
      heartbeat: null,
    });
    expect(status?.suggestions).toHaveLength(1);
    expect((await run('status')).lines[0]).toBe('Filemill is running.');
  });

  it('says that it is degraded, and why', async () => {
    await settleSome();
    renameSync(mill.inbox, `${mill.inbox}-away`);
    await mill.until(() => mill.engine.snapshot().folders[0]?.health.mode === 'waitingForDrive');
    const { code, json: [status] } = await run('status', '--json');
    expect(code).toBe(1);
    expect(status).toMatchObject({ health: 'degraded', folders: [{ health: { mode: 'waitingForDrive' } }] });
    renameSync(`${mill.inbox}-away`, mill.inbox);
  });

  it('has files tried again: by name, by cause, or all', async () => {
    await settleSome();
    writeFileSync(inInbox('bad.json'), '{"a":1}');
    await mill.settled('bad.json', 'done');
    const settled: number[] = [];
    mill.engine.onSettledJobs((jobIds) => settled.push(...jobIds));
    expect(await run('retry', inInbox('sub/worse.json'), '--json')).toMatchObject({
      code: 0,
      json: [{ type: 'retry', count: 1, running: true }],
    });
    await mill.until(() => settled.length === 1);
    expect((await run('retry', '--cause', 'damaged', '--json')).json[0]?.count).toBe(1);
    await mill.until(() => settled.length === 2);
    expect((await run('retry', '--all')).lines).toEqual(['1 file will be tried again now.']);
    await mill.until(() => settled.length === 3);
    expect((await run('retry', inInbox('good.txt'))).lines).toEqual(['Nothing is to be tried again.']);
  });

  it('pauses and goes on, all of it or one folder', async () => {
    await settleSome();
    expect((await run('pause')).lines).toEqual(['Filemill is paused.']);
    expect(mill.engine.snapshot().state).toBe('paused');
    expect((await run('status', '--json')).json[0]).toMatchObject({ state: 'paused', health: 'healthy' });
    expect((await run('resume', '--json')).json).toEqual([{ type: 'resume', folder: null }]);
    expect(mill.engine.snapshot().state).toBe('running');
    await run('pause', '--folder', mill.inbox);
    expect(mill.engine.snapshot().folders[0]?.settings.paused).toBe(true);
    expect((await run('resume', '--folder', 'INBOX')).lines).toEqual(['inbox goes on.']);
    expect(mill.engine.snapshot().folders[0]?.settings.paused).toBe(false);
    expect((await run('pause', '--folder', 'nowhere')).code).toBe(2);
  });

  it('calls off files, which can be taken up again', async () => {
    await settleSome();
    mill.engine.pause();
    mill.drop('late.txt', 'words');
    await mill.until(() => mill.row('late.txt')?.state === 'waiting');
    expect((await run('cancel', inInbox('late.txt'), '--json')).json).toEqual([{ type: 'cancel', count: 1 }]);
    expect(mill.row('late.txt')).toMatchObject({ state: 'ignored', stateLabel: 'Cancelled' });
    mill.engine.resume();
    expect((await run('retry', inInbox('late.txt'), '--json')).json[0]?.count).toBe(1);
    expect((await mill.settled('late.txt', 'done')).state).toBe('done');
  });

  it('proves its ledger', async () => {
    await settleSome();
    const { code, json: [report] } = await run('verify', '--hashes', '--json');
    expect([code, report?.misfits]).toEqual([0, []]);
    expect(report).toMatchObject({ type: 'verify', running: true, ok: true, underWay: 0 });
  });

  it('names a file that nobody knows', async () => {
    await settleSome();
    for (const command of ['retry', 'cancel']) {
      const { code, notes } = await run(command, inInbox('nowhere.txt'));
      expect([code, notes]).toEqual([2, expect.stringContaining('does not know')]);
    }
  });

  it('hears when it ends', async () => {
    const client = await connectControl(mill.data);
    await mill.engine.close();
    await expect(client?.call('engine.snapshot', {})).rejects.toMatchObject({ code: 'peer.gone' });
    expect(await connectControl(mill.data)).toBeNull();
  });
});

describe('without an engine, the command line', () => {
  it('says what the ledger says, and that what should run is down', async () => {
    await settleSome();
    await mill.engine.close();
    const { code, json: [status] } = await run('status', '--json');
    expect(code).toBe(3);
    expect(status).toMatchObject({ health: 'down', running: false, accounting: { seen: 3 }, folders: [{ health: null }], metrics: null });
  });

  it('notes files to be tried again, and the next engine reads them', async () => {
    await settleSome();
    await mill.engine.close();
    expect((await run('retry', '--all')).lines).toEqual(['2 files will be read when Filemill runs next.']);
    await mill.start();
    await mill.until(() => mill.row('bad.json')?.settledAt !== null);
    await mill.engine.whenSettled();
    expect(mill.row('bad.json')).toMatchObject({ state: 'attention', trigger: 'cli' });
    expect(mill.accountingHolds()).toBe(true);
  });

  it('exits with 1 when something does not fit, and names it', async () => {
    await settleSome();
    await mill.engine.close();
    writeFileSync(inInbox('good.txt'), 'other words');
    const { code, lines } = await run('verify');
    expect(code).toBe(1);
    expect(lines.join('\n')).toMatch(/files .*good\.txt: It is not the version/);
    expect((await run('verify', '--json')).json[0]?.misfits).toHaveLength(1);
  });

  it('can’t pause anything, and says so', async () => {
    await mill.engine.close();
    const { code, notes } = await run('pause');
    expect([code, notes]).toEqual([3, expect.stringContaining('does not run')]);
  });
});

it('the heartbeat is told of, and is gone after an orderly end', async () => {
  await settleSome();
  const file = join(mill.base, 'heartbeat.json');
  await mill.engine.updateSettings({ heartbeatFile: file });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid, version: 'test', accounting: { seen: 3 } });
  const { json: [status] } = await run('status', '--json');
  expect(status?.heartbeat).toEqual({ file, at: expect.any(String) });
  await mill.engine.close();
  expect(existsSync(file)).toBe(false);
});
