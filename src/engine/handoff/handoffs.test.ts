import { createHash } from 'node:crypto';
import { closeSync, existsSync, ftruncateSync, linkSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock } from '../../base/lock/acquire-lock';
import type { FilemillError } from '../../shared/errors/filemill-error';
import { handoffPlaceSchema } from '../../shared/model/handoff';
import { noZstd } from './archiving/packers';
import { findHandoffs } from './board/find-handoffs';
import { SidecarMemory } from './board/sidecar-memory';
import { checkConformance, lookAtHandoffs, putFiles, readHandoffs, sweepFiles, takePairs, type Taken } from './handoffs';
import { Reach } from './reach';

let base: string;
const at = (...parts: string[]): string => join(base, ...parts);
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'filemill-handoff-'));
  mkdirSync(at('in'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const sumOf = (content: string): string => `sha256:${createHash('sha256').update(content).digest('hex')}`;
const DATA = 'a,b\n1,2\n';

/** A good pair, but for what is said. */
function pair(name: string, more: Record<string, unknown> = {}, content: string | null = DATA): void {
  const sidecar = { filename: name, created_at: '2026-11-22T10:00:00+01:00', created_by: 'exporter', file_size: DATA.length, checksum: sumOf(DATA), row_count: 2, next_app: 'validator', ...more };
  if (content !== null) writeFileSync(at('in', name), content);
  writeFileSync(at('in', `${name}.meta.json`), JSON.stringify(sidecar));
}

const take = (more: Partial<Parameters<typeof takePairs>[1]> = {}): Promise<Taken[]> => collect(takePairs(at('in'), { app: 'validator', patienceMs: 0, settleMs: 0, ...more }));
const filesIn = (...parts: string[]): string[] => (existsSync(at(...parts)) ? readdirSync(at(...parts)).toSorted() : []);

describe('taking what is wrong', () => {
  const cases: [fault: string, make: (name: string) => void][] = [
    ['checksumMismatch', (name) => pair(name, { checksum: sumOf('other') })],
    ['checksumUnknown', (name) => pair(name, { checksum: 'crc32:abcdef01' })],
    ['sizeMismatch', (name) => pair(name, { file_size: 1 })],
    ['dataMissing', (name) => pair(name, {}, null)],
    ['pathEscape', (name) => pair(name, { filename: '../../etc/passwd' })],
    ['pathEscape', (name) => pair(name, { filename: 'a\0b/c' })],
    ['otherFilename', (name) => pair(name, { filename: 'another.csv' })],
    ['otherFilename', (name) => pair(name, { filename: `${name}\n` })],
    ['sidecarWrongType', (name) => pair(name, { file_size: '8' })],
    ['sidecarWrongType', (name) => pair(name, { file_size: -1 })],
    ['sidecarWrongType', (name) => pair(name, { file_size: 1e300 })],
    ['sidecarWrongType', (name) => pair(name, { checksum: 42 })],
    ['sidecarWrongType', (name) => pair(name, { next_app: ['validator'] })],
    ['sidecarIncomplete', (name) => pair(name, { checksum: undefined })],
    ['sidecarNotJson', (name) => writeSidecar(name, '{"filename": "a')],
    ['sidecarNotJson', (name) => writeSidecar(name, '')],
    ['sidecarNotObject', (name) => writeSidecar(name, '[1]')],
    ['sidecarTooDeep', (name) => writeSidecar(name, `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`.slice(0, 60_000))],
    ['sidecarTooLarge', (name) => sparse(name, 100 * 1024 * 1024)],
  ];
  it.each(cases)('%s (%#): goes to errors/ with its reason, and stops no other', async (fault, make) => {
    make('bad.csv');
    pair('good.csv');
    const taken = await take();
    expect(taken).toMatchObject([
      { state: 'error', fault, error: { message: expect.stringMatching(/\.$/), hint: expect.stringMatching(/\.$/) } },
      { state: 'processed', pair: { name: 'good.csv' } },
    ]);
    expect(filesIn('in', 'errors')).toContain('bad.csv.error');
    expect(JSON.parse(readFileSync(at('in', 'errors', 'bad.csv.error'), 'utf8'))).toMatchObject({ filename: 'bad.csv', error: expect.any(String), timestamp: expect.any(String) });
    expect(filesIn('in', 'errors')).toContain('bad.csv.meta.json');
    expect(filesIn('in')).toEqual(['errors', 'processed']);
    expect(filesIn('in', 'processed')).toEqual(['good.csv', 'good.csv.meta.json']);
  });

  it('says that a name holds a NUL character, instead of calling it a path', async () => {
    pair('a.csv', { filename: 'a\0b' });
    expect(await take()).toMatchObject([{ state: 'error', fault: 'pathEscape' }]);
    expect(readFileSync(at('in', 'errors', 'a.csv.error'), 'utf8')).toContain('holds a NUL character');
  });

  it.each([
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16', (text: string) => Buffer.from(text, 'utf16le')],
  ])('says that a sidecar is written in %s (%#)', async (_encoding, encode) => {
    pair('a.csv');
    writeFileSync(at('in', 'a.csv.meta.json'), encode(readFileSync(at('in', 'a.csv.meta.json'), 'utf8')));
    expect(await take()).toMatchObject([{ state: 'error', fault: 'sidecarNotJson', error: { message: expect.stringContaining('is written in UTF-16') } }]);
  });

  it('takes a sidecar that begins with the mark of UTF-8', async () => {
    pair('a.csv');
    writeFileSync(at('in', 'a.csv.meta.json'), `\ufeff${readFileSync(at('in', 'a.csv.meta.json'), 'utf8')}`);
    expect(await take()).toMatchObject([{ state: 'processed' }]);
  });

  it('says that it does not know a kind of checksum', async () => {
    pair('a.csv', { checksum: `sha512:${'ab'.repeat(64)}` });
    expect(await take()).toMatchObject([{ state: 'error', fault: 'checksumUnknown', error: { message: expect.stringContaining('of a kind that is not known here: “sha512:abab') } }]);
  });

  it('follows no link, neither for the data nor for the sidecar', async () => {
    writeFileSync(at('secret'), DATA);
    pair('link.csv', {}, null);
    symlinkSync(at('secret'), at('in', 'link.csv'));
    pair('other.csv');
    renameSync(at('in', 'other.csv.meta.json'), at('elsewhere'));
    symlinkSync(at('elsewhere'), at('in', 'other.csv.meta.json'));
    expect((await take()).map((one) => one.state === 'error' && one.fault)).toEqual(['dataNotFile', 'sidecarNotFile']);
    expect(readFileSync(at('secret'), 'utf8')).toBe(DATA);
    expect(existsSync(at('elsewhere'))).toBe(true);
  });

  it('does not move anything through a link in the place of processed/', async () => {
    mkdirSync(at('away'));
    symlinkSync(at('away'), at('in', 'processed'));
    pair('a.csv');
    expect(await take()).toMatchObject([{ state: 'error', fault: 'resultNotFolder', now: null }]);
    expect(filesIn('away')).toEqual([]);
    expect(filesIn('in')).toEqual(['a.csv', 'a.csv.meta.json', 'processed']);
  });

  it('waits for a pair that does not agree yet, and takes it when it does', async () => {
    pair('a.csv', {}, 'a,b');
    const taking = take({ settleMs: 20_000, patienceMs: 20_000 });
    setTimeout(() => writeFileSync(at('in', 'a.csv'), DATA), 150);
    expect(await taking).toMatchObject([{ state: 'processed' }]);
  });

  it('leaves what is locked, and says by what', async () => {
    pair('a.csv');
    mkdirSync(at('in', 'a.csv.lock'));
    pair('b.csv');
    writeFileSync(at('in', 'b.csv.lock'), 'somebody');
    expect(await take()).toMatchObject([{ state: 'error', fault: 'lockNotFile', now: null }, { state: 'pickedUp', error: { code: 'file.locked' } }]);
    expect(filesIn('in')).toHaveLength(6);
  });

  it('takes names that hold line breaks and bytes that are no UTF-8', async () => {
    pair('new\nline.csv');
    const odd = Buffer.concat([Buffer.from(at('in', 'odd')), Buffer.from([0xff]), Buffer.from('.csv')]);
    writeFileSync(odd, DATA);
    writeFileSync(Buffer.concat([odd, Buffer.from('.meta.json')]), JSON.stringify({ checksum: sumOf(DATA), next_app: 'validator' }));
    expect((await take()).map(({ state }) => state)).toEqual(['processed', 'processed']);
    expect(filesIn('in')).toEqual(['processed']);
  });
});

describe('taking', () => {
  it('delivers a pair once, and each of two with one name', async () => {
    pair('a.csv');
    expect(await take({ to: at('got') })).toMatchObject([{ delivered: at('got', 'a.csv') }]);
    expect(await take({ to: at('got') })).toEqual([]);
    pair('a.csv');
    expect(await take({ to: at('got') })).toMatchObject([{ delivered: at('got', 'a (2).csv') }]);
    expect(filesIn('got')).toEqual(['a (2).csv', 'a.csv']);
    expect(filesIn('in', 'processed')).toHaveLength(4);
  });

  it('is done by one of many at once', async () => {
    for (let i = 0; i < 30; i += 1) pair(`${i}.csv`);
    const all = (await Promise.all([1, 2, 3].map(() => take({ to: at('got') })))).flat();
    expect(all.filter(({ state }) => state === 'processed')).toHaveLength(30);
    expect(filesIn('got')).toHaveLength(30);
  });

  it('lets a pair whose processing fails go to errors/', async () => {
    pair('a.csv');
    expect(await take({ process: () => Promise.reject(new Error('no')) })).toMatchObject([{ state: 'error', now: { folder: at('in', 'errors') } }]);
  });

  it('brings a move that was cut short to its end', async () => {
    pair('a.csv');
    mkdirSync(at('in', 'processed'));
    renameSync(at('in', 'a.csv.meta.json'), at('in', 'processed', 'a.csv.meta.json'));
    pair('b.csv');
    linkSync(at('in', 'b.csv.meta.json'), at('in', 'processed', 'b.csv.meta.json'));
    expect((await take()).map(({ state, pair: { name } }) => `${name} ${state}`).toSorted()).toEqual(['a.csv processed', 'b.csv processed']);
    expect(filesIn('in')).toEqual(['processed']);
    expect(filesIn('in', 'processed')).toEqual(['a.csv', 'a.csv.meta.json', 'b.csv', 'b.csv.meta.json']);
  });

  it('reads all good ones though others are wrong', async () => {
    for (let i = 0; i < 5; i += 1) pair(`${i}.csv`, i === 2 ? { file_size: 3 } : {});
    const states = (await collect(readHandoffs(at('in'), 'validator'))).map(({ state }) => state);
    expect(states).toEqual(['ready', 'ready', 'error', 'ready', 'ready']);
  });
});

describe('putting', () => {
  const producing = () => ({ to: at('out'), app: 'mill', type: 'rows', nextApp: 'validator', now: () => new Date(2026, 10, 22, 7, 8, 9) });

  it('counts on when the second repeats, and leaves nothing temporary', async () => {
    for (const name of ['a.csv', 'b.csv', 'c.tar.gz']) writeFileSync(at(name), DATA);
    const put = await collect(putFiles([at('a.csv'), at('b.csv'), at('c.tar.gz'), at('none')], producing()));
    expect(put.map(({ pair: one, error }) => one?.name ?? error?.code)).toEqual(['mill_rows_20261122_070809.csv', 'mill_rows_20261122_070809_2.csv', 'mill_rows_20261122_070809.tar.gz', 'file.vanished']);
    expect(filesIn('out', '2026-11-22')).toEqual([...put.slice(0, 3).flatMap(({ pair: one }) => [one?.name, `${one?.name}.meta.json`])].toSorted());
    expect(await collect(putFiles([at('a.csv')], producing()))).toMatchObject([{ pair: { name: 'mill_rows_20261122_070809_3.csv' } }]);
  });

  it('takes the next name when another program begins to write under its own at the last moment', async () => {
    writeFileSync(at('a.csv'), DATA);
    let begun = 0;
    const begin = (one: { data: string }): Promise<void> => {
      begun += 1;
      if (begun === 1) writeFileSync(`${one.data}.lock`, '');
      return Promise.resolve();
    };
    expect(await collect(putFiles([at('a.csv')], { ...producing(), begin }))).toMatchObject([{ pair: { name: 'mill_rows_20261122_070809_2.csv' } }]);
    expect(filesIn('out', '2026-11-22')).toEqual(['mill_rows_20261122_070809.csv.lock', 'mill_rows_20261122_070809_2.csv', 'mill_rows_20261122_070809_2.csv.meta.json']);
  });

  it('refuses names and fields that would say something else', async () => {
    writeFileSync(at('a.csv'), DATA);
    for (const app of ['../x', 'a/b', '', '.hidden', 'a\nb']) await expect(collect(putFiles([at('a.csv')], { ...producing(), app }))).rejects.toMatchObject({ code: 'usage.invalid' });
    expect(await collect(putFiles([at('a.csv')], { ...producing(), extra: () => ({ checksum: 'x' }) }))).toMatchObject([{ error: { code: 'usage.invalid' } }]);
    expect(await collect(putFiles([at('a.csv')], { ...producing(), extra: () => ({ much: 'x'.repeat(70_000) }) }))).toMatchObject([{ error: { code: 'file.tooLarge' } }]);
    expect(filesIn('out', '2026-11-22')).toEqual([]);
  });
});

describe('the board', () => {
  it('has a state for each', async () => {
    pair('ready.csv');
    pair('wrong.csv', { file_size: 1 });
    pair('taken.csv');
    writeFileSync(at('in', 'lone.csv'), DATA);
    mkdirSync(at('in', 'processed'));
    writeFileSync(at('in', 'processed', 'done.csv'), DATA);
    pair('left.csv');
    // Clocks of two machines differ by some seconds.
    for (const [name, leaseMs] of [['taken', -5_000], ['left', -120_000]] as const) {
      const note = { host: 'elsewhere', pid: 1, process_start: null, started_at: new Date().toISOString(), lease_until: new Date(Date.now() + leaseMs).toISOString(), token: 't', flock: false, purpose: 'take' };
      writeFileSync(at('in', `${name}.csv.lock`), JSON.stringify(note));
    }
    const rows = await collect(lookAtHandoffs(at('in'), { withResults: true, settleMs: 0 }));
    expect(Object.fromEntries(rows.map(({ pair: { name }, state, fault }) => [name, fault ?? state]))).toEqual({ 'ready.csv': 'ready', 'wrong.csv': 'sizeMismatch', 'taken.csv': 'pickedUp', 'left.csv': 'stuck', 'lone.csv': 'sidecarMissing', 'done.csv': 'processed' });
    const again = await collect(lookAtHandoffs(at('in'), { settleMs: 60_000, stuckMs: 0 }));
    expect(again.find((row) => row.pair.name === 'lone.csv')?.state).toBe('writing');
    expect(again.find((row) => row.pair.name === 'ready.csv')?.state).toBe('stuck');
  });

  it.each([
    ['timeUnreadable', 'yesterday'],
    ['timeWithoutZone', '2026-11-22T10:00:00.123456'],
    ['timeInFuture', '2999-01-01T00:00:00+14:00'],
    [undefined, '2026-11-22T10:00:00Z'],
    [undefined, '2026-11-22T10:00:00-12:00'],
    [undefined, '2026-10-25T02:30:00+02:00'],
    ['timeUnreadable', '2026-02-30T10:00:00Z'],
    ['timeUnreadable', '2026-11-22T10:00:00+25:00'],
    ['timeUnreadable', '20261122T100000 CET'],
  ])('remarks on times: %s', async (what, created) => {
    mkdirSync(at('in', '2026-11-22'));
    pair('2026-11-22/app_type_20261122_100000.csv', { filename: 'app_type_20261122_100000.csv', created_at: created });
    const findings = (await collect(checkConformance(at('in')))).flatMap((one) => one.findings);
    expect(findings.map((one) => one.what)).toEqual(what === undefined ? [] : [what]);
  });
});

describe('the check', () => {
  const remarks = async (): Promise<string[]> => (await collect(checkConformance(at('in')))).flatMap(({ findings }) => findings.map(({ what }) => what).filter((what) => what !== 'nameUnusual' && what !== 'notDated'));

  it.each([
    ['rowsDiffer', { row_count: 99 }],
    ['addresseeBlanks', { next_app: 'validator\n' }],
    ['addresseeBlanks', { next_app: ' validator' }],
    // Some count the header, some do not.
    [undefined, { row_count: 1 }],
    [undefined, { row_count: null }],
  ])('remarks %s (%#)', async (what, more) => {
    pair('a.csv', more);
    expect(await remarks()).toEqual(what === undefined ? [] : [what]);
  });

  it('remarks a sidecar with letters that are no UTF-8', async () => {
    pair('a.csv', { created_by: 'M?ller' });
    writeFileSync(at('in', 'a.csv.meta.json'), readFileSync(at('in', 'a.csv.meta.json'), 'latin1').replace('?', '\xfc'), 'latin1');
    expect(await remarks()).toEqual(['sidecarNotUtf8']);
  });

  it('calls a folder in the place of a sidecar what it is, as the board does', async () => {
    writeFileSync(at('in', 'a.csv'), DATA);
    mkdirSync(at('in', 'a.csv.meta.json'));
    const rows = await collect(lookAtHandoffs(at('in'), { settleMs: 0 }));
    const { found } = await findHandoffs([handoffPlaceSchema.parse({ path: at('in'), settleSeconds: 0 })], new SidecarMemory(), new Reach());
    expect([...rows, ...found].map(({ fault, hasSidecar }: { fault: unknown; hasSidecar?: boolean }) => [fault, hasSidecar])).toEqual([['sidecarNotFile', undefined], ['sidecarNotFile', false]]);
  });
});

describe('sweeping', () => {
  it('archives what is old, with what goes with it, and finishes what was cut short', async () => {
    pair('old.csv');
    pair('half.csv');
    for (const name of ['old.csv', 'old.csv.meta.json', 'half.csv']) utimesSync(at('in', name), 1e9, 1e9);
    const swept = await collect(sweepFiles(at('in'), { to: at('in', 'archive'), olderThanMs: 1e6 }));
    expect(swept.map(({ path, error }) => error ?? path)).toEqual([at('in', 'old.csv.meta.json'), at('in', 'old.csv')]);
    expect(filesIn('in', 'archive')).toEqual(['old.csv.gz', 'old.csv.meta.json.gz']);
    // As a kill before the original went would leave it.
    writeFileSync(at('in', 'old.csv'), DATA);
    utimesSync(at('in', 'old.csv'), 1e9, 1e9);
    await collect(sweepFiles(at('in'), { to: at('in', 'archive'), olderThanMs: 1e6 }));
    expect(filesIn('in', 'archive')).toEqual(['old.csv.gz', 'old.csv.meta.json.gz']);
    expect(filesIn('in')).toEqual(['archive', 'half.csv', 'half.csv.meta.json']);
  });

  it('overwrites no archive of another file, and does not archive into the folder itself', async () => {
    mkdirSync(at('archive'));
    writeFileSync(at('archive', 'a.csv.gz'), 'no archive');
    writeFileSync(at('in', 'a.csv'), 'x'.repeat(2_000_000));
    utimesSync(at('in', 'a.csv'), 1e9, 1e9);
    expect(await collect(sweepFiles(at('in'), { to: at('archive'), olderThanMs: 1 }))).toMatchObject([{ archived: at('archive', 'a (2).csv.gz') }]);
    expect(readFileSync(at('archive', 'a.csv.gz'), 'utf8')).toBe('no archive');
    await expect(collect(sweepFiles(at('in'), { to: at('in'), olderThanMs: 1 }))).rejects.toMatchObject({ code: 'usage.invalid' });
  });

  const oldPair = (name: string, content = DATA): void => {
    pair(name, {}, content);
    for (const path of [at('in', name), at('in', `${name}.meta.json`)]) utimesSync(path, 1e9, 1e9);
  };

  it('lets nothing go but under its lock, as others do that take it or write it', async () => {
    oldPair('a.csv');
    const refused: unknown[] = [];
    const letGo = async ({ path }: { path: string }): Promise<void> => {
      refused.push(await acquireLock(at('in', 'a.csv'), { purpose: 'take', waitMs: 0 }).catch((error: FilemillError) => error.code));
      rmSync(path);
    };
    await collect(sweepFiles(at('in'), { to: at('archive'), olderThanMs: 1, letGo }));
    expect(refused).toEqual(['file.locked', 'file.locked']);
    expect(filesIn('in')).toEqual([]);
  });

  it('leaves what somebody has locked, and all of what goes with what was written meanwhile', async () => {
    for (const name of ['a.csv', 'b.csv', 'c.csv']) oldPair(name);
    const lock = await acquireLock(at('in', 'c.csv'), { purpose: 'take', waitMs: 0 });
    // The first to go is a.csv: by then both are packed.
    const letGo = async ({ path }: { path: string }): Promise<void> => {
      writeFileSync(at('in', 'b.csv.meta.json'), 'new');
      rmSync(path);
    };
    const swept = await collect(sweepFiles(at('in'), { to: at('archive'), olderThanMs: 1, letGo }));
    lock.release();
    expect(Object.fromEntries(swept.map(({ path, error }) => [path.slice(at('in').length + 1), error?.code ?? 'archived']))).toEqual({ 'a.csv': 'archived', 'a.csv.meta.json': 'archived', 'b.csv': 'file.changed', 'b.csv.meta.json': 'file.changed', 'c.csv': 'file.locked' });
    expect(filesIn('in')).toEqual(['b.csv', 'b.csv.meta.json', 'c.csv', 'c.csv.meta.json']);
  });

  it.runIf(noZstd === null)('packs as zstd, small and large, and proves it', async () => {
    const large = 'a line of the large one\n'.repeat(100_000);
    oldPair('small.csv');
    oldPair('large.csv', large);
    const swept = await collect(sweepFiles(at('in'), { to: at('archive'), olderThanMs: 1, format: 'zstd' }));
    expect(swept.map(({ error }) => error)).toEqual([null, null, null, null]);
    expect(filesIn('archive')).toEqual(['large.csv.meta.json.zst', 'large.csv.zst', 'small.csv.meta.json.zst', 'small.csv.zst']);
    const { zstdDecompressSync } = (await import('node:zlib')) as unknown as { zstdDecompressSync(bytes: Buffer): Buffer };
    expect(zstdDecompressSync(readFileSync(at('archive', 'small.csv.zst'))).toString()).toBe(DATA);
    expect(zstdDecompressSync(readFileSync(at('archive', 'large.csv.zst'))).toString()).toBe(large);
    // A run that was cut short: what is archived serves.
    oldPair('small.csv');
    expect(await collect(sweepFiles(at('in'), { to: at('archive'), olderThanMs: 1, format: 'zstd' }))).toMatchObject([{ archived: at('archive', 'small.csv.meta.json.zst') }, { archived: at('archive', 'small.csv.zst') }]);
  });

  it.skipIf(noZstd === null)('says that this program can’t write zstd', async () => {
    oldPair('small.csv');
    await expect(collect(sweepFiles(at('in'), { to: at('archive'), olderThanMs: 1, format: 'zstd' }))).rejects.toMatchObject({ code: 'environment.missing', message: noZstd });
    expect(filesIn('in')).toEqual(['small.csv', 'small.csv.meta.json']);
  });
});

function writeSidecar(name: string, text: string): void {
  writeFileSync(at('in', name), DATA);
  writeFileSync(at('in', `${name}.meta.json`), text);
}

function sparse(name: string, bytes: number): void {
  writeFileSync(at('in', name), DATA);
  const fd = openSync(at('in', `${name}.meta.json`), 'w');
  ftruncateSync(fd, bytes);
  closeSync(fd);
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}
