import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StepJournal } from '../../src/engine/acting/journal';
import { WriteThrough } from '../../src/engine/actions/write-through';
import { GroupCommit } from '../../src/engine/store/group-commit';
import { nodeHost } from '../../src/engine/workers/node-host';
import { InProcessHost } from '../helpers/in-process-host';
import { Mill } from '../helpers/mill';
import { effectsIn, filesBelow, putRule, stepsOf } from '../helpers/rules';
import { mountTmpfs, unmountAll, whyNoMounts } from '../helpers/tmpfs';
import { until, within } from '../helpers/until';

const host = (): InProcessHost => new InProcessHost(nodeHost(join(import.meta.dirname, '..', '..', 'out', 'main')));
const obstacle = whyNoMounts();
const PATIENCE_MS = 40_000;
const LONG_BYTES = 400 * 1024 * 1024;

let mill: Mill;
let out: string;
beforeEach(async () => {
  mill = new Mill();
  out = join(mill.base, 'out');
  mkdirSync(out);
  await mill.start(host());
});
afterEach(async () => {
  vi.restoreAllMocks();
  await mill.engine.close();
  unmountAll();
  await mill.end();
});

/** Every step that can be taken is over, the original lies untouched, and nothing half done is left. */
function mustBeUntouched(path: string, content: string): void {
  expect(readFileSync(join(mill.inbox, path), 'utf8')).toBe(content);
  expect(readdirSync(mill.base, { recursive: true }).map(String).filter((name) => name.includes('.filemill-') || name.includes('.tmp_')).filter((name) => !name.endsWith('probe'))).toEqual([]);
  expect(effectsIn(mill).filter(({ state }) => state === 'intended')).toEqual([]);
  expect(mill.accountingHolds()).toBe(true);
}

/** The first one that waits for something, with its reason. */
async function waits(path: string): Promise<string> {
  await within(PATIENCE_MS, `${path} waits`, mill.until(() => mill.row(path)?.error != null));
  return mill.row(path)?.reason ?? '';
}

const retryAll = (): number => mill.engine.retry({ ids: mill.rows().map(({ id }) => id) });

describe('rules whose places fail them', () => {
  it('wait while the disk of the target is full, and go on when there is room', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Copy', then: [{ do: 'copy', to: out }] });
    vi.spyOn(WriteThrough.prototype, 'file').mockRejectedValueOnce(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
    mill.dropOld('a.txt', 'one');
    expect(await waits('a.txt')).toContain('no room');
    expect(mill.row('a.txt')?.state).toBe('waiting');
    expect(filesBelow(out)).toEqual({});
    mustBeUntouched('a.txt', 'one');
    retryAll();
    await mill.settled('a.txt', 'done');
    expect(filesBelow(out)).toEqual({ 'a.txt': 'one' });
  });

  it.skipIf(obstacle !== null)(`do likewise on a disk that is really full${obstacle === null ? '' : ` (left out: ${obstacle})`}`, async () => {
    await mill.watchInbox();
    mountTmpfs(out, 1);
    writeFileSync(join(out, 'ballast'), Buffer.alloc(900 * 1024));
    putRule(mill, { name: 'Away', then: [{ do: 'move', to: out }] });
    const text = 'one '.repeat(100_000);
    mill.dropOld('a.txt', text);
    expect(await waits('a.txt')).toContain('no room');
    expect(readdirSync(out)).toEqual(['ballast']);
    mustBeUntouched('a.txt', text);
    rmSync(join(out, 'ballast'));
    retryAll();
    await within(PATIENCE_MS, 'it was moved', mill.until(() => effectsIn(mill).some(({ action, state }) => action === 'relocate' && state === 'done')));
    expect(filesBelow(out)).toEqual({ 'a.txt': text });
  });

  it('wait for a drive that is away, and go on when it is back', async () => {
    await mill.watchInbox();
    const drive = join(mill.base, 'drive', 'backup');
    mkdirSync(drive, { recursive: true });
    putRule(mill, { name: 'Copy', then: [{ do: 'copy', to: drive }] });
    renameSync(join(mill.base, 'drive'), join(mill.base, 'away'));
    mill.dropOld('a.txt', 'one');
    expect(await waits('a.txt')).toContain('not there');
    expect(existsSync(join(mill.base, 'drive'))).toBe(false);
    mustBeUntouched('a.txt', 'one');
    renameSync(join(mill.base, 'away'), join(mill.base, 'drive'));
    retryAll();
    await mill.settled('a.txt', 'done');
    expect(filesBelow(drive)).toEqual({ 'a.txt': 'one' });
  });

  it('tell of a place that can’t be written into, and leave the file and the next one be', async () => {
    await mill.watchInbox();
    // Good when the rule was saved; later nobody may make files there, whoever asks.
    const place = join(mill.base, 'place');
    symlinkSync(out, place);
    putRule(mill, { name: 'Odd', if: { fact: 'name', operator: 'is', value: 'a.txt' }, then: [{ do: 'move', to: place }] });
    unlinkSync(place);
    symlinkSync('/proc/self', place);
    mill.dropOld('a.txt', 'one');
    mill.dropOld('b.txt', 'two');
    await mill.settled('b.txt', 'done');
    await waits('a.txt');
    expect(mill.row('a.txt')?.error?.hint).not.toBe('');
    unlinkSync(place);
    mustBeUntouched('a.txt', 'one');
  });
});

describe('files that change under the rules', () => {
  it('are done anew when they are written to in the midst, and no old bytes are passed off as new', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Copy', then: [{ do: 'copy', to: out }, { do: 'move', to: join(mill.base, 'moved') }] });
    const path = mill.dropOld('a.txt', 'one');
    once('finish', () => appendFileSync(path, ' and more'));
    await within(PATIENCE_MS, 'it was moved', mill.until(() => effectsIn(mill).some(({ action, state }) => action === 'relocate' && state === 'done')));
    await mill.engine.whenSettled();
    expect(filesBelow(join(mill.base, 'moved'))).toEqual({ 'a.txt': 'one and more' });
    expect(Object.values(filesBelow(out))).toContain('one and more');
    expect(mill.accountingHolds()).toBe(true);
  });

  it('are told as gone when they vanish in the midst', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Copy', then: [{ do: 'copy', to: out }, { do: 'copy', to: join(mill.base, 'more') }] });
    const path = mill.dropOld('a.txt', 'one');
    once('finish', () => rmSync(path));
    await within(PATIENCE_MS, 'it is known as gone', mill.until(() => mill.rows().every(({ isPresent }) => !isPresent) && mill.rows().length > 0));
    await mill.engine.whenSettled();
    expect(filesBelow(out)).toEqual({ 'a.txt': 'one' });
    expect(effectsIn(mill).filter(({ state }) => state === 'intended')).toEqual([]);
    expect(mill.engine.snapshot().accounting).toMatchObject({ inProgress: 0, waiting: 0 });
    expect(mill.accountingHolds()).toBe(true);
  });
});

/** Something that happens as soon as the journal has written a line of this kind. */
function once(name: 'begin' | 'finish', happens: () => void): void {
  const real = StepJournal.prototype[name] as (...given: unknown[]) => Promise<unknown>;
  let isDone = false;
  vi.spyOn(StepJournal.prototype as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>, name).mockImplementation(async function (this: StepJournal, ...given) {
    const result = await real.apply(this, given);
    if (!isDone) happens();
    isDone = true;
    return result;
  });
}

describe('a ledger that can’t be written', () => {
  it.each([1, 2, 3, 4, 5, 6])('at the %i. note of the rules: nothing is lost, and nothing done twice', async (which) => {
    await mill.watchInbox();
    putRule(mill, { name: 'Both', then: [{ do: 'copy', to: out }, { do: 'log', to: out, as: 'log.jsonl' }, { do: 'move', to: join(mill.base, 'moved') }] });
    const { write } = GroupCommit.prototype;
    let count = 0;
    vi.spyOn(GroupCommit.prototype, 'write').mockImplementation(function (this: GroupCommit, what) {
      count += 1;
      return count === which ? Promise.reject(Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR' })) : (write.call(this, what) as Promise<never>);
    });
    mill.dropOld('a.txt', 'one');
    await until(() => count >= which && (mill.row('a.txt')?.state === 'attention' || mill.row('a.txt')?.settledAt != null || mill.row('a.txt')?.error != null), { what: () => JSON.stringify(mill.rows()), withinMs: PATIENCE_MS });
    vi.restoreAllMocks();
    await mill.restart(host());
    const { id } = mill.rows()[0] ?? { id: 0 };
    if (mill.rows()[0]?.state !== 'done') mill.engine.retry({ ids: [id] });
    await within(PATIENCE_MS, () => JSON.stringify([mill.rows(), effectsIn(mill)]), mill.until(() => mill.rows()[0]?.state === 'done'));
    await mill.engine.whenSettled();
    const { 'log.jsonl': log = '', ...copies } = filesBelow(out);
    expect(copies).toEqual({ 'a.txt': 'one' });
    expect(log.trim().split('\n')).toHaveLength(1);
    expect(filesBelow(join(mill.base, 'moved'))).toEqual({ 'a.txt': 'one' });
    expect(filesBelow(mill.inbox)).toEqual({});
    expect(mill.accountingHolds()).toBe(true);
  });
});

describe('a long action', () => {
  const farAway = existsSync('/dev/shm') ? mkdtempSync('/dev/shm/filemill-test-') : null;
  afterEach(() => {
    for (const name of farAway === null ? [] : readdirSync(farAway)) rmSync(join(farAway ?? '', name), { recursive: true, force: true });
  });

  async function begin(): Promise<string> {
    await mill.watchInbox();
    putRule(mill, { name: 'Far', then: [{ do: 'copy', to: join(farAway ?? out, 'copies') }, { do: 'move', to: join(farAway ?? out, 'moved') }] });
    const path = mill.dropOld('long.bin', 'x');
    truncateSync(path, LONG_BYTES);
    await within(PATIENCE_MS, 'the copy began', mill.until(() => effectsIn(mill).some(({ action, state }) => action === 'copy' && state === 'intended')));
    return path;
  }

  it('ends with the engine, leaves nothing, and is done once after the next start', { timeout: 120_000 }, async () => {
    const path = await begin();
    await mill.engine.close();
    expect(statSync(path).size).toBe(LONG_BYTES);
    await mill.start(host());
    await within(90_000, () => JSON.stringify([mill.rows(), effectsIn(mill)]), mill.until(() => effectsIn(mill).some(({ action, state }) => action === 'relocate' && state === 'done')));
    await mill.engine.whenSettled();
    expect(readdirSync(farAway ?? out, { recursive: true }).map(String).sort()).toEqual(['copies', 'copies/long.bin', 'moved', 'moved/long.bin']);
    expect(statSync(join(farAway ?? out, 'moved/long.bin')).size).toBe(LONG_BYTES);
    expect(existsSync(path)).toBe(false);
    expect(mill.accountingHolds()).toBe(true);
  });

  it('ends when its file is cancelled, and leaves nothing', { timeout: 60_000 }, async () => {
    const path = await begin();
    mill.engine.commands.cancel([mill.row('long.bin')?.id ?? 0]);
    await within(PATIENCE_MS, 'it was called off', mill.until(() => mill.row('long.bin')?.state === 'ignored'));
    await mill.engine.whenSettled();
    expect(mill.row('long.bin')?.stateLabel).toBe('Cancelled');
    expect(statSync(path).size).toBe(LONG_BYTES);
    expect(Object.keys(filesBelow(farAway ?? out))).toEqual([]);
    expect(effectsIn(mill).filter(({ state }) => state === 'intended')).toEqual([]);
    expect(stepsOf(mill, 'long.bin').every(({ state }) => state !== 'done')).toBe(true);
    expect(mill.accountingHolds()).toBe(true);
  });
});
