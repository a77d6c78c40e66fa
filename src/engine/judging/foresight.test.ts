import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mountTmpfs, unmountAll, whyNoMounts } from '../../../tests/helpers/tmpfs';
import type { RuleStep } from '../../shared/model/rule';
import type { ActedFile } from '../acting/action';
import { actionOf } from '../acting/all-actions';
import { Foresight } from './foresight';
import { judge } from './judge';
import { compiled, written } from './judging.test-kit';
import { nameFacts } from './name-facts';

const noMounts = whyNoMounts();
const go = new AbortController().signal;
let base: string;
let foresight: Foresight;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'filemill-foresight-'));
  mkdirSync(join(base, 'in'));
  mkdirSync(join(base, 'out'));
  foresight = new Foresight(false);
});
afterEach(() => {
  unmountAll();
  rmSync(base, { recursive: true, force: true });
});
afterAll(unmountAll);

const out = (name: string): string => join(base, 'out', name);
const lay = (path: string, content = 'laid'): string => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
};

/** What would become of each step of one rule, for a file that lies in the folder. */
async function look(path: string, then: unknown[], content = path): Promise<RuleStep[]> {
  const root = join(base, 'in');
  const source = lay(join(root, path), content);
  const file: ActedFile = {
    jobId: 1, fileId: 1, folderId: 1, folderName: 'in', root, path, source, size: content.length, mtimeMs: 1, ino: '1',
    sha256: createHash('sha256').update(content).digest('hex'), event: 'created', arrivedAt: 1, isGone: false,
  };
  const facts: Record<string, string> = { ...nameFacts(path) };
  const judged = judge([compiled(written({ name: 'rule', then }))], { now: 1_000, value: (name) => facts[name] }, file, actionOf, {
    madeBy: new Set(), hasFailed: false, keepTraces: 0, surroundings: { dataFolder: join(base, 'data'), folders: () => [{ id: 1, name: 'in', path: root }, { id: 2, name: 'other', path: join(base, 'out') }], programsAllowed: false, roots: [root] },
  });
  await foresight.look(judged, go);
  return judged.outcomes[0]?.steps ?? [];
}
const first = async (...asked: Parameters<typeof look>): Promise<RuleStep> => (await look(...asked))[0] as RuleStep;
const copy = (conflict: string, more: object = {}): object => ({ do: 'copy', to: join(base, 'out'), as: 'x.txt', conflict, ...more });

describe('a name that is free', () => {
  test('is got, and its folder made', async () => {
    expect(await first('a.txt', [{ do: 'copy', to: join(base, 'out', 'new'), as: 'deep/{name}' }])).toMatchObject({ state: 'planned', target: out('new/deep/a.txt'), isDestructive: false });
    expect(existsSync(out('new'))).toBe(false);
  });
});

describe('a name that is taken on the disk', () => {
  beforeEach(() => void lay(out('x.txt')));

  test('is left alone by “skip”', async () => {
    expect(await first('a.txt', [copy('skip')])).toMatchObject({ state: 'skipped', sentence: `“${out('x.txt')}” is there already, and stays as it is.` });
  });

  test('leads to the next one that is free by “rename”', async () => {
    lay(out('x (2).txt'));
    expect(await first('a.txt', [copy('rename')])).toMatchObject({ state: 'planned', target: out('x (3).txt'), sentence: expect.stringContaining('as “x (3).txt”: a file of the name is there') });
  });

  test('leads to the next number of the template where it has one', async () => {
    lay(out('n-001.txt'));
    expect(await first('a.txt', [copy('rename', { as: 'n-{counter:000}.txt' })])).toMatchObject({ target: out('n-002.txt') });
  });

  test('goes into the vault by “replace”, which is told as destructive', async () => {
    expect(await first('a.txt', [copy('replace')])).toMatchObject({ state: 'planned', target: out('x.txt'), isDestructive: true, sentence: expect.stringContaining('what lies there goes into the vault') });
  });

  test('makes way by “renameExisting”', async () => {
    expect(await first('a.txt', [copy('renameExisting')])).toMatchObject({ state: 'planned', target: out('x.txt'), sentence: expect.stringContaining('what lies there becomes “x (2).txt”') });
  });

  test('is enough by “keepIdentical” where the bytes are the same, and passed by where they are not', async () => {
    expect(await first('a.txt', [copy('keepIdentical')], 'laid')).toMatchObject({ state: 'skipped', sentence: expect.stringContaining('The same file lies at') });
    expect(await first('b.txt', [copy('keepIdentical')], 'lied')).toMatchObject({ state: 'planned', target: out('x (2).txt') });
  });

  test('by a folder or a link can’t be replaced', async () => {
    mkdirSync(out('folder'));
    symlinkSync(out('x.txt'), out('link'));
    for (const as of ['folder', 'link']) expect(await first('a.txt', [copy('replace', { as })])).toMatchObject({ state: 'failed', error: { code: 'file.notRegular' } });
  });

  test('by the file itself does not make way for it', async () => {
    expect(await first('a.txt', [{ do: 'copy', to: join(base, 'in'), conflict: 'replace' }])).toMatchObject({ state: 'failed', error: { code: 'file.unsafe' } });
    expect(await first('a.txt', [{ do: 'copy', to: join(base, 'in') }])).toMatchObject({ target: join(base, 'in', 'a (2).txt') });
  });
});

describe('a name that two files want', () => {
  test.each([
    ['rename', ['planned', 'planned'], ['x.txt', 'x (2).txt']],
    ['skip', ['planned', 'skipped'], ['x.txt', 'x.txt']],
    ['replace', ['planned', 'planned'], ['x.txt', 'x.txt']],
    ['renameExisting', ['planned', 'planned'], ['x.txt', 'x.txt']],
    ['keepIdentical', ['planned', 'planned'], ['x.txt', 'x (2).txt']],
  ])('goes to the first; the other one does as “%s” says', async (conflict, states, names) => {
    const steps = [await first('a.txt', [copy(conflict)]), await first('b.txt', [copy(conflict)])];
    expect(steps.map(({ state }) => state)).toEqual(states);
    expect(steps.map(({ target }) => target)).toEqual(names.map(out));
    expect(steps[1]?.sentence).toMatch(/another file that takes the name first|another file takes the name first/);
    expect(steps[1]?.isDestructive).toBe(conflict === 'replace');
  });

  test('with the same bytes is enough once by “keepIdentical”', async () => {
    expect(await first('a.txt', [copy('keepIdentical')], 'same')).toMatchObject({ state: 'planned' });
    expect(await first('b.txt', [copy('keepIdentical')], 'same')).toMatchObject({ state: 'skipped', sentence: expect.stringContaining('another file with the same bytes is there first') });
  });

  test('also goes to the first where originals move', async () => {
    const move = [{ do: 'move', to: join(base, 'out'), as: 'y.txt' }];
    expect(await first('a.txt', move)).toMatchObject({ target: out('y.txt') });
    expect(await first('b.txt', move)).toMatchObject({ target: out('y (2).txt') });
    expect(await first('c.txt', [{ do: 'move', to: join(base, 'out'), as: 'y.txt', conflict: 'skip' }])).toMatchObject({ state: 'skipped' });
  });

  test('is found where many want it', async () => {
    for (let n = 1; n < 100; n += 1) await first('a.txt', [copy('rename')]);
    expect(await first('a.txt', [copy('rename')])).toMatchObject({ target: out('x (100).txt') });
  });
});

describe('the original', () => {
  test('that is renamed, then moved, goes to one name; a copy of it is kept where the settings say so', async () => {
    foresight = new Foresight(true);
    const steps = await look('a.txt', [{ do: 'rename', as: 'b.txt' }, { do: 'move', to: join(base, 'out') }]);
    expect(steps.map(({ state, target }) => [state, target])).toEqual([['planned', join(base, 'in', 'b.txt')], ['planned', out('b.txt')]]);
    expect(steps[1]?.sentence).toBe(`Move it to “${out('b.txt')}”; a copy of it is kept in the vault`);
    expect(await first('c.txt', [{ do: 'trash' }])).toMatchObject({ sentence: 'Put it into the trash; a copy of it is kept in the vault' });
    expect(await first('c.txt', [{ do: 'trash', to: 'vault' }])).toMatchObject({ sentence: 'Put it into Filemill’s vault' });
  });

  test('stays where its name is to be left to another one, whatever else was decided', async () => {
    lay(out('b.txt'));
    const steps = await look('a.txt', [{ do: 'rename', as: 'b.txt' }, { do: 'move', to: join(base, 'out'), conflict: 'skip' }]);
    expect(steps.map(({ state }) => state)).toEqual(['skipped', 'skipped']);
  });

  test('stays where a copy of it can’t be made, unless that is to stop nothing', async () => {
    lay(out('file'));
    const broken = { do: 'copy', to: join(base, 'out', 'file') };
    const move = { do: 'move', to: join(base, 'out') };
    expect((await look('a.txt', [broken, move, copy('rename')])).map(({ state, error }) => [state, error?.code])).toEqual([
      ['failed', 'settings.invalid'],
      ['notReached', undefined],
      ['notReached', undefined],
    ]);
    expect((await look('a.txt', [{ ...broken, onFailure: 'continue' }, move])).map(({ state }) => state)).toEqual(['failed', 'planned']);
  });
});

describe('what can’t be done', () => {
  test('where the folder and the one above it are gone', async () => {
    expect(await first('a.txt', [{ do: 'copy', to: join(base, 'gone', 'deep', 'er') }])).toMatchObject({ state: 'failed', error: { code: 'folder.missing' } });
  });

  test('where no folder is called so', async () => {
    expect(await first('a.txt', [{ do: 'route', to: 'nobody' }])).toMatchObject({ state: 'failed', error: { code: 'folder.unknown' } });
    expect(await first('a.txt', [{ do: 'route', to: 'other' }])).toMatchObject({ state: 'planned', target: out('a.txt') });
  });

  test.skipIf(noMounts)('on a disk that may not be written to', async () => {
    mountTmpfs(out('disk'), 1);
    const { execFileSync } = await import('node:child_process');
    execFileSync('mount', ['-o', 'remount,ro', out('disk')]);
    expect(await first('a.txt', [{ do: 'copy', to: out('disk') }])).toMatchObject({ state: 'failed', error: { code: 'folder.denied' } });
    expect(readdirSync(out('disk'))).toEqual([]);
  });

  test.skipIf(noMounts)('with a further name on another disk, and what a move there takes', async () => {
    mountTmpfs(out('disk'), 1);
    expect(await first('a.txt', [{ do: 'link', to: out('disk') }])).toMatchObject({ state: 'failed', error: { code: 'file.unsafe' } });
    expect(await first('a.txt', [{ do: 'link', to: out('disk'), kind: 'symbolic' }])).toMatchObject({ state: 'planned' });
    expect(await first('a.txt', [{ do: 'move', to: out('disk') }])).toMatchObject({ state: 'planned', sentence: expect.stringContaining('on another disk') });
  });
});
