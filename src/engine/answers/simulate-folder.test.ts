import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { InProcessHost } from '../../../tests/helpers/in-process-host';
import { minimalPdf } from '../../../tests/helpers/minimal-pdf';
import { openLog, type Log } from '../../base/log';
import { makeZip } from '../../processors/kit/zip.test-kit';
import { folderSettingsSchema, type FolderSettings } from '../../shared/model/folder';
import type { Rule } from '../../shared/model/rule';
import { generalSettingsSchema } from '../../shared/model/settings';
import { written } from '../judging/judging.test-kit';
import { nodeHost } from '../workers/node-host';
import { WorkerPool } from '../workers/worker-pool';
import { Inspector } from './inspector';
import { FolderSimulation, type TriedHere } from './simulate-folder';

const go = new AbortController().signal;
let place: string;
let log: Log;
let pool: WorkerPool;
let inspector: Inspector;
let base: string;
let unreadable: string[];

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'filemill-trial-'));
  log = openLog(join(place, 'log'));
  pool = new WorkerPool(new InProcessHost(nodeHost(place)), 2, log);
  inspector = new Inspector(pool, place);
});
afterAll(() => {
  pool.close();
  log.close();
  rmSync(place, { recursive: true, force: true });
});
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'filemill-untouched-'));
  unreadable = [];
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function lay(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(base, 'in', path)), { recursive: true });
  writeFileSync(join(base, 'in', path), content);
}

function simulation(rules: Rule[], { settings = {}, below = '' }: { settings?: Partial<FolderSettings>; below?: string } = {}): FolderSimulation {
  return new FolderSimulation(
    {
      rules,
      folder: { path: join(base, 'in'), settings: folderSettingsSchema.parse({ name: 'In', ...settings }) },
      below,
      general: generalSettingsSchema.parse({}),
      folders: [{ id: 1, name: 'In', path: join(base, 'in') }],
      dataFolder: join(base, 'in', 'data'),
      languageFolder: null,
      cannotRead: (path) => unreadable.push(path),
    },
    inspector,
  );
}

async function tried(...asked: Parameters<typeof simulation>): Promise<TriedHere[]> {
  const all: TriedHere[] = [];
  for await (const one of simulation(...asked).files(go)) all.push(one);
  return all;
}

const short = (files: TriedHere[]): unknown[] => files.map(({ path, steps, error }) => [path.slice(join(base, 'in').length + 1), ...steps.map(({ step }) => step.target?.slice(base.length + 1) ?? step.action), ...(error ? [error.code] : [])]);
const copy = { do: 'copy', to: 'copies' };

describe('rules over a folder that nobody watches', () => {
  it('are asked about what is read of its files, as if each had just come', async () => {
    lay('a.txt', 'one two three');
    lay('sub/b.pdf', minimalPdf('The balance is low'));
    lay('sub/c.csv', 'id,name\n1,Ann\n');
    lay('pack.zip', makeZip({ 'x.txt': 'x' }));
    expect(
      short(
        await tried([
          written({ name: 'Text', if: { 'text contains': 'balance' }, then: [{ do: 'copy', to: 'copies', as: '{pages}-{name}' }] }),
          written({ name: 'Rows', on: ['modified'], if: { 'columns contains': 'name' }, then: [copy] }),
          written({ name: 'Words', if: { 'words above': 2 }, then: [{ do: 'move', to: 'long' }] }),
          written({ name: 'Entries', if: { 'entries contains': 'x.txt' }, then: [copy] }),
        ]),
      ),
    ).toEqual([
      ['a.txt', 'in/long/a.txt'],
      ['pack.zip', 'in/copies/pack.zip'],
      ['sub/b.pdf', 'in/copies/1-b.pdf', 'in/long/b.pdf'],
      ['sub/c.csv', 'in/copies/c.csv'],
    ]);
  });

  it('change nothing', async () => {
    lay('a.txt', 'one');
    lay('sub/b.txt', 'two');
    const tree = (): unknown[] => (readdirSync(base, { recursive: true }) as string[]).sort().map((path) => {
      const stat = statSync(join(base, path));
      return [path, stat.mtimeMs, stat.ctimeMs, stat.isFile() ? readFileSync(join(base, path), 'utf8') : ''];
    });
    const before = tree();
    const files = await tried([written({ name: 'All', then: [{ do: 'backup', to: 'safe' }, { do: 'link', to: 'links' }, { do: 'rename', as: 'x.txt' }, { do: 'trash' }] })]);
    expect(files.flatMap(({ steps }) => steps.map(({ step }) => step.state))).toEqual(Array.from({ length: 8 }, () => 'planned'));
    expect(tree()).toEqual(before);
  });

  it('know of names that two files want, and of files with the same bytes', async () => {
    lay('a.txt', 'same');
    lay('b.txt', 'same');
    lay('c.txt', 'other');
    expect(
      short(await tried([written({ name: 'Copies', if: { 'copies above': 0 }, then: [{ do: 'trash' }] }), written({ name: 'One', if: { 'copies is': 0 }, then: [{ do: 'copy', to: 'copies', as: 'x.txt' }] })])),
    ).toEqual([
      ['a.txt', 'in/copies/x.txt'],
      ['b.txt', 'trash'],
      ['c.txt', 'in/copies/x (2).txt'],
    ]);
  });

  it('leave alone what can’t be read, unless they ask for that; and what the folder does not take', async () => {
    lay('broken.pdf', '%PDF-1.7\nand then nothing');
    lay('empty.txt', '');
    lay('invalid.json', '{"cut": ');
    lay('left out.bak', 'x');
    lay('half.part', 'x');
    lay('data/settings.txt', 'Filemill’s own');
    symlinkSync(join(base, 'in', 'broken.pdf'), join(base, 'in', 'link.pdf'));
    const files = await tried([written({ name: 'Any', then: [copy] }), written({ name: 'Bad', if: { valid: false }, then: [{ do: 'move', to: 'bad' }] })], { settings: { exclude: ['*.bak'] } });
    expect(short(files)).toEqual([
      ['broken.pdf', 'in/bad/broken.pdf', 'file.damaged'],
      ['empty.txt', 'in/bad/empty.txt', 'file.empty'],
      ['invalid.json', 'in/bad/invalid.json', 'file.invalid'],
    ]);
  });

  it('look into one part of it, and not below it where the folder does not', async () => {
    lay('a.txt', '1');
    lay('sub/b.txt', '2');
    lay('sub/deep/c.txt', '3');
    const rule = written({ name: 'All', then: [copy] });
    expect(short(await tried([rule], { below: 'sub' }))).toEqual([['sub/b.txt', 'in/copies/b.txt'], ['sub/deep/c.txt', 'in/copies/c.txt']]);
    expect(short(await tried([rule], { settings: { recursive: false } }))).toEqual([['a.txt', 'in/copies/a.txt']]);
  });

  it('say which of them are not asked, or do not know enough', () => {
    const { limits } = simulation([
      written({ name: 'Elsewhere', folders: ['Other'], then: [copy] }),
      written({ name: 'Deleted', on: ['deleted'] }),
      written({ name: 'Alike', if: { 'duplicate contains': 'similar' }, then: [copy] }),
      written({ name: 'Off', isEnabled: false, then: [copy] }),
      written({ name: 'Fine', then: [copy] }),
    ]);
    expect(limits).toEqual({ elsewhere: ['Elsewhere', 'Deleted'], unknowing: ['Alike'] });
    expect(() => simulation([{ ...written({ name: 'x' }), if: { fact: 'nonsense', operator: 'is', value: 1 } }])).toThrow(expect.objectContaining({ code: 'settings.invalid' }));
  });

  it('end when they are called off', async () => {
    lay('a.txt', '1');
    const stop = new AbortController();
    stop.abort(new Error('called off'));
    const reading = simulation([written({ name: 'All', then: [copy] })]).files(stop.signal).next();
    await expect(reading).rejects.toThrow('called off');
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('pass by folders that can’t be read, and say so', async () => {
    lay('a.txt', '1');
    lay('closed/b.txt', '2');
    chmodSync(join(base, 'in', 'closed'), 0);
    expect(short(await tried([written({ name: 'All', then: [copy] })]))).toEqual([['a.txt', 'in/copies/a.txt']]);
    expect(unreadable).toEqual([join(base, 'in', 'closed')]);
    chmodSync(join(base, 'in', 'closed'), 0o700);
  });
});
