import type * as fs from 'node:fs';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type * as promises from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as exclusive from '../../src/base/rename-exclusive';
import type { ActedFile } from '../../src/engine/acting/action';
import type { Database, Writer } from '../../src/engine/store/database';
import { ActingRig } from '../helpers/acting-rig';

/** Steps after which the process "dies": from then on no call changes anything, and everything in the way throws. */
const life = vi.hoisted(() => ({ stepsLeft: Infinity, isDead: false, refuse: new Map<string, { code: string; at: number }>(), before: new Map<string, () => void>() }));
const step = vi.hoisted(() => (name: string): void => {
  const happen = life.before.get(name);
  life.before.delete(name);
  happen?.();
  const refusal = life.refuse.get(name);
  if (refusal && --refusal.at <= 0) throw Object.assign(new Error(`${refusal.code}: ${name}`), { code: refusal.code });
  if (life.isDead) throw new Error('dead');
  life.stepsLeft -= 1;
  if (life.stepsLeft > 0) return;
  life.isDead = true;
  throw new Error('killed');
});
vi.mock('node:fs', async (original) => {
  const actual = await original<typeof fs>();
  const calls = ['linkSync', 'symlinkSync', 'unlinkSync', 'renameSync', 'mkdirSync', 'rmSync', 'rmdirSync', 'writeSync', 'lutimesSync', 'chmodSync', 'fchmodSync', 'futimesSync'] as const;
  const guarded = calls.map((name) => [
    name,
    (...parts: unknown[]) => {
      step(name);
      return (actual[name] as (...all: unknown[]) => unknown)(...parts);
    },
  ]);
  // Those of the same name that answer later count as one with them; what is opened to be read does not count.
  const later = ([['open', 'open'], ['write', 'write'], ['fsync', 'sync'], ['mkdir', 'mkdirSync']] as const).map(([name, counted]) => [
    name,
    (...parts: unknown[]) => {
      const isForReading = name === 'open' && !(typeof parts[1] === 'number' && (parts[1] & 3) !== 0);
      try {
        if (!isForReading) step(counted);
      } catch (error) {
        (parts.at(-1) as (error: unknown) => void)(error);
        return;
      }
      (actual[name] as (...all: unknown[]) => void)(...parts);
    },
  ]);
  return { ...actual, ...Object.fromEntries([...guarded, ...later]) };
});
vi.mock('../../src/base/rename-exclusive', async (original) => {
  const { renameExclusive } = await original<typeof exclusive>();
  return {
    renameExclusive: (from: string, to: string) => {
      step('renameExclusive');
      return renameExclusive(from, to);
    },
  };
});
vi.mock('node:fs/promises', async (original) => {
  const actual = await original<typeof promises>();
  const isForWriting = (flags: unknown): boolean => typeof flags === 'number' && (flags & 3) !== 0;
  return {
    ...actual,
    rm: async (...parts: Parameters<typeof promises.rm>) => {
      step('rm');
      await actual.rm(...parts);
    },
    // This disk shares no blocks, wherever the test runs.
    copyFile: () => {
      step('copyFile');
      return Promise.reject(Object.assign(new Error('ENOTSUP'), { code: 'ENOTSUP' }));
    },
    open: async (...parts: Parameters<typeof promises.open>) => {
      if (isForWriting(parts[1])) step('open');
      const handle = await actual.open(...parts);
      if (!isForWriting(parts[1])) return handle;
      for (const name of ['write', 'sync'] as const) {
        const call = handle[name].bind(handle) as (...all: unknown[]) => unknown;
        (handle as unknown as Record<string, unknown>)[name] = async (...all: unknown[]) => {
          step(name);
          return call(...all);
        };
      }
      return handle;
    },
  };
});

let rig: ActingRig;
let away: string;
const drives: string[] = [];
const fresh = (): void => {
  for (const drive of drives.splice(0)) rmSync(drive, { recursive: true, force: true });
  rig = new ActingRig();
  away = join(rig.base, 'away');
};
beforeEach(fresh);
afterEach(() => {
  revive();
  life.refuse.clear();
  life.before.clear();
  rig.end();
  for (const drive of drives.splice(0)) rmSync(drive, { recursive: true, force: true });
});
/** Once, though a disk that takes no name away may leave a file with two. */
const theirsOnce = (): number => new Set([...holding('theirs').map((path) => `${statSync(path).ino}`), ...rig.kept().filter((text) => text === 'theirs')]).size;
const revive = (): void => void Object.assign(life, { stepsLeft: Infinity, isDead: false });

/** The ledger dies with its process, too: after that many steps it takes nothing. */
function mortal(database: Database): void {
  const transaction = database.transaction.bind(database);
  let depth = 0;
  database.transaction = <R>(body: (writer: Writer) => R): R => {
    if (depth === 0) step('transaction');
    depth += 1;
    try {
      return transaction(body);
    } finally {
      depth -= 1;
    }
  };
}

/** Lets `act` go so many steps and die; then Filemill starts again. @returns whether it came to an end before */
async function killedAfter(steps: number, act: () => Promise<unknown>): Promise<boolean> {
  mortal(rig.database);
  Object.assign(life, { stepsLeft: steps, isDead: false });
  await act().catch(() => undefined);
  const { isDead } = life;
  revive();
  await rig.restart();
  return !isDead;
}

const hasOtherDrive = existsSync('/dev/shm') && statSync('/dev/shm').dev !== statSync('/tmp').dev;
function otherDrive(): string {
  const folder = mkdtempSync('/dev/shm/filemill-faults-');
  drives.push(folder);
  return folder;
}
const theirs = (): void => {
  mkdirSync(away, { recursive: true });
  writeFileSync(join(away, 'a.txt'), 'theirs');
};

interface Way {
  name: string;
  prepare?(): void;
  act(file: ActedFile): Promise<unknown>;
  /** How often "bytes" is there besides the vault once it was done. */
  copies: 0 | 1 | 2;
  isMove?: boolean;
}
const side = (name: string, written: Record<string, unknown>, prepare?: () => void): Way => ({
  name,
  act: (file) => rig.act(file, { do: 'copy', to: away, ...written } as never),
  copies: 2,
  ...(prepare ? { prepare } : {}),
});
const move = (name: string, written: () => Record<string, unknown>, more: Partial<Way> = {}): Way => ({
  name,
  act: (file) => rig.moved(file, written() as never),
  copies: 1,
  isMove: true,
  ...more,
});
const ways: Way[] = [
  side('copy', {}),
  side('copy, replacing', { conflict: 'replace' }, theirs),
  side('copy, renaming what was there', { conflict: 'renameExisting' }, theirs),
  { ...side('link', { do: 'link' }), copies: 2 },
  { ...side('symbolic link, replacing', { do: 'link', kind: 'symbolic', conflict: 'replace' }, theirs), copies: 1 },
  move('move', () => ({ do: 'move', to: away })),
  move('move, replacing', () => ({ do: 'move', to: away, conflict: 'replace' }), { prepare: theirs }),
  move('move, renaming what was there', () => ({ do: 'move', to: away, conflict: 'renameExisting' }), { prepare: theirs }),
  move('rename', () => ({ do: 'rename', as: 'b.txt' })),
  ...(hasOtherDrive ? [move('move to another file system', () => ({ do: 'move', to: otherDrive() }))] : []),
  move('trash', () => ({ do: 'trash' }), { copies: 1 }),
  move('vault', () => ({ do: 'trash', to: 'vault' }), { copies: 0 }),
];
const MOST_STEPS = 80;

/** Every file with the text below the rig and the other drive, but for the ledger's and the vault's. */
function holding(text: string): string[] {
  return [rig.base, ...drives].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(rig.data))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => readFileSync(path, 'utf8') === text),
  );
}

function expectTidy(where: string, file: ActedFile): void {
  expect(rig.warnings, where).toEqual([]);
  expect(rig.states().filter((line) => /intended|undoing/.test(line)), where).toEqual([]);
  const temporaries = [rig.base, ...drives].flatMap((folder) => (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.includes('.tmp_')));
  expect(temporaries, where).toEqual([]);
  const place = rig.where(file.fileId);
  const path = place.replace(/^gone /, '');
  expect(existsSync(path), `${where}: ${place}`).toBe(!place.startsWith('gone '));
  if (existsSync(path)) expect(readFileSync(path, 'utf8'), where).toBe('bytes');
}

const isDone = (): boolean => rig.states().some((line) => line.endsWith(' done') && !line.startsWith('displace'));

describe('a kill at any step', () => {
  it.each(ways)('while it is done ($name) loses nothing, and the next run does it once', { timeout: 60_000 }, async ({ prepare, act, copies, isMove }) => {
    for (let steps = 1; steps <= MOST_STEPS; steps += 1) {
      prepare?.();
      const file = rig.arrive('a.txt');
      const isOver = await killedAfter(steps, () => act(file));
      const where = `killed after ${steps} steps`;
      expectTidy(where, file);
      if (prepare) expect([...holding('theirs'), ...rig.kept().filter((text) => text === 'theirs')], where).toHaveLength(1);
      if (!isDone()) {
        expect(readFileSync(file.source, 'utf8'), where).toBe('bytes');
        await act({ ...file, ...seen(file.source) });
      }
      expect(holding('bytes'), where).toHaveLength(copies);
      if (isMove) expect(existsSync(file.source), where).toBe(false);
      expect(rig.states().filter((line) => line.endsWith('done') && !line.startsWith('displace')), where).toHaveLength(1);
      if (isOver) return;
      rig.end();
      fresh();
    }
    expect.fail('It never came to an end.');
  });

  it.each(ways)('while it is taken back ($name) loses nothing, and the next time it comes back', { timeout: 60_000 }, async ({ prepare, act }) => {
    for (let steps = 1; steps <= MOST_STEPS; steps += 1) {
      prepare?.();
      const file = rig.arrive('a.txt');
      await act(file);
      if (rig.jobs(file.fileId)[0]?.endsWith('inProgress')) rig.settle(file);
      const isOver = await killedAfter(steps, () => rig.undo.all({ fileId: file.fileId }));
      const where = `killed after ${steps} steps`;
      expectTidy(where, file);
      const { failed } = await rig.undo.all({ fileId: file.fileId });
      expect(failed, where).toEqual([]);
      expectTidy(where, file);
      expect([holding('bytes'), rig.where(file.fileId)], where).toEqual([[file.source], file.source]);
      if (prepare) expect(holding('theirs'), where).toEqual([join(away, 'a.txt')]);
      expect(rig.kept(), where).toEqual([]);
      if (isOver) return;
      rig.end();
      fresh();
    }
    expect.fail('It never came to an end.');
  });
});

const seen = (path: string): Pick<ActedFile, 'mtimeMs' | 'ino'> => {
  const { mtimeMs, ino } = statSync(path);
  return { mtimeMs, ino: String(ino) };
};

describe('what the disk refuses', () => {
  const refusals = ['ENOSPC', 'EACCES', 'EROFS', 'EDQUOT', 'EIO'] as const;
  const calls = ['open', 'write', 'writeSync', 'sync', 'linkSync', 'renameSync', 'unlinkSync', 'mkdirSync'] as const;
  it.each(ways.flatMap((way) => refusals.map((code) => [code, way.name, way] as const)))('%s (%s): a plain error or another way, and nothing is lost', { timeout: 30_000 }, async (code, _name, { prepare, act }) => {
    for (const call of calls) {
      prepare?.();
      const file = rig.arrive('a.txt');
      life.refuse.set(call, { code, at: 1 });
      const error = await act(file).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      life.refuse.clear();
      const where = `${call}: ${code} → ${String(error)}`;
      if (error !== null) {
        expect(error, where).toBeInstanceOf(Error);
        await rig.restart();
      } else if (rig.jobs(file.fileId)[0]?.endsWith('inProgress')) rig.settle(file);
      expectTidy(where, file);
      if (error !== null) expect(readFileSync(file.source, 'utf8'), where).toBe('bytes');
      if (prepare) expect(theirsOnce(), where).toBe(1);
      rig.end();
      fresh();
    }
  });

  it('a full disk is called so', async () => {
    life.refuse.set('writeSync', { code: 'ENOSPC', at: 1 });
    await expect(rig.act(rig.arrive('a.txt'), { do: 'copy', to: away })).rejects.toMatchObject({ code: 'disk.full' });
  });

  it.each(['EACCES', 'EROFS'])('a folder that may not be written is called so (%s)', async (code) => {
    life.refuse.set('open', { code, at: 1 });
    await expect(rig.act(rig.arrive('a.txt'), { do: 'copy', to: away })).rejects.toMatchObject({ code: 'folder.denied' });
  });

  it.each(['EPERM', 'EXDEV', 'EMLINK'])('a hard link that can’t be made says what to do instead (%s)', async (code) => {
    const file = rig.arrive('a.txt');
    life.refuse.set('linkSync', { code, at: 1 });
    await expect(rig.act(file, { do: 'link', to: away })).rejects.toMatchObject({ code: 'file.unsafe', hint: expect.stringContaining('symbolic') as string });
    expect(rig.states()).toEqual(['link failed']);
  });

  it.each(['EPERM', 'ENOTSUP'])('hard links as such (%s): names are given by renaming, never over others', async (code) => {
    theirs();
    const files = [rig.arrive('a.txt'), rig.arrive('b.txt', 'other')] as const;
    life.refuse.set('linkSync', { code, at: 1 });
    await rig.act(files[0], { do: 'copy', to: away });
    await rig.moved(files[1], { do: 'move', to: away, as: 'a.txt' });
    life.refuse.clear();
    expect(rig.tree(away)).toEqual({ 'a (2).txt': 'bytes', 'a (3).txt': 'other', 'a.txt': 'theirs' });
  });

  it('the trash: the vault takes it', async () => {
    writeFileSync(join(rig.base, 'xdg'), 'no folder');
    const file = rig.arrive('a.txt');
    life.refuse.set('writeSync', { code: 'EROFS', at: 1 });
    await rig.moved(file, { do: 'trash' });
    expect([existsSync(file.source), rig.kept()]).toEqual([false, ['bytes']]);
  });
});

describe('what others do in the same moment', () => {
  it('a file takes the name: it is passed by', async () => {
    const file = rig.arrive('a.txt');
    life.before.set('renameExclusive', () => writeFileSync(join(away, 'a.txt'), 'quicker'));
    await rig.act(file, { do: 'copy', to: away });
    expect(rig.tree(away)).toEqual({ 'a (2).txt': 'bytes', 'a.txt': 'quicker' });
  });

  it('the file is written to while it is copied: no copy', async () => {
    const file = rig.arrive('a.txt');
    life.before.set('open', () => writeFileSync(file.source, 'later'));
    const acted = await rig.act(file, { do: 'copy', to: away });
    // It was read whole before: what was copied is what was judged.
    expect([acted.state, rig.tree(away)]).toEqual(['done', { 'a.txt': 'bytes' }]);
  });

  it('the file is written to before it is moved: it stays', async () => {
    const file = rig.arrive('a.txt');
    life.before.set('mkdirSync', () => writeFileSync(file.source, 'later'));
    await expect(rig.moved(file, { do: 'move', to: away })).rejects.toMatchObject({ code: 'file.changed' });
    expect([rig.tree(), rig.states()]).toEqual([{ 'a.txt': 'later' }, ['relocate failed']]);
  });

  it('the folder goes: it is made again, or said', async () => {
    const file = rig.arrive('a.txt');
    mkdirSync(away);
    life.before.set('open', () => rmSync(away, { recursive: true }));
    const error: unknown = await rig.act(file, { do: 'copy', to: away }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'folder.missing' });
    expect([readFileSync(file.source, 'utf8'), rig.states()]).toEqual(['bytes', ['copy failed']]);
  });
});
