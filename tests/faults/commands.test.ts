import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeHost } from '../../src/engine/workers/node-host';
import { FilemillError } from '../../src/shared/errors/filemill-error';
import { Mill } from '../helpers/mill';
import { FaultyHost, type Fault } from './faulty-worker';

const real = nodeHost(join(import.meta.dirname, '..', '..', 'out', 'main'));

let mill: Mill;
beforeEach(() => {
  mill = new Mill();
});
afterEach(() => mill.end());

const startWith = (fault: Fault): Promise<unknown> => mill.start(new FaultyHost(real, fault));
const idOf = (path: string): number => mill.row(path)?.id ?? 0;
const isFine: Fault = () => 'fine';

describe('cancel', () => {
  it('ends a hung parser within a second; what shared its worker is done all the same', async () => {
    await startWith(({ source }) => (source.path === 'bad.txt' ? 'hang' : 'fine'));
    for (let i = 0; i < 20; i += 1) mill.drop(`good-${i}.txt`, `words ${i}`);
    mill.drop('bad.txt', 'words');
    await mill.watchInbox();
    await mill.until(() => mill.row('bad.txt')?.state === 'inProgress');
    const startedAt = performance.now();
    expect(mill.engine.commands.cancel([idOf('bad.txt')])).toBe(1);
    await mill.settled('bad.txt', 'ignored');
    // A second is promised; a busy machine gets more. The reader's own limit would be minutes.
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(mill.row('bad.txt')).toMatchObject({ stateLabel: 'Cancelled', error: null });
    await mill.until(() => mill.engine.snapshot().accounting.done === 20);
    expect(mill.accountingHolds()).toBe(true);
  });

  it('of a file that waits takes it out, and a retry takes it up again', async () => {
    await startWith(isFine);
    await mill.watchInbox();
    mill.engine.pause();
    mill.drop('a.txt', 'words');
    await mill.until(() => mill.row('a.txt') !== undefined);
    expect(mill.engine.commands.cancel([idOf('a.txt')])).toBe(1);
    mill.engine.resume();
    expect((await mill.settled('a.txt')).reason).toBe('Cancelled by you.');
    expect(mill.engine.retry({ ids: [idOf('a.txt')] })).toBe(1);
    await mill.settled('a.txt', 'done');
  });
});

describe('pausing', () => {
  it('until a time ends by itself then, also while Filemill did not run', async () => {
    await startWith(isFine);
    mill.engine.pause(Date.now() + 1_500);
    expect(mill.engine.snapshot().pausedUntil).toBeGreaterThan(Date.now());
    await mill.until(() => mill.engine.snapshot().state === 'running');
    expect(mill.engine.snapshot().pausedUntil).toBeNull();

    mill.engine.pause(Date.now() + 1);
    await mill.engine.close();
    await startWith(isFine);
    expect(mill.engine.snapshot()).toMatchObject({ state: 'running', pausedUntil: null });

    mill.engine.pause();
    await mill.engine.close();
    await startWith(isFine);
    expect(mill.engine.snapshot()).toMatchObject({ state: 'paused', pausedUntil: null });
  });

  it('a folder: its files wait, those of others go on', async () => {
    await startWith(isFine);
    const id = await mill.watchInbox();
    mill.engine.pause();
    mill.drop('a.txt', 'words');
    await mill.until(() => mill.row('a.txt') !== undefined);
    await mill.engine.updateFolder(id, { paused: true });
    mill.engine.resume();
    await mill.until(() => mill.engine.snapshot().lanes.find(({ lane }) => lane === 'text')?.waiting === 1);
    expect(mill.row('a.txt')?.state).toBe('waiting');
    await mill.engine.updateFolder(id, { paused: false });
    await mill.settled('a.txt', 'done');
  });

  it('a lane: its files wait, and its suggestion resumes it', async () => {
    await startWith(isFine);
    await mill.engine.updateSettings({ lanes: { documents: { concurrency: null, paused: true } } });
    mill.drop('a.pdf', 'words');
    mill.drop('b.txt', 'words');
    await mill.watchInbox();
    await mill.settled('b.txt', 'done');
    await mill.until(() => mill.engine.snapshot().lanes.find(({ lane }) => lane === 'documents')?.waiting === 1);
    expect(mill.row('a.pdf')?.state).toBe('waiting');
    await mill.engine.applySuggestion('lane-documents');
    await mill.settled('a.pdf', 'done');
  });
});

describe('trying again', () => {
  const damaged = new FilemillError('file.damaged', 'It is cut off.', { hint: 'Get it again.' });
  const unreadable = new FilemillError('file.unreadable', 'The disk gave an error.', { hint: 'It is tried again.' });

  it('a cause has as many attempts as the folder gives it, a growing pause apart', async () => {
    const at: number[] = [];
    await startWith(({ source }) => (source.path === 'bad.txt' ? (at.push(performance.now()), damaged) : 'fine'));
    mill.drop('bad.txt', 'words');
    await mill.watchInbox({ attemptsByCause: { damaged: 3 }, retryFirstSeconds: 0.4, retryFactor: 3 });
    expect((await mill.settled('bad.txt', 'attention')).attempts).toBe(3);
    expect(at).toHaveLength(3);
    const [first = 0, second = 0, third = 0] = at;
    expect(second - first).toBeGreaterThanOrEqual(400);
    expect(third - second).toBeGreaterThanOrEqual(1_200);
  });

  it('a failure that went away by itself is counted as cleared', async () => {
    let tries = 0;
    await startWith(({ source }) => (source.path === 'bad.txt' && tries++ === 0 ? unreadable : 'fine'));
    mill.drop('bad.txt', 'words');
    await mill.watchInbox({ retryFirstSeconds: 0.1 });
    await mill.settled('bad.txt', 'done');
    expect(mill.engine.snapshot().clearedToday).toBe(1);
  });

  it('a person who retries clears nothing by itself', async () => {
    let isMended = false;
    await startWith(({ source }) => (source.path === 'bad.txt' && !isMended ? damaged : 'fine'));
    mill.drop('bad.txt', 'words');
    await mill.watchInbox();
    await mill.settled('bad.txt', 'attention');
    isMended = true;
    mill.engine.retry({ ids: [idOf('bad.txt')] });
    expect((await mill.settled('bad.txt', 'done')).trigger).toBe('manual');
    expect(mill.engine.snapshot().clearedToday).toBe(0);
  });
});
