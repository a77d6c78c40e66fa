import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WatchingRig } from '../../tests/helpers/watching-rig';
import { fromNameBytes, toFsPath } from '../base/byte-name';

let rig: WatchingRig;
beforeEach(() => {
  rig = new WatchingRig();
  mkdirSync(rig.root);
});
afterEach(() => rig.close());

function write(name: string, content = 'x'): string {
  const path = rig.path(name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

describe('what is there at the start', () => {
  it('is told once, with exact numbers', async () => {
    const path = write('a/b.txt', 'hello');
    write('c.txt');
    await rig.watchLive();
    expect(rig.names()).toEqual(['a/b.txt', 'c.txt']);
    const stats = statSync(path, { bigint: true });
    expect(rig.toldOf(path)).toEqual([
      {
        source: 'firstScan',
        sighting: {
          path,
          gone: false,
          special: null,
          size: 5,
          mtimeMs: statSync(path).mtimeMs,
          ctimeMs: statSync(path).ctimeMs,
          dev: String(stats.dev),
          ino: String(stats.ino),
        },
      },
    ]);
    expect(rig.scans[0]).toEqual({ first: true, files: 2 });
    expect(rig.scans.filter(({ first }) => first)).toHaveLength(1);
  });

  it('is not told again by the next scan, but all of it after a retell', async () => {
    for (let i = 0; i < 1_200; i += 1) write(`f${i}`);
    await rig.watchLive();
    rig.told.length = 0;
    expect(await rig.api.call('folder.scan', { folderId: 1 })).toMatchObject({ files: 1_200 });
    expect(rig.told).toEqual([]);
    await rig.api.call('folder.retell', { folderId: 1 });
    await rig.until(() => rig.told.length >= 1_200);
    expect(new Set(rig.told.map(({ sighting }) => sighting.path)).size).toBe(1_200);
  });

  it('leaves out pruned directories, but not a file of that name', async () => {
    write('node_modules/x.js');
    write('deep/node_modules/y.js');
    write('deep/z.js');
    write('other/node_modules', 'a file');
    await rig.watchLive({ prunedNames: ['node_modules'] });
    expect(rig.names()).toEqual(['deep/z.js', 'other/node_modules']);
    write('node_modules/later.js');
    write('last');
    await rig.until(() => rig.present.has(rig.path('last')));
    await rig.api.call('folder.scan', { folderId: 1 });
    expect(rig.names()).toEqual(['deep/z.js', 'last', 'other/node_modules']);
  });

  it('stays in the folder itself when it is not recursive', async () => {
    write('sub/x');
    write('here');
    await rig.watchLive({ recursive: false });
    expect(rig.names()).toEqual(['here']);
    write('sub/y');
    mkdirSync(rig.path('new'));
    write('new/z');
    write('there');
    await rig.until(() => rig.present.has(rig.path('there')));
    await rig.api.call('folder.scan', { folderId: 1 });
    expect(rig.names()).toEqual(['here', 'there']);
  });
});

describe('what happens to a file', () => {
  it('is told live: created, written, renamed, deleted', async () => {
    await rig.watchLive();
    const path = write('a.txt', 'one');
    await rig.until(() => rig.present.get(path)?.size === 3);
    appendFileSync(path, ' two');
    await rig.until(() => rig.present.get(path)?.size === 7);
    renameSync(path, rig.path('b.txt'));
    await rig.until(() => rig.names().join() === 'b.txt');
    unlinkSync(rig.path('b.txt'));
    await rig.until(() => rig.present.size === 0);
    expect(new Set(rig.told.map(({ source }) => source))).toEqual(new Set(['live']));
    // The scan knows what was told live.
    rig.told.length = 0;
    await rig.api.call('folder.scan', { folderId: 1 });
    expect(rig.told).toEqual([]);
  });

  it('is told for a file moved in, with the same file number', async () => {
    await rig.watchLive();
    const aside = join(rig.base, 'aside');
    writeFileSync(aside, 'moved');
    const { ino } = statSync(aside, { bigint: true });
    renameSync(aside, rig.path('in'));
    await rig.until(() => rig.present.size === 1);
    expect(rig.present.get(rig.path('in'))).toMatchObject({ size: 5, ino: String(ino) });
  });

  it('is told for a second name of the same file, an empty file and one named like its folder', async () => {
    await rig.watchLive();
    write('one');
    linkSync(rig.path('one'), rig.path('two'));
    write('empty', '');
    write('root');
    await rig.until(() => rig.names().join() === 'empty,one,root,two');
    unlinkSync(rig.path('root'));
    await rig.until(() => rig.names().join() === 'empty,one,two');
  });
});

describe('folders', () => {
  it('new and nested, filled at once, are found whole', async () => {
    await rig.watchLive();
    const expected: string[] = [];
    for (let i = 0; i < 50; i += 1) {
      for (let j = 0; j < 50; j += 1) {
        const name = `new-${i}/a/b/c/file-${j}`;
        write(name);
        expected.push(name);
      }
    }
    await rig.until(() => rig.present.size >= expected.length);
    expect(rig.names()).toEqual(expected.sort());
  });

  it('moved in, renamed and moved out are followed with all that is in them', async () => {
    await rig.watchLive();
    const aside = join(rig.base, 'aside');
    for (let i = 0; i < 30; i += 1) {
      mkdirSync(join(aside, `d${i}/e`), { recursive: true });
      writeFileSync(join(aside, `d${i}/e/f`), '');
    }
    renameSync(aside, rig.path('in'));
    await rig.until(() => rig.present.size === 30);
    renameSync(rig.path('in'), rig.path('renamed'));
    await rig.until(() => rig.present.size === 30 && rig.names().every((name) => name.startsWith('renamed/')));
    write('renamed/d3/e/later');
    await rig.until(() => rig.present.has(rig.path('renamed/d3/e/later')));
    renameSync(rig.path('renamed'), join(rig.base, 'out'));
    await rig.until(() => rig.present.size === 0);
    writeFileSync(join(rig.base, 'out/d3/e/outside'), '');
    write('last');
    await rig.until(() => rig.present.has(rig.path('last')));
    expect(rig.names()).toEqual(['last']);
  });

  it('that become files and back are told as what they are', async () => {
    write('x/inside');
    await rig.watchLive();
    rmSync(rig.path('x'), { recursive: true });
    write('x', 'now a file');
    await rig.until(() => rig.names().join() === 'x');
    unlinkSync(rig.path('x'));
    write('x/again');
    await rig.until(() => rig.names().join() === 'x/again');
  });
});

describe('names', () => {
  const names: [string, Buffer][] = [
    ['a newline', Buffer.from('two\nlines.txt')],
    ['a leading dash', Buffer.from('-rf')],
    ['255 bytes', Buffer.from(`${'ä'.repeat(127)}x`)],
    ['right-to-left marks', Buffer.from('\u202egnp.exe')],
    ['bytes that are not UTF-8', Buffer.from([0x66, 0xff, 0xfe, 0x2e, 0x74])],
    ['Latin-1', Buffer.from([0x4d, 0xe4, 0x72, 0x7a])],
    ['a real U+EF90', Buffer.from('private\uef90use')],
    ['a real U+FFFD', Buffer.from('replaced\ufffd')],
    ['a backslash', Buffer.from('back\\slash')],
    ['what editors leave behind', Buffer.from('.report.txt.swp~')],
    ['spaces only', Buffer.from('   ')],
    ['an emoji', Buffer.from('📄')],
  ];
  const onDisk = (name: Buffer): Buffer => Buffer.concat([Buffer.from(`${rig.root}/`), name]);

  it.each(names)('with %s are told at the start, live and when gone', async (_what, bytes) => {
    const path = rig.path(fromNameBytes(bytes));
    writeFileSync(onDisk(bytes), 'start');
    await rig.watchLive();
    expect([...rig.present.keys()]).toEqual([path]);
    expect(Buffer.from(toFsPath(path) as never)).toEqual(onDisk(bytes));
    appendFileSync(onDisk(bytes), ' and more');
    await rig.until(() => rig.present.get(path)?.size === 14);
    unlinkSync(onDisk(bytes));
    await rig.until(() => rig.present.size === 0);
    writeFileSync(onDisk(bytes), 'anew');
    await rig.until(() => rig.present.get(path)?.size === 4);
    expect([...rig.present.keys()]).toEqual([path]);
  });

  it.each(names)('of folders with %s hide nothing', async (_what, bytes) => {
    mkdirSync(onDisk(bytes));
    const inside = (name: string): Buffer => Buffer.concat([onDisk(bytes), Buffer.from(`/${name}`)]);
    const path = (name: string): string => rig.path(fromNameBytes(bytes), name);
    writeFileSync(inside('one'), '');
    await rig.watchLive();
    writeFileSync(inside('two'), '');
    await rig.until(() => rig.present.has(path('two')));
    unlinkSync(inside('one'));
    await rig.until(() => !rig.present.has(path('one')));
    expect([...rig.present.keys()]).toEqual([path('two')]);
  });
});

describe('things that are no files', () => {
  it('are named and never opened or followed', async () => {
    mkdirSync(join(rig.base, 'outside'));
    writeFileSync(join(rig.base, 'outside/secret'), '');
    const makeAll = (prefix: string): void => {
      execFileSync('mkfifo', [rig.path(`${prefix}-fifo`)]);
      symlinkSync('.', rig.path(`${prefix}-loop`));
      symlinkSync(join(rig.base, 'outside'), rig.path(`${prefix}-way-out`));
      symlinkSync('nowhere', rig.path(`${prefix}-dangling`));
      symlinkSync('/dev/zero', rig.path(`${prefix}-endless`));
    };
    makeAll('early');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(rig.path('early-socket'), resolve));
    await rig.watchLive();
    makeAll('later');
    await rig.until(() => rig.present.size === 11);
    const kinds = Object.fromEntries(
      [...rig.present].map(([path, { special, size }]) => [path.slice(rig.root.length + 1), `${special} ${size}`]),
    );
    expect(kinds).toEqual({
      'early-socket': 'socket 0',
      ...Object.fromEntries(
        ['early', 'later'].flatMap((prefix) => [
          [`${prefix}-fifo`, 'fifo 0'],
          [`${prefix}-loop`, 'link 0'],
          [`${prefix}-way-out`, 'link 0'],
          [`${prefix}-dangling`, 'link 0'],
          [`${prefix}-endless`, 'link 0'],
        ]),
      ),
    });
    await rig.api.call('folder.scan', { folderId: 1 });
    expect(rig.present.size).toBe(11);
    server.close();
  });
});

describe('the folder itself', () => {
  it('renamed away waits, tells nothing as gone, and resumes when it is back', async () => {
    for (let i = 0; i < 600; i += 1) write(`sub/f${i}`);
    await rig.watchLive();
    renameSync(rig.root, join(rig.base, 'away'));
    await rig.until(() => rig.mode === 'waitingForDrive');
    await expect(rig.api.call('folder.scan', { folderId: 1 })).rejects.toMatchObject({ code: 'folder.missing' });
    writeFileSync(join(rig.base, 'away/sub/meanwhile'), '');
    unlinkSync(join(rig.base, 'away/sub/f7'));
    renameSync(join(rig.base, 'away'), rig.root);
    await rig.until(() => rig.mode === 'live');
    expect(rig.told.filter(({ sighting }) => sighting.gone).map(({ sighting }) => sighting.path)).toEqual([
      rig.path('sub/f7'),
    ]);
    expect(rig.present.size).toBe(600);
    // Only the differences are told.
    expect(rig.told).toHaveLength(602);
    write('sub/after');
    await rig.until(() => rig.present.has(rig.path('sub/after')));
  });

  it('renamed away while files change tells nothing as gone', async () => {
    for (let i = 0; i < 300; i += 1) write(`sub/f${i}`);
    await rig.watchLive();
    for (let i = 0; i < 300; i += 1) appendFileSync(rig.path(`sub/f${i}`), 'more');
    renameSync(rig.root, join(rig.base, 'away'));
    await rig.until(() => rig.mode === 'waitingForDrive');
    await pause(100);
    expect(rig.told.filter(({ sighting }) => sighting.gone)).toEqual([]);
    expect(rig.present.size).toBe(300);
  });

  it('that is missing at the start is awaited', async () => {
    rmSync(rig.root, { recursive: true });
    await rig.watch();
    await rig.until(() => rig.mode === 'waitingForDrive');
    expect(rig.health.at(-1)?.sentence).toContain('not there');
    expect(existsSync(rig.root)).toBe(false);
    write('a');
    await rig.until(() => rig.mode === 'live');
    expect(rig.names()).toEqual(['a']);
    expect(rig.scans[0]).toEqual({ first: true, files: 1 });
    write('b');
    await rig.until(() => rig.names().join() === 'a,b');
  });

  it('replaced by another one is looked through afresh', async () => {
    write('old');
    await rig.watchLive();
    renameSync(rig.root, join(rig.base, 'away'));
    write('new');
    await rig.until(() => rig.names().join() === 'new');
    write('live');
    await rig.until(() => rig.names().join() === 'live,new');
  });

  it('that is a file waits with a sentence', async () => {
    rmSync(rig.root, { recursive: true });
    writeFileSync(rig.root, '');
    await rig.watch();
    await rig.until(() => rig.mode === 'waitingForDrive');
    expect(rig.health.at(-1)?.sentence).toContain('no folder');
  });

  it('that is a link is watched where it leads', async () => {
    renameSync(rig.root, join(rig.base, 'real'));
    symlinkSync('real', rig.root);
    write('sub/a');
    await rig.watchLive();
    expect(rig.names()).toEqual(['sub/a']);
    write('sub/b');
    write('new/c');
    await rig.until(() => rig.names().join() === 'new/c,sub/a,sub/b');
  });
});

describe('calls', () => {
  it('for a folder that is not watched are refused', async () => {
    await expect(rig.api.call('folder.scan', { folderId: 9 })).rejects.toMatchObject({ code: 'folder.unknown' });
    await rig.watchLive();
    await rig.api.call('folder.unwatch', { folderId: 1 });
    await expect(rig.api.call('folder.scan', { folderId: 1 })).rejects.toMatchObject({ code: 'folder.unknown' });
    rig.told.length = 0;
    write('unseen');
    await pause(50);
    expect(rig.told).toEqual([]);
  });

  it('to watch again start afresh', async () => {
    write('a');
    await rig.watchLive();
    rig.told.length = 0;
    await rig.watch();
    await rig.until(() => rig.told.length > 0 && rig.mode === 'live');
    expect(rig.told).toMatchObject([{ source: 'firstScan' }]);
  });
});
