import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openLog, type Log } from '../../base/log';
import { FilemillError } from '../../shared/errors/filemill-error';
import { generalSettingsSchema } from '../../shared/model/settings';
import { createRequestSchema, extractRequestSchema, type ArchiveRun, type CreateRequest, type ExtractRequest, type RefusedEntry, type UnpackedEntry } from '../../shared/model/archive';
import { writtenPacker, writtenText } from '../../base/unpacked-rows';
import type { Unpacked } from '../../shared/model/unpacked';
import { RowPacker, rowsOf } from '../../base/packed-rows';
import { packSourceSchema, type PackSource } from '../../shared/model/packing';
import type { PackedRows } from '../../shared/rpc/packed-rows';
import type { Database } from '../store/database';
import { explainFile } from '../answers/why';
import { pageOfHistory } from '../store/history';
import { Effects, type Effect, type EffectState } from '../store/effects';
import { closeStore, openStore } from '../store/open-store';
import { Vault } from '../vault/vault';
import { VaultKeeper } from '../vault/vault-keeper';
import { NO_SECRETS } from '../workers/node-host';
import type { WorkerPool } from '../workers/worker-pool';
import { ArchiveActs } from './archive-acts';
import { ArchiveSources } from './archive-sources';

let base: string;
let data: string;
let home: string;
let database: Database;
let effects: Effects;
let log: Log;
/** What the pretended archive holds. */
let contents: Record<string, string>;
let refused: RefusedEntry[];
/** Called when the worker is about to answer. */
let meanwhile: () => void | Promise<void>;
let acts: ArchiveActs;
let watched: string[] = [];

const sum = (text: string): string => createHash('sha256').update(text).digest('hex');
const text = (path: string): string => readFileSync(join(home, path), 'utf8');
const limits = extractRequestSchema.shape.limits.parse({});

const packed = <T>(rows: readonly T[]): PackedRows<T> => RowPacker.of(rows).packed();

function packedWritten(entries: readonly UnpackedEntry[]): Unpacked['written'] {
  const packer = writtenPacker();
  for (const entry of entries) packer.addText(writtenText(entry));
  return packer.packed();
}

/** A worker that pretends to know archives: what is in `contents` comes out, and an archive is a line for each source. */
async function answer(name: string, input: Record<string, unknown>, signal: AbortSignal): Promise<unknown> {
  const entries = Object.entries(contents).map(([path, body], ordinal) => ({ ordinal, path, type: 'file' as const, relativePath: path.replaceAll('\\', '/'), size: body.length, sha256: sum(body), modified: null, warnings: [] }));
  switch (name) {
    case 'files.recognise': {
      const recognition = { sha256: 'a'.repeat(64), headSha256: '', isSameHead: false, mime: 'application/zip', kind: 'archive', warnings: [] };
      return { results: [{ fileId: 1, ok: true, recognition, durationMs: 0 }] };
    }
    case 'archive.plan':
      return { written: packedWritten(entries.map((entry) => ({ ...entry, sha256: null }))), refused: packed(refused) };
    case 'archive.unpack': {
      for (const [path, body] of Object.entries(contents)) {
        mkdirSync(dirname(join(input.into as string, path)), { recursive: true });
        writeFileSync(join(input.into as string, path), body);
      }
      await meanwhile();
      if (signal.aborted) throw new FilemillError('call.cancelled', 'It was cancelled.');
      return { written: packedWritten(entries), refused: packed(refused) };
    }
    case 'archive.create': {
      const sources = [...rowsOf(input.sources as PackedRows<PackSource>, packSourceSchema)];
      const entries = sources.map(({ path, name: inside, isFolder }) => ({ name: inside, size: 1, sha256: isFolder ? null : sum(readFileSync(path, 'utf8')) }));
      const body = sources.map(({ name: inside }) => inside).join('\n');
      writeFileSync(input.target as string, body);
      await meanwhile();
      return { bytes: body.length, sha256: sum(body), entries: packed(entries) };
    }
    case 'archive.verify':
      return { files: 2, bytes: 10, failures: [{ ordinal: 1, path: 'b', reason: 'Its checksum is wrong.' }] };
    default:
      throw new Error(name);
  }
}

const pool = {
  onProgress: () => undefined,
  run: (_options: unknown, task: (worker: unknown) => unknown) =>
    task({ call: (name: string, input: Record<string, unknown>, { signal }: { signal?: AbortSignal } = {}) => answer(name, input, signal ?? new AbortController().signal) }),
} as unknown as WorkerPool;

beforeEach(() => {
  watched = [];
  base = mkdtempSync(join(tmpdir(), 'filemill-acts-'));
  [data, home] = [join(base, 'data'), join(base, 'home')];
  mkdirSync(data);
  mkdirSync(home);
  writeFileSync(join(home, 'photos.tar.gz'), 'an archive');
  database = openStore(data).database;
  effects = new Effects(database);
  log = openLog(join(base, 'log'));
  contents = { 'a.txt': 'one', 'b/c.txt': 'two' };
  refused = [];
  meanwhile = () => undefined;
  acts = start();
});
afterEach(async () => {
  await acts.close();
  closeStore(database, data);
  log.close();
  rmSync(base, { recursive: true, force: true });
});

function start(): ArchiveActs {
  const sources = new ArchiveSources({
    pool,
    scratchFolder: join(data, 'scratch'),
    passwords: () => [],
    limits: () => limits,
    fileAt: () => ({ root: home, path: 'photos.tar.gz' }),
  });
  return new ArchiveActs({ database, dataFolder: data, vault: new Vault({ dataFolder: data, secrets: NO_SECRETS, settings: { general: generalSettingsSchema.parse({}) } }), pool, sources, log, watched: () => watched }, () => undefined);
}

const context = { signal: new AbortController().signal };
async function done(run: ArchiveRun | Promise<ArchiveRun>): Promise<ArchiveRun> {
  const ended = await acts.runs.ended((await run).id);
  if (!ended) throw new Error('no run');
  return ended;
}
const extract = (more: Partial<ExtractRequest> = {}): Promise<ArchiveRun> =>
  done(acts.handlers()['archives.extract'](extractRequestSchema.parse({ archive: { path: join(home, 'photos.tar.gz') }, ...more }), context));
const create = (more: Partial<CreateRequest>): Promise<ArchiveRun> =>
  done(acts.handlers()['archives.create'](createRequestSchema.parse({ sources: [join(home, 'papers')], target: join(home, 'papers.zip'), ...more }), context));
const effect = (id: number | null): Effect => effects.byId(id ?? 0) as Effect;
const states = (): EffectState[] => database.all<Effect>('SELECT state FROM effects ORDER BY id').map(({ state }) => state);
const tree = (): string[] => readdirSync(home, { recursive: true, encoding: 'utf8' }).sort();

describe('extracting', () => {
  test('puts everything into a folder named like the archive, in one step, and tells what was refused', async () => {
    refused = [{ ordinal: 2, path: '../x', code: 'traversal', reason: 'It leads out of the folder.' }];
    const run = await extract();
    expect(run).toMatchObject({ state: 'done', target: join(home, 'photos'), files: 2, bytes: 6, refusedCount: 1, refused });
    expect(tree()).toEqual(['photos', 'photos.tar.gz', 'photos/a.txt', 'photos/b', 'photos/b/c.txt']);
    expect(effect(run.effectId)).toMatchObject({ action: 'extract', state: 'done', source: join(home, 'photos.tar.gz'), target: join(home, 'photos') });
  });

  test('is foretold', async () => {
    mkdirSync(join(home, 'photos'));
    refused = [{ ordinal: 2, path: '/etc/passwd', code: 'absolutePath', reason: 'Its path is absolute.' }];
    const request = extractRequestSchema.parse({ archive: { path: join(home, 'photos.tar.gz'), inside: [] } });
    const { plan, lines } = await acts.handlers()['archives.planExtract']({ ...request, offset: 0, limit: 10 }, context);
    expect(plan).toMatchObject({ target: join(home, 'photos (2)'), files: 2, bytes: 6, refused: 1, problem: null });
    expect(lines.map(({ path, writtenAs, note }) => [path, writtenAs, note])).toEqual([
      ['a.txt', 'a.txt', null],
      ['b/c.txt', 'b/c.txt', null],
      ['/etc/passwd', null, 'Its path is absolute.'],
    ]);
  });

  test('is foretold with paths of Windows, whose names stay as they are', async () => {
    contents = { 'b\\c.txt': 'two' };
    const request = extractRequestSchema.parse({ archive: { path: join(home, 'photos.tar.gz'), inside: [] } });
    const { lines } = await acts.handlers()['archives.planExtract']({ ...request, offset: 0, limit: 10 }, context);
    expect(lines.map(({ writtenAs, note }) => [writtenAs, note])).toEqual([['c.txt', null]]);
  });

  test('can be taken back as long as all is as it was written', async () => {
    const { effectId } = await extract();
    writeFileSync(join(home, 'photos', 'a.txt'), 'edited');
    await expect(acts.undoExtract(effect(effectId))).rejects.toMatchObject({ code: 'effect.changed' });
    expect([text('photos/a.txt'), text('photos/b/c.txt')]).toEqual(['edited', 'two']);
    writeFileSync(join(home, 'photos', 'a.txt'), 'one');
    await acts.undoExtract(effect(effectId));
    expect([tree(), states()]).toEqual([['photos.tar.gz'], ['undone']]);
    await expect(acts.undoExtract(effect(effectId))).rejects.toMatchObject({ code: 'effect.final' });
  });

  test('taken back leaves what others put there', async () => {
    mkdirSync(join(home, 'b'));
    const { effectId } = await extract({ ownFolder: 'never' });
    writeFileSync(join(home, 'b', 'mine.txt'), 'mine');
    await acts.undoExtract(effect(effectId));
    expect(tree()).toEqual(['b', 'b/mine.txt', 'photos.tar.gz']);
  });

  test('that is called off leaves nothing behind', async () => {
    meanwhile = () => acts.runs.cancel(1);
    expect(await extract()).toMatchObject({ state: 'cancelled', error: null });
    expect([tree(), states()]).toEqual([['photos.tar.gz'], ['failed']]);
  });

  test('of which nothing comes out says why', async () => {
    contents = {};
    refused = [{ ordinal: 0, path: 'secret', code: 'encrypted', reason: 'It needs a password.' }];
    expect(await extract()).toMatchObject({ state: 'failed', error: { code: 'file.needsPassword' } });
    expect(tree()).toEqual(['photos.tar.gz']);
  });

  test('never goes into Filemill’s own data, nor where it may not write', async () => {
    expect((await extract({ target: join(data, 'artifacts') })).error?.code).toBe('folder.ownData');
    const closed = join(base, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o555);
    const isRoot = process.getuid?.() === 0;
    if (!isRoot) expect((await extract({ target: closed })).error?.code).toBe('folder.denied');
  });

  test('nor by way of folders that the archive has in it', async () => {
    contents = { 'data/artifacts/x': 'planted', 'home/y': 'harmless' };
    expect((await extract({ target: base, ownFolder: 'never' })).error?.code).toBe('folder.ownData');
    expect([existsSync(join(data, 'artifacts', 'x')), tree()]).toEqual([false, ['photos.tar.gz']]);
  });

  test.each<['staging' | 'placed']>([['staging'], ['placed']])('that an end interrupts (%s) leaves nothing after the next start', async (when) => {
    const { effectId } = await extract({ ownFolder: 'never' });
    const { staging } = JSON.parse(effect(effectId).data ?? '{}') as { staging: string };
    database.transaction((writer) => void effects.move(writer, effectId ?? 0, 'done', 'intended'));
    mkdirSync(staging, { recursive: true });
    if (when === 'staging') for (const path of ['a.txt', 'b/c.txt']) rmSync(join(home, path));
    acts = start();
    await acts.recover();
    expect([tree(), states()]).toEqual([['photos.tar.gz'], ['failed']]);
  });

  test('that an end interrupts before anything was moved leaves what somebody else has put there', async () => {
    const { effectId } = await extract();
    const { staging } = JSON.parse(effect(effectId).data ?? '{}') as { staging: string };
    database.transaction((writer) => void effects.move(writer, effectId ?? 0, 'done', 'intended'));
    mkdirSync(join(staging, 'b'), { recursive: true });
    for (const [path, body] of Object.entries(contents)) writeFileSync(join(staging, path), body);
    acts = start();
    await acts.recover();
    expect([tree(), states()]).toEqual([['photos', 'photos.tar.gz', 'photos/a.txt', 'photos/b', 'photos/b/c.txt'], ['failed']]);
  });

  test.each<['in its place' | 'in the vault' | 'replaced' | 'back']>([['in its place'], ['in the vault'], ['replaced'], ['back']])('over a file that is %s when an end interrupts leaves that file', async (where) => {
    mkdirSync(join(home, 'into'));
    writeFileSync(join(home, 'into', 'a.txt'), where === 'back' ? contents['a.txt'] ?? '' : 'old');
    const request = extractRequestSchema.parse({ archive: { path: join(home, 'photos.tar.gz'), inside: [] } });
    const told: Partial<ArchiveRun> = {};
    const run = { id: 0, progressId: 1, signal: new AbortController().signal, tell: (facts: object) => Object.assign(told, facts) };
    await acts.extract(request, run, { placed: { folder: home, name: 'into', ownFolder: 'always', conflict: 'replace' } });
    const id = told.effectId ?? 0;
    const { staging, replaced } = JSON.parse(effect(id).data ?? '{}') as { staging: string; replaced: [string, string][] };
    const [[path, kept] = ['', '']] = replaced;
    expect([path, existsSync(kept), text('into/b/c.txt')]).toEqual([join(home, 'into', 'a.txt'), true, 'two']);
    if (where !== 'replaced') {
      mkdirSync(staging, { recursive: true });
      renameSync(path, join(staging, 'a.txt'));
    }
    if (where === 'in its place' || where === 'back') renameSync(kept, path);
    const before = text(where === 'in its place' || where === 'back' ? 'into/a.txt' : 'photos.tar.gz');
    database.transaction((writer) => void effects.move(writer, id, 'done', where === 'back' ? 'undoing' : 'intended'));
    if (where === 'back') rmSync(staging, { recursive: true });
    acts = start();
    expect(await acts.recover()).toEqual([]);
    expect([tree(), text('into/a.txt'), existsSync(kept), before]).toEqual([['into', 'into/a.txt', 'photos.tar.gz'], where === 'back' ? 'one' : 'old', false, before]);
  });

  test('is not said to be taken back when what was extracted lies elsewhere by now', async () => {
    const { effectId } = await extract();
    renameSync(join(home, 'photos'), join(home, 'mine'));
    await expect(acts.undoExtract(effect(effectId))).rejects.toMatchObject({ code: 'effect.final' });
    expect(states()).toEqual(['done']);
    renameSync(join(home, 'mine'), join(home, 'photos'));
    await acts.undoExtract(effect(effectId));
    expect([tree(), states()]).toEqual([['photos.tar.gz'], ['undone']]);
  });

  test('takes the folders away that were made for it, when it fails and when it is taken back', async () => {
    const target = join(home, 'new', 'sub');
    meanwhile = () => acts.runs.cancel(1);
    expect((await extract({ target })).state).toBe('cancelled');
    expect(tree()).toEqual(['photos.tar.gz']);
    meanwhile = () => undefined;
    const { effectId } = await extract({ target, ownFolder: 'never' });
    expect(existsSync(join(target, 'a.txt'))).toBe(true);
    await acts.undoExtract(effect(effectId));
    expect(tree()).toEqual(['photos.tar.gz']);
  });

  test('keeps out of what lies in the staging folder already, and goes through no link there', async () => {
    const foreign = join(home, '.filemill-staging', 'extract-1');
    mkdirSync(foreign, { recursive: true });
    writeFileSync(join(foreign, 'x'), 'of another Filemill');
    expect((await extract()).state).toBe('done');
    expect(readFileSync(join(foreign, 'x'), 'utf8')).toBe('of another Filemill');

    rmSync(join(home, '.filemill-staging'), { recursive: true });
    mkdirSync(join(base, 'elsewhere'));
    symlinkSync(join(base, 'elsewhere'), join(home, '.filemill-staging'));
    expect(await extract()).toMatchObject({ state: 'failed', error: { code: 'file.unsafe' } });
    expect(readdirSync(join(base, 'elsewhere'))).toEqual([]);
  });
});

describe('making an archive', () => {
  beforeEach(() => {
    mkdirSync(join(home, 'papers', 'old'), { recursive: true });
    writeFileSync(join(home, 'papers', 'a.txt'), 'one');
    writeFileSync(join(home, 'papers', 'old', 'a.txt'), 'two');
    symlinkSync('/etc/passwd', join(home, 'papers', 'link'));
  });

  test('takes folders with all that is in them but links, and names them from the common folder on', async () => {
    const run = await create({});
    expect(run).toMatchObject({ state: 'done', isVerified: true, files: 2, target: join(home, 'papers.zip') });
    expect(text('papers.zip').split('\n')).toEqual(['papers', 'papers/a.txt', 'papers/old', 'papers/old/a.txt']);
    const { leftOut, files, suggestedTarget } = await acts.handlers()['archives.planCreate']({ sources: [join(home, 'papers')] }, context);
    expect([files, suggestedTarget, leftOut.map(({ path }) => path)]).toEqual([2, join(home, 'papers'), [join(home, 'papers', 'link')]]);
  });

  test('flat numbers files of one name', async () => {
    await create({ recipe: createRequestSchema.shape.recipe.parse({ preservePaths: false }) });
    expect(text('papers.zip').split('\n')).toEqual(['a.txt', 'a (2).txt']);
  });

  test('takes a file once that is given by itself and with its folder, and nothing that lies in staging', async () => {
    mkdirSync(join(home, 'papers', '.filemill-staging', 'extract-x'), { recursive: true });
    writeFileSync(join(home, 'papers', '.filemill-staging', 'extract-x', 'half.txt'), 'half');
    await create({ sources: [join(home, 'papers', 'a.txt'), join(home, 'papers')], recipe: createRequestSchema.shape.recipe.parse({ preservePaths: false }) });
    expect(text('papers.zip').split('\n')).toEqual(['a.txt', 'a (2).txt']);
  });

  test('gives the ending of the format, and never overwrites unless it may', async () => {
    writeFileSync(join(home, 'papers.tar.gz'), 'old');
    const recipe = createRequestSchema.shape.recipe.parse({ format: 'tar.gz' });
    expect((await create({ recipe })).target).toBe(join(home, 'papers (2).tar.gz'));
    expect((await create({ recipe, conflict: 'skip' })).state).toBe('failed');
    const replaced = await create({ recipe, conflict: 'replace' });
    expect([replaced.target, text('papers.tar.gz')]).toEqual([join(home, 'papers.tar.gz'), 'papers\npapers/a.txt\npapers/old\npapers/old/a.txt']);
    await acts.undoCreate(effect(replaced.effectId));
    expect(text('papers.tar.gz')).toBe('old');
  });

  test('moves originals into the vault only when each is still what was packed, and brings them back', async () => {
    meanwhile = () => writeFileSync(join(home, 'papers', 'old', 'a.txt'), 'newer');
    const run = await create({ removeOriginals: true });
    expect(run).toMatchObject({ state: 'done', refusedCount: 1, refused: [{ path: join(home, 'papers', 'old', 'a.txt') }] });
    expect([existsSync(join(home, 'papers', 'a.txt')), text('papers/old/a.txt')]).toEqual([false, 'newer']);
    await acts.undoCreate(effect(run.effectId));
    expect([text('papers/a.txt'), existsSync(join(home, 'papers.zip'))]).toEqual(['one', false]);
  });

  test('takes folders away that are empty then, and brings them back', async () => {
    mkdirSync(join(home, 'papers', 'bare', 'within'), { recursive: true });
    chmodSync(join(home, 'papers', 'bare'), 0o750);
    rmSync(join(home, 'papers', 'link'));
    const run = await create({ removeOriginals: true });
    expect([run.state, readdirSync(home).sort()]).toEqual(['done', ['papers.zip', 'photos.tar.gz']]);
    await acts.undoCreate(effect(run.effectId));
    expect([text('papers/a.txt'), text('papers/old/a.txt'), existsSync(join(home, 'papers', 'bare', 'within'))]).toEqual(['one', 'two', true]);
    expect(statSync(join(home, 'papers', 'bare')).mode & 0o777).toBe(0o750);
  });

  test('keeps folders in which something is left, and such as are watched', async () => {
    watched = [join(home, 'papers', 'old')];
    await create({ removeOriginals: true });
    expect(readdirSync(join(home, 'papers')).sort()).toEqual(['link', 'old']);
    rmSync(join(home, 'papers', 'link'));
    writeFileSync(join(home, 'papers', 'old', 'b.txt'), 'three');
    await create({ removeOriginals: true, recipe: createRequestSchema.shape.recipe.parse({ preservePaths: false }) });
    expect([readdirSync(join(home, 'papers')), readdirSync(join(home, 'papers', 'old'))]).toEqual([['old'], []]);
  });

  test('leaves a link that has taken an original’s place', async () => {
    meanwhile = () => {
      renameSync(join(home, 'papers', 'a.txt'), join(home, 'moved.txt'));
      symlinkSync(join(home, 'moved.txt'), join(home, 'papers', 'a.txt'));
    };
    const run = await create({ removeOriginals: true });
    expect(run).toMatchObject({ state: 'done', refused: [{ path: join(home, 'papers', 'a.txt') }] });
    expect([text('papers/a.txt'), existsSync(join(home, 'papers', 'old', 'a.txt'))]).toEqual(['one', false]);
  });

  test('is not taken back when something else has an original’s name', async () => {
    const run = await create({ removeOriginals: true });
    writeFileSync(join(home, 'papers', 'a.txt'), 'another');
    await expect(acts.undoCreate(effect(run.effectId))).rejects.toMatchObject({ code: 'effect.changed' });
    expect([text('papers/a.txt'), existsSync(join(home, 'papers.zip'))]).toEqual(['another', true]);
  });

  test('that an end interrupts is undone at the next start, and originals are back', async () => {
    const run = await create({ removeOriginals: true });
    database.transaction((writer) => void effects.move(writer, run.effectId ?? 0, 'done', 'intended'));
    acts = start();
    await acts.recover();
    expect([text('papers/a.txt'), text('papers/old/a.txt'), existsSync(join(home, 'papers.zip')), states()]).toEqual(['one', 'two', false, ['failed']]);
  });

  test('that an end interrupts, with something in the way of taking it back, says so', async () => {
    const run = await create({ removeOriginals: true });
    database.transaction((writer) => void effects.move(writer, run.effectId ?? 0, 'done', 'intended'));
    writeFileSync(join(home, 'papers', 'a.txt'), 'another');
    acts = start();
    expect(await acts.recover()).toEqual([
      { message: expect.stringMatching(/^Making papers\.zip was interrupted and could not be taken back: Something else has the name .*papers\/a\.txt by now\.$/) as string, hint: expect.stringContaining('Move it away') as string },
    ]);
    const { rows } = pageOfHistory(database, {}, 0, 10);
    expect(rows).toMatchObject([{ type: 'deed', effects: [{ action: 'pack', state: 'stuck', obstacle: expect.stringContaining('Something else has the name') as string }] }]);
    for (const path of [join(home, 'papers', 'a.txt'), join(home, 'papers.zip')]) {
      expect(explainFile(database, [], { path })).toMatchObject({ answer: expect.stringContaining('was interrupted when Filemill ended') as string, hint: expect.stringContaining('Move it away') as string, steps: [{ name: 'Interrupted', mark: 'failed' }] });
    }
    expect(explainFile(database, [], { path: join(home, 'photos.tar.gz') }).steps).toEqual([]);
    rmSync(join(home, 'papers', 'a.txt'));
    acts = start();
    expect(await acts.recover()).toEqual([]);
    expect([text('papers/a.txt'), existsSync(join(home, 'papers.zip')), states(), pageOfHistory(database, {}, 0, 10).rows]).toEqual(['one', false, ['failed'], []]);
  });

  test('that an end interrupts before it has its name leaves another archive with the same bytes', async () => {
    const first = await create({});
    const second = await create({});
    expect(text('papers (2).zip')).toBe(text('papers.zip'));
    rmSync(second.target ?? '');
    database.transaction((writer) => {
      effects.setTarget(writer, second.effectId ?? 0, first.target ?? '');
      effects.move(writer, second.effectId ?? 0, 'done', 'intended');
    });
    acts = start();
    await acts.recover();
    expect([existsSync(join(home, 'papers.zip')), states()]).toEqual([true, ['done', 'failed']]);
  });

  test('that an end interrupts between the copy of an original and its farewell leaves one of them', async () => {
    const { effectId } = await create({ removeOriginals: true });
    writeFileSync(join(home, 'papers', 'a.txt'), 'one');
    database.transaction((writer) => void effects.move(writer, effectId ?? 0, 'done', 'intended'));
    acts = start();
    await acts.recover();
    expect([text('papers/a.txt'), text('papers/old/a.txt'), existsSync(join(home, 'papers.zip')), states()]).toEqual(['one', 'two', false, ['failed']]);
    expect(readdirSync(join(data, 'vault'))).toEqual([]);
  });

  test('that an end interrupts stays when it is the only one to hold a file', async () => {
    const { effectId } = await create({ removeOriginals: true });
    const { originals } = JSON.parse(effect(effectId).data ?? '{}') as { originals: [string, string][] };
    rmSync(originals[0]?.[1] ?? '');
    database.transaction((writer) => void effects.move(writer, effectId ?? 0, 'done', 'intended'));
    acts = start();
    await acts.recover();
    expect([existsSync(join(home, 'papers', 'a.txt')), text('papers/old/a.txt'), existsSync(join(home, 'papers.zip')), states()]).toEqual([false, 'two', true, ['failed']]);
  });

  test('lets originals go from the vault after their time', async () => {
    const run = await create({ removeOriginals: true });
    const keeper = new VaultKeeper({ database, effects, settings: { general: generalSettingsSchema.parse({}) }, dataFolder: data, log });
    keeper.letGo(Date.now() + 29 * 86_400_000);
    expect(states()).toEqual(['done']);
    keeper.letGo(Date.now() + 31 * 86_400_000);
    expect(states()).toEqual(['expired']);
    await expect(acts.undoCreate(effect(run.effectId))).rejects.toMatchObject({ code: 'effect.final' });
    expect(statSync(join(home, 'papers.zip')).isFile()).toBe(true);
  });

  test('keeps its password nowhere, also when it fails', async () => {
    const recipe = createRequestSchema.shape.recipe.parse({ password: 'open sesame' });
    expect((await create({ recipe })).state).toBe('done');
    meanwhile = () => {
      throw new Error('it failed');
    };
    const failed = await create({ recipe });
    expect(failed.state).toBe('failed');
    const kept = JSON.stringify([database.all('SELECT * FROM effects'), acts.runs.list(), readdirSync(base, { recursive: true })]);
    expect(kept).toContain('papers.zip');
    expect(kept).not.toContain('open sesame');
    const logged = readdirSync(base).filter((name) => name.startsWith('log')).map((name) => (statSync(join(base, name)).isFile() ? readFileSync(join(base, name), 'utf8') : ''));
    expect(logged.join()).not.toContain('open sesame');
  });

  test('says what is wrong with the wish', async () => {
    const locked = createRequestSchema.shape.recipe.parse({ format: 'tar', password: 'x' });
    expect((await create({ recipe: locked })).error?.code).toBe('usage.invalid');
    expect((await create({ sources: [join(home, 'nothing')] })).error?.code).toBe('file.vanished');
    mkdirSync(join(home, 'empty'));
    expect((await create({ sources: [join(home, 'empty')] })).error?.code).toBe('usage.invalid');
  });
});

test('verifying tells what is damaged', async () => {
  const run = await done(acts.handlers()['archives.verify']({ archive: { path: join(home, 'photos.tar.gz'), inside: [] } }, context));
  expect(run).toMatchObject({ state: 'done', isVerified: false, files: 2, refused: [{ path: 'b', code: 'damaged', reason: 'Its checksum is wrong.' }] });
});
