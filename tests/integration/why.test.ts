import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../src/cli/commands/why';
import { Mill } from '../helpers/mill';

let mill: Mill;
beforeEach(async () => {
  mill = new Mill();
  await mill.start();
});
afterEach(() => mill.end());

/** The command as it is typed, and what it prints. */
function why(...argv: string[]): { code: number; printed: string } {
  let printed = '';
  const output = vi.spyOn(process.stdout, 'write').mockImplementation((part) => {
    printed += String(part);
    return true;
  });
  try {
    return { code: run([...argv, '--data', mill.data]), printed };
  } finally {
    output.mockRestore();
  }
}

describe('filemill why', () => {
  it('tells what became of a file, from its event to its end', async () => {
    await mill.watchInbox({ exclude: ['regex:(^|/)draft-\\d+'] });
    const read = mill.drop('letter.txt', 'Dear reader,\n');
    const refused = mill.drop('sub/draft-7.txt', 'Not yet');
    const empty = mill.drop('empty.txt', '');
    await mill.settled('letter.txt', 'done');
    await mill.settled('sub/draft-7.txt', 'ignored');
    await mill.settled('empty.txt', 'attention');

    const done = why(read, '--json');
    expect(done.code).toBe(0);
    const line = JSON.parse(done.printed) as { [key: string]: unknown; steps: { name: string; mark: string; at: string | null }[] };
    expect(line).toMatchObject({ type: 'why', path: read, state: 'done', event: 'created', error: null });
    expect(line.steps[0]).toMatchObject({ name: 'Seen', at: expect.stringMatching(/^\d{4}-.*Z$/) as string });
    expect(line.steps.map(({ name }) => name)).toEqual(expect.arrayContaining(['Filter', 'Whole', 'Recognised', 'Read', 'Settled']));

    const left = why(refused);
    expect(left.code).toBe(0);
    expect(left.printed).toMatch(/^The folder’s filter leaves it alone: excluded by “regex:\(\^\|\/\)draft-\\d\+”\.\n/);
    expect(left.printed).toMatch(/✗ +exclude “regex:.*draft-7\.txt +← decides/);

    const failed = why(empty);
    expect(failed.code).toBe(1);
    expect(failed.printed).toMatch(/^It could not be read: the file is empty\.\n/);
  });

  it('ends with 2 for what is neither on the disk nor in the ledger', async () => {
    await mill.watchInbox();
    expect(why(join(mill.inbox, 'none.txt'))).toMatchObject({ code: 2, printed: expect.stringMatching(/^There is no such file/) as string });
    writeFileSync(join(mill.base, 'beside.txt'), '');
    expect(why(join(mill.base, 'beside.txt'))).toMatchObject({ code: 0, printed: expect.stringMatching(/^It lies in no watched/) as string });
  });
});

describe('settings that can’t be meant', () => {
  const alert = () => mill.engine.snapshot().alerts.find(({ id }) => id === 'settings');

  it('are refused when they are saved, and the old ones stay', async () => {
    const id = await mill.watchInbox();
    await expect(mill.engine.updateFolder(id, { include: ['regex:(a'] })).rejects.toThrow('“regex:(a” can’t be used: a “(” is never closed.');
    expect(mill.engine.folders.get(id).settings.include).toEqual([]);
    await expect(mill.engine.updateFolder(id, { minBytes: 10, maxBytes: 5 })).rejects.toThrow('No file has at least 10 bytes');
    const other = join(mill.base, 'other');
    mkdirSync(other);
    const add = () => mill.engine.folders.add(other, { exclude: ['[a'] }, { configured: true, ignoreExisting: false });
    expect(add).toThrow('“[a” can’t be used: a “]” is missing.');
    expect(mill.engine.folders.list()).toHaveLength(1);
  });

  it('are named with their line when they are written into the file, and the last good ones stay in force', async () => {
    const id = await mill.watchInbox();
    const path = join(mill.data, 'settings.yaml');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/exclude: \[\]/, 'exclude: ["regex:(a"]'));
    await mill.until(() => alert() !== undefined);
    expect(alert()?.message).toMatch(/^The settings, line \d+: “regex:\(a” can’t be used/);
    expect(mill.engine.folders.get(id).settings.exclude).toEqual([]);
    writeFileSync(path, text);
    await mill.until(() => alert() === undefined);
  });

  it('are refused when Filemill would write where it takes files from', async () => {
    await mill.watchInbox();
    const inside = join(mill.inbox, 'beat');
    await expect(mill.engine.updateSettings({ heartbeatFile: inside })).rejects.toMatchObject({ code: 'folder.loop' });
    expect(mill.engine.settings.general.heartbeatFile).toBeNull();
    const outside = join(mill.base, 'beat');
    expect((await mill.engine.updateSettings({ heartbeatFile: outside })).heartbeatFile).toBe(outside);
    expect(existsSync(inside)).toBe(false);
  });
});
