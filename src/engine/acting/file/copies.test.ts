import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ActingRig, age, RULE, sha256Of } from '../../../../tests/helpers/acting-rig';

let rig: ActingRig;
let away: string;
beforeEach(() => {
  rig = new ActingRig();
  away = join(rig.base, 'away');
});
afterEach(() => rig.end());

describe('layouts of the specification', () => {
  it('backup: event/day/name', async () => {
    const acted = await rig.act(rig.arrive('sub/a.txt'), { do: 'backup', to: away });
    expect(rig.tree(away)).toEqual({ 'created/20260131/a.txt': 'bytes' });
    expect(acted).toMatchObject({ state: 'done', target: join(away, 'created/20260131/a.txt'), logged: { action: 'backup', destination: join(away, 'created/20260131/a.txt') } });
  });

  it('version: stem/stem_v<seconds>.ext', async () => {
    const epoch = Math.floor(new Date(2026, 0, 31, 12).getTime() / 1000);
    const acted = await rig.act(rig.arrive('a.txt'), { do: 'version', to: away });
    expect(rig.tree(away)).toEqual({ [`a/a_v${epoch}.txt`]: 'bytes' });
    expect(acted.logged).toEqual({ action: 'version', version_path: join(away, `a/a_v${epoch}.txt`) });
  });

  it('route keeps the file where it lies, with “keep”', async () => {
    rig.folder('other');
    const acted = await rig.act(rig.arrive('a.txt'), { do: 'route', to: 'Other', keep: true });
    expect([readFileSync(rig.at('a.txt'), 'utf8'), rig.tree(join(rig.base, 'other'))]).toEqual(['bytes', { 'a.txt': 'bytes' }]);
    expect(acted.logged).toMatchObject({ action: 'queue_for_processing', processor: 'other' });
  });
});

describe('a copy', () => {
  it('has the bytes, times and rights of its original, and the journal says so', async () => {
    const file = rig.arrive('a.txt');
    age(file.source);
    chmodSync(file.source, 0o640);
    const { mtimeMs } = statSync(file.source);
    const acted = await rig.act({ ...file, mtimeMs }, { do: 'copy', to: away });
    const copy = statSync(join(away, 'a.txt'));
    expect([copy.mode & 0o777, copy.mtimeMs, copy.ino === statSync(file.source).ino]).toEqual([0o640, 2_000_000, false]);
    expect(rig.effects.byId(acted.effectId ?? 0)).toMatchObject({ action: 'copy', state: 'done', rule: RULE, source: file.source, target: join(away, 'a.txt'), sha256: sha256Of('bytes') });
  });

  it('of several megabytes is whole', async () => {
    const bytes = Buffer.alloc(3_500_000, 'filemill');
    await rig.act(rig.arrive('a.bin', bytes), { do: 'copy', to: away });
    expect(readFileSync(join(away, 'a.bin')).equals(bytes)).toBe(true);
  });

  it('of an empty file is one', async () => {
    await rig.act(rig.arrive('a', ''), { do: 'copy', to: away });
    expect(rig.tree(away)).toEqual({ a: '' });
  });

  it('of a file whose name is no text gets one that every system takes', async () => {
    const acted = await rig.act(rig.arrive('odd\uef80 name'), { do: 'copy', to: 'copies' });
    expect([acted.state, acted.target]).toEqual(['done', rig.at('copies/odd_ name')]);
  });

  it.each([5, 4_000_000])('of a file of %i bytes that has changed since it was read is not made', async (size) => {
    const file = rig.arrive('a.bin', Buffer.alloc(size, 1));
    const { mtimeMs } = statSync(file.source);
    // The same size, and by a trick the same time.
    writeFileSync(file.source, Buffer.alloc(size, 2));
    await expect(rig.act({ ...file, mtimeMs: statSync(file.source).mtimeMs }, { do: 'copy', to: away })).rejects.toMatchObject({ code: 'file.changed' });
    expect(mtimeMs).toBeGreaterThan(0);
    expect([rig.tree(away), rig.states()]).toEqual([{}, ['copy failed']]);
  });

  it('is not made of what is gone, or is a link by now', async () => {
    const file = rig.arrive('a.txt');
    rmSync(file.source);
    await expect(rig.act(file, { do: 'copy', to: away })).rejects.toMatchObject({ code: 'file.vanished' });
    symlinkSync('/etc/hostname', file.source);
    await expect(rig.act(file, { do: 'copy', to: away })).rejects.toMatchObject({ code: 'file.notRegular' });
    await expect(rig.act({ ...file, isGone: true }, { do: 'backup', to: away })).rejects.toMatchObject({ code: 'file.vanished' });
    expect(existsSync(away)).toBe(false);
  });
});

describe('a name that is taken', () => {
  const taken = (content = 'theirs'): string => {
    mkdirSync(away, { recursive: true });
    writeFileSync(join(away, 'a.txt'), content);
    return join(away, 'a.txt');
  };
  const copy = (conflict: string, content = 'bytes') => rig.act(rig.arrive('a.txt', content), { do: 'copy', to: away, conflict });

  it('skip: stays as it is', async () => {
    taken();
    expect(await copy('skip')).toMatchObject({ state: 'skipped', effectId: null, sentence: `“${join(away, 'a.txt')}” is there already, and stays as it is.` });
    expect([rig.tree(away), rig.states()]).toEqual([{ 'a.txt': 'theirs' }, []]);
  });

  it('rename: the new one gets the next free name', async () => {
    taken();
    writeFileSync(join(away, 'a (2).txt'), 'also theirs');
    expect((await copy('rename')).target).toBe(join(away, 'a (3).txt'));
    expect(rig.tree(away)).toEqual({ 'a (2).txt': 'also theirs', 'a (3).txt': 'bytes', 'a.txt': 'theirs' });
  });

  it('rename: a counter in the template counts instead', async () => {
    mkdirSync(away);
    for (const name of ['a_001.txt', 'a_002.txt']) writeFileSync(join(away, name), 'theirs');
    expect((await rig.act(rig.arrive('a.txt'), { do: 'copy', to: away, as: '{stem}_{counter:000}{ext}' })).target).toBe(join(away, 'a_003.txt'));
  });

  it('replace: what had the name is in the vault, and comes back', async () => {
    const path = taken();
    age(path);
    chmodSync(path, 0o604);
    const acted = await copy('replace');
    expect([rig.tree(away), rig.kept()]).toEqual([{ 'a.txt': 'bytes' }, ['theirs']]);
    expect(await rig.undo.byIds([acted.effectId ?? 0])).toMatchObject({ undone: [{}], failed: [] });
    expect([rig.tree(away), rig.kept(), statSync(path).mtimeMs, statSync(path).mode & 0o777]).toEqual([{ 'a.txt': 'theirs' }, [], 2_000_000, 0o604]);
  });

  it('renameExisting: what had the name gets another one, an effect of its own', async () => {
    taken();
    await copy('renameExisting');
    expect([rig.tree(away), rig.states()]).toEqual([{ 'a (2).txt': 'theirs', 'a.txt': 'bytes' }, ['copy done', 'displace done']]);
    const { undone, failed } = await rig.undo.all({ rule: RULE });
    expect([undone.length, failed, rig.tree(away)]).toEqual([2, [], { 'a.txt': 'theirs' }]);
  });

  it('keepIdentical: the same bytes are not written twice, other ones are passed by', async () => {
    taken('bytes');
    expect(await copy('keepIdentical')).toMatchObject({ state: 'skipped', sentence: `The same file lies at “${join(away, 'a.txt')}” already.` });
    expect(rig.tree(away)).toEqual({ 'a.txt': 'bytes' });
    rig.arrive('b.txt');
    writeFileSync(join(away, 'a.txt'), 'sixtee');
    expect((await rig.act(rig.arrive('sub/a.txt', 'others'), { do: 'copy', to: away, conflict: 'keepIdentical' })).target).toBe(join(away, 'a (2).txt'));
  });

  it.each(['replace', 'renameExisting'])('%s: a folder or a link stays where it is', async (conflict) => {
    mkdirSync(join(away, 'a.txt'), { recursive: true });
    await expect(copy(conflict)).rejects.toMatchObject({ code: 'file.notRegular' });
    rmSync(join(away, 'a.txt'), { recursive: true });
    writeFileSync(join(rig.base, 'victim'), 'theirs');
    symlinkSync(join(rig.base, 'victim'), join(away, 'a.txt'));
    await expect(rig.act(rig.arrive('c/a.txt'), { do: 'copy', to: away, conflict })).rejects.toMatchObject({ code: 'file.notRegular' });
    expect(readFileSync(join(rig.base, 'victim'), 'utf8')).toBe('theirs');
  });

  it.each(['rename', 'keepIdentical'])('%s: a folder or a link of that name is passed by', async (conflict) => {
    mkdirSync(join(away, 'a.txt'), { recursive: true });
    symlinkSync('/nowhere', join(away, 'a (2).txt'));
    expect((await copy(conflict)).target).toBe(join(away, 'a (3).txt'));
    expect(readlinkSync(join(away, 'a (2).txt'))).toBe('/nowhere');
  });

  it('replace: never the file itself', async () => {
    await expect(rig.act(rig.arrive('a.txt'), { do: 'copy', to: join(rig.base, 'inbox'), conflict: 'replace' })).rejects.toMatchObject({ code: 'file.unsafe' });
    expect(rig.tree()).toEqual({ 'a.txt': 'bytes' });
    const file = rig.arrive('b.txt');
    mkdirSync(away);
    linkSync(file.source, join(away, 'b.txt'));
    await expect(rig.act(file, { do: 'copy', to: away, conflict: 'replace' })).rejects.toMatchObject({ code: 'file.unsafe' });
    expect(rig.kept()).toEqual([]);
  });

  it('by many at once: each gets a name of its own', async () => {
    const files = Array.from({ length: 40 }, (_, number) => rig.arrive(`${number}/a.txt`, `copy ${number}`));
    const all = await Promise.all(files.map((file) => rig.act(file, { do: 'copy', to: away })));
    expect(new Set(all.map(({ target }) => target)).size).toBe(40);
    expect(Object.values(rig.tree(away)).sort()).toEqual(files.map((_, number) => `copy ${number}`).sort());
  });

  it('by many at once, with the same bytes: one is written, keepIdentical', async () => {
    const files = Array.from({ length: 10 }, (_, number) => rig.arrive(`${number}/a.txt`));
    const all = await Promise.all(files.map((file) => rig.act(file, { do: 'copy', to: away, conflict: 'keepIdentical' })));
    expect([rig.tree(away), all.filter(({ state }) => state === 'done').length]).toEqual([{ 'a.txt': 'bytes' }, 1]);
  });
});

describe('a place', () => {
  it('is never reached through a link that leads out of it', async () => {
    mkdirSync(join(rig.base, 'outside'));
    mkdirSync(away);
    symlinkSync(join(rig.base, 'outside'), join(away, 'created'));
    await expect(rig.act(rig.arrive('a.txt'), { do: 'backup', to: away })).rejects.toMatchObject({ code: 'file.outsideFolder' });
    expect(rig.tree(join(rig.base, 'outside'))).toEqual({});
    symlinkSync(join(rig.base, 'outside'), rig.at('linked'));
    await expect(rig.act(rig.arrive('b.txt'), { do: 'copy', to: 'linked' })).rejects.toMatchObject({ code: 'file.outsideFolder' });
  });

  it('may be a link itself, where it was chosen so', async () => {
    mkdirSync(join(rig.base, 'real'));
    symlinkSync(join(rig.base, 'real'), away);
    await rig.act(rig.arrive('a.txt'), { do: 'copy', to: away });
    expect(rig.tree(join(rig.base, 'real'))).toEqual({ 'a.txt': 'bytes' });
  });

  it('on a drive that is away is not made on the disk', async () => {
    await expect(rig.act(rig.arrive('a.txt'), { do: 'copy', to: join(rig.base, 'media', 'stick') })).rejects.toMatchObject({ code: 'folder.missing' });
    expect(existsSync(join(rig.base, 'media'))).toBe(false);
  });

  it('is no file, and not in Filemill’s own data', async () => {
    writeFileSync(away, '');
    await expect(rig.act(rig.arrive('a.txt'), { do: 'copy', to: join(away, 'sub') })).rejects.toMatchObject({ name: 'FilemillError' });
    await expect(rig.act(rig.arrive('b.txt'), { do: 'copy', to: join(rig.data, 'vault') })).rejects.toMatchObject({ code: 'folder.ownData' });
    expect(rig.tree(join(rig.base, 'inbox'))).toEqual({ 'a.txt': 'bytes', 'b.txt': 'bytes' });
  });

  it('gets its folder made in the midst by somebody else, too', async () => {
    const first = rig.act(rig.arrive('a.txt'), { do: 'copy', to: join(away) });
    mkdirSync(away);
    expect((await first).state).toBe('done');
  });

  it('is made again where it has just been removed', async () => {
    mkdirSync(away);
    const to = join(away, 'x');
    await rig.act(rig.arrive('a.txt'), { do: 'copy', to });
    rmSync(to, { recursive: true });
    await rig.act(rig.arrive('b.txt'), { do: 'copy', to });
    expect(rig.tree(away)).toEqual({ 'x/b.txt': 'bytes' });
  });

  it('that leads out by its template is refused', async () => {
    await rig.act(rig.arrive('a.txt'), { do: 'copy', to: 'copies', as: '../../{name}' }).catch(() => undefined);
    expect(rig.tree(rig.base)).not.toHaveProperty('a.txt');
  });
});

describe('a link', () => {
  it('hard: a further name, which goes again', async () => {
    const file = rig.arrive('a.txt');
    const acted = await rig.act(file, { do: 'link', to: away });
    expect([statSync(join(away, 'a.txt')).ino, statSync(file.source).nlink]).toEqual([statSync(file.source).ino, 2]);
    // No news to the watcher: what the ledger knows is what lies there.
    expect(rig.ledger.byId(file.fileId)?.ctimeMs).toBe(statSync(file.source).ctimeMs);
    expect((await rig.undo.byIds([acted.effectId ?? 0])).failed).toEqual([]);
    expect([existsSync(join(away, 'a.txt')), statSync(file.source).nlink, rig.ledger.byId(file.fileId)?.ctimeMs]).toEqual([false, 1, statSync(file.source).ctimeMs]);
  });

  it('hard: the last name of a file is not thrown away by undoing', async () => {
    const file = rig.arrive('a.txt');
    const acted = await rig.act(file, { do: 'link', to: away });
    rmSync(file.source);
    expect((await rig.undo.byIds([acted.effectId ?? 0])).failed).toEqual([]);
    expect([existsSync(join(away, 'a.txt')), rig.kept()]).toEqual([false, ['bytes']]);
  });

  it('symbolic: leads to the file', async () => {
    const file = rig.arrive('a.txt');
    const acted = await rig.act(file, { do: 'link', to: away, kind: 'symbolic' });
    expect(readlinkSync(join(away, 'a.txt'))).toBe(file.source);
    rmSync(join(away, 'a.txt'));
    symlinkSync('/elsewhere', join(away, 'a.txt'));
    expect((await rig.undo.byIds([acted.effectId ?? 0])).failed.map(({ error }) => error.message)).toEqual(['The link is no longer what was made.']);
    expect(readlinkSync(join(away, 'a.txt'))).toBe('/elsewhere');
  });

  it('is there already: the same name is not made twice', async () => {
    const file = rig.arrive('a.txt');
    await rig.act(file, { do: 'link', to: away });
    const { ino } = statSync(file.source);
    expect((await rig.act({ ...file, ino: String(ino) }, { do: 'link', to: away, conflict: 'keepIdentical' })).state).toBe('skipped');
  });

  it('replaces a file, and undoing brings it back', async () => {
    mkdirSync(away);
    writeFileSync(join(away, 'a.txt'), 'theirs');
    const acted = await rig.act(rig.arrive('a.txt'), { do: 'link', to: away, conflict: 'replace' });
    expect(rig.kept()).toEqual(['theirs']);
    await rig.undo.byIds([acted.effectId ?? 0]);
    expect([rig.tree(away), rig.kept()]).toEqual([{ 'a.txt': 'theirs' }, []]);
  });
});
