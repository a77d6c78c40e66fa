import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ActingRig } from '../../../tests/helpers/acting-rig';
import { versionAt } from '../actions/file-version';

const DAY_MS = 86_400_000;
const MIB = 1024 * 1024;
let rig: ActingRig;
let away: string;
beforeEach(() => {
  rig = new ActingRig();
  away = join(rig.base, 'away');
});
afterEach(() => rig.end());

const settle = (vault: Partial<typeof rig.general.vault>): void => {
  rig.general = { ...rig.general, vault: { ...rig.general.vault, ...vault } };
};
const folders = (): string[] => (existsSync(join(rig.data, 'vault')) ? readdirSync(join(rig.data, 'vault')).filter((name) => /^\d/.test(name)).sort() : []);
/** Puts files into the vault, the first one longest ago. */
async function discard(...contents: string[]): Promise<void> {
  for (const [number, content] of contents.entries()) {
    await rig.moved(rig.arrive(`${number}.txt`, content), { do: 'trash', to: 'vault' });
    const at = Date.now() / 1000 - (contents.length - number) * 1_000;
    const [last] = folders().slice(-1);
    utimesSync(join(rig.data, 'vault', last ?? ''), at, at);
  }
}

describe('what is in the vault', () => {
  it('is told', async () => {
    expect(rig.vaultKeeper.read()).toEqual({ files: 0, bytes: 0, oldestAt: null });
    await discard('12345', '123');
    const { files, bytes, oldestAt } = rig.vaultKeeper.read();
    expect([files, bytes, Math.round((Date.now() - (oldestAt ?? 0)) / 1_000_000)]).toEqual([2, 8, 2]);
  });

  it('is for nobody else', async () => {
    await discard('secret');
    expect([statSync(join(rig.data, 'vault')).mode & 0o777, statSync(join(rig.data, 'vault', folders()[0] ?? '')).mode & 0o777]).toEqual([0o700, 0o700]);
  });

  it('goes after as many days as the settings say, and the ledger says so', async () => {
    settle({ days: 7 });
    await discard('old');
    rig.vaultKeeper.letGo(Date.now() + 6.9 * DAY_MS);
    expect([rig.kept(), rig.states()]).toEqual([['old'], ['discard done']]);
    rig.vaultKeeper.letGo(Date.now() + 7 * DAY_MS);
    expect([rig.kept(), rig.states(), folders()]).toEqual([[], ['discard expired'], []]);
    expect((await rig.undo.byIds([1])).failed[0]?.error.message).toBe('The vault has let it go: it was kept for so long as the settings say.');
  });

  it('goes oldest first where there is too much', async () => {
    await discard('aaaa', 'bbbb', 'cccc');
    settle({ bytes: 9 });
    rig.vaultKeeper.letGo(Date.now());
    expect([rig.kept(), rig.states()]).toEqual([['bbbb', 'cccc'], ['discard expired', 'discard done', 'discard done']]);
  });

  it('makes room before more comes in', async () => {
    settle({ bytes: 10 });
    await discard('aaaa', 'bbbb');
    await rig.moved(rig.arrive('new.txt', 'cccc'), { do: 'trash', to: 'vault' });
    expect(rig.kept()).toEqual(['bbbb', 'cccc']);
  });

  it('is not thrown out for a file that is larger than all of it', async () => {
    await discard('aaaa');
    settle({ bytes: 10 });
    await rig.moved(rig.arrive('large.txt', 'more than ten bytes'), { do: 'move', to: away });
    expect([rig.kept(), rig.tree(away)]).toEqual([['aaaa'], { 'large.txt': 'more than ten bytes' }]);
    // It moves all the same: that is undone by moving it back.
    expect((await rig.undo.all({ rule: 'File it' })).failed).toEqual([]);
  });

  it('takes what must be safe before it goes, however large', async () => {
    settle({ bytes: 3 });
    await rig.moved(rig.arrive('large.txt', 'larger'), { do: 'trash', to: 'vault' });
    expect(rig.kept()).toEqual(['larger']);
    // Nor does it go an hour later, with its only copy: its days count.
    rig.vaultKeeper.letGo(Date.now());
    expect(rig.kept()).toEqual(['larger']);
    await rig.moved(rig.arrive('b.txt', 'b'), { do: 'trash', to: 'vault' });
    expect(rig.kept()).toEqual(['b', 'larger']);
    rig.vaultKeeper.letGo(Date.now() + 31 * DAY_MS);
    expect(rig.kept()).toEqual([]);
  });

  it('goes for moves without an end of undoing them', async () => {
    await rig.moved(rig.arrive('a.txt'), { do: 'move', to: away });
    rig.vaultKeeper.letGo(Date.now() + 31 * DAY_MS);
    expect([rig.kept(), rig.states()]).toEqual([[], ['relocate done']]);
    expect((await rig.undo.byIds([1])).failed).toEqual([]);
    expect(rig.tree()).toEqual({ 'a.txt': 'bytes' });
  });

  it('stays while an effect is not at its end', async () => {
    await discard('aaaa');
    rig.database.transaction((writer) => writer.run(`UPDATE effects SET state = 'undoing'`));
    rig.vaultKeeper.letGo(Date.now() + 31 * DAY_MS);
    expect(rig.kept()).toEqual(['aaaa']);
  });

  it('of a ledger that was lost does not end an effect of the same number', async () => {
    await discard('mine');
    const stray = join(rig.data, 'vault', '1-2');
    mkdirSync(stray);
    writeFileSync(join(stray, 'old.txt'), 'from before');
    utimesSync(stray, 1, 1);
    rig.vaultKeeper.letGo(Date.now());
    expect([rig.kept(), rig.states()]).toEqual([['mine'], ['discard done']]);
  });

  it('is nothing but its own folders', async () => {
    mkdirSync(join(rig.data, 'vault'));
    writeFileSync(join(rig.data, 'vault', 'key'), 'sealed');
    mkdirSync(join(rig.data, 'vault', 'mine'));
    writeFileSync(join(rig.data, 'vault', 'mine', 'a.txt'), 'somebody put it here');
    rig.vaultKeeper.letGo(Date.now() + 365 * DAY_MS);
    expect(rig.kept()).toEqual(['sealed', 'somebody put it here']);
  });
});

describe('encryption', () => {
  beforeEach(() => {
    rig.keys = new Map();
    settle({ encrypt: true });
  });
  const sealed = (): string => join(rig.data, 'vault', folders()[0] ?? '', 'a.txt.fmvault');

  it.each([0, 5, MIB - 1, MIB, MIB + 1, 3 * MIB])('hides a file of %i bytes, and gives it back', async (size) => {
    const bytes = Buffer.alloc(size, 'secret words ');
    const file = rig.arrive('a.txt', bytes);
    chmodSync(file.source, 0o640);
    utimesSync(file.source, 1_000, 2_000);
    await rig.moved({ ...file, mtimeMs: 2_000_000 }, { do: 'trash', to: 'vault' });
    expect([existsSync(file.source), readFileSync(sealed()).includes('secret')]).toEqual([false, false]);
    expect((await rig.undo.byIds([1])).failed).toEqual([]);
    const stats = statSync(file.source);
    expect([readFileSync(file.source).equals(bytes), stats.mode & 0o777, stats.mtimeMs, folders()]).toEqual([true, 0o640, 2_000_000, []]);
  });

  it('goes on with the same key after a new start', async () => {
    const file = rig.arrive('a.txt', 'first');
    await rig.moved(file, { do: 'trash', to: 'vault' });
    await rig.restart();
    expect((await rig.undo.byIds([1])).failed).toEqual([]);
    expect([readFileSync(file.source, 'utf8'), rig.keys?.size]).toEqual(['first', 1]);
  });

  it.each(['a changed byte', 'a missing end', 'another key'])('tells %s, and restores nothing', async (what) => {
    const file = rig.arrive('a.txt', Buffer.alloc(2 * MIB + 10, 'x'));
    await rig.moved(file, { do: 'trash', to: 'vault' });
    const bytes = readFileSync(sealed());
    if (what === 'a changed byte') {
      bytes[MIB + 100] = (bytes[MIB + 100] ?? 0) ^ 1;
      writeFileSync(sealed(), bytes);
    } else if (what === 'a missing end') writeFileSync(sealed(), bytes.subarray(0, 32 + MIB + 16));
    else {
      for (const name of rig.keys?.keys() ?? []) rig.keys?.set(name, Buffer.alloc(32, 9).toString('base64'));
      await rig.restart();
    }
    expect((await rig.undo.byIds([1])).failed.map(({ error }) => error.code)).toEqual(['file.damaged']);
    expect([existsSync(file.source), existsSync(sealed()), rig.states(), readdirSync(rig.at('.'))]).toEqual([false, true, ['discard done'], []]);
  });

  it('is refused clearly where the system keeps no keys: the file stays', async () => {
    rig.keys = null;
    const file = rig.arrive('a.txt');
    await expect(rig.moved(file, { do: 'trash', to: 'vault' })).rejects.toMatchObject({ code: 'action.notAllowed', message: 'The vault can’t be encrypted here. No key store is running.', hint: 'Switch encryption off in the settings.' });
    expect([readFileSync(file.source, 'utf8'), rig.kept(), rig.states(), await rig.vault.obstacle()]).toEqual(['bytes', [], ['discard failed'], 'No key store is running.']);
  });

  it('that can’t be opened any more says why', async () => {
    await rig.moved(rig.arrive('a.txt'), { do: 'trash', to: 'vault' });
    rig.keys = new Map();
    await rig.restart();
    expect((await rig.undo.byIds([1])).failed[0]?.error.message).toBe('The key of the vault can’t be opened: another user or another machine has sealed it.');
  });

  it('takes the longest names there are', async () => {
    const name = `${'漢'.repeat(83)}.txt`;
    await rig.moved(rig.arrive(name, 'hidden'), { do: 'trash', to: 'vault' });
    expect([rig.tree(), rig.states()]).toEqual([{}, ['discard done']]);
    expect((await rig.undo.byIds([1])).failed).toEqual([]);
    expect(rig.tree()).toEqual({ [name]: 'hidden' });
  });

  it('switched off later, what was encrypted still comes back', async () => {
    const file = rig.arrive('a.txt');
    await rig.moved(file, { do: 'trash', to: 'vault' });
    settle({ encrypt: false });
    expect((await rig.undo.byIds([1])).failed).toEqual([]);
    expect(readFileSync(file.source, 'utf8')).toBe('bytes');
  });

  it('holds for what was replaced, and for copies of what was moved', async () => {
    mkdirSync(away);
    writeFileSync(join(away, 'a.txt'), 'theirs');
    const file = rig.arrive('a.txt');
    await rig.moved(file, { do: 'move', to: away, conflict: 'replace' });
    expect(rig.kept().some((text) => text.includes('theirs') || text.includes('bytes'))).toBe(false);
    expect((await rig.undo.byIds([1])).failed).toEqual([]);
    expect([rig.tree(), rig.tree(away)]).toEqual([{ 'a.txt': 'bytes' }, { 'a.txt': 'theirs' }]);
  });
});

describe('a copy in the vault', () => {
  it('is another file: writing into the moved one changes it not', async () => {
    await rig.moved(rig.arrive('a.txt'), { do: 'move', to: away });
    const [kept] = folders();
    expect(statSync(join(rig.data, 'vault', kept ?? '', 'a.txt')).ino).not.toBe(statSync(join(away, 'a.txt')).ino);
    writeFileSync(join(away, 'a.txt'), 'in place');
    expect(rig.kept()).toEqual(['bytes']);
  });

  it('is not made of a file that changes meanwhile', async () => {
    const file = rig.arrive('a.txt');
    const kept = rig.vault.open(7, file.source);
    const version = versionAt(file.source);
    writeFileSync(file.source, 'other');
    await expect(rig.vault.keep(file.source, kept, version, file.sha256)).rejects.toMatchObject({ code: 'file.changed' });
    expect(folders()).toEqual([]);
  });

  it('is never brought back over something', async () => {
    const file = rig.arrive('a.txt');
    const kept = rig.vault.open(7, file.source);
    await rig.vault.put(file.source, kept);
    writeFileSync(file.source, 'newer');
    await expect(rig.vault.bringBack(kept, file.source, { sha256: null, temporary: `${file.source}.tmp` })).rejects.toMatchObject({ code: 'EEXIST' });
    expect([readFileSync(file.source, 'utf8'), readFileSync(kept, 'utf8')]).toEqual(['newer', 'bytes']);
    rmSync(kept);
    await expect(rig.vault.bringBack(kept, file.source, { sha256: null, temporary: `${file.source}.tmp` })).rejects.toMatchObject({ code: 'effect.final' });
  });
});

it('what is over goes soon after the start, and then by the hour', async () => {
  await discard('old');
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearInterval', 'Date'], now: Date.now() + 30 * DAY_MS - 30_000 });
  try {
    rig.vaultKeeper.start();
    vi.advanceTimersByTime(59_000);
    expect(rig.kept()).toEqual(['old']);
    vi.advanceTimersByTime(1_000);
    expect(rig.kept()).toEqual([]);
  } finally {
    rig.vaultKeeper.close();
    vi.useRealTimers();
  }
});
