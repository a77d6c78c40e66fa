import { existsSync, linkSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { duplicateHandlers } from '../../src/engine/answers/duplicates';
import { undoHandlers } from '../../src/engine/undo/undo-answers';
import { filemill } from '../helpers/command-line';
import { Mill } from '../helpers/mill';

let mill: Mill;
const dataHome = process.env.XDG_DATA_HOME;
beforeEach(() => {
  mill = new Mill();
  process.env.XDG_DATA_HOME = join(mill.base, 'xdg');
});
afterEach(async () => {
  await mill.end();
  if (dataHome === undefined) delete process.env.XDG_DATA_HOME;
  else process.env.XDG_DATA_HOME = dataHome;
});

const context = { signal: new AbortController().signal };
const ask = () => ({ ...duplicateHandlers(mill.engine.duplicates, 'manual'), ...undoHandlers(mill.engine) });
const known = async (): Promise<void> => {
  await mill.engine.whenSettled();
  await mill.engine.duplicates.model.caughtUp();
};
const counts = async (): Promise<number> => (await ask()['duplicates.summary']({}, context)).tiers.identical.groups;

describe('the mill finds and settles duplicates', () => {
  it('as files arrive: same first megabyte, same size, links and empty files are none', async () => {
    await mill.start();
    await mill.watchInbox();
    const head = 'x'.repeat(1024 * 1024);
    mill.drop('a.txt', `${head}one`);
    mill.drop('b.txt', `${head}two`);
    mill.drop('c/copy.txt', `${head}one`);
    mill.drop('empty.txt', '');
    mill.drop('empty too.txt', '');
    mill.drop('linked.txt', 'with two names');
    linkSync(join(mill.inbox, 'linked.txt'), join(mill.inbox, 'other name.txt'));
    symlinkSync('a.txt', join(mill.inbox, 'symbolic.txt'));
    await known();
    const { groups } = await ask()['duplicates.page']({ tier: 'identical', decided: false, sort: 'space', offset: 0, limit: 100 }, context);
    const members = await Promise.all(groups.map(async ({ id }) => (await ask()['duplicates.group']({ id }, context)).members.map(({ path }) => path).sort()));
    expect(members).toEqual([['a.txt', 'c/copy.txt']]);
    mill.drop('late.txt', `${head}two`);
    await mill.settled('late.txt', 'done');
    await known();
    expect(await counts()).toBe(2);
  });

  it('what goes is no unexplained deletion, and what comes back no new file', async () => {
    await mill.start();
    await mill.watchInbox();
    mill.drop('a.txt', 'the same words');
    await mill.settled('a.txt', 'done');
    mill.drop('b.txt', 'the same words');
    const { id } = await mill.settled('b.txt', 'done');
    await known();
    await ask()['duplicates.planAll']({ tier: 'identical', action: 'remove' }, context);
    const run = await ask()['duplicates.apply']({ disposal: 'trash', moveTo: null }, context);
    expect(run).toMatchObject({ done: 1, failed: [] });
    expect(existsSync(join(mill.inbox, 'b.txt'))).toBe(false);
    await mill.engine.watching.scan(1);
    await mill.engine.whenSettled();
    const reasons = (): (string | null)[] =>
      mill.engine.database.all<{ reason: string | null }>('SELECT reason FROM jobs WHERE file_id = ? ORDER BY id', id).map(({ reason }) => reason);
    expect(reasons()).toHaveLength(2);
    expect(reasons()[1]).toMatch(/^Moved to the trash as a copy of “.*a\.txt”\.$/);
    expect(mill.accountingHolds()).toBe(true);

    expect(await ask()['duplicates.undo']({}, context)).toEqual({ restored: 1, failed: [] });
    await mill.engine.watching.scan(1);
    await mill.engine.whenSettled();
    expect(readFileSync(join(mill.inbox, 'b.txt'), 'utf8')).toBe('the same words');
    expect(reasons()).toHaveLength(2);
    expect(mill.row('b.txt')).toMatchObject({ id, state: 'done', isPresent: true, event: 'created' });
    await known();
    expect(await counts()).toBe(1);
  });

  it('a copy that was away for a moment belongs to its group again', async () => {
    await mill.start();
    await mill.watchInbox();
    mill.drop('a.txt', 'the same words');
    mill.drop('b.txt', 'the same words');
    const { id } = await mill.settled('b.txt', 'done');
    await known();
    const elsewhere = join(mill.base, 'elsewhere.txt');
    renameSync(join(mill.inbox, 'b.txt'), elsewhere);
    await mill.until(() => mill.row('b.txt')?.isPresent === false);
    const job = mill.engine.database.get<{ id: number }>('SELECT job_id AS id FROM files WHERE id = ?', id);
    // Something is told of it just now, as undoing does.
    mill.engine.duplicates.settled([job?.id ?? 0]);
    await mill.engine.duplicates.model.caughtUp();
    renameSync(elsewhere, join(mill.inbox, 'b.txt'));
    await mill.until(() => mill.row('b.txt')?.isPresent === true);
    await known();
    expect(await counts()).toBe(1);
  });

  it('a link in the place of a copy is no change, neither of the copy nor of the one that stays', async () => {
    await mill.start();
    await mill.watchInbox();
    mill.drop('a.txt', 'the same words');
    mill.drop('b.txt', 'the same words');
    await known();
    await ask()['duplicates.planAll']({ tier: 'identical', action: 'hardlink' }, context);
    await ask()['duplicates.apply']({ disposal: 'trash', moveTo: null }, context);
    await mill.engine.watching.scan(1);
    await mill.engine.whenSettled();
    expect(mill.engine.database.get('SELECT count(*) AS n FROM jobs')).toEqual({ n: 2 });
    await known();
    expect(await counts()).toBe(0);
  });

  it('a file that moves and one that changes leave and join groups', async () => {
    await mill.start();
    await mill.watchInbox();
    mill.drop('a.txt', 'the same words');
    mill.drop('b.txt', 'the same words');
    await known();
    renameSync(join(mill.inbox, 'b.txt'), join(mill.inbox, 'moved.txt'));
    await mill.settled('moved.txt', 'done');
    await known();
    expect(await counts()).toBe(1);
    writeFileSync(join(mill.inbox, 'moved.txt'), 'other words now');
    await mill.until(() => mill.row('moved.txt')?.event === 'content_changed' && mill.row('moved.txt')?.state === 'done');
    await known();
    expect(await counts()).toBe(0);
  });
});

describe('on the command line', () => {
  it('groups are listed and effects taken back, with and without an engine', async () => {
    await mill.start();
    await mill.watchInbox();
    mill.drop('a.txt', 'the same words');
    mill.drop('b.txt', 'the same words');
    await known();
    const beside = await filemill('duplicates', '--json', '--data', mill.data);
    expect(beside.json.map(({ tier, members }) => ({ tier, members: (members as { path: string }[]).map(({ path }) => path).sort() }))).toEqual([
      { tier: 'identical', members: [join(mill.inbox, 'a.txt'), join(mill.inbox, 'b.txt')] },
    ]);
    await ask()['duplicates.planAll']({ tier: 'identical', action: 'remove' }, context);
    await ask()['duplicates.apply']({ disposal: 'vault', moveTo: null }, context);
    await mill.engine.close();
    const none = await filemill('duplicates', '--data', mill.data);
    expect([none.code, none.lines, none.notes]).toEqual([0, [], 'No duplicates.\n']);
    const undone = await filemill('undo', '1', '99', '--json', '--data', mill.data);
    expect(undone.code).toBe(1);
    expect(undone.json[0]).toMatchObject({ undone: 1, failed: [{ id: 99, error: { code: 'effect.unknown' } }] });
    const again = await filemill('duplicates', '--tier', 'identical', '--data', mill.data);
    expect(again.lines[0]).toMatch(/^Identical: [ab], 2 files, 14 bytes to win$/);
    expect((await filemill('undo', 'x', '--data', mill.data)).code).toBe(2);
  });
});
