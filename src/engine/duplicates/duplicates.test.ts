import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DuplicatesRig, sha256Of } from '../../../tests/helpers/duplicates-rig';
import { toFsPath } from '../../base/byte-name';

let rig: DuplicatesRig;
let inbox: number;
beforeEach(() => {
  rig = new DuplicatesRig();
  inbox = rig.folder('inbox');
});
afterEach(() => rig.end());

describe('identical files', () => {
  it('are those with the same bytes, in whatever folder', async () => {
    const other = rig.folder('other');
    const head = Buffer.alloc(1024 * 1024, 7);
    rig.add(inbox, 'a.bin', Buffer.concat([head, Buffer.from('one')]));
    rig.add(inbox, 'b.bin', Buffer.concat([head, Buffer.from('two')]));
    rig.add(other, 'sub/c.bin', Buffer.concat([head, Buffer.from('one')]));
    rig.add(inbox, 'alone.txt', 'alone');
    expect(await rig.groups()).toEqual([['a.bin', 'sub/c.bin']]);
    expect(rig.duplicates.summary().tiers.identical).toEqual({ groups: 1, files: 2, reclaimableBytes: head.length + 3, decided: 0 });
  });

  it('are never empty ones', async () => {
    rig.add(inbox, 'a', '');
    rig.add(inbox, 'b', '');
    expect(await rig.groups()).toEqual([]);
  });

  it('are not two names of one file, and such names free nothing', async () => {
    rig.add(inbox, 'a.txt', 'same');
    linkSync(rig.at(inbox, 'a.txt'), rig.at(inbox, 'name.txt'));
    rig.add(inbox, 'name.txt', null, { sha256: sha256Of('same') });
    expect(await rig.groups()).toEqual([]);
    rig.add(inbox, 'copy.txt', 'same');
    await rig.known();
    const { members, reclaimableBytes } = await rig.onlyGroup();
    expect(members.map(({ name }) => name).sort()).toEqual(['a.txt', 'copy.txt', 'name.txt']);
    expect(members.filter(({ hardLinkOf }) => hardLinkOf !== null)).toHaveLength(1);
    expect(reclaimableBytes).toBe(4);
  });

  it('are not those in a trash', async () => {
    rig.add(inbox, 'a.txt', 'same');
    rig.add(inbox, '.Trash-1000/files/a.txt', 'same');
    expect(await rig.groups()).toEqual([]);
  });

  it('come, go and change with the ledger', async () => {
    rig.add(inbox, 'a.txt', 'same');
    await rig.known();
    const b = rig.add(inbox, 'b.txt', 'same');
    expect(await rig.groups()).toEqual([['a.txt', 'b.txt']]);
    rig.duplicates.removed([b]);
    expect(await rig.groups()).toEqual([]);
  });

  it('are found again after a restart', async () => {
    rig.add(inbox, 'a.txt', 'same');
    rig.add(inbox, 'b.txt', 'same');
    await rig.reopen();
    expect(rig.duplicates.summary().behind).toBeGreaterThan(0);
    expect(await rig.groups()).toEqual([['a.txt', 'b.txt']]);
    expect(rig.duplicates.summary().behind).toBe(0);
  });

  it('leave with their folder', async () => {
    const other = rig.folder('other');
    rig.add(inbox, 'a.txt', 'same');
    rig.add(other, 'b.txt', 'same');
    expect(await rig.groups()).toHaveLength(1);
    rig.folders.remove(other);
    rig.duplicates.summary();
    expect(await rig.groups()).toEqual([]);
  });
});

describe('the one that stays', () => {
  it('is the one in a reference folder, which nothing can mark', async () => {
    const reference = rig.folder('reference', { duplicates: { isReference: true, cleanFirst: false } });
    const a = rig.add(inbox, 'a.txt', 'same');
    const b = rig.add(reference, 'much longer/b (2).txt', 'same');
    const group = await rig.onlyGroup();
    expect(group.members.map(({ fileId, isKeeper, isProtected }) => ({ fileId, isKeeper, isProtected }))).toEqual([
      { fileId: b, isKeeper: true, isProtected: true },
      { fileId: a, isKeeper: false, isProtected: false },
    ]);
    expect(group.keeperReasons).toContain('in a reference folder');
    await expect(rig.duplicates.mark(group.id, b, 'remove')).rejects.toMatchObject({ code: 'duplicates.refused' });
  });

  it('is not the one in a folder that is cleaned first', async () => {
    const clean = rig.folder('clean', { duplicates: { isReference: false, cleanFirst: true } });
    rig.add(clean, 'first.txt', 'same');
    utimesSync(rig.at(clean, 'first.txt'), 1, 1);
    const b = rig.add(inbox, 'b.txt', 'same');
    const { members, keeperReasons } = await rig.onlyGroup();
    expect(members[0]?.fileId).toBe(b);
    expect(keeperReasons[0]).toBe('not in the folder that is cleaned first');
  });

  it('is the one a person chose, until that one is to go', async () => {
    const a = rig.add(inbox, 'a.txt', 'same');
    const b = rig.add(inbox, 'b.txt', 'same');
    const group = await rig.onlyGroup();
    expect(group.members[0]?.fileId).toBe(a);
    const chosen = await rig.duplicates.setKeeper(group.id, b);
    expect([chosen.members[0]?.fileId, chosen.keeperReasons[0]]).toEqual([b, 'chosen by you']);
    await rig.reopen();
    expect((await rig.onlyGroup()).members[0]?.fileId).toBe(b);
    const marked = await rig.duplicates.mark(group.id, b, 'remove');
    expect(marked.members[0]?.fileId).toBe(a);
  });

  it('is chosen anew when the settings change', async () => {
    rig.add(inbox, 'a.txt', 'same');
    utimesSync(rig.at(inbox, 'a.txt'), 1_000, 1_000);
    const b = rig.add(inbox, 'b.txt', 'same');
    rig.database.transaction((writer) => writer.run(`UPDATE files SET mtime_ms = 1000000 WHERE path = 'a.txt'`));
    expect((await rig.onlyGroup()).members[0]?.path).toBe('a.txt');
    rig.general = { ...rig.general, duplicates: { ...rig.general.duplicates, keepBy: ['newest'] } };
    const { members, keeperReasons } = await rig.onlyGroup();
    expect([members[0]?.fileId, keeperReasons]).toEqual([b, ['newer']]);
  });
});

describe('decisions', () => {
  it('close a group until it has a new member', async () => {
    rig.add(inbox, 'a.txt', 'same');
    rig.add(inbox, 'b.txt', 'same');
    const { id } = await rig.onlyGroup();
    expect(await rig.duplicates.decide([id], 'keepAll')).toBe(1);
    expect(await rig.groups()).toEqual([]);
    expect(rig.duplicates.page('identical', true, 'space', 0, 10).groups.map(({ decision }) => decision)).toEqual(['keepAll']);
    await rig.reopen();
    expect(await rig.groups()).toEqual([]);
    rig.add(inbox, 'c.txt', 'same');
    expect(await rig.groups()).toEqual([['a.txt', 'b.txt', 'c.txt']]);
  });

  it('can be taken back', async () => {
    rig.add(inbox, 'a.txt', 'same');
    rig.add(inbox, 'b.txt', 'same');
    const { id } = await rig.onlyGroup();
    await rig.duplicates.decide([id], 'notDuplicates');
    await rig.duplicates.decide([id], null);
    expect(await rig.groups()).toHaveLength(1);
  });
});

describe('a plan', () => {
  it('never takes the last one', async () => {
    const a = rig.add(inbox, 'a.txt', 'same');
    const b = rig.add(inbox, 'b.txt', 'same');
    const { id } = await rig.onlyGroup();
    const { members } = await rig.duplicates.mark(id, a, 'remove');
    expect(members.map(({ planned }) => planned)).toEqual(['keep', 'remove']);
    await expect(rig.duplicates.mark(id, b, 'remove')).rejects.toMatchObject({ code: 'duplicates.refused' });
  });

  it('has figures, items and an end', async () => {
    for (const name of ['a', 'b', 'c']) rig.add(inbox, `${name}.txt`, 'first');
    for (const name of ['d', 'e']) rig.add(inbox, `${name}.txt`, 'another');
    expect(await rig.planEverything()).toEqual({ groups: 2, keep: 2, remove: 3, hardlink: 0, move: 0, frees: 17 });
    const { total, items } = await rig.duplicates.plan(1, 1);
    expect([total, items.length, items[0]?.action, items[0]?.obstacle]).toEqual([3, 1, 'remove', null]);
    rig.duplicates.clearPlan();
    await rig.known();
    expect(rig.duplicates.summary().plan.remove).toBe(0);
  });

  it('survives a restart', async () => {
    rig.add(inbox, 'a.txt', 'same');
    rig.add(inbox, 'b.txt', 'same');
    await rig.planEverything();
    await rig.reopen();
    await rig.known();
    expect(rig.duplicates.summary().plan).toMatchObject({ groups: 1, keep: 1, remove: 1 });
  });
});

describe('what is removed', () => {
  it('goes to the trash as the desktop knows it, and comes back', async () => {
    rig.add(inbox, 'a.txt', 'same');
    const b = rig.add(inbox, 'sub/b ä%.txt', 'same');
    const path = rig.at(inbox, 'sub/b ä%.txt');
    chmodSync(path, 0o640);
    utimesSync(path, 1_000, 2_000);
    rig.note(inbox, 'c.txt', writeAt('c.txt', 'other'));
    await rig.planEverything();
    const run = await rig.duplicates.apply('trash', null, 'manual');
    expect(run).toMatchObject({ total: 1, done: 1, freedBytes: 4, failed: [] });
    expect([existsSync(path), readFileSync(rig.at(inbox, 'a.txt'), 'utf8')]).toEqual([false, 'same']);
    expect(readFileSync(join(rig.trash, 'files', 'b ä%.txt'), 'utf8')).toBe('same');
    const info = readFileSync(join(rig.trash, 'info', 'b ä%.txt.trashinfo'), 'utf8');
    expect(info).toContain(`\nPath=${rig.at(inbox, 'sub/')}b%20%C3%A4%25.txt\nDeletionDate=20`);
    expect(rig.history(b)).toMatchObject([
      { event: 'created', current: 0 },
      { event: 'deleted', state: 'done', current: 1, reason: `Moved to the trash as a copy of “${rig.at(inbox, 'a.txt')}”.` },
    ]);
    expect(await rig.groups()).toEqual([]);

    const { undone, failed } = await rig.undo.run();
    expect([undone.length, failed]).toEqual([1, []]);
    const stats = statSync(path);
    expect([readFileSync(path, 'utf8'), stats.mode & 0o777, stats.mtimeMs]).toEqual(['same', 0o640, 2_000_000]);
    expect(rig.list(join(rig.trash, 'info'))).toEqual([]);
    expect(rig.history(b)).toMatchObject([{ event: 'created', current: 1 }, { event: 'deleted', current: 0 }]);
    expect((await rig.groups())[0]).toHaveLength(2);
    expect(rig.duplicates.summary().run).toMatchObject({ done: 1, undone: 1 });
    expect(rig.warnings).toEqual([]);
  });

  it('goes to the vault, where names are any bytes', async () => {
    rig.add(inbox, 'a.txt', 'same');
    const odd = 'odd\uef80\nname';
    rig.add(inbox, odd, 'same');
    await rig.planEverything();
    await rig.duplicates.apply('vault', null, 'manual');
    expect(existsSync(toFsPath(rig.at(inbox, odd)))).toBe(false);
    expect(rig.effects()).toEqual(['vault done']);
    await rig.undo.run();
    expect(readFileSync(toFsPath(rig.at(inbox, odd)), 'utf8')).toBe('same');
    expect(rig.list(join(rig.data, 'vault'))).toEqual([]);
  });

  it('becomes a name of the one that stays, and a file of its own again', async () => {
    const a = rig.add(inbox, 'a.txt', 'same');
    const b = rig.add(inbox, 'b.txt', 'same');
    const path = rig.at(inbox, 'b.txt');
    chmodSync(path, 0o604);
    utimesSync(path, 1_000, 2_000);
    expect(await rig.planEverything('hardlink')).toMatchObject({ hardlink: 1, frees: 4 });
    expect(await rig.duplicates.apply('trash', null, 'manual')).toMatchObject({ done: 1, failed: [], freedBytes: 4 });
    expect(statSync(path).ino).toBe(statSync(rig.at(inbox, 'a.txt')).ino);
    expect(await rig.groups()).toEqual([]);
    // Neither is news to the watcher.
    const { ino, ctimeMs } = statSync(path);
    for (const fileId of [a, b]) expect(rig.ledger.byId(fileId)).toMatchObject({ present: true, ino: String(ino), ctimeMs });
    await rig.undo.run();
    const stats = statSync(path);
    expect([stats.ino === statSync(rig.at(inbox, 'a.txt')).ino, stats.mode & 0o777, stats.mtimeMs]).toEqual([false, 0o604, 2_000_000]);
    expect(rig.list(rig.at(inbox, ''))).toEqual(['a.txt', 'b.txt']);
    expect(await rig.groups()).toHaveLength(1);
  });

  it('is moved under a free name, and back', async () => {
    const away = join(rig.base, 'away');
    mkdirSync(away);
    writeFileSync(join(away, 'b.txt'), 'somebody else’s');
    rig.add(inbox, 'a.txt', 'same');
    rig.add(inbox, 'b.txt', 'same');
    await rig.planEverything('move');
    await expect(rig.duplicates.apply('trash', null, 'manual')).rejects.toMatchObject({ code: 'duplicates.refused' });
    await expect(rig.duplicates.apply('trash', rig.at(inbox, 'sub'), 'manual')).rejects.toMatchObject({ code: 'duplicates.refused' });
    await expect(rig.duplicates.apply('trash', join(rig.data, 'x'), 'manual')).rejects.toMatchObject({ code: 'duplicates.refused' });
    await rig.duplicates.apply('trash', away, 'manual');
    expect(rig.list(away)).toEqual(['b (2).txt', 'b.txt']);
    await rig.undo.run();
    expect([rig.list(away), existsSync(rig.at(inbox, 'b.txt'))]).toEqual([['b.txt'], true]);
  });

  it('expires in the vault after as many days as the settings say', async () => {
    rig.add(inbox, 'a.txt', 'same');
    rig.add(inbox, 'b.txt', 'same');
    await rig.planEverything();
    await rig.duplicates.apply('vault', null, 'manual');
    const keeper = rig.vaultKeeper;
    keeper.letGo(Date.now() + 29 * 86_400_000);
    expect(rig.list(join(rig.data, 'vault'))).toHaveLength(1);
    keeper.letGo(Date.now() + 31 * 86_400_000);
    expect(rig.list(join(rig.data, 'vault'))).toEqual([]);
    const { failed } = await rig.undo.run();
    expect(failed).toEqual([]);
    expect(rig.effects()).toEqual(['vault expired']);
    const single = await rig.undo.byIds([1, 99]);
    expect(single.failed.map(({ error }) => error.code)).toEqual(['effect.final', 'effect.unknown']);
  });
});

describe('at the moment of acting', () => {
  const trouble: [string, (keep: string, go: string) => void, string][] = [
    ['the one that stays is gone', (keep) => renameSync(keep, `${keep}.away`), 'duplicates.lastCopy'],
    ['the one that stays has changed', (keep) => writeFileSync(keep, 'sane'), 'duplicates.lastCopy'],
    ['the other one has changed', (_keep, go) => writeFileSync(go, 'sane'), 'file.changed'],
    ['the other one is gone', (_keep, go) => renameSync(go, `${go}.away`), 'file.vanished'],
    ['a folder is there instead', (_keep, go) => (renameSync(go, `${go}.away`), mkdirSync(go)), 'file.notRegular'],
  ];
  it.each(trouble)('nothing is done when %s', async (_what, happen, code) => {
    rig.add(inbox, 'a.txt', 'same');
    const b = rig.add(inbox, 'b.txt', 'same');
    await rig.planEverything();
    happen(rig.at(inbox, 'a.txt'), rig.at(inbox, 'b.txt'));
    const before = rig.list(rig.at(inbox, ''));
    const run = await rig.duplicates.apply('trash', null, 'manual');
    expect([run.done, run.failed.map(({ error }) => error.code)]).toEqual([0, [code]]);
    expect(rig.list(rig.at(inbox, ''))).toEqual(before);
    expect(rig.history(b)).toHaveLength(1);
  });

  it('what is gone by then, and its group with it, counts as kept, with the reason', async () => {
    const [b] = ['b', 'c'].map((name) => (rig.add(inbox, `a of ${name}.txt`, name), rig.add(inbox, `${name}.txt`, name)));
    await rig.planEverything();
    const applied = rig.duplicates.apply('vault', null, 'manual');
    rig.duplicates.removed([b as number]);
    const run = await applied;
    expect([run.total, run.done, run.failed.map(({ error }) => error.message)]).toEqual([2, 1, ['A file of the group has gone or changed since it was planned.']]);
  });

  it('a changed file with its old size and time is found out', async () => {
    rig.add(inbox, 'a.txt', 'same');
    rig.add(inbox, 'b.txt', 'same');
    const { mtimeMs } = statSync(rig.at(inbox, 'b.txt'));
    await rig.planEverything();
    writeFileSync(rig.at(inbox, 'b.txt'), 'sane');
    utimesSync(rig.at(inbox, 'b.txt'), mtimeMs / 1000, mtimeMs / 1000);
    expect((await rig.duplicates.apply('trash', null, 'manual')).failed).toHaveLength(1);
    expect(readFileSync(rig.at(inbox, 'b.txt'), 'utf8')).toBe('sane');
  });

  it('a name of the very same file is no second copy where another folder leads to it', async () => {
    rig.add(inbox, 'a.txt', 'same');
    rig.add(inbox, 'b.txt', 'same');
    await rig.planEverything();
    // The copy was replaced by a link to the other, so both are one file now.
    renameSync(rig.at(inbox, 'b.txt'), rig.at(inbox, 'old'));
    linkSync(rig.at(inbox, 'a.txt'), rig.at(inbox, 'b.txt'));
    await rig.duplicates.apply('vault', null, 'manual');
    expect(readFileSync(rig.at(inbox, 'a.txt'), 'utf8')).toBe('same');
  });

  it('no copy goes when the one that was to stay is gone, though others are left', async () => {
    rig.add(inbox, 'a.txt', 'same');
    rig.add(inbox, 'b.txt', 'same');
    rig.add(inbox, 'c.txt', 'same');
    await rig.planEverything();
    renameSync(rig.at(inbox, 'a.txt'), rig.at(inbox, 'gone'));
    const run = await rig.duplicates.apply('trash', null, 'manual');
    expect(run.failed.map(({ error }) => error.code)).toEqual(['duplicates.lastCopy', 'duplicates.lastCopy']);
    expect(rig.list(rig.at(inbox, ''))).toEqual(['b.txt', 'c.txt', 'gone']);
  });
});

describe('taking back', () => {
  const changes: [string, (path: string, kept: string) => void, string][] = [
    ['another file has its place', (path) => writeFileSync(path, 'new'), 'effect.changed'],
    ['it was changed where it is', (_path, kept) => writeFileSync(kept, 'sane'), 'effect.changed'],
    ['it is not there any more', (_path, kept) => renameSync(kept, `${kept}.away`), 'effect.changed'],
  ];
  it.each(changes)('is refused when %s', async (_what, change, code) => {
    rig.add(inbox, 'a.txt', 'same');
    rig.add(inbox, 'b.txt', 'same');
    await rig.planEverything();
    await rig.duplicates.apply('trash', null, 'manual');
    change(rig.at(inbox, 'b.txt'), join(rig.trash, 'files', 'b.txt'));
    const { undone, failed } = await rig.undo.run();
    expect([undone, failed.map(({ error }) => error.code)]).toEqual([[], [code]]);
    expect(rig.effects()).toEqual(['trash done']);
  });

  it('works for a file that was touched, and makes its folder again', async () => {
    rig.add(inbox, 'a.txt', 'same');
    rig.add(inbox, 'sub/b.txt', 'same');
    await rig.planEverything();
    await rig.duplicates.apply('trash', null, 'manual');
    const kept = join(rig.trash, 'files', 'b.txt');
    copyFileSync(kept, `${kept}.copy`);
    renameSync(`${kept}.copy`, kept);
    renameSync(rig.at(inbox, 'sub'), join(rig.base, 'sub-away'));
    expect((await rig.undo.run()).undone).toHaveLength(1);
    expect(readFileSync(rig.at(inbox, 'sub/b.txt'), 'utf8')).toBe('same');
  });
});

const writeAt = (path: string, content: string): string => {
  writeFileSync(rig.at(inbox, path), content);
  return sha256Of(content);
};
