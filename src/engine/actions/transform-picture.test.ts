import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openLog, type Log } from '../../base/log';
import type { TransformOutput } from '../../shared/model/transform';
import type { Database } from '../store/database';
import { Effects, type Effect } from '../store/effects';
import { LedgerMaker } from '../store/history.test-kit';
import { Ledger } from '../store/ledger';
import { closeStore, openStore } from '../store/open-store';
import { Whereabouts } from '../store/whereabouts';
import type { ActionParts } from '../acting/action-parts';
import { recoverCopy } from '../acting/file/recover-copy';
import { FilemillError } from '../../shared/errors/filemill-error';
import { generalSettingsSchema } from '../../shared/model/settings';
import { Undo } from '../undo/undo';
import { Vault } from '../vault/vault';
import { VaultKeeper } from '../vault/vault-keeper';
import { temporaryName } from './temporary-name';
import { transformPicture } from './transform-picture';

let base: string;
let data: string;
let inbox: string;
let database: Database;
let effects: Effects;
let vault: Vault;
let way: Undo;
let log: Log;
const settings = { general: generalSettingsSchema.parse({}) };
const at = (name: string): string => join(inbox, name);
const sum = (text: string): string => createHash('sha256').update(text).digest('hex');
const text = (path: string): string => readFileSync(path, 'utf8');

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'filemill-transform-'));
  [data, inbox] = [join(base, 'data'), join(base, 'inbox')];
  mkdirSync(data);
  mkdirSync(inbox);
  writeFileSync(at('a.png'), 'original');
  database = openStore(data).database;
  effects = new Effects(database);
  log = openLog(join(base, 'log'));
  const secrets = { seal: () => Promise.resolve({ sealed: null, obstacle: 'none' }), open: () => Promise.resolve(null) };
  vault = new Vault({ dataFolder: data, secrets, settings });
  const known = new Ledger(database);
  way = new Undo({ database, effects, ledger: known, whereabouts: new Whereabouts(database, known), vault, log, others: {}, dropped: () => undefined, ended: () => undefined });
  const ledger = new LedgerMaker(database);
  ledger.folder(1, inbox);
  ledger.jobs([{ fileId: 1, jobId: 1, path: 'a.png' }, { fileId: 2, jobId: 2, path: 'b.png', settledAt: null, state: 'inProgress' }]);
});
afterEach(() => {
  vi.restoreAllMocks();
  log.close();
  closeStore(database, data);
  rmSync(base, { recursive: true, force: true });
});

function write(output: Partial<TransformOutput> = {}, made = 'changed', fileId = 1): ReturnType<typeof transformPicture> {
  const scratchPath = join(base, 'scratch.png');
  writeFileSync(scratchPath, made);
  const picture = { jobId: fileId, fileId, folderId: 1, source: at('a.png'), scratchPath, sha256: sum(made), extension: 'png', width: 4, height: 3 };
  return transformPicture(database, vault, picture, { folder: null, name: '{stem}_transformed{ext}', conflict: 'rename', ...output });
}

const states = (): string[] => database.all<Effect>('SELECT state FROM effects ORDER BY id').map(({ state }) => state);
const effect = (id: number | undefined): Effect => effects.byId(id ?? 0) as Effect;
const undo = async (id: number | undefined): Promise<void> => {
  const [failed] = (await way.byIds([id ?? 0])).failed;
  if (failed) throw FilemillError.fromData(failed.error);
};
const leftovers = (): string[] => readdirSync(inbox).filter((name) => name.startsWith('.tmp_'));

describe('a copy', () => {
  test('lies beside the original, and the journal says so', async () => {
    const written = await write();
    expect(written).toEqual({ path: at('a_transformed.png'), effectId: 1 });
    expect([text(at('a_transformed.png')), text(at('a.png'))]).toEqual(['changed', 'original']);
    expect(effect(1)).toMatchObject({ action: 'transform', state: 'done', source: at('a.png'), target: at('a_transformed.png'), sha256: sum('changed') });
    expect(leftovers()).toEqual([]);
  });

  test('goes into a folder that is made for it', async () => {
    const folder = join(base, 'new', 'deep');
    expect((await write({ folder, name: '{width}{ext}' }))?.path).toBe(join(folder, '4.png'));
  });

  test('is refused while the original is being read anew, and leaves nothing behind', async () => {
    await expect(write({}, 'changed', 2)).rejects.toMatchObject({ code: 'file.changed' });
    expect([readdirSync(inbox), states()]).toEqual([['a.png'], []]);
  });

  test('is refused in Filemill’s own data', async () => {
    await expect(write({ folder: join(data, 'artifacts') })).rejects.toMatchObject({ code: 'folder.ownData' });
  });

  test('that comes out otherwise than it was made is not put there', async () => {
    const scratchPath = join(base, 'scratch.png');
    writeFileSync(scratchPath, 'something else');
    const picture = { jobId: 1, fileId: 1, folderId: 1, source: at('a.png'), scratchPath, sha256: sum('changed'), extension: 'png', width: 4, height: 3 };
    await expect(transformPicture(database, vault, picture, { folder: null, name: 'x', conflict: 'rename' })).rejects.toMatchObject({ code: 'file.changed' });
    expect([readdirSync(inbox), states()]).toEqual([['a.png'], ['failed']]);
  });

  test.skipIf(process.getuid?.() === 0)('in a folder that may not be written is refused with its name', async () => {
    const folder = join(base, 'shut');
    mkdirSync(folder);
    chmodSync(folder, 0o500);
    await expect(write({ folder })).rejects.toMatchObject({ code: 'folder.denied', message: `Filemill is not allowed to write into ${folder}.` });
  });

  test('where a file lies instead of a folder is refused', async () => {
    for (const folder of [at('a.png'), join(at('a.png'), 'below')]) {
      await expect(write({ folder })).rejects.toMatchObject({ code: 'settings.invalid', message: expect.stringContaining('is no folder') });
    }
  });
});

describe('a name that is taken', () => {
  beforeEach(() => writeFileSync(at('taken.png'), 'former'));

  test('gets a number, and another one', async () => {
    expect((await write({ name: 'taken' }))?.path).toBe(at('taken (2).png'));
    expect((await write({ name: 'taken' }))?.path).toBe(at('taken (3).png'));
    expect(text(at('taken.png'))).toBe('former');
  });

  test('is left alone', async () => {
    expect(await write({ name: 'taken', conflict: 'skip' })).toBeNull();
    expect([text(at('taken.png')), states(), readdirSync(inbox).length]).toEqual(['former', [], 2]);
  });

  test('is given to the new file, and the former one is kept', async () => {
    const written = await write({ name: 'taken', conflict: 'replace' });
    expect(text(at('taken.png'))).toBe('changed');
    const { vaulted } = JSON.parse(effect(written?.effectId).data ?? '{}') as { vaulted: string };
    expect([vaulted.startsWith(join(data, 'vault')), text(vaulted)]).toEqual([true, 'former']);
    await undo(written?.effectId);
    expect([text(at('taken.png')), existsSync(vaulted), states()]).toEqual(['former', false, ['undone']]);
  });

  test('also when it is the original’s own', async () => {
    const written = await write({ name: '{stem}{ext}', conflict: 'replace' });
    expect([written?.path, text(at('a.png'))]).toEqual([at('a.png'), 'changed']);
    await undo(written?.effectId);
    expect(text(at('a.png'))).toBe('original');
  });

  test('by the original is never overwritten without being asked', async () => {
    expect((await write({ name: '{stem}{ext}' }))?.path).toBe(at('a (2).png'));
    expect(text(at('a.png'))).toBe('original');
  });

  test('by a link or a folder is not replaced', async () => {
    symlinkSync(at('a.png'), at('link.png'));
    mkdirSync(at('folder.png'));
    for (const name of ['link', 'folder']) await expect(write({ name, conflict: 'replace' })).rejects.toMatchObject({ code: 'file.notRegular' });
    expect(text(at('a.png'))).toBe('original');
  });
});

describe('undoing', () => {
  test('takes the copy away', async () => {
    const written = await write();
    await undo(written?.effectId);
    expect([readdirSync(inbox), states()]).toEqual([['a.png'], ['undone']]);
    await expect(undo(written?.effectId)).rejects.toMatchObject({ code: 'effect.final' });
  });

  test('leaves a copy that was changed since', async () => {
    const written = await write();
    writeFileSync(at('a_transformed.png'), 'retouched');
    await expect(undo(written?.effectId)).rejects.toMatchObject({ code: 'effect.changed' });
    expect([text(at('a_transformed.png')), states()]).toEqual(['retouched', ['done']]);
  });

  test('says so where the copy is gone', async () => {
    const written = await write();
    rmSync(at('a_transformed.png'));
    await expect(undo(written?.effectId)).rejects.toMatchObject({ code: 'effect.changed', message: 'The changed picture is no longer where it was put.' });
    expect(states()).toEqual(['done']);
  });

  test('is over when the vault has let go of what was replaced', async () => {
    const written = await write({ name: '{stem}{ext}', conflict: 'replace' });
    const keeper = new VaultKeeper({ database, effects, settings, dataFolder: data, log });
    keeper.letGo(Date.now() + 29 * 86_400_000);
    expect(states()).toEqual(['done']);
    keeper.letGo(Date.now() + 31 * 86_400_000);
    expect([states(), readdirSync(join(data, 'vault'))]).toEqual([['expired'], []]);
    await expect(undo(written?.effectId)).rejects.toMatchObject({ code: 'effect.final' });
    expect(text(at('a.png'))).toBe('changed');
  });
});

describe('after an end in between', () => {
  const recover = async (): Promise<void> => {
    for (const left of effects.intended(['transform'])) await recoverCopy.recover(left, { database, effects, vault } as unknown as ActionParts);
    await way.recover();
  };
  /** As the journal stands between intent and deed. */
  const interrupt = (id: number, state: string): void => {
    database.transaction((writer) => writer.run('UPDATE effects SET state = ? WHERE id = ?', state, id));
  };

  test('a copy that has its name is done', async () => {
    await write();
    interrupt(1, 'intended');
    await recover();
    expect([states(), text(at('a_transformed.png'))]).toEqual([['done'], 'changed']);
  });

  test('half a copy goes', async () => {
    await write();
    interrupt(1, 'intended');
    rmSync(at('a_transformed.png'));
    writeFileSync(temporaryName(database, at('a_transformed.png'), 1), 'chan');
    await recover();
    expect([states(), readdirSync(inbox)]).toEqual([['failed'], ['a.png']]);
  });

  test('a file that was put aside for a copy that never came is back', async () => {
    const written = await write({ name: '{stem}{ext}', conflict: 'replace' });
    interrupt(written?.effectId ?? 0, 'intended');
    rmSync(at('a.png'));
    await recover();
    expect([states(), text(at('a.png'))]).toEqual([['failed'], 'original']);
  });

  test.each([true, false])('what was being taken back is (the copy was gone: %s)', async (isGone) => {
    const written = await write({ name: '{stem}{ext}', conflict: 'replace' });
    interrupt(written?.effectId ?? 0, 'undoing');
    if (isGone) rmSync(at('a.png'));
    await recover();
    expect([states(), text(at('a.png'))]).toEqual([['undone'], 'original']);
  });

  test('nothing is said of a folder that is away', async () => {
    await write({ folder: join(base, 'drive') });
    interrupt(1, 'intended');
    rmSync(join(base, 'drive'), { recursive: true });
    await recover();
    expect(states()).toEqual(['intended']);
  });
});
