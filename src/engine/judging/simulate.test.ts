import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Report } from '../../shared/model/report';
import { JudgingRig, written, type MadeFile } from './judging.test-kit';
import { simulate, type Simulation, type SimulationAsked } from './simulate';

const note = (words: number): Report => ({ kind: 'text', encoding: 'utf-8', lineCount: 1, wordCount: words, characterCount: words * 5, preview: '' });
const go = new AbortController().signal;

let rig: JudgingRig;
beforeEach(() => {
  rig = new JudgingRig();
});
afterEach(() => rig.end());

const run = (asked: Partial<SimulationAsked> = {}, signal = go): Promise<Simulation> => simulate(rig.parts(), { offset: 0, limit: 100, ...asked }, signal);

/** In the ledger and on the disk. */
function file(made: MadeFile): number {
  const { text = `text of ${made.path}` } = made;
  writeFileSync(join(rig.pathOf(made.folderId), made.path), text);
  return rig.file({ report: note(3), size: text.length, sha256: createHash('sha256').update(text).digest('hex'), ...made, text });
}

const states = ({ rows }: Simulation): unknown[] => rows.map(({ path, outcomes }) => [path, outcomes.flatMap(({ steps }) => steps.map(({ state, target }) => [state, target && target.slice(rig.base.length + 1)]))]);

describe('all rules over the files that are there', () => {
  test('tell of each file what would be done with it, and of no others', async () => {
    file({ path: 'a.txt' });
    file({ path: 'b.txt', report: note(9) });
    file({ path: 'gone.txt', isPresent: false });
    rig.rules = [
      written({ name: 'Long', if: { 'words above': 5 }, then: [{ do: 'copy', to: join(rig.base, 'long') }, { do: 'move', to: 'done' }] }),
      written({ name: 'Off', isEnabled: false, then: [{ do: 'trash' }] }),
    ];
    const found = await run();
    expect(found).toMatchObject({ files: 2, acted: 1, steps: 2 });
    expect(states(found)).toEqual([['b.txt', [['planned', 'long/b.txt'], ['planned', 'Inbox/done/b.txt']]]]);
    expect(found.rows[0]).toMatchObject({ folderName: 'Inbox', outcomes: [{ rule: 'Long', isMet: true, trace: { isMet: true, actual: 9 } }] });
  });

  test('are those that are given instead, on or off', async () => {
    file({ path: 'a.txt' });
    rig.rules = [written({ name: 'saved', then: [{ do: 'trash' }] })];
    const found = await run({ rules: [written({ name: 'given', isEnabled: false, on: ['modified'], then: [{ do: 'copy', to: 'c' }] })] });
    expect(found.rows[0]?.outcomes.map(({ rule }) => rule)).toEqual(['given']);
  });

  test('know of names that several files want, of folders, and of pages', async () => {
    const other = rig.folder('Other');
    for (const name of ['a', 'b', 'c']) file({ path: `${name}.txt`, text: name === 'c' ? 'text of a.txt' : `text of ${name}.txt` });
    file({ path: 'd.txt', folderId: other });
    rig.rules = [written({ name: 'One name', folders: ['Inbox'], then: [{ do: 'copy', to: rig.base, as: 'x.txt', conflict: 'keepIdentical' }] })];
    expect(states(await run())).toEqual([['a.txt', [['planned', 'x.txt']]], ['b.txt', [['planned', 'x (2).txt']]], ['c.txt', [['skipped', 'x.txt']]]]);
    expect(states(await run({ offset: 1, limit: 1 }))).toEqual([['b.txt', [['planned', 'x (2).txt']]]]);
    expect(await run({ folderId: other })).toMatchObject({ files: 1, acted: 0 });
  });

  test('leave alone what they made, what could not be read, and what is not read yet', async () => {
    const made = file({ path: 'made.txt' });
    file({ path: 'broken.pdf', kind: 'document', state: 'attention', error: JSON.stringify({ code: 'file.damaged', message: '', hint: '', cause: 'damaged' }) });
    rig.file({ path: 'new.txt', state: 'waiting', settledAt: null });
    rig.madeBy.set(join(rig.pathOf(), 'made.txt'), ['Maker']);
    rig.rules = [written({ name: 'Maker', if: { kind: 'text' }, then: [{ do: 'copy', to: 'c' }] }), written({ name: 'Look', if: { name: 'new.txt' }, then: [{ do: 'copy', to: 'l' }] }), written({ name: 'Broken', if: { error: 'file.damaged' }, then: [{ do: 'move', to: 'bad' }] })];
    expect(made).toBe(1);
    expect(states(await run())).toEqual([['broken.pdf', [['planned', 'Inbox/bad/broken.pdf']]], ['new.txt', [['planned', 'Inbox/l/new.txt']]]]);
  });

  test('tell what can’t be done', async () => {
    file({ path: 'a.txt' });
    rig.rules = [written({ name: 'No such drive', then: [{ do: 'copy', to: '/no/such/drive' }, { do: 'move', to: 'done' }] })];
    expect((await run()).rows[0]?.outcomes[0]?.steps).toMatchObject([{ state: 'failed', error: { code: 'folder.missing' } }, { state: 'notReached' }]);
  });

  test('change nothing, neither on the disk nor in the ledger', async () => {
    for (const name of ['a', 'b']) file({ path: `${name}.txt` });
    rig.rules = [written({ name: 'All', then: [{ do: 'backup', to: 'safe' }, { do: 'copy', to: 'c', conflict: 'replace' }, { do: 'rename', as: 'x.txt' }, { do: 'move', to: 'moved' }] })];
    const tree = (): unknown[] => (readdirSync(rig.pathOf(), { recursive: true }) as string[]).sort().map((path) => [path, statSync(join(rig.pathOf(), path)).mtimeMs, readFileSync(join(rig.pathOf(), path), 'utf8')]);
    const rows = (): unknown => [rig.database.changeCount, ...['files', 'jobs', 'effects'].map((table) => rig.database.all(`SELECT * FROM ${table}`))];
    const before = [tree(), rows()];
    expect((await run()).steps).toBe(8);
    expect([tree(), rows()]).toEqual(before);
  });

  test('stop when they are called off', async () => {
    file({ path: 'a.txt' });
    const stop = new AbortController();
    stop.abort(new Error('called off'));
    await expect(run({}, stop.signal)).rejects.toThrow('called off');
  });
});
