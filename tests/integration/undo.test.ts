import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { undoHandlers } from '../../src/engine/undo/undo-answers';
import { folderSettingsSchema } from '../../src/shared/model/folder';
import { Mill } from '../helpers/mill';
import { effectsIn, filesBelow, putRule } from '../helpers/rules';

let mill: Mill;
beforeEach(() => {
  mill = new Mill();
  // The trash of whoever runs this is none of its business.
  vi.stubEnv('XDG_DATA_HOME', join(mill.base, 'xdg'));
});
afterEach(async () => {
  await mill.end();
  vi.unstubAllEnvs();
});

const context = { signal: new AbortController().signal } as never;
const ask = () => undoHandlers(mill.engine);
/** Looks at everything once more: what was taken back must be no news. */
async function lookAgain(): Promise<void> {
  for (const { id } of mill.engine.folders.list()) await mill.engine.watching.scan(id);
  await mill.engine.whenSettled();
}
const jobs = (): number => mill.engine.database.get<{ n: number }>('SELECT count(*) AS n FROM jobs')?.n ?? 0;

describe('taking back what a rule did', () => {
  it('a file that was moved lies where it arrived, is no news, and is not moved again', async () => {
    await mill.start();
    await mill.watchInbox();
    const archive = join(mill.base, 'archive');
    putRule(mill, { name: 'File it', then: [{ do: 'backup', to: join(mill.base, 'backups') }, { do: 'move', to: archive, as: '{stem}-filed{ext}' }] });
    mill.drop('a.txt', 'some words');
    await mill.until(() => existsSync(join(archive, 'a-filed.txt')) && effectsIn(mill).length === 2 && effectsIn(mill).every(({ state }) => state === 'done'));
    await mill.engine.whenSettled();
    expect(filesBelow(mill.inbox)).toEqual({});
    expect(await ask()['vault.read']({}, context)).toMatchObject({ files: 1, bytes: 10, isEncrypted: false });
    const before = jobs();

    expect(await ask()['effects.undoAll']({ rule: 'File it' }, context)).toEqual({ undone: 2, failed: [] });
    expect(filesBelow(mill.inbox)).toEqual({ 'a.txt': 'some words' });
    // They were made for it.
    expect([existsSync(archive), existsSync(join(mill.base, 'backups'))]).toEqual([false, false]);
    await lookAgain();
    expect([filesBelow(mill.inbox), jobs()]).toEqual([{ 'a.txt': 'some words' }, before]);
    expect(mill.row('a.txt')).toMatchObject({ state: 'done', isPresent: true, event: 'created' });
    expect(mill.accountingHolds()).toBe(true);
    expect(effectsIn(mill).map(({ state }) => state)).toEqual(['undone', 'undone']);
    expect(await ask()['vault.read']({}, context)).toMatchObject({ files: 0, bytes: 0 });
  });

  it('leaves folders that were there before, and those in which something else lies', async () => {
    await mill.start();
    await mill.watchInbox();
    const [own, made] = [join(mill.base, 'own'), join(mill.base, 'made')];
    mkdirSync(own);
    putRule(mill, { name: 'Copy', then: [{ do: 'copy', to: own }, { do: 'copy', to: made, as: 'deep/{name}' }, { do: 'copy', to: made, as: 'other/{name}' }] });
    mill.dropOld('a.txt', 'some words');
    await mill.settled('a.txt', 'done');
    writeFileSync(join(made, 'other', 'mine.txt'), 'mine');
    expect(await ask()['effects.undoAll']({ rule: 'Copy' }, context)).toEqual({ undone: 3, failed: [] });
    expect([existsSync(own), existsSync(join(made, 'deep')), filesBelow(made)]).toEqual([true, false, { 'other/mine.txt': 'mine' }]);
  });

  it('a file that was handed to another watched folder, and further', async () => {
    await mill.start();
    await mill.watchInbox();
    const second = join(mill.base, 'second');
    mkdirSync(second);
    await mill.engine.watch(mill.engine.folders.put(second, folderSettingsSchema.parse({ name: 'Second' }), { configured: true, ignoreExisting: false }));
    putRule(mill, { name: 'Hand on', folders: ['inbox'], then: [{ do: 'route', to: 'Second' }] });
    putRule(mill, { name: 'Copy', folders: ['Second'], then: [{ do: 'copy', to: join(mill.base, 'copies') }] });
    mill.drop('a.txt', 'some words');
    await mill.until(() => effectsIn(mill).filter(({ state }) => state === 'done').length === 2);
    await mill.engine.whenSettled();
    const [first] = effectsIn(mill);
    expect(await ask()['effects.undoAll']({ fileId: first?.fileId ?? 0 }, context)).toEqual({ undone: 2, failed: [] });
    await lookAgain();
    expect([filesBelow(mill.inbox), filesBelow(second), existsSync(join(mill.base, 'copies'))]).toEqual([{ 'a.txt': 'some words' }, {}, false]);
    expect(mill.row('a.txt')).toMatchObject({ id: first?.fileId, state: 'done', isPresent: true });
    expect(mill.accountingHolds()).toBe(true);
  });

  it.each(['system', 'vault'] as const)('a file that was thrown away (%s)', async (to) => {
    await mill.start();
    await mill.watchInbox();
    putRule(mill, { name: 'Away', then: [{ do: 'trash', to }] });
    mill.drop('a.txt', 'some words');
    await mill.until(() => effectsIn(mill).some(({ state }) => state === 'done'));
    await mill.engine.whenSettled();
    await lookAgain();
    expect([filesBelow(mill.inbox), mill.row('a.txt')?.isPresent]).toEqual([{}, false]);
    const before = jobs();
    expect(await ask()['effects.undo']({ ids: [effectsIn(mill)[0]?.id ?? 0] }, context)).toEqual({ undone: 1, failed: [] });
    await lookAgain();
    expect([filesBelow(mill.inbox), jobs()]).toEqual([{ 'a.txt': 'some words' }, before]);
    expect(mill.row('a.txt')).toMatchObject({ state: 'done', isPresent: true, event: 'created' });
  });

  it('says why where it can’t, and what to do', async () => {
    await mill.start();
    await mill.watchInbox();
    const archive = join(mill.base, 'archive');
    putRule(mill, { name: 'File it', then: [{ do: 'move', to: archive }] });
    mill.drop('a.txt', 'some words');
    await mill.until(() => effectsIn(mill).some(({ state }) => state === 'done'));
    await mill.engine.whenSettled();
    writeFileSync(join(archive, 'a.txt'), 'edited');
    const { undone, failed } = await ask()['effects.undoAll']({ rule: 'File it' }, context);
    expect([undone, failed.map(({ path, error }) => [path, error.message])]).toEqual([0, [[join(mill.inbox, 'a.txt'), 'It was changed since it was moved.']]]);
    expect(readFileSync(join(archive, 'a.txt'), 'utf8')).toBe('edited');
    expect(effectsIn(mill).map(({ state }) => state)).toEqual(['done']);
  });
});
