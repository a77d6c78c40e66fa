import type * as fs from 'node:fs';
import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database, Writer } from '../../src/engine/store/database';
import { DuplicatesRig } from '../helpers/duplicates-rig';
import { mountBound, mountTmpfs, unmountAll, whyNoMounts } from '../helpers/tmpfs';

/** Steps after which the process "dies": from then on no call changes anything, and everything in the way throws. */
const life = vi.hoisted(() => ({ stepsLeft: Infinity, isDead: false, refuse: new Map<string, string>(), before: new Map<string, () => void>() }));
const step = vi.hoisted(() => (name: string): void => {
  const happen = life.before.get(name);
  life.before.delete(name);
  happen?.();
  const code = life.refuse.get(name);
  if (code !== undefined) throw Object.assign(new Error(`${code}: ${name}`), { code });
  if (life.isDead) throw new Error('dead');
  life.stepsLeft -= 1;
  if (life.stepsLeft > 0) return;
  life.isDead = true;
  throw new Error('killed');
});
vi.mock('node:fs', async (original) => {
  const actual = await original<typeof fs>();
  const calls = ['linkSync', 'unlinkSync', 'renameSync', 'mkdirSync', 'rmSync', 'rmdirSync', 'writeSync', 'lutimesSync'] as const;
  const guarded = calls.map((name) => [
    name,
    (...parts: unknown[]) => {
      step(name);
      return (actual[name] as (...all: unknown[]) => unknown)(...parts);
    },
  ]);
  return { ...actual, ...Object.fromEntries(guarded) };
});

let rig: DuplicatesRig;
let inbox: number;
beforeEach(() => {
  rig = new DuplicatesRig();
  inbox = rig.folder('inbox');
});
afterEach(async () => {
  Object.assign(life, { stepsLeft: Infinity, isDead: false });
  life.refuse.clear();
  life.before.clear();
  unmountAll();
  await rig.end();
});

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
  const isDead = life.isDead;
  Object.assign(life, { stepsLeft: Infinity, isDead: false });
  await rig.reopen();
  return !isDead;
}

const CONTENT = 'same bytes';
let path: string;
let away: string;
/** Two equal files, of which the second is to go. */
async function twoFiles(action: 'remove' | 'hardlink' | 'move'): Promise<number> {
  away = join(rig.base, 'away');
  path = rig.at(inbox, 'sub/b.txt');
  rig.add(inbox, 'a.txt', CONTENT);
  rig.add(inbox, 'sub/b.txt', CONTENT);
  chmodSync(path, 0o640);
  utimesSync(path, 1_000, 2_000);
  const fileId = rig.database.get<{ id: number }>(`SELECT id FROM files WHERE path = 'sub/b.txt'`)?.id ?? 0;
  await rig.planEverything(action);
  return fileId;
}

/** Everything below that is a file and holds the bytes. */
function copies(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = join(folder, entry.name);
    if (entry.isDirectory()) return copies(at);
    return readFileSync(at, 'utf8') === CONTENT ? [at] : [];
  });
}
const temporaries = (folder: string): string[] =>
  existsSync(folder) ? (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.includes('.tmp_')) : [];

function expectWhole(fileId: number, where: string): void {
  expect(readFileSync(rig.at(inbox, 'a.txt'), 'utf8'), where).toBe(CONTENT);
  const second = [...copies(rig.at(inbox, 'sub')), ...copies(join(rig.trash, 'files')), ...copies(join(rig.data, 'vault')), ...copies(away)];
  expect(second, where).toHaveLength(1);
  const open = rig.effects().filter((line) => /intended|undoing/.test(line));
  expect(open, where).toEqual([]);
  for (const folder of [rig.at(inbox, ''), rig.data, join(rig.base, 'xdg'), away]) expect(temporaries(folder), `${where} ${folder}`).toEqual([]);
  expect(rig.ledger.byId(fileId)?.present, where).toBe(existsSync(path));
  const infos = existsSync(join(rig.trash, 'info')) ? readdirSync(join(rig.trash, 'info')) : [];
  const files = existsSync(join(rig.trash, 'files')) ? readdirSync(join(rig.trash, 'files')) : [];
  expect(infos, where).toEqual(files.map((name) => `${name}.trashinfo`));
}

const ways: ['trash' | 'vault' | 'move' | 'hardlink', 'remove' | 'move' | 'hardlink', 'trash' | 'vault'][] = [
  ['trash', 'remove', 'trash'],
  ['vault', 'remove', 'vault'],
  ['move', 'move', 'vault'],
  ['hardlink', 'hardlink', 'vault'],
];
const MOST_STEPS = 60;

describe('a kill at any step', () => {
  it.each(ways)('while a file goes (%s) leaves one whole copy where the ledger says', async (_way, action, disposal) => {
    for (let steps = 1; steps <= MOST_STEPS; steps += 1) {
      const fileId = await twoFiles(action);
      const isOver = await killedAfter(steps, () => rig.duplicates.apply(disposal, action === 'move' ? away : null, 'manual'));
      expectWhole(fileId, `killed after ${steps} steps`);
      if (isOver) return;
      await rig.end();
      rig = new DuplicatesRig();
      inbox = rig.folder('inbox');
    }
    expect.fail('It never came to an end.');
  });

  it.each(ways)('while a file comes back (%s) leaves one whole copy, and it comes back the next time', async (_way, action, disposal) => {
    for (let steps = 1; steps <= MOST_STEPS; steps += 1) {
      const fileId = await twoFiles(action);
      await rig.duplicates.apply(disposal, action === 'move' ? away : null, 'manual');
      const isOver = await killedAfter(steps, () => rig.undo.run());
      expectWhole(fileId, `killed after ${steps} steps`);
      const { failed } = await rig.undo.run();
      expect(failed, `killed after ${steps} steps`).toEqual([]);
      const { mode, mtimeMs, nlink } = statSync(path);
      expect([readFileSync(path, 'utf8'), mode & 0o777, mtimeMs, nlink], `killed after ${steps} steps`).toEqual([CONTENT, 0o640, 2_000_000, 1]);
      if (isOver) return;
      await rig.end();
      rig = new DuplicatesRig();
      inbox = rig.folder('inbox');
    }
    expect.fail('It never came to an end.');
  });
});

describe('what others do in the same moment', () => {
  it.each(['trash', 'vault'] as const)('the one that was to stay goes: the other one is put back from the %s', async (disposal) => {
    const fileId = await twoFiles('remove');
    life.before.set('linkSync', () => renameSync(rig.at(inbox, 'a.txt'), rig.at(inbox, 'elsewhere.txt')));
    const run = await rig.duplicates.apply(disposal, null, 'manual');
    expect([run.done, run.failed.map(({ error }) => error.code)]).toEqual([0, ['duplicates.lastCopy']]);
    renameSync(rig.at(inbox, 'elsewhere.txt'), rig.at(inbox, 'a.txt'));
    expectWhole(fileId, disposal);
    expect(existsSync(path)).toBe(true);
  });

  it.each(['a.txt', 'sub/b.txt'])('%s is written to once it was read: nothing is done', async (name) => {
    const fileId = await twoFiles('remove');
    mortal(rig.database);
    // The intent is the first thing that is written once both files were read.
    life.before.set('transaction', () =>
      life.before.set('transaction', () => {
        utimesSync(rig.at(inbox, name), 5_000, 5_000);
      }),
    );
    const run = await rig.duplicates.apply('trash', null, 'manual');
    expect([run.done, run.failed.map(({ error }) => error.code)]).toEqual([0, ['file.changed']]);
    expectWhole(fileId, name);
  });
});

describe('what the disk refuses', () => {
  it.each(['EPERM', 'ENOTSUP'])('hard links (%s): files are renamed, and never over others', async (code) => {
    const fileId = await twoFiles('remove');
    life.refuse.set('linkSync', code);
    const run = await rig.duplicates.apply('vault', null, 'manual');
    expect([run.done, run.failed, existsSync(path)]).toEqual([1, [], false]);
    expect((await rig.undo.run()).failed).toEqual([]);
    life.refuse.clear();
    expectWhole(fileId, code);
  });

  it('sharing one place on the disk: the file stays as it is', async () => {
    const fileId = await twoFiles('hardlink');
    life.refuse.set('linkSync', 'EPERM');
    const run = await rig.duplicates.apply('vault', null, 'manual');
    expect([run.done, run.failed.map(({ error }) => error.code)]).toEqual([0, ['file.denied']]);
    expectWhole(fileId, 'EPERM');
  });

  it('taking the old name away: the file keeps it alone', async () => {
    const fileId = await twoFiles('remove');
    life.refuse.set('unlinkSync', 'EACCES');
    const run = await rig.duplicates.apply('vault', null, 'manual').finally(() => life.refuse.clear());
    expect([run.done, run.failed.length, existsSync(path)]).toEqual([0, 1, true]);
    // The second name could not be taken away either; at the next start it is.
    await rig.reopen();
    expect([readFileSync(path, 'utf8'), rig.ledger.byId(fileId)?.present]).toEqual([CONTENT, true]);
  });
});

const obstacle = whyNoMounts();
describe.skipIf(obstacle !== null)(`another drive${obstacle === null ? '' : ` (${obstacle})`}`, () => {
  it('has its own trash at its top, and the vault takes a proved copy', async () => {
    const drive = join(rig.base, 'drive');
    mountTmpfs(drive, 8);
    const other = rig.folder('drive');
    rig.add(inbox, 'a.txt', CONTENT);
    rig.add(other, 'b.txt', CONTENT);
    rig.general = { ...rig.general, duplicates: { ...rig.general.duplicates, keepBy: ['name'] } };
    utimesSync(rig.at(other, 'b.txt'), 1_000, 2_000);
    await rig.planEverything();
    expect((await rig.duplicates.apply('trash', null, 'manual')).failed).toEqual([]);
    const trash = join(drive, `.Trash-${process.getuid?.() ?? 0}`);
    expect(readFileSync(join(trash, 'info', 'b.txt.trashinfo'), 'utf8')).toContain('\nPath=b.txt\n');
    expect(lstatSync(join(trash, 'files')).mode & 0o777).toBe(0o700);
    await rig.undo.run();
    expect(existsSync(rig.at(other, 'b.txt'))).toBe(true);

    await rig.planEverything();
    expect((await rig.duplicates.apply('vault', null, 'manual')).failed).toEqual([]);
    expect([existsSync(rig.at(other, 'b.txt')), copies(join(rig.data, 'vault')).length]).toEqual([false, 1]);
    await rig.undo.run();
    expect([readFileSync(rig.at(other, 'b.txt'), 'utf8'), statSync(rig.at(other, 'b.txt')).mtimeMs]).toEqual([CONTENT, 2_000_000]);
    expect(copies(join(rig.data, 'vault'))).toEqual([]);
  });

  it('where no trash can be made the vault takes it', async () => {
    const drive = join(rig.base, 'drive');
    mountTmpfs(drive, 8);
    const other = rig.folder('drive');
    // A file is in its way.
    writeFileSync(join(drive, `.Trash-${process.getuid?.() ?? 0}`), '');
    rig.add(inbox, 'a.txt', CONTENT);
    rig.add(other, 'b.txt', CONTENT);
    await rig.planEverything();
    await rig.duplicates.apply('trash', null, 'manual');
    expect(rig.effects()).toEqual(['vault done']);
  });

  it('that shows the very same files is no second copy of them', async () => {
    const other = rig.folder('other');
    rig.add(inbox, 'a.txt', CONTENT);
    rig.add(other, 'a.txt', CONTENT);
    await rig.planEverything();
    mountBound(rig.at(inbox, '.'), rig.at(other, '.'));
    const run = await rig.duplicates.apply('vault', null, 'manual');
    expect(run.failed.map(({ error }) => error.code)).toEqual(['duplicates.lastCopy']);
    expect(readFileSync(rig.at(inbox, 'a.txt'), 'utf8')).toBe(CONTENT);
  });

  it('can’t share a place with this one', async () => {
    mountTmpfs(join(rig.base, 'drive'), 8);
    const other = rig.folder('drive');
    rig.add(inbox, 'a.txt', CONTENT);
    rig.add(other, 'b.txt', CONTENT);
    expect(await rig.planEverything('hardlink')).toMatchObject({ hardlink: 0 });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])('a kill after %i steps of a copy to the vault and back leaves one whole file', async (steps) => {
    mountTmpfs(join(rig.base, 'drive'), 8);
    const other = rig.folder('drive');
    path = rig.at(other, 'b.txt');
    away = join(rig.base, 'away');
    rig.add(inbox, 'a.txt', CONTENT);
    const fileId = rig.add(other, 'b.txt', CONTENT);
    const whole = (): void => {
      expect([...copies(rig.at(other, '')), ...copies(join(rig.data, 'vault'))]).toHaveLength(1);
      expect([...temporaries(rig.at(other, '')), ...temporaries(rig.data)]).toEqual([]);
      expect(rig.ledger.byId(fileId)?.present).toBe(existsSync(path));
    };
    await rig.planEverything();
    await killedAfter(steps, () => rig.duplicates.apply('vault', null, 'manual'));
    whole();
    if (existsSync(path)) {
      await rig.planEverything();
      await rig.duplicates.apply('vault', null, 'manual');
    }
    await killedAfter(steps, () => rig.undo.run());
    whole();
    expect((await rig.undo.run()).failed).toEqual([]);
    whole();
    expect(existsSync(path)).toBe(true);
  });
});
