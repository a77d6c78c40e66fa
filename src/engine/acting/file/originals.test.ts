import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ActingRig, RULE } from '../../../../tests/helpers/acting-rig';
import type { Redirect } from '../action';

let rig: ActingRig;
let away: string;
const elsewhere: string[] = [];
beforeEach(() => {
  rig = new ActingRig();
  away = join(rig.base, 'away');
});
afterEach(() => {
  rig.end();
  for (const folder of elsewhere.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder on another file system than the rig's. */
function otherDrive(): string {
  const folder = mkdtempSync('/dev/shm/filemill-acting-');
  elsewhere.push(folder);
  return folder;
}
const hasOtherDrive = existsSync('/dev/shm') && statSync('/dev/shm').dev !== statSync('/tmp').dev;

describe('an original', () => {
  it('is moved out of all watched folders, and keeps what was read of it', async () => {
    const file = rig.arrive('sub/a.txt');
    const { ino } = statSync(file.source);
    const end = await rig.moved(file, { do: 'move', to: away });
    expect(end).toMatchObject({ target: join(away, 'a.txt'), sentence: `Moved to “${join(away, 'a.txt')}”.` });
    expect([rig.tree(), rig.tree(away), statSync(join(away, 'a.txt')).ino]).toEqual([{}, { 'a.txt': 'bytes' }, ino]);
    expect([rig.where(file.fileId), rig.jobs(file.fileId)]).toEqual([join(away, 'a.txt'), ['created done']]);
    // Lists and history go on showing it where it arrived.
    expect(rig.database.get('SELECT folder_id AS folderId, former_path AS formerPath FROM jobs WHERE id = ?', file.jobId)).toEqual({ folderId: 1, formerPath: 'sub/a.txt' });
    expect(rig.kept()).toEqual(['bytes']);
  });

  it.each(['move', 'route', 'copy'] as const)('keeps its own name, however long: %s', async (act) => {
    const name = `${'n'.repeat(251)}.txt`;
    rig.folder('other');
    const file = rig.arrive(name);
    const to = act === 'route' ? join(rig.base, 'other') : away;
    if (act === 'copy') await rig.act(file, { do: 'copy', to });
    else await rig.moved(file, act === 'route' ? { do: 'route', to: 'other' } : { do: 'move', to });
    expect(rig.tree(to)).toEqual({ [name]: 'bytes' });
    expect((await rig.undo.all({ fileId: file.fileId })).failed).toEqual([]);
    expect(rig.tree()).toEqual({ [name]: 'bytes' });
  });

  it('with a long name gets a number where another one has it, and one of that length by a template', async () => {
    const name = `${'n'.repeat(251)}.txt`;
    for (const folder of ['a', 'b']) await rig.moved(rig.arrive(`${folder}/${name}`), { do: 'move', to: away });
    await rig.moved(rig.arrive(`c/${name}`), { do: 'move', to: away, as: 'x {name}' });
    expect(Object.keys(rig.tree(away)).toSorted()).toEqual([`${'n'.repeat(247)} (2).txt`, name, `x ${'n'.repeat(148)}.txt`].toSorted());
  });

  it('is moved within its folder without a new event', async () => {
    const file = rig.arrive('a.txt');
    await rig.moved(file, { do: 'move', to: 'done' });
    expect([rig.tree(), rig.where(file.fileId), rig.jobs(file.fileId), rig.begun]).toEqual([{ 'done/a.txt': 'bytes' }, rig.at('done/a.txt'), ['created done'], []]);
  });

  it('is moved into another watched folder, where its next job begins', async () => {
    const other = rig.folder('other');
    const file = rig.arrive('a.txt');
    await rig.moved(file, { do: 'route', to: 'other' });
    expect(rig.where(file.fileId)).toBe(join(rig.base, 'other', 'a.txt'));
    expect(rig.jobs(file.fileId)).toEqual(['created done (former)', 'created waiting']);
    expect(rig.begun).toMatchObject([{ fileId: file.fileId, folderId: other, path: 'a.txt', event: 'created' }]);
  });

  it('is renamed', async () => {
    const file = rig.arrive('a.txt');
    expect(await rig.moved(file, { do: 'rename', as: '{stem}-{now:YYYY}{ext}' })).toMatchObject({ sentence: 'Renamed to “a-2026.txt”.' });
    expect([rig.tree(), rig.where(file.fileId)]).toEqual([{ 'a-2026.txt': 'bytes' }, rig.at('a-2026.txt')]);
  });

  it('is renamed to the same letters in another case', async () => {
    const file = rig.arrive('a.txt');
    await rig.moved(file, { do: 'rename', as: '{stem|upper}{ext}' });
    expect([rig.tree(), rig.where(file.fileId)]).toEqual([{ 'A.txt': 'bytes' }, rig.at('A.txt')]);
    expect((await rig.undo.all({ fileId: file.fileId })).failed).toEqual([]);
    expect(rig.tree()).toEqual({ 'a.txt': 'bytes' });
  });

  it('stays where its folder is named another way', async () => {
    symlinkSync(rig.at(''), join(rig.base, 'alias'));
    const file = rig.arrive('a.txt');
    expect(await rig.moved(file, { do: 'move', to: join(rig.base, 'alias') })).toEqual({ stays: 'It lies there already.' });
    expect([rig.tree(), rig.kept()]).toEqual([{ 'a.txt': 'bytes' }, []]);
  });

  it('that has the name already stays', async () => {
    const file = rig.arrive('a.txt');
    expect(await rig.moved(file, { do: 'rename', as: '{name}' })).toEqual({ stays: 'It lies there already.' });
    expect(await rig.moved(rig.arrive('b.txt'), { do: 'move', to: join(rig.base, 'inbox') })).toEqual({ stays: 'It lies there already.' });
    expect(rig.states()).toEqual([]);
  });

  it('goes into the system’s trash', async () => {
    const file = rig.arrive('sub/a.txt');
    await rig.moved(file, { do: 'trash' });
    expect([rig.tree(), readFileSync(join(rig.trash, 'files', 'a.txt'), 'utf8')]).toEqual([{}, 'bytes']);
    expect(readFileSync(join(rig.trash, 'info', 'a.txt.trashinfo'), 'utf8')).toContain(`\nPath=${file.source}\n`);
    expect(rig.jobs(file.fileId)).toEqual(['created done (former)', 'deleted done']);
    expect(rig.database.get('SELECT reason FROM jobs ORDER BY id DESC')).toEqual({ reason: `Put into the trash by the rule “${RULE}”.` });
  });

  it('goes into the vault', async () => {
    const file = rig.arrive('a.txt');
    await rig.moved(file, { do: 'trash', to: 'vault' });
    expect([rig.tree(), rig.kept(), rig.where(file.fileId)]).toEqual([{}, ['bytes'], `gone ${file.source}`]);
  });

  it.each([{ do: 'move', to: '/away' }, { do: 'trash' }, { do: 'trash', to: 'vault' }] as const)('that has changed since it was judged stays where it is (%j)', async (written) => {
    const file = rig.arrive('a.txt');
    writeFileSync(file.source, 'newer bytes');
    await expect(rig.relocate(file, written.do === 'trash' ? { kind: 'trash', to: 'to' in written ? 'vault' : 'system' } : { kind: 'place', folder: away, name: 'a.txt', conflict: 'rename', within: away })).rejects.toMatchObject({ code: 'file.changed' });
    expect([rig.tree(), rig.states(), rig.kept()]).toEqual([{ 'a.txt': 'newer bytes' }, [], []]);
  });

  it.skipIf(!hasOtherDrive)('is moved to another file system: a proved copy with its times and rights, then it goes', async () => {
    const drive = otherDrive();
    const file = rig.arrive('a.bin', Buffer.alloc(2_500_000, 'x'));
    chmodSync(file.source, 0o640);
    const { mtimeMs } = statSync(file.source);
    await rig.moved(file, { do: 'move', to: drive });
    const stats = statSync(join(drive, 'a.bin'));
    expect([rig.tree(), stats.size, stats.mode & 0o777, Math.abs(stats.mtimeMs - mtimeMs) < 1]).toEqual([{}, 2_500_000, 0o640, true]);
    expect([Object.keys(rig.tree(drive)), rig.where(file.fileId)]).toEqual([['a.bin'], join(drive, 'a.bin')]);
    expect((await rig.undo.all({ fileId: file.fileId })).failed).toEqual([]);
    expect([Object.keys(rig.tree()), rig.tree(drive), rig.where(file.fileId), rig.kept()]).toEqual([['a.bin'], {}, file.source, []]);
  });

  it('is not kept in the vault where the settings say so', async () => {
    rig.general = { ...rig.general, vault: { ...rig.general.vault, keepMoved: false } };
    await rig.moved(rig.arrive('a.txt'), { do: 'move', to: away });
    expect(rig.kept()).toEqual([]);
  });
});

describe('a name that is taken where it is to go', () => {
  const move = async (conflict: string) => {
    mkdirSync(away);
    writeFileSync(join(away, 'a.txt'), 'theirs');
    const file = rig.arrive('a.txt');
    return { file, end: await rig.moved(file, { do: 'move', to: away, conflict }) };
  };

  it('skip: both stay, and no effect is left', async () => {
    const { end } = await move('skip');
    expect(end).toEqual({ stays: `“${join(away, 'a.txt')}” is there already, and stays as it is.` });
    expect([rig.tree(), rig.tree(away), rig.states(), rig.kept()]).toEqual([{ 'a.txt': 'bytes' }, { 'a.txt': 'theirs' }, [], []]);
  });

  it('rename', async () => {
    const { file } = await move('rename');
    expect([rig.tree(away), rig.where(file.fileId)]).toEqual([{ 'a (2).txt': 'bytes', 'a.txt': 'theirs' }, join(away, 'a (2).txt')]);
  });

  it.each([
    ['move', { do: 'move' as const, to: 'filed', as: 'scan_{counter:000}{ext}' }, 'filed/scan_00'],
    ['rename', { do: 'rename' as const, as: 'scan_{counter:000}{ext}' }, 'scan_00'],
    ['move into counted folders', { do: 'move' as const, to: 'box {counter}', as: 'scan{ext}' }, 'box '],
  ])('%s: a counter in the template counts instead', async (_, written, start) => {
    for (const name of ['a.txt', 'b.txt', 'c.txt']) await rig.moved(rig.arrive(name, name), written);
    const end = start === 'box ' ? '/scan.txt' : '.txt';
    expect(rig.tree()).toEqual({ [`${start}1${end}`]: 'a.txt', [`${start}2${end}`]: 'b.txt', [`${start}3${end}`]: 'c.txt' });
  });

  it('replace: what had the name is kept, and both come back', async () => {
    const { file } = await move('replace');
    expect([rig.tree(away), rig.kept()]).toEqual([{ 'a.txt': 'bytes' }, ['bytes', 'theirs']]);
    expect((await rig.undo.all({ fileId: file.fileId })).failed).toEqual([]);
    expect([rig.tree(), rig.tree(away), rig.kept()]).toEqual([{ 'a.txt': 'bytes' }, { 'a.txt': 'theirs' }, []]);
  });

  it('replace: one that somebody puts there at this very moment stays, and so does what was to be replaced', async () => {
    mkdirSync(away);
    writeFileSync(join(away, 'a.txt'), 'theirs');
    const put = rig.vault.put.bind(rig.vault);
    rig.vault.put = async (...what) => {
      await put(...what);
      writeFileSync(join(away, 'a.txt'), 'new');
    };
    await expect(rig.moved(rig.arrive('a.txt'), { do: 'move', to: away, conflict: 'replace' })).rejects.toMatchObject({ code: 'file.changed' });
    expect([rig.tree(), rig.tree(away), rig.kept()]).toEqual([{ 'a.txt': 'bytes' }, { 'a.txt': 'new', 'a.txt (was there before)': 'theirs' }, []]);
  });

  it('renameExisting', async () => {
    const { file } = await move('renameExisting');
    expect(rig.tree(away)).toEqual({ 'a (2).txt': 'theirs', 'a.txt': 'bytes' });
    expect((await rig.undo.all({ fileId: file.fileId })).failed).toEqual([]);
    expect([rig.tree(), rig.tree(away)]).toEqual([{ 'a.txt': 'bytes' }, { 'a.txt': 'theirs' }]);
  });

  it('keepIdentical: one with the same bytes lets it stay, another is passed by', async () => {
    mkdirSync(away);
    writeFileSync(join(away, 'a.txt'), 'bytes');
    expect(await rig.moved(rig.arrive('a.txt'), { do: 'move', to: away, conflict: 'keepIdentical' })).toEqual({ stays: `The same file lies at “${join(away, 'a.txt')}” already.` });
    await rig.moved(rig.arrive('sub/a.txt', 'other'), { do: 'move', to: away, conflict: 'keepIdentical' });
    expect(rig.tree(away)).toEqual({ 'a (2).txt': 'other', 'a.txt': 'bytes' });
  });

  it.each(['replace', 'renameExisting'])('%s: by a folder or a link, which stays', async (conflict) => {
    mkdirSync(join(away, 'a.txt'), { recursive: true });
    await expect(rig.moved(rig.arrive('a.txt'), { do: 'move', to: away, conflict })).rejects.toMatchObject({ code: 'file.notRegular' });
    rmSync(join(away, 'a.txt'), { recursive: true });
    symlinkSync(join(rig.base, 'victim'), join(away, 'a.txt'));
    await expect(rig.moved(rig.arrive('s/a.txt'), { do: 'move', to: away, conflict })).rejects.toMatchObject({ code: 'file.notRegular' });
    expect([rig.tree(), existsSync(join(rig.base, 'victim'))]).toEqual([{ 'a.txt': 'bytes', 's/a.txt': 'bytes' }, false]);
  });

  it('by many at once: nothing is lost', async () => {
    const files = Array.from({ length: 30 }, (_, number) => rig.arrive(`${number}/a.txt`, `file ${number}`));
    await Promise.all(files.map((file) => rig.moved(file, { do: 'move', to: away })));
    expect(Object.values(rig.tree(away)).sort()).toEqual(files.map((_, number) => `file ${number}`).sort());
  });
});

describe('an end of Filemill before the ledger knew', () => {
  const crash = async (path: string, redirect: Redirect): Promise<void> => {
    const file = rig.arrive(path);
    await rig.relocate(file, redirect);
    // Meanwhile the scanner uses the name again, and perhaps the disk the number.
    writeFileSync(file.source, 'the next');
    rig.database.transaction((writer) => writer.run(`UPDATE effects SET data = json_set(data, '$.version.ino', ?)`, String(statSync(file.source, { bigint: true }).ino)));
    await rig.restart();
  };

  it.runIf(hasOtherDrive)('a moved one is where it went, whatever came to its place since', async () => {
    const drive = otherDrive();
    await crash('a.txt', { kind: 'place', folder: drive, name: 'a.txt', conflict: 'rename', within: drive });
    expect([rig.tree(), rig.tree(drive), rig.states(), rig.where(1)]).toEqual([{ 'a.txt': 'the next' }, { 'a.txt': 'bytes' }, ['relocate done'], join(drive, 'a.txt')]);
    rmSync(rig.at('a.txt'));
    expect((await rig.undo.byIds([1])).failed).toEqual([]);
    expect(rig.tree()).toEqual({ 'a.txt': 'bytes' });
  });

  it.each([false, true])('one that was put into the vault is kept, encrypted: %s', async (encrypt) => {
    rig.keys = new Map();
    rig.general = { ...rig.general, vault: { ...rig.general.vault, encrypt } };
    await crash('a.txt', { kind: 'trash', to: 'vault' });
    expect([rig.tree(), rig.states()]).toEqual([{ 'a.txt': 'the next' }, ['discard done']]);
    rmSync(rig.at('a.txt'));
    expect((await rig.undo.byIds([1])).failed).toEqual([]);
    expect(rig.tree()).toEqual({ 'a.txt': 'bytes' });
  });

  it.runIf(hasOtherDrive)('one that was about to come back stays where it is when another has its place by then', async () => {
    const drive = otherDrive();
    const file = rig.arrive('a.txt');
    await rig.moved(file, { do: 'move', to: drive });
    writeFileSync(file.source, 'the next');
    rig.database.transaction((writer) => writer.run(`UPDATE effects SET state = 'undoing', data = json_set(data, '$.version.ino', ?)`, String(statSync(file.source, { bigint: true }).ino)));
    await rig.restart();
    expect([rig.tree(), rig.tree(drive), rig.states(), rig.kept()]).toEqual([{ 'a.txt': 'the next' }, { 'a.txt': 'bytes' }, ['relocate done'], ['bytes']]);
  });

  it('one that was about to come back from the vault stays in there when another has its place by then', async () => {
    const file = rig.arrive('a.txt');
    await rig.moved(file, { do: 'trash' });
    rmSync(rig.trash, { recursive: true });
    writeFileSync(file.source, 'the next');
    rig.database.transaction((writer) => writer.run(`UPDATE effects SET state = 'undoing'`));
    await rig.restart();
    expect([rig.tree(), rig.states(), rig.kept()]).toEqual([{ 'a.txt': 'the next' }, ['discard done'], ['bytes']]);
  });

  it('one in the trash is known to be there', async () => {
    const file = rig.arrive('a.txt');
    await rig.relocate(file, { kind: 'trash', to: 'system' });
    writeFileSync(file.source, 'the next');
    await rig.restart();
    expect([rig.tree(), rig.states()]).toEqual([{ 'a.txt': 'the next' }, ['discard done']]);
  });
});

describe('undoing', () => {
  it('brings it back to where it arrived, with what was read of it', async () => {
    const file = rig.arrive('sub/a.txt');
    await rig.moved(file, { do: 'move', to: away });
    rmSync(rig.at('sub'), { recursive: true });
    expect(await rig.undo.byIds([rig.lastEffect().id])).toMatchObject({ undone: [{}], failed: [] });
    expect([rig.tree(), rig.where(file.fileId), rig.jobs(file.fileId), rig.kept()]).toEqual([{ 'sub/a.txt': 'bytes' }, file.source, ['created done'], []]);
    expect(rig.database.get('SELECT former_path AS formerPath FROM jobs WHERE id = ?', file.jobId)).toEqual({ formerPath: null });
    expect(rig.states()).toEqual(['relocate undone']);
  });

  it('brings it back out of another watched folder: the job of before counts again', async () => {
    rig.folder('other');
    const file = rig.arrive('a.txt');
    await rig.moved(file, { do: 'route', to: 'other' });
    expect((await rig.undo.all({ jobId: file.jobId })).failed).toEqual([]);
    expect([rig.tree(), rig.where(file.fileId), rig.jobs(file.fileId)]).toEqual([{ 'a.txt': 'bytes' }, file.source, ['created done', 'created ignored (former)']]);
    expect(rig.dropped).toEqual([rig.begun[0]?.jobId]);
  });

  it('waits for a file that is being read at this moment', async () => {
    rig.folder('other');
    const file = rig.arrive('a.txt');
    await rig.moved(file, { do: 'route', to: 'other' });
    const [begun] = rig.begun;
    if (begun) rig.takeUp(begun, 'bytes');
    expect((await rig.undo.all({ jobId: file.jobId })).failed.map(({ error }) => error.message)).toEqual(['It is being read at this moment.']);
  });

  it('goes back through several folders, the last step first', async () => {
    rig.folder('second');
    rig.folder('third');
    const file = rig.arrive('a.txt');
    await rig.moved(file, { do: 'route', to: 'second' });
    const next = rig.takeUp(rig.begun[0] as never, 'bytes');
    await rig.act(next, { do: 'copy', to: away });
    await rig.moved(next, { do: 'route', to: 'third' });
    expect((await rig.undo.byIds([1])).failed.map(({ error }) => error.code)).toEqual(['effect.changed']);
    expect((await rig.undo.all({ rule: RULE })).failed).toEqual([]);
    expect([rig.tree(), existsSync(away), rig.where(file.fileId), rig.jobs(file.fileId)]).toEqual([
      { 'a.txt': 'bytes' },
      false,
      file.source,
      ['created done', 'created done (former)', 'created ignored (former)'],
    ]);
  });

  it('is refused where another file has the place, and says what to do', async () => {
    const file = rig.arrive('a.txt');
    await rig.moved(file, { do: 'move', to: away });
    writeFileSync(file.source, 'new');
    const { failed } = await rig.undo.all({ fileId: file.fileId });
    expect(failed).toMatchObject([{ path: file.source, error: { code: 'effect.changed', message: 'Another file lies at its place now.', hint: 'Move that one away, then try again.' } }]);
    expect([rig.tree(), rig.tree(away), rig.states()]).toEqual([{ 'a.txt': 'new' }, { 'a.txt': 'bytes' }, ['relocate done']]);
  });

  it('is refused where it was changed since; where its original is kept is said', async () => {
    const file = rig.arrive('a.txt');
    await rig.moved(file, { do: 'move', to: away });
    writeFileSync(join(away, 'a.txt'), 'edited');
    const [failed] = (await rig.undo.all({ fileId: file.fileId })).failed;
    expect(failed?.error).toMatchObject({ message: 'It was changed since it was moved.', hint: `It stays where it is. Its original is kept in the vault: ${join(rig.data, 'vault', '1', 'a.txt')}` });
    expect(readFileSync(join(rig.data, 'vault', '1', 'a.txt'), 'utf8')).toBe('bytes');
  });

  it('does not mind that it was only touched, or copied over with the same bytes', async () => {
    const file = rig.arrive('a.txt');
    await rig.moved(file, { do: 'move', to: away });
    renameSync(join(away, 'a.txt'), join(away, 'b'));
    writeFileSync(join(away, 'a.txt'), 'bytes');
    expect((await rig.undo.all({ fileId: file.fileId })).failed).toEqual([]);
    expect(rig.tree()).toEqual({ 'a.txt': 'bytes' });
  });

  it('is refused where it is no longer there', async () => {
    const file = rig.arrive('a.txt');
    await rig.moved(file, { do: 'move', to: away });
    rmSync(join(away, 'a.txt'));
    expect((await rig.undo.all({ fileId: file.fileId })).failed[0]?.error.message).toBe(`It is no longer at ${join(away, 'a.txt')}.`);
  });

  it.runIf(hasOtherDrive)('from another disk leaves what somebody writes into it meanwhile', async () => {
    const size = 32_000_000;
    const file = rig.arrive('a.bin', Buffer.alloc(size, 7));
    chmodSync(file.source, 0o644);
    const drive = otherDrive();
    await rig.moved(file, { do: 'move', to: drive });
    const target = join(drive, 'a.bin');
    const copied = (): boolean => readdirSync(rig.at('')).some((name) => name.startsWith('.tmp_effect') && ((statSync(rig.at(name), { throwIfNoEntry: false })?.mode ?? 0) & 0o777) === 0o644);
    let undone: Awaited<ReturnType<typeof rig.undo.byIds>> | null = null;
    const undoing = rig.undo.byIds([rig.lastEffect().id]).then((all) => (undone = all));
    // It is whole and has its rights, and is being proved.
    while (!undone && !copied()) await new Promise(setImmediate);
    appendFileSync(target, 'a new line');
    expect((await undoing).failed.map(({ error }) => error.code)).toEqual(['effect.changed']);
    expect([rig.tree(), statSync(target).size]).toEqual([{}, size + 10]);
  });

  it('is refused where a file has come in the place of its folder', async () => {
    const file = rig.arrive('sub/a.txt');
    await rig.moved(file, { do: 'move', to: away });
    rmSync(rig.at('sub'), { recursive: true });
    writeFileSync(rig.at('sub'), 'a file');
    expect((await rig.undo.all({ fileId: file.fileId })).failed).toHaveLength(1);
    expect([rig.tree(), rig.tree(away), rig.states()]).toEqual([{ sub: 'a file' }, { 'a.txt': 'bytes' }, ['relocate done']]);
    await rig.restart();
    expect(rig.warnings).toEqual([]);
  });

  it('is refused while its folder is away', async () => {
    const file = rig.arrive('a.txt');
    await rig.moved(file, { do: 'move', to: away });
    renameSync(join(rig.base, 'inbox'), join(rig.base, 'unplugged'));
    expect((await rig.undo.all({ fileId: file.fileId })).failed[0]?.error.code).toBe('folder.missing');
    expect(existsSync(join(rig.base, 'inbox'))).toBe(false);
  });

  it('never follows a link in the place of its folder', async () => {
    const file = rig.arrive('sub/a.txt');
    await rig.moved(file, { do: 'move', to: away });
    rmSync(rig.at('sub'), { recursive: true });
    mkdirSync(join(rig.base, 'outside'));
    symlinkSync(join(rig.base, 'outside'), rig.at('sub'));
    expect((await rig.undo.all({ fileId: file.fileId })).failed[0]?.error.code).toBe('file.outsideFolder');
    expect(rig.tree(join(rig.base, 'outside'))).toEqual({});
  });

  it('cannot be done twice', async () => {
    const file = rig.arrive('a.txt');
    await rig.moved(file, { do: 'move', to: away });
    await rig.undo.byIds([1]);
    expect((await rig.undo.byIds([1, 99])).failed.map(({ error }) => [error.code, error.message])).toEqual([
      ['effect.final', 'It was taken back already.'],
      ['effect.unknown', 'There is no such effect.'],
    ]);
  });

  it.each(['system', 'vault'])('brings it back from the trash (%s)', async (to) => {
    const file = rig.arrive('sub/a.txt');
    chmodSync(file.source, 0o640);
    await rig.moved(file, { do: 'trash', to });
    expect((await rig.undo.all({ fileId: file.fileId })).failed).toEqual([]);
    expect([rig.tree(), rig.where(file.fileId), rig.jobs(file.fileId), rig.kept(), statSync(file.source).mode & 0o777]).toEqual([{ 'sub/a.txt': 'bytes' }, file.source, ['created done', 'deleted done (former)'], [], 0o640]);
    if (to === 'system') expect(rig.tree(rig.trash)).toEqual({});
  });

  it('brings it back from the vault where the trash was emptied', async () => {
    const file = rig.arrive('a.txt');
    await rig.moved(file, { do: 'trash' });
    rmSync(join(rig.trash, 'files', 'a.txt'));
    expect((await rig.undo.all({ fileId: file.fileId })).failed).toEqual([]);
    expect([rig.tree(), rig.tree(rig.trash), rig.jobs(file.fileId)]).toEqual([{ 'a.txt': 'bytes' }, {}, ['created done', 'deleted done (former)']]);
  });

  it('of a copy leaves one that was changed, and keeps the last one of its bytes', async () => {
    const file = rig.arrive('a.txt');
    await rig.act(file, { do: 'backup', to: away });
    await rig.act(file, { do: 'copy', to: join(away, 'two') });
    writeFileSync(join(away, 'two', 'a.txt'), 'edited');
    writeFileSync(file.source, 'newer');
    const { undone, failed } = await rig.undo.all({ fileId: file.fileId });
    expect([undone.length, failed.map(({ error }) => error.message)]).toEqual([1, ['The copy is no longer what was written.']]);
    expect([rig.tree(away), rig.kept()]).toEqual([{ 'two/a.txt': 'edited' }, ['bytes']]);
  });

  it('of a rule takes back only what it did since then', async () => {
    const file = rig.arrive('a.txt');
    await rig.act(file, { do: 'copy', to: away });
    rig.database.transaction((writer) => writer.run('UPDATE effects SET at = 1000'));
    await rig.act(file, { do: 'copy', to: join(rig.base, 'second') });
    expect((await rig.undo.all({ rule: RULE, since: 2000 })).undone).toHaveLength(1);
    expect([rig.tree(away), existsSync(join(rig.base, 'second'))]).toEqual([{ 'a.txt': 'bytes' }, false]);
  });
});
