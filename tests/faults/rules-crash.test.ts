import { randomInt } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { z } from 'zod';
import { StepJournal } from '../../src/engine/acting/journal';
import { WriteThrough } from '../../src/engine/actions/write-through';
import { Ledger } from '../../src/engine/store/ledger';
import { RuleOrders } from '../../src/engine/store/rule-orders';
import type { ruleSchema } from '../../src/shared/model/rule';
import { Crashes } from '../helpers/crashes';
import type { Mill } from '../helpers/mill';
import { ask, effectsIn, filesBelow, putRule } from '../helpers/rules';
import { isSlow } from '../helpers/random';
import { within } from '../helpers/until';

type Written = z.input<typeof ruleSchema>;

/** Of the moments every third, beginning with another one each time; all of them with FILEMILL_SLOW=1. */
const EVERY = isSlow ? 1 : 3;
const FIRST = randomInt(EVERY);

let crashes: Crashes;
let mill: Mill;
let out: string;
beforeEach(async () => {
  crashes = new Crashes();
  ({ mill, out } = crashes);
  await crashes.begin();
});
afterEach(() => crashes.end());

/** Before and after each note of the journal, before each write-through, and before and after the end of the job. */
function takeImages(): void {
  for (const name of ['begin', 'retarget', 'finish', 'note', 'fail']) {
    crashes.watch(StepJournal.prototype, name, ([what]) => `${name}(${typeof what === 'object' && what !== null && 'action' in what ? String(what.action) : ''})`, true);
  }
  for (const name of ['file', 'folder', 'ledger']) crashes.watch(WriteThrough.prototype, name);
  crashes.watch(Ledger.prototype, 'conclude', () => 'the end');
  mill.engine.onSettledJobs(() => crashes.images.take('after the end'));
}

/** Lets one file pass, and then starts an engine on each image that was taken of it. */
async function crashEverywhere(rules: Written[], isPassed: () => boolean, check: () => void | Promise<void>): Promise<number> {
  await mill.watchInbox({ name: 'Inbox' });
  for (const rule of rules) putRule(mill, rule);
  takeImages();
  mill.dropOld('a.txt', TEXT);
  await within(PATIENCE_MS, () => `all was done: ${JSON.stringify(mill.rows(), null, 1)}`, mill.until(isPassed).then(() => mill.engine.whenSettled()));
  vi.restoreAllMocks();
  await check();
  const moments = crashes.images.taken.filter((_, index) => index % EVERY === FIRST);
  const checkAll = async (): Promise<void> => {
    await within(PATIENCE_MS, () => `all was done: ${JSON.stringify(mill.rows(), null, 1)}`, mill.until(isPassed).then(() => mill.engine.whenSettled()));
    await check();
    expect(effectsIn(mill).filter(({ state }) => state === 'intended' || state === 'undoing')).toEqual([]);
    expect(temporaries()).toEqual([]);
    expect(mill.accountingHolds()).toBe(true);
  };
  // What this process still believes of folders would not outlive it.
  await crashes.crashAt(moments, checkAll, FORGOTTEN_MS);
  return moments.length;
}

const PATIENCE_MS = 40_000;
const FORGOTTEN_MS = 1_000;
const TEXT = 'what nobody must lose\n';
const temporaries = (): string[] => readdirSync(mill.base, { recursive: true }).map(String).filter((path) => path.includes('.filemill-') || /^(?!data\/).*lock/.test(path) || /^data\/scratch\/./.test(path));
const done = (): string[] => effectsIn(mill).filter(({ state, action }) => state === 'done' && action !== 'displace').map(({ action, step }) => `${action} ${step?.split(':').slice(0, 2).join(':') ?? ''}`).sort();
const isRelocated = (): boolean => effectsIn(mill).some(({ action, state }) => (action === 'relocate' || action === 'discard') && state === 'done');

describe.skipIf(process.platform === 'win32')('an engine that ends at any moment of what rules do', () => {
  it('loses nothing and does nothing twice: copies, links, lines, messages, tags, and a move at the end', { timeout: 400_000 }, async () => {
    const sides: Written = {
      name: 'Sides',
      then: [
        { do: 'backup', to: join(out, 'backup'), as: '{name}' },
        { do: 'version', to: join(out, 'versions'), as: '{name}' },
        { do: 'link', to: join(out, 'links') },
        { do: 'log', to: out, as: 'log.jsonl' },
        { do: 'tag', add: ['seen'] },
        { do: 'notify' },
        { do: 'rename', as: 'new_{name}' },
      ],
    };
    const moments = await crashEverywhere([sides, { name: 'Away', then: [{ do: 'copy', to: join(out, 'copies') }, { do: 'move', to: join(out, 'moved') }] }], isRelocated, async () => {
      const { 'log.jsonl': log = '', ...files } = filesBelow(out);
      expect(files).toEqual({ 'backup/a.txt': TEXT, 'versions/a.txt': TEXT, 'links/a.txt': TEXT, 'copies/new_a.txt': TEXT, 'moved/new_a.txt': TEXT });
      expect(log.trim().split('\n')).toHaveLength(1);
      expect(filesBelow(mill.inbox)).toEqual({});
      expect(done()).toEqual(['copy 0:backup', 'copy 0:copy', 'copy 1:version', 'link 2:link', 'log 3:log', 'message 5:notify', 'relocate 1:move', 'tag 4:tag']);
      expect((await ask(mill, 'notices.page', {})).total).toBe(1);
      expect(mill.engine.snapshot().accounting).toMatchObject({ seen: 1, done: 1 });
    });
    expect(moments).toBeGreaterThanOrEqual(isSlow ? 30 : 9);
  });

  it('hands a file on to another folder once', { timeout: 240_000 }, async () => {
    const there = join(mill.base, 'there');
    mkdirSync(there);
    await mill.engine.watch(mill.engine.folders.add(there, { name: 'There' }, { configured: true, ignoreExisting: false }));
    const passed = (): boolean => done().includes('copy 0:copy');
    await crashEverywhere(
      [
        { name: 'On', folders: ['Inbox'], then: [{ do: 'route', to: 'There' }] },
        { name: 'Kept', folders: ['There'], then: [{ do: 'copy', to: out }] },
      ],
      passed,
      () => {
        expect(filesBelow(mill.inbox)).toEqual({});
        expect(filesBelow(there)).toEqual({ 'a.txt': TEXT });
        expect(filesBelow(out)).toEqual({ 'a.txt': TEXT });
        expect(done()).toEqual(['copy 0:copy', 'relocate 0:route']);
        expect(mill.engine.snapshot().accounting).toMatchObject({ seen: 1, done: 1 });
      },
    );
  });

  it('takes a file away once, and keeps it in the vault', { timeout: 240_000 }, async () => {
    await crashEverywhere([{ name: 'Away', then: [{ do: 'trash', to: 'vault' }] }], isRelocated, () => {
      expect(filesBelow(mill.inbox)).toEqual({});
      expect(Object.values(filesBelow(join(mill.data, 'vault')))).toContain(TEXT);
      expect(done()).toEqual(['discard 0:trash']);
    });
  });

  it('puts nothing in the place of another file without keeping that', { timeout: 240_000 }, async () => {
    mill.dropOld('../out/a.txt', 'what was there');
    await crashEverywhere([{ name: 'Over', then: [{ do: 'move', to: out, conflict: 'replace' }] }], isRelocated, () => {
      expect(filesBelow(mill.inbox)).toEqual({});
      expect(filesBelow(out)).toEqual({ 'a.txt': TEXT });
      expect(Object.values(filesBelow(join(mill.data, 'vault')))).toContain('what was there');
      expect(done()).toEqual(['relocate 0:move']);
    });
  });

  it('carries out an order over files that are there once', { timeout: 240_000 }, async () => {
    for (const name of ['a.txt', 'b.txt']) mill.dropOld(name, name);
    await mill.watchInbox({ name: 'Inbox' });
    await mill.engine.whenSettled();
    putRule(mill, { name: 'Copy', isEnabled: false, then: [{ do: 'copy', to: out }] });
    takeImages();
    for (const name of ['begin', 'take', 'looked']) crashes.watch(RuleOrders.prototype, name, () => `the order’s ${name}`);
    const isOver = (): boolean => mill.engine.rules.orders.list(1).every(({ isLooking, open }) => !isLooking && open === 0);
    const allIsDone = (): Promise<void> => within(PATIENCE_MS, () => `all was done: ${JSON.stringify([mill.rows(), mill.engine.rules.orders.list(1)], null, 1)}`, mill.until(isOver).then(() => mill.engine.whenSettled()));
    await ask(mill, 'rules.run', { names: ['Copy'] });
    await allIsDone();
    vi.restoreAllMocks();
    const moments = crashes.images.taken.filter((_, index) => index % EVERY === FIRST);
    expect(moments.length).toBeGreaterThan(isSlow ? 15 : 4);
    const checkAll = async (): Promise<void> => {
      await allIsDone();
      const [order] = mill.engine.rules.orders.list(1);
      expect(filesBelow(out)).toEqual(order ? { 'a.txt': 'a.txt', 'b.txt': 'b.txt' } : {});
      expect(effectsIn(mill).map(({ state }) => state).filter((state) => state !== 'failed')).toEqual(order ? ['done', 'done'] : []);
      expect(mill.rows().map(({ state }) => state)).toEqual(['done', 'done']);
      expect(temporaries()).toEqual([]);
      expect(mill.accountingHolds()).toBe(true);
    };
    await crashes.crashAt(moments, checkAll, FORGOTTEN_MS);
  });
});
