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

async function startWith(fault: Fault): Promise<FaultyHost> {
  const host = new FaultyHost(real, fault);
  for (let i = 0; i < 30; i += 1) mill.drop(`good-${i}.txt`, `words ${i}`);
  mill.drop('bad.txt', 'words');
  await mill.start(host);
  return host;
}

describe('a worker', () => {
  it('that dies on one file: that file is parked after two deaths, all others are done', async () => {
    const host = await startWith(({ source }) => (source.path === 'bad.txt' ? 'dead' : 'fine'));
    await mill.watchInbox();
    const bad = await mill.settled('bad.txt');
    await mill.until(() => mill.engine.snapshot().accounting.done === 30);
    expect(bad).toMatchObject({ state: 'attention', error: { code: 'worker.poisoned', cause: 'damaged' } });
    expect(host.reads.filter((paths) => paths.length === 1 && paths[0] === 'bad.txt').length).toBeGreaterThanOrEqual(1);
    expect(mill.accountingHolds()).toBe(true);
  });

  it('that dies once by chance: nobody is blamed', async () => {
    let deaths = 0;
    await startWith(({ source }) => (source.path === 'bad.txt' && deaths++ === 0 ? 'dead' : 'fine'));
    await mill.watchInbox();
    await mill.until(() => mill.engine.snapshot().accounting.done === 31);
    expect(mill.row('bad.txt')?.error).toBeNull();
  });

  it('that finds a passing fault: the file is tried again, and then done', async () => {
    let tries = 0;
    const passing = new FilemillError('file.unreadable', 'The disk gave an error.', { hint: 'It is tried again.' });
    await startWith(({ source }) => (source.path === 'bad.txt' && tries++ === 0 ? passing : 'fine'));
    await mill.watchInbox();
    expect((await mill.settled('bad.txt', 'done')).attempts).toBe(2);
  });

  it('that sees the file change under it: the result is thrown away and the file waits, at no cost', async () => {
    let tries = 0;
    const changed = new FilemillError('file.changed', 'It changed while it was being read.');
    await startWith(({ source }) => (source.path === 'bad.txt' && tries++ === 0 ? changed : 'fine'));
    await mill.watchInbox();
    expect((await mill.settled('bad.txt', 'done')).attempts).toBe(1);
  });

  it('that finds the file gone: ignored, with the reason', async () => {
    const gone = new FilemillError('file.vanished', 'It is gone.');
    await startWith(({ source }) => (source.path === 'bad.txt' ? gone : 'fine'));
    await mill.watchInbox();
    expect((await mill.settled('bad.txt')).reason).toMatch(/gone before it could be read/);
    expect(mill.accountingHolds()).toBe(true);
  });

  it('that finds a lasting fault: never tried again by itself, and again when asked', async () => {
    let isMended = false;
    const damaged = new FilemillError('file.damaged', 'It is cut off.', { hint: 'Get it again.' });
    await startWith(({ source }) => (source.path === 'bad.txt' && !isMended ? damaged : 'fine'));
    await mill.watchInbox();
    expect((await mill.settled('bad.txt')).stateLabel).toBe('Damaged');
    isMended = true;
    expect(mill.engine.retry({ cause: 'damaged' })).toBe(1);
    expect((await mill.settled('bad.txt', 'done')).error).toBeNull();
  });

  it('that is ended with the engine: the next start takes the file up again', async () => {
    await startWith(({ source }) => (source.path === 'bad.txt' ? 'hang' : 'fine'));
    await mill.watchInbox();
    await mill.until(() => mill.row('bad.txt')?.state === 'inProgress');
    await mill.restart(new FaultyHost(real, () => 'fine'));
    await mill.until(() => mill.engine.snapshot().accounting.done === 31);
    expect(mill.accountingHolds()).toBe(true);
  });
});
