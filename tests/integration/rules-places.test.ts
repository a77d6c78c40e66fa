import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageOfFiles } from '../../src/engine/store/file-rows';
import type { FolderSettings } from '../../src/shared/model/folder';
import { Mill } from '../helpers/mill';
import { ask, effectsIn, filesBelow, outcomesOf, putRule } from '../helpers/rules';

let mill: Mill;
let out: string;
beforeEach(async () => {
  mill = new Mill();
  out = join(mill.base, 'out');
  mkdirSync(out);
  await mill.start();
});
afterEach(() => mill.end());

async function watchAlso(name: string, settings: Partial<FolderSettings> = {}): Promise<string> {
  const path = join(mill.base, name);
  mkdirSync(path, { recursive: true });
  await mill.engine.watch(mill.engine.folders.add(path, { name, ...settings }, { configured: true, ignoreExisting: false }));
  return path;
}
const rowsIn = (folderName: string): { path: string; state: string }[] => {
  const folder = mill.engine.folders.list().find(({ settings }) => settings.name === folderName);
  return pageOfFiles(mill.engine.database, { folderId: folder?.id ?? -1 }, 'oldest', 0, 100).rows;
};
const isMoved = (): boolean => effectsIn(mill).some(({ action, state }) => action === 'relocate' && state === 'done');

/** Nothing happens any more: every file has been seen, and settled. */
async function quiet(files: number): Promise<void> {
  await mill.until(() => mill.engine.snapshot().accounting.seen >= files);
  await mill.engine.whenSettled();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await mill.engine.whenSettled();
  expect(mill.engine.snapshot().accounting.seen).toBe(files);
  expect(mill.accountingHolds()).toBe(true);
}

describe('what rules put elsewhere', () => {
  it('begins anew in another watched folder, under its own rules', async () => {
    await mill.watchInbox({ name: 'Inbox' });
    const letters = await watchAlso('Letters');
    putRule(mill, { name: 'Name', folders: ['Inbox'], then: [{ do: 'rename', as: 'letter_{name}' }] });
    putRule(mill, { name: 'Hand on', folders: ['Inbox'], then: [{ do: 'route', to: 'Letters' }] });
    putRule(mill, { name: 'There', folders: ['Letters'], then: [{ do: 'copy', to: join(out, 'there') }] });
    const original = mill.dropOld('a.txt', 'one');
    await mill.until(() => existsSync(join(out, 'there', 'letter_a.txt')));
    await quiet(1);
    expect(existsSync(original)).toBe(false);
    expect(filesBelow(letters)).toEqual({ 'letter_a.txt': 'one' });
    expect(filesBelow(out)).toEqual({ 'there/letter_a.txt': 'one' });
    expect(rowsIn('Letters')).toMatchObject([{ path: 'letter_a.txt', state: 'done' }]);
    const history = await ask(mill, 'history.page', { filter: {} });
    expect(history.rows.map((row) => row.type === 'job' && [row.folderName, row.event, row.state])).toEqual([['Letters', 'created', 'done'], ['Inbox', 'created', 'done']]);
  });

  it('stays known outside of all watched folders: found, read, told of, counted', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Away', then: [{ do: 'move', to: join(out, '{date:YYYY}') }] });
    mill.dropOld('a.txt', 'the quagmire of it');
    await mill.until(isMoved);
    await quiet(1);
    const [path] = Object.keys(filesBelow(out));
    const hits = await ask(mill, 'files.page', { filter: { query: 'quagmire' }, sort: 'newest', offset: 0, limit: 10 });
    expect(hits.rows).toHaveLength(1);
    const id = hits.rows[0]?.id ?? 0;
    const detail = await ask(mill, 'files.detail', { id });
    expect(detail.absolutePath).toBe(join(out, path ?? ''));
    expect(detail.movedTo).toBe(join(out, path ?? ''));
    expect((await ask(mill, 'files.text', { id })).text).toContain('quagmire');
    expect((await ask(mill, 'files.why', { id })).answer).toContain(detail.absolutePath);
    await mill.restart();
    await quiet(1);
    expect((await ask(mill, 'files.detail', { id })).absolutePath).toBe(detail.absolutePath);
    expect(mill.engine.snapshot().accounting).toMatchObject({ seen: 1, done: 1 });
  });

  it('is renamed in its own folder without a new event', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Name', on: ['created', 'moved', 'modified', 'content_changed'], then: [{ do: 'rename', as: 'x{name}' }] });
    mill.dropOld('sub/a.txt', 'one');
    await mill.until(isMoved);
    await quiet(1);
    await mill.engine.watching.retell(mill.engine.folders.list()[0]?.id ?? 0);
    await quiet(1);
    expect(filesBelow(mill.inbox)).toEqual({ 'sub/xa.txt': 'one' });
    expect(mill.row('sub/xa.txt')).toMatchObject({ state: 'done', event: 'created' });
  });

  it('is left alone by the rule that made it', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Again', then: [{ do: 'copy', to: 'copies' }] });
    mill.dropOld('a.txt', 'one');
    await mill.settled('copies/a.txt', 'done');
    await quiet(2);
    expect(filesBelow(mill.inbox)).toEqual({ 'a.txt': 'one', 'copies/a.txt': 'one' });
    expect(outcomesOf(mill, 'copies/a.txt')).toMatchObject([{ rule: 'Again', steps: [], reason: expect.stringContaining('made this file itself') as string }]);
  });

  it('is left alone also once it made way for another one', { timeout: 30_000 }, async () => {
    await mill.watchInbox({ events: { created: true, modified: true, content_changed: true, moved: true, deleted: true } });
    putRule(mill, { name: 'Latest', on: ['created', 'content_changed', 'moved'], then: [{ do: 'copy', to: 'sub', as: 'latest.txt', conflict: 'renameExisting' }] });
    for (const name of ['a', 'b', 'c']) mill.dropOld(`${name}.txt`, name);
    await quiet(6);
    expect(Object.values(filesBelow(join(mill.inbox, 'sub'))).sort()).toEqual(['a', 'b', 'c']);
  });

  it('does not go round in a circle through other rules and folders', { timeout: 30_000 }, async () => {
    await mill.watchInbox({ name: 'Inbox' });
    const second = await watchAlso('Second');
    const third = await watchAlso('Third');
    putRule(mill, { name: 'On', folders: ['Inbox'], then: [{ do: 'copy', to: second, as: '2{name}' }] });
    putRule(mill, { name: 'Further', folders: ['Second'], then: [{ do: 'route', to: 'Third' }] });
    putRule(mill, { name: 'Back', folders: ['Third'], then: [{ do: 'copy', to: mill.inbox, as: '3{name}' }] });
    mill.dropOld('a.txt', 'one');
    await mill.settled('32a.txt', 'done');
    await quiet(3);
    expect(filesBelow(mill.inbox)).toEqual({ 'a.txt': 'one', '32a.txt': 'one' });
    expect(filesBelow(second)).toEqual({});
    expect(filesBelow(third)).toEqual({ '2a.txt': 'one' });
    expect(outcomesOf(mill, '32a.txt').find(({ rule }) => rule === 'On')?.reason).toContain('made this file itself');
  });

  it('ends up beside each other where many want one name at once', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'One', then: [{ do: 'copy', to: join(out, 'copies'), as: 'same.txt' }] });
    putRule(mill, { name: 'Other', then: [{ do: 'copy', to: join(out, 'copies'), as: 'same.txt' }, { do: 'move', to: join(out, 'moved'), as: 'same.txt' }] });
    const texts = Array.from({ length: 12 }, (_, index) => `text ${index}`);
    for (const [index, text] of texts.entries()) mill.dropOld(`${index}/a.txt`, text);
    await mill.until(() => effectsIn(mill).filter(({ action, state }) => action === 'relocate' && state === 'done').length === texts.length);
    await quiet(texts.length);
    expect(Object.values(filesBelow(join(out, 'moved'))).sort()).toEqual([...texts].sort());
    expect(Object.values(filesBelow(join(out, 'copies'))).sort()).toEqual([...texts, ...texts].sort());
    expect(mill.engine.snapshot().accounting).toMatchObject({ seen: texts.length, done: texts.length });
  });

  it('does not replace what lies there, but where a rule says so, with a way back', async () => {
    await mill.watchInbox();
    mkdirSync(join(out, 'kept'));
    const old = mill.dropOld('../out/kept/a.txt', 'what was there');
    putRule(mill, { name: 'Replace', then: [{ do: 'move', to: join(out, 'kept'), conflict: 'replace' }] });
    mill.dropOld('a.txt', 'what is new');
    await mill.until(isMoved);
    await quiet(1);
    expect(readFileSync(old, 'utf8')).toBe('what is new');
    expect(Object.values(filesBelow(join(mill.data, 'vault')))).toContain('what was there');
    const { id } = effectsIn(mill).find(({ action }) => action === 'relocate') ?? { id: 0 };
    expect(await ask(mill, 'effects.undo', { ids: [id] })).toMatchObject({ failed: [] });
    expect(readFileSync(old, 'utf8')).toBe('what was there');
    expect(filesBelow(mill.inbox)).toEqual({ 'a.txt': 'what is new' });
  });

  it('reaches another file system, whole, and is gone where it was', async () => {
    if (!existsSync('/dev/shm') || statSync('/dev/shm').dev === statSync(mill.base).dev) return;
    const other = mkdtempSync('/dev/shm/filemill-test-');
    try {
      await mill.watchInbox();
      putRule(mill, { name: 'Off', then: [{ do: 'copy', to: join(other, 'copies') }, { do: 'move', to: join(other, 'moved') }] });
      mill.dropOld('a.txt', 'one'.repeat(1_000_000));
      await mill.until(isMoved);
      await quiet(1);
      expect(filesBelow(other)).toEqual({ 'copies/a.txt': 'one'.repeat(1_000_000), 'moved/a.txt': 'one'.repeat(1_000_000) });
      expect(readdirSync(mill.inbox)).toEqual([]);
      const { id } = effectsIn(mill).find(({ action }) => action === 'relocate') ?? { id: 0 };
      expect(await ask(mill, 'effects.undo', { ids: [id] })).toMatchObject({ failed: [] });
      expect(filesBelow(mill.inbox)).toEqual({ 'a.txt': 'one'.repeat(1_000_000) });
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  });

  it('is packed, also where its time is a hair before a whole millisecond', async () => {
    await mill.watchInbox();
    putRule(mill, { name: 'Pack', then: [{ do: 'archive', to: out, as: '{stem}.zip' }] });
    const path = mill.dropOld('a.txt', 'one');
    // Not a number of two: the disk keeps …292999983 ns.
    utimesSync(path, 1_700_000_000.293, 1_700_000_000.293);
    await mill.settled('a.txt', 'done');
    expect(readdirSync(out)).toEqual(['a.zip']);
  });
});
