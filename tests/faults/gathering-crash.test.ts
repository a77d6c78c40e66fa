import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { StepJournal } from '../../src/engine/acting/journal';
import { WriteThrough } from '../../src/engine/actions/write-through';
import { Effects } from '../../src/engine/store/effects';
import { GatheredFiles } from '../../src/engine/store/gathered';
import { Crashes } from '../helpers/crashes';
import type { Mill } from '../helpers/mill';
import { ask, effectsIn, filesBelow, putRule } from '../helpers/rules';
import { within } from '../helpers/until';

const EVERY = 2;
const PATIENCE_MS = 20_000;
const FILES = { 'a.txt': 'what nobody must lose\n', 'b.txt': 'nor this\n' };

let crashes: Crashes;
let mill: Mill;
let out: string;
beforeEach(async () => {
  crashes = new Crashes();
  ({ mill, out } = crashes);
  await crashes.begin();
});
afterEach(() => crashes.end());

/** Before each thing that is noted, and each that is written through. */
function takeImages(): void {
  const watched = [
    [StepJournal, ['begin', 'retarget']],
    [WriteThrough, ['folder', 'ledger']],
    [Effects, ['intendSettled', 'setTarget', 'setSha256', 'move']],
    [GatheredFiles, ['add', 'setPacked', 'remove', 'toPutAway']],
  ] as const;
  for (const [of, names] of watched) for (const name of names) crashes.watch(of.prototype, name, () => `${of.name}.${name}`);
}

const inForce = (action: string): number => effectsIn(mill).filter((effect) => effect.action === action && effect.state === 'done').length;
const isPassed = (): boolean => inForce('pack') === 1 && inForce('discard') === 2;
const allIsDone = (): Promise<void> => within(PATIENCE_MS, () => `all was done: ${JSON.stringify([mill.rows(), effectsIn(mill), mill.engine.database.all('SELECT * FROM gathered'), mill.engine.alerts.list()], null, 1)}`, mill.until(isPassed).then(() => mill.engine.whenSettled()));

it.skipIf(process.platform === 'win32')('an engine that ends at any moment of packing and putting away packs once, and loses nothing', { timeout: 400_000 }, async () => {
  await mill.watchInbox();
  putRule(mill, { name: 'Pack', then: [{ do: 'archive', to: out, as: 'all.zip', gather: { count: 2 }, originals: 'vault' }] });
  takeImages();
  for (const [name, text] of Object.entries(FILES)) mill.dropOld(name, text);
  await allIsDone();
  vi.restoreAllMocks();
  const moments = crashes.images.taken.filter((_, index) => index % EVERY === 0);
  expect(moments.length).toBeGreaterThan(10);
  await crashes.crashAt(moments, async () => {
    await allIsDone();
    expect(readdirSync(out)).toEqual(['all.zip']);
    const { entries } = await ask(mill, 'archives.entries', { archive: { path: join(out, 'all.zip'), inside: [] } });
    expect(entries.map(({ path }) => path).sort()).toEqual(Object.keys(FILES));
    expect(readdirSync(mill.inbox)).toEqual([]);
    expect(Object.values(filesBelow(join(mill.data, 'vault'))).sort()).toEqual(Object.values(FILES).sort());
    expect(effectsIn(mill).filter(({ state }) => state === 'intended' || state === 'undoing')).toEqual([]);
    expect(mill.engine.database.get('SELECT count(*) AS n FROM gathered')).toEqual({ n: 0 });
    expect(mill.accountingHolds()).toBe(true);
  });
});
