import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WatchingRig } from '../../tests/helpers/watching-rig';

const COUNT = 30_000;
const numbered = Array.from({ length: COUNT }, (_, i) => `f${String(i).padStart(5, '0')}`);

let rig: WatchingRig;
beforeEach(() => {
  rig = new WatchingRig();
  mkdirSync(rig.root);
});
afterEach(() => rig.close());

const missing = (): string[] => numbered.filter((name) => !rig.present.has(rig.path(name)));

describe('a burst is seen whole', { timeout: 60_000 }, () => {
  it('created while the watcher keeps up', async () => {
    await rig.watchLive();
    for (const [i, name] of numbered.entries()) {
      writeFileSync(rig.path(name), '');
      if (i % 500 === 0) await breathe();
    }
    await rig.until(() => rig.present.size >= COUNT);
    expect(missing()).toEqual([]);
    await rig.until(() => rig.mode === 'live');
  });

  // The loop is blocked while more events come than the system's queue holds: it drops the rest without a word.
  it('created while the loop is blocked and the event queue overflows', async () => {
    await rig.watchLive();
    for (const name of numbered) writeFileSync(rig.path(name), '');
    await rig.until(() => rig.present.size >= COUNT);
    expect(missing()).toEqual([]);
    expect(rig.health.map(({ mode }) => mode)).toContain('catchingUp');
    await rig.until(() => rig.mode === 'live');
  });

  it('renamed in, rewritten and deleted while the loop is blocked', async () => {
    const aside = join(rig.base, 'aside');
    mkdirSync(aside);
    for (const name of numbered) writeFileSync(join(aside, name), '');
    await rig.watchLive();
    for (const name of numbered) renameSync(join(aside, name), rig.path(name));
    await rig.until(() => rig.present.size >= COUNT);
    expect(missing()).toEqual([]);
    for (const name of numbered) writeFileSync(rig.path(name), 'rewritten');
    await rig.until(() => numbered.every((name) => rig.present.get(rig.path(name))?.size === 9));
    for (const name of numbered) rmSync(rig.path(name));
    await rig.until(() => rig.present.size === 0);
  });

  it('beside 20,000 files that are there already, then one more', async () => {
    for (let i = 0; i < 20_000; i += 1) writeFileSync(rig.path(`old-${i}`), '');
    await rig.watchLive();
    expect(rig.present.size).toBe(20_000);
    writeFileSync(rig.path('one more'), 'x');
    await rig.until(() => rig.present.get(rig.path('one more'))?.size === 1);
    expect(rig.toldOf(rig.path('one more')).every(({ source }) => source === 'live')).toBe(true);
  });
});
