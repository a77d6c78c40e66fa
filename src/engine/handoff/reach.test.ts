import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acquireLock } from '../../base/lock/acquire-lock';
import { Patience } from '../../base/patience';
import { handoffPlaceSchema, type HandoffPlace } from '../../shared/model/handoff';
import type { Job } from '../job';
import { findHandoffs } from './board/find-handoffs';
import { SidecarMemory } from './board/sidecar-memory';
import { HandoffPlaces } from './places';
import { Reach } from './reach';
import { Consumer } from './taking/consumer';

/** Stands for a share that hangs: what is asked of it comes to its end when the test says so. */
class HangingShare {
  isHanging = false;
  asked = 0;
  private readonly open: (() => void)[] = [];

  constructor(readonly root: string) {}

  readonly mayHang = (path: string): boolean => path.startsWith(this.root);
  readonly look = (): Promise<void> => {
    this.asked += 1;
    return this.isHanging ? new Promise((resolve) => this.open.push(resolve)) : Promise.resolve();
  };

  comeBack(): void {
    this.isHanging = false;
    for (const resolve of this.open.splice(0)) resolve();
  }
}

let base: string;
let share: HangingShare;
let reach: Reach;
let places: Record<'far' | 'near', HandoffPlace>;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  base = mkdtempSync(join(tmpdir(), 'filemill-reach-'));
  share = new HangingShare(join(base, 'far'));
  reach = new Reach(share, new Patience(5_000));
  const placeAt = (name: string): HandoffPlace => {
    mkdirSync(join(base, name));
    writeFileSync(join(base, name, 'a.csv'), 'x');
    writeFileSync(join(base, name, 'a.csv.meta.json'), JSON.stringify({ checksum: `sha256:${createHash('sha256').update('x').digest('hex')}`, next_app: 'mill' }));
    return handoffPlaceSchema.parse({ path: join(base, name), apps: ['mill'], settleSeconds: 0 });
  };
  places = { far: placeAt('far'), near: placeAt('near') };
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(base, { recursive: true, force: true });
});

const soon = async <R>(promise: Promise<R>): Promise<R> => {
  promise.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(5_000);
  return promise;
};

describe('a place on a share that does not answer', () => {
  it('is said to be so on the board, and the others are shown', async () => {
    share.isHanging = true;
    const { found, unreadable } = await soon(findHandoffs([places.far, places.near], new SidecarMemory(), reach));
    expect([found.map(({ pair }) => pair.data), unreadable]).toEqual([[join(base, 'near', 'a.csv')], [places.far.path]]);
    share.comeBack();
    await vi.advanceTimersByTimeAsync(0);
    expect((await findHandoffs([places.far, places.near], new SidecarMemory(), reach)).found).toHaveLength(2);
  });

  it('keeps its hand-offs waiting with the reason; those of others pass', async () => {
    const settings = { places: [places.far, places.near] } as never;
    const consumer = new Consumer(new HandoffPlaces(() => settings), reach);
    share.isHanging = true;
    const [far, near] = [join(base, 'far', 'a.csv'), join(base, 'near', 'a.csv')];
    expect(consumer.gateOf(near)?.(near)).toEqual({ kind: 'open' });
    expect(await soon(Promise.resolve(consumer.gateOf(far)?.(far)))).toEqual({ kind: 'wait', reason: 'Its folder does not answer.' });
    const job = { root: join(base, 'far'), path: 'a.csv' } as Job;
    await expect(soon(consumer.begin(job, new AbortController().signal))).rejects.toMatchObject({ code: 'file.changed', message: 'Its folder does not answer.' });
    expect(existsSync(`${far}.lock`)).toBe(false);
    // Asked once, and then left alone until it speaks.
    expect(share.asked).toBe(1);
    share.comeBack();
    await vi.advanceTimersByTimeAsync(0);
    expect(await consumer.gateOf(far)?.(far)).toEqual({ kind: 'open' });
  });

  it('has its lock neither looked after nor taken away meanwhile, and let go when it is back', async () => {
    const far = join(base, 'far', 'a.csv');
    const lock = await acquireLock(far, { purpose: 'take', waitMs: 0, answers: () => reach.answers(places.far.path) });
    share.isHanging = true;
    writeFileSync(`${far}.lock`, '');
    await vi.advanceTimersByTimeAsync(6_000);
    expect(readFileSync(`${far}.lock`, 'utf8')).toBe('');
    lock.release();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(existsSync(`${far}.lock`)).toBe(true);
    share.comeBack();
    await vi.advanceTimersByTimeAsync(11_000);
    expect(existsSync(`${far}.lock`)).toBe(false);
  });
});
