import { randomInt } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { z } from 'zod';
import { StepJournal } from '../../src/engine/acting/journal';
import { WriteThrough } from '../../src/engine/actions/write-through';
import { Ledger } from '../../src/engine/store/ledger';
import { STORE_NAME } from '../../src/engine/store/open-store';
import { nodeHost } from '../../src/engine/workers/node-host';
import type { ruleSchema } from '../../src/shared/model/rule';
import { DiskImages } from '../helpers/disk-images';
import { InProcessHost } from '../helpers/in-process-host';
import { Mill } from '../helpers/mill';
import { ask, effectsIn, filesBelow, putRule } from '../helpers/rules';
import { isSlow } from '../helpers/random';
import { within } from '../helpers/until';

type Written = z.input<typeof ruleSchema>;

const host = (): InProcessHost => new InProcessHost(nodeHost(join(import.meta.dirname, '..', '..', 'out', 'main')));
/** Of many moments so few are enough a second time. */
/** Of the moments every third, beginning with another one each time; all of them with FILEMILL_SLOW=1. */
const EVERY = isSlow ? 1 : 3;
const FIRST = randomInt(EVERY);

let mill: Mill;
let out: string;
let images: DiskImages;
beforeEach(async () => {
  mill = new Mill();
  out = join(mill.base, 'out');
  mkdirSync(out);
  images = new DiskImages(mill.base, join('data', STORE_NAME));
  await mill.start(host());
});
afterEach(async () => {
  vi.restoreAllMocks();
  images.drop();
  await mill.end();
});

/** Before and after each note of the journal, before each write-through, and before and after the end of the job. */
function takeImages(): void {
  for (const name of ['begin', 'retarget', 'finish', 'note', 'fail'] as const) wrap(StepJournal.prototype, name, true);
  for (const name of ['file', 'folder', 'ledger'] as const) wrap(WriteThrough.prototype, name, false);
  const { conclude } = Ledger.prototype;
  vi.spyOn(Ledger.prototype, 'conclude').mockImplementation(function (this: Ledger, ...given) {
    images.take('before the end');
    return conclude.apply(this, given);
  });
  mill.engine.onSettledJobs(() => images.take('after the end'));
}

function wrap<Name extends string>(prototype: Record<Name, (...given: never[]) => Promise<unknown>>, name: Name, isAfterToo: boolean): void {
  const real = prototype[name];
  vi.spyOn(prototype as Record<string, (...given: unknown[]) => Promise<unknown>>, name).mockImplementation(async function (this: unknown, ...given: unknown[]) {
    const [what] = given;
    const label = `${name}(${typeof what === 'object' && what !== null && 'action' in what ? String(what.action) : ''})`;
    images.take(`before ${label}`);
    const result = await real.apply(this, given as never[]);
    if (isAfterToo) images.take(`after ${label}`);
    return result;
  });
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
  const moments = images.taken.filter((_, index) => index % EVERY === FIRST);
  for (const image of moments) {
    await mill.engine.close();
    images.putBack(image);
    // What this process still believes of folders would not outlive it.
    await new Promise((resolve) => setTimeout(resolve, FORGOTTEN_MS));
    await mill.start(host());
    try {
      await within(PATIENCE_MS, () => `all was done: ${JSON.stringify(mill.rows(), null, 1)}`, mill.until(isPassed).then(() => mill.engine.whenSettled()));
      await check();
      expect(effectsIn(mill).filter(({ state }) => state === 'intended' || state === 'undoing')).toEqual([]);
      expect(temporaries()).toEqual([]);
      expect(mill.accountingHolds()).toBe(true);
    } catch (error) {
      throw new Error(`Crashed ${image.moment}: ${(error as Error).message}\n${JSON.stringify(effectsIn(mill), null, 1)}`, { cause: error });
    }
  }
  return moments.length;
}

const PATIENCE_MS = 40_000;
const FORGOTTEN_MS = 1_000;
const TEXT = 'what nobody must lose\n';
const temporaries = (): string[] => readdirSync(mill.base, { recursive: true }).map(String).filter((path) => path.includes('.filemill-') || /^data\/scratch\/./.test(path));
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
});
