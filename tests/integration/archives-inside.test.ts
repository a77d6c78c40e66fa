import { readdirSync, writeFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { engineHandlers } from '../../src/engine/answers/handlers';
import { pageOfFiles } from '../../src/engine/store/file-rows';
import { pruneHistory } from '../../src/engine/upkeep/prune-history';
import { nodeHost } from '../../src/engine/workers/node-host';
import { makeZip } from '../../src/processors/kit/zip.test-kit';
import { FilemillError } from '../../src/shared/errors/filemill-error';
import type { CallInput, CallOutput, Handlers } from '../../src/shared/rpc/define-api';
import type { EngineApi } from '../../src/shared/contract/engine-api';
import type { FileRow } from '../../src/shared/model/file';
import { rawTar } from '../helpers/archives/raw-tar';
import { InProcessHost, type Bend } from '../helpers/in-process-host';
import { lockedPdf } from '../helpers/locked-pdf';
import { Mill } from '../helpers/mill';
import { minimalPdf } from '../helpers/minimal-pdf';
import { pictureOfText } from '../helpers/picture-of-text';

const real = nodeHost(join(import.meta.dirname, '..', '..', 'out', 'main'));

let mill: Mill;
beforeEach(() => {
  mill = new Mill();
});
afterEach(() => mill.end());

const host = (bend?: Bend): InProcessHost => new InProcessHost(real, bend);

async function start(settings: Parameters<Mill['watchInbox']>[0] = {}, bend?: Bend): Promise<void> {
  await mill.start(host(bend));
  await mill.watchInbox({ ocr: { mode: 'never', languages: null, reviewBelow: 50 }, ...settings });
}

type Call = keyof Handlers<EngineApi>;
function ask<C extends Call>(call: C, input: CallInput<EngineApi, C>): Promise<CallOutput<EngineApi, C>> {
  const handler = engineHandlers(mill.engine, 'manual')[call] as (input: unknown, context: { signal: AbortSignal }) => CallOutput<EngineApi, C>;
  return Promise.resolve(handler(input, { signal: new AbortController().signal }));
}

const entries = (row: FileRow, inside: number[] = []) => ask('archives.entries', { archive: { fileId: row.id, inside }, offset: 0, limit: 100 });
const found = (query: string): FileRow[] => pageOfFiles(mill.engine.database, { query }, 'relevance', 0, 100).rows;
const warningsOf = async (row: FileRow): Promise<string[]> => (await ask('files.detail', { id: row.id })).warnings;
const lookedInside = async (row: FileRow): Promise<string | undefined> =>
  (await ask('files.detail', { id: row.id })).timeline.find(({ name }) => name === 'Looked inside')?.detail;
const scratch = (): string[] => readdirSync(join(mill.data, 'scratch')).filter((name) => name.startsWith('inside-'));

const tarGz = (files: Record<string, string | Buffer>): Buffer =>
  gzipSync(rawTar(Object.entries(files).map(([name, content]) => ({ name, content: Buffer.from(content) }))));

async function mixed(): Promise<Buffer> {
  return makeZip({
    'papers/invoice.pdf': minimalPdf('The heliotrope invoice'),
    'scan.png': await pictureOfText(['words in a picture'], { width: 600, height: 200 }),
    'deep/more.tar.gz': tarGz({ 'notes/secret.txt': 'the quagmire of the marsh', 'same.txt': 'words that lie in several places' }),
  });
}

describe('an archive', () => {
  it('is looked into: its members and those of nested archives are read, and counted as no files', async () => {
    mill.drop('all.zip', await mixed());
    await start();
    const row = await mill.settled('all.zip', 'done');
    expect(await lookedInside(row)).toBe('5 read');
    expect(mill.engine.snapshot().accounting).toMatchObject({ seen: 1, done: 1 });
    expect(mill.accountingHolds()).toBe(true);
    const { entries: outer, total, lookedInside: looked, report } = await entries(row);
    expect({ total, looked, type: report.type }).toEqual({ total: 3, looked: { isDone: true, read: 5, failed: 0, skipped: 0, sentence: '5 read' }, type: 'zip' });
    expect(report.entries).toBeUndefined();
    expect(outer.map(({ path, member }) => [path, member?.state, member?.kind, member?.isArchive])).toEqual([
      ['papers/invoice.pdf', 'read', 'document', false],
      ['scan.png', 'read', 'image', false],
      ['deep/more.tar.gz', 'read', 'archive', true],
    ]);
    expect(outer[1]?.member?.thumbnail).toMatch(/^[0-9a-f]{64}\./);
    const { entries: inner } = await entries(row, [2]);
    expect(inner.map(({ path, member }) => [path, member?.state])).toEqual([
      ['notes/secret.txt', 'read'],
      ['same.txt', 'read'],
    ]);
    expect(scratch()).toEqual([]);
    expect((await ask('files.detail', { id: row.id })).report).not.toHaveProperty('entries');
  });

  it('is found by what is in it, once for each member that fits, with the way to it', async () => {
    mill.drop('all.zip', await mixed());
    await start();
    await mill.settled('all.zip', 'done');
    expect(found('heliotrope')).toMatchObject([{ path: 'all.zip', member: { ordinals: [0], path: 'papers/invoice.pdf' }, snippet: expect.stringContaining('heliotrope') as string }]);
    expect(found('quagmire')).toMatchObject([{ path: 'all.zip', member: { ordinals: [2, 0], path: 'deep/more.tar.gz!/notes/secret.txt' } }]);
    expect(found('secret')).toMatchObject([{ path: 'all.zip', member: { ordinals: [2, 0] }, snippet: null }]);
    expect(found('all.zip').map(({ member }) => member)).toEqual([undefined]);
    expect(found('type:archive quagmire')).toHaveLength(1);
    expect(found('type:text quagmire')).toHaveLength(0);
  });

  it('gives one row for an archive, with its best member, and one for each of its copies', async () => {
    const zip = makeZip(Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`${n}.txt`, `the wombat number ${n}`])));
    mill.drop('a.zip', zip);
    mill.drop('b.zip', zip);
    await start();
    await mill.settled('a.zip', 'done');
    await mill.settled('b.zip', 'done');
    expect(found('wombat').map(({ path }) => path).sort()).toEqual(['a.zip', 'b.zip']);
    expect(pageOfFiles(mill.engine.database, { query: 'wombat' }, 'name', 1, 2)).toMatchObject({ total: 2, rows: [{ path: 'b.zip', member: { path: '1.txt' } }] });
  });

  it('whose own name fits comes first, with its best member, and once', async () => {
    mill.drop('wombat.zip', makeZip({ 'wombat.txt': 'a wombat', 'other.txt': 'nothing' }));
    await start();
    await mill.settled('wombat.zip', 'done');
    expect(found('wombat')).toMatchObject([{ path: 'wombat.zip', member: { path: 'wombat.txt' } }]);
  });

  it('is left closed where its folder says so, and can be looked at all the same', async () => {
    mill.drop('all.zip', makeZip({ 'one.txt': 'the quagmire', 'in.zip': makeZip({ 'two.pdf': minimalPdf('a heliotrope') }) }));
    await start({ archives: { lookInside: false, depth: 3 } });
    const row = await mill.settled('all.zip', 'done');
    expect(found('quagmire')).toEqual([]);
    expect(found('one.txt')).toMatchObject([{ path: 'all.zip' }]);
    expect(await entries(row)).toMatchObject({ lookedInside: { isDone: false, sentence: 'Its folder leaves archives closed.' }, entries: [{ member: null }, { member: null }] });
    expect(await ask('archives.member', { archive: { fileId: row.id, inside: [] }, ordinal: 0 })).toMatchObject({ text: 'the quagmire', report: { kind: 'text' }, entry: { member: null } });
    expect(await entries(row, [1])).toMatchObject({ entries: [{ path: 'two.pdf' }] });
    const nested = { archive: { fileId: row.id, inside: [1] }, ordinal: 0 };
    expect(await ask('archives.member', nested)).toMatchObject({ report: { kind: 'document' }, canPreview: true, text: expect.stringContaining('heliotrope') as string });
    const preview = await ask('archives.preview', { ...nested, page: 1, maxSidePixels: 200 });
    expect(preview).toMatchObject({ height: 200 });
    expect(await ask('archives.preview', { ...nested, page: 1, maxSidePixels: 200 })).toEqual(preview);
    await expect(ask('archives.member', { archive: { fileId: row.id, inside: [] }, ordinal: 7 })).rejects.toMatchObject({ code: 'archive.noEntry' });
  });

  it('can be looked at though it lies in no watched folder', async () => {
    await start();
    const path = join(mill.base, 'elsewhere.zip');
    writeFileSync(path, makeZip({ 'one.txt': 'the quagmire' }));
    expect(await ask('archives.entries', { archive: { path, inside: [] }, offset: 0, limit: 10 })).toMatchObject({ total: 1, entries: [{ path: 'one.txt', member: null }] });
    expect(await ask('archives.member', { archive: { path, inside: [] }, ordinal: 0 })).toMatchObject({ text: 'the quagmire' });
  });

  it('is looked into as deep as its folder says: what lies deeper is said, and listed all the same', async () => {
    const innermost = makeZip({ 'c.txt': 'the quagmire' });
    mill.drop('a.zip', makeZip({ 'b.zip': makeZip({ 'c.zip': innermost, 'b.txt': 'the heliotrope' }), 'a.txt': 'words' }));
    await start({ archives: { lookInside: true, depth: 2 } });
    const row = await mill.settled('a.zip', 'done');
    expect(found('heliotrope')).toHaveLength(1);
    expect(found('quagmire')).toEqual([]);
    expect(await lookedInside(row)).toBe('3 read, 1 left out');
    expect(row.warningCount).toBe(2);
    expect(await warningsOf(row)).toEqual(['1 entry inside was left out.', '“b.zip › c.zip”: Archives are looked into 2 deep here, and it lies deeper.']);
    expect((await entries(row, [0])).entries[0]?.member).toMatchObject({ state: 'skipped', isArchive: true });
    expect((await entries(row, [0, 0])).entries).toMatchObject([{ path: 'c.txt', member: null }]);
    mill.engine.folders.update(1, { archives: { lookInside: true, depth: 3 } });
    mill.drop('again.zip', makeZip({ 'b.zip': makeZip({ 'c.zip': innermost, 'b.txt': 'the heliotrope' }), 'a.txt': 'words' }));
    await mill.settled('again.zip', 'done');
    expect(found('quagmire').map(({ path }) => path).sort()).toEqual(['a.zip', 'again.zip']);
  });

  it('is not unpacked again for the same bytes, nor are members read that were read before', async () => {
    const unpacked: string[] = [];
    const read: string[] = [];
    await start({}, (service) => ({
      'archive.unpack': (input, context) => {
        unpacked.push(input.source.path);
        return service['archive.unpack'](input, context);
      },
      'files.read': (input, context) => {
        read.push(...input.items.map(({ options }) => options.mime));
        return service['files.read'](input, context);
      },
    }));
    const zip = makeZip({ 'one.txt': 'the quagmire' });
    mill.drop('a.zip', zip);
    await mill.settled('a.zip', 'done');
    mill.drop('copy.zip', zip);
    await mill.settled('copy.zip', 'done');
    mill.drop('other.zip', makeZip({ 'two.txt': 'the quagmire', 'three.txt': 'news' }));
    await mill.settled('other.zip', 'done');
    expect(unpacked).toEqual(['a.zip', 'other.zip']);
    expect(read.filter((mime) => mime === 'text/plain')).toHaveLength(2);
    expect(found('quagmire').map(({ path }) => path).sort()).toEqual(['a.zip', 'copy.zip', 'other.zip']);
  });
});

describe('trouble with a member', () => {
  it('that ends its worker costs that member: the others are read, and a warning names it', async () => {
    const files = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`${n}.txt`, `plain words ${n}`]));
    mill.drop('a.zip', makeZip({ ...files, 'bad.txt': 'poison' }));
    await start({}, (service, die) => ({
      // Its name in scratch is of our making: it is known by its size.
      'files.read': (input, context) => (input.items.some(({ source }) => source.size === 6) ? die() : service['files.read'](input, context)),
    }));
    const row = await mill.settled('a.zip', 'done');
    expect(await lookedInside(row)).toBe('20 read, 1 failed');
    expect(await warningsOf(row)).toEqual(['1 entry inside could not be read.', '“bad.txt”: It ended the process that read it, 3 times.']);
    expect(found('plain')).toHaveLength(1);
    expect((await entries(row)).entries.at(-1)?.member).toMatchObject({ state: 'failed', reason: 'It ended the process that read it, 3 times.' });
  });

  it('that is locked is told of, and it is read once the password is known', async () => {
    mill.drop('a.zip', makeZip({ 'locked.pdf': await lockedPdf('The heliotrope', 'open sesame'), 'plain.txt': 'plain words' }));
    await start();
    const row = await mill.settled('a.zip', 'done');
    expect(await lookedInside(row)).toBe('1 read, 1 failed');
    expect(await ask('files.unlock', { password: 'open sesame', remember: false })).toMatchObject({ count: 1 });
    await mill.until(() => found('heliotrope').length === 1);
    expect(await warningsOf(await mill.settled('a.zip', 'done'))).toEqual([]);
  });

  it('of which all are locked makes the archive need a password', async () => {
    mill.drop('a.zip', makeZip({ 'locked.pdf': await lockedPdf('The heliotrope', 'open sesame') }));
    await start();
    const row = await mill.settled('a.zip', 'attention');
    expect(row.error).toMatchObject({ code: 'file.needsPassword' });
    expect(await ask('files.unlock', { ids: [row.id], password: 'open sesame', remember: false })).toMatchObject({ count: 1 });
    expect((await mill.settled('a.zip', 'done')).error).toBeNull();
    expect(found('heliotrope')).toHaveLength(1);
  });

  it('that is a full disk lets the archive wait, and nothing is lost', async () => {
    let isFull = true;
    mill.drop('a.zip', makeZip({ 'one.txt': 'the quagmire' }));
    await start({}, (service) => ({
      'archive.unpack': (input, context) =>
        isFull ? Promise.reject(new FilemillError('disk.full', 'The disk is full.')) : service['archive.unpack'](input, context),
    }));
    await mill.until(() => mill.row('a.zip')?.error?.code === 'disk.full');
    expect(mill.row('a.zip')?.state).toBe('waiting');
    isFull = false;
    mill.engine.retry({ ids: [mill.row('a.zip')?.id ?? 0] });
    await mill.settled('a.zip', 'done');
    expect(found('quagmire')).toHaveLength(1);
  });

  it('that changes with its archive: the archive is read again', async () => {
    let isFirst = true;
    mill.drop('a.zip', makeZip({ 'one.txt': 'the quagmire' }));
    await start({}, (service) => ({
      'archive.unpack': (input, context) => {
        if (!isFirst) return service['archive.unpack'](input, context);
        isFirst = false;
        return Promise.reject(new FilemillError('file.changed', 'It changed while it was being read.'));
      },
    }));
    expect((await mill.settled('a.zip', 'done')).attempts).toBe(1);
    expect(found('quagmire')).toHaveLength(1);
  });
});

describe('looking inside', () => {
  it('is cancelled, and leaves nothing behind', async () => {
    let hasBegun = false;
    mill.drop('a.zip', makeZip({ 'one.txt': 'the quagmire' }));
    await start({}, () => ({
      'archive.unpack': (_input, { signal }) => {
        hasBegun = true;
        mill.engine.revise();
        return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new FilemillError('call.cancelled', 'It was cancelled.'))));
      },
    }));
    await mill.until(() => hasBegun);
    expect(mill.engine.snapshot().running).toMatchObject([{ name: 'a.zip', label: 'Looking inside' }]);
    expect(mill.engine.commands.cancel([mill.row('a.zip')?.id ?? 0])).toBe(1);
    expect(await mill.settled('a.zip')).toMatchObject({ state: 'ignored', reason: 'Cancelled by you.' });
    expect(scratch()).toEqual([]);
  });

  it('goes on after an end of Filemill, and what was read of members is not read again', async () => {
    const read: number[] = [];
    const big = 'x'.repeat(300_000);
    const files = { 'one.txt': `${big} quagmire`, 'two.txt': `${big} heliotrope two`, 'three.txt': `${big} wombat three three` };
    let isStopping = true;
    const bend: Bend = (service) => ({
      'files.read': (input, context) => {
        const [size] = input.items.map(({ source }) => source.size);
        if (input.items[0]?.options.kind === 'archive') return service['files.read'](input, context);
        if (isStopping && read.length === 1) {
          mill.engine.revise();
          return new Promise(() => undefined);
        }
        read.push(size ?? 0);
        return service['files.read'](input, context);
      },
    });
    mill.drop('a.zip', makeZip(files));
    await start({}, bend);
    await mill.until(() => mill.engine.snapshot().running[0]?.label === 'Looking inside: 1 of 3');
    await mill.engine.close();
    isStopping = false;
    await mill.start(host(bend));
    const row = await mill.settled('a.zip', 'done');
    expect(await lookedInside(row)).toBe('3 read');
    expect(read.sort()).toEqual(Object.values(files).map(({ length }) => length).sort());
    expect(scratch()).toEqual([]);
    expect(mill.accountingHolds()).toBe(true);
  });

  it('reads pictures of text by OCR as files of the folder are read', async () => {
    mill.drop('a.zip', makeZip({ 'scan.png': await pictureOfText(['A heliotrope blooms', 'beside the marsh']) }));
    await start({ ocr: { mode: 'automatic', languages: ['eng'], reviewBelow: 50 } });
    await mill.settled('a.zip', 'done');
    expect(found('heliotrope')).toMatchObject([{ member: { path: 'scan.png' } }]);
  });

  it('rests while its lane is paused, and goes on after', async () => {
    await start();
    await mill.engine.updateSettings({ lanes: { ...mill.engine.settings.general.lanes, archives: { concurrency: null, paused: true } } });
    mill.drop('a.zip', makeZip({ 'one.txt': 'the quagmire' }));
    await mill.until(() => mill.row('a.zip') !== undefined);
    await mill.engine.whenSettled();
    expect(mill.row('a.zip')?.state).not.toBe('done');
    await mill.engine.updateSettings({ lanes: { ...mill.engine.settings.general.lanes, archives: { concurrency: null, paused: false } } });
    await mill.settled('a.zip', 'done');
    expect(found('quagmire')).toHaveLength(1);
  });
});

describe('what lies in archives', () => {
  const groups = async () => {
    await mill.engine.whenSettled();
    await mill.engine.duplicates.model.caughtUp();
    const { groups: rows } = await ask('duplicates.page', { tier: 'identical', decided: false, sort: 'name', offset: 0, limit: 100 });
    return Promise.all(rows.map(({ id }) => ask('duplicates.group', { id })));
  };

  it('is a duplicate of files: seen, never to be removed, and gone with its archive', async () => {
    await start();
    mill.drop('same.txt', 'words that lie in several places');
    const row = await (mill.drop('all.zip', await mixed()), mill.settled('all.zip', 'done'));
    await mill.settled('same.txt', 'done');
    const [group, ...others] = await groups();
    expect(others).toEqual([]);
    expect(group?.members.map(({ path, isKeeper, isArchived }) => [path, isKeeper, isArchived])).toEqual([
      ['same.txt', true, false],
      ['all.zip!/deep/more.tar.gz!/same.txt', false, true],
    ]);
    expect(group?.reclaimableBytes).toBe(0);
    const [, inside] = group?.members ?? [];
    await expect(ask('duplicates.mark', { id: group?.id ?? '', fileId: inside?.fileId ?? 0, action: 'remove' })).rejects.toMatchObject({ code: 'duplicates.refused' });
    await expect(ask('duplicates.mark', { id: group?.id ?? '', fileId: mill.row('same.txt')?.id ?? 0, action: 'remove' })).rejects.toMatchObject({ code: 'duplicates.refused' });
    const { insideOf } = await ask('files.related', { id: mill.row('same.txt')?.id ?? 0 });
    expect(insideOf).toEqual([{ archiveFileId: row.id, archivePath: 'all.zip', folderName: 'inbox', ordinals: [2, 1], memberPath: 'deep/more.tar.gz!/same.txt' }]);
    expect(await ask('files.related', { id: row.id })).toEqual({ insideOf: [], memberCount: 3 });
    expect((await entries(row, [2])).entries[1]?.member?.inLibrary).toBe(1);
    unlinkSync(join(mill.inbox, 'all.zip'));
    await mill.until(() => mill.row('all.zip')?.event === 'deleted');
    expect(await groups()).toEqual([]);
    mill.drop('back.zip', await mixed());
    await mill.settled('back.zip', 'done');
    expect((await groups()).map(({ members }) => members[1]?.path)).toEqual(['back.zip!/deep/more.tar.gz!/same.txt']);
  });

  it('is known after a new start', async () => {
    await start();
    mill.drop('same.txt', 'words that lie in several places');
    mill.drop('all.zip', await mixed());
    await mill.settled('all.zip', 'done');
    await mill.settled('same.txt', 'done');
    await mill.restart(host());
    expect((await groups()).map(({ members }) => members.length)).toEqual([2]);
  });

  it('is forgotten with the last archive that has it, and not before', async () => {
    await start();
    const nested = makeZip({ 'one.txt': 'the quagmire' });
    mill.drop('a.zip', makeZip({ 'in.zip': nested, 'a.txt': 'only here' }));
    mill.drop('in.zip', nested);
    await mill.settled('a.zip', 'done');
    await mill.settled('in.zip', 'done');
    const prune = (): void => {
      while (pruneHistory(mill.engine.database, { days: 0, bytes: 0 }, Date.now() + 60_000)) continue;
    };
    const count = (table: string): number => mill.engine.database.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? 0;
    prune();
    expect([count('members'), count('looked_inside'), found('quagmire').length]).toEqual([3, 2, 2]);
    unlinkSync(join(mill.inbox, 'a.zip'));
    await mill.until(() => mill.row('a.zip')?.event === 'deleted');
    await mill.engine.whenSettled();
    prune();
    expect([count('members'), count('looked_inside'), found('quagmire').length]).toEqual([1, 1, 1]);
    unlinkSync(join(mill.inbox, 'in.zip'));
    await mill.until(() => mill.row('in.zip')?.event === 'deleted');
    await mill.engine.whenSettled();
    prune();
    expect([count('members'), count('looked_inside'), count('reports')]).toEqual([0, 0, 0]);
  });
});
