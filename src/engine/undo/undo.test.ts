import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ActingRig, RULE } from '../../../tests/helpers/acting-rig';

let rig: ActingRig;
let away: string;
beforeEach(() => {
  rig = new ActingRig();
  away = join(rig.base, 'away');
});
afterEach(() => rig.end());

describe('taking back many', () => {
  it('brings back files that made way for one another', async () => {
    mkdirSync(away);
    const files = ['one', 'two', 'three'].map((content) => rig.arrive(`${content}/a.txt`, content));
    for (const file of files) await rig.moved(file, { do: 'move', to: away, conflict: 'renameExisting' });
    expect(rig.tree(away)).toEqual({ 'a (2).txt': 'one', 'a (3).txt': 'two', 'a.txt': 'three' });
    expect((await rig.undo.all({ rule: RULE })).failed).toEqual([]);
    expect([rig.tree(), rig.tree(away)]).toEqual([{ 'one/a.txt': 'one', 'three/a.txt': 'three', 'two/a.txt': 'two' }, {}]);
  });

  it('goes on where one can’t be, and says which', async () => {
    const files = Array.from({ length: 20 }, (_, number) => rig.arrive(`${number}.txt`, `${number}`));
    for (const file of files) await rig.moved(file, { do: 'move', to: away });
    writeFileSync(join(away, '7.txt'), 'edited');
    rmSync(join(away, '8.txt'));
    const { undone, failed } = await rig.undo.all({ rule: RULE });
    expect([undone.length, failed.map(({ path }) => path).sort()]).toEqual([18, [rig.at('7.txt'), rig.at('8.txt')]]);
    expect(Object.keys(rig.tree())).toHaveLength(18);
    expect(rig.states().filter((line) => line === 'relocate done')).toHaveLength(2);
  });

  it('is one thing at a time', async () => {
    await rig.moved(rig.arrive('a.txt'), { do: 'move', to: away });
    const first = rig.undo.byIds([1]);
    expect(rig.undo.isUnderWay).toBe(true);
    await expect(rig.undo.byIds([1])).rejects.toMatchObject({ code: 'duplicates.refused' });
    expect([(await first).undone.length, rig.undo.isUnderWay]).toEqual([1, false]);
  });

  it('leaves out what has no way back, which is said when it is asked for by its number', async () => {
    const file = rig.arrive('a.txt');
    await rig.act(file, { do: 'copy', to: away });
    rig.database.transaction((writer) => writer.run(`UPDATE effects SET action = 'request'`));
    expect(await rig.undo.all({ rule: RULE })).toEqual({ undone: [], failed: [] });
    expect((await rig.undo.byIds([1])).failed.map(({ error }) => error.code)).toEqual(['effect.final']);
  });
});

describe('a copy that is taken back', () => {
  it('is told by its bytes, whatever its times say', async () => {
    const file = rig.arrive('a.txt');
    await rig.act(file, { do: 'copy', to: away });
    const { mtime } = statSync(join(away, 'a.txt'));
    writeFileSync(join(away, 'a.txt'), 'sytes');
    utimesSync(join(away, 'a.txt'), mtime, mtime);
    expect((await rig.undo.byIds([1])).failed.map(({ error }) => error.message)).toEqual(['The copy is no longer what was written.']);
  });

  it('of what was replaced is refused once the vault has let it go', async () => {
    mkdirSync(away);
    writeFileSync(join(away, 'a.txt'), 'theirs');
    await rig.act(rig.arrive('a.txt'), { do: 'copy', to: away, conflict: 'replace' });
    rig.vaultKeeper.letGo(Date.now() + 31 * 86_400_000);
    expect(rig.states()).toEqual(['copy expired']);
    expect((await rig.undo.byIds([1])).failed.map(({ error }) => error.code)).toEqual(['effect.final']);
    expect(rig.tree(away)).toEqual({ 'a.txt': 'bytes' });
  });
});
