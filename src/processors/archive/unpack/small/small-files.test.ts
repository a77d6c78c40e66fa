import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FilemillError } from '../../../../shared/errors/filemill-error';
import { entryPickSchema, unpackLimitsSchema } from '../../../../shared/model/archive';
import { inArrays } from '../../../../base/unpacked-rows';
import { FakeArchive, type FakeEntry } from '../fake-archive.test-kit';
import { unpack } from '../unpack';
import { READY } from './write-messages';

const FILES = 1_000;
const THREADS = Math.min(2, availableParallelism());

let base: string;
let writeThread: string;
beforeAll(async () => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'filemill-small-')));
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: true,
      target: 'node20.18',
      outDir: join(base, 'out'),
      rolldownOptions: { input: { writer: join(import.meta.dirname, 'write-thread.ts') }, output: { format: 'es', entryFileNames: '[name].js' } },
    },
  });
  writeFileSync(join(base, 'package.json'), '{"type":"module"}');
  symlinkSync(join(import.meta.dirname, '../../../../../node_modules'), join(base, 'node_modules'));
  writeThread = join(base, 'out/tells.js');
  writeFileSync(writeThread, `import { writeFileSync } from 'node:fs';\nimport { threadId, workerData } from 'node:worker_threads';\nawait import(new URL('writer.js', import.meta.url).href);\nwriteFileSync(workerData.root + '-ready-' + threadId, '');`);
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

let count = 0;
function emptyFolder(): string {
  count += 1;
  const folder = join(base, `${count}`);
  mkdirSync(folder);
  return folder;
}

const pathOf = (number: number): string => `d${Math.floor(number / 100)}/${number}.txt`;
const textOf = (number: number): string => `text ${number} `.repeat(number % 50);
const many = (): FakeEntry[] => Array.from({ length: FILES }, (_, i) => ({ path: pathOf(i), pieces: [textOf(i)], modified: 1_000_000_000_000 + i * 1000, mode: i % 7 === 0 ? 0o755 : 0o644 }));
const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

/** Until the threads of this unpacking are there: till then files are not written by them. */
async function awaitThreads(into: string): Promise<void> {
  const areThere = (): boolean => readdirSync(base).filter((name) => name.startsWith(`${basename(into)}-ready`)).length >= THREADS;
  for (let tries = 0; tries < 2_000 && !areThere(); tries += 1) await pause(10);
  // What they have sent is heard when the loop turns.
  await pause(10);
}

interface Ask {
  into?: string;
  type?: string;
  before?: (ordinal: number) => void;
  signal?: AbortSignal;
  totalBytes?: number;
  program?: string;
  /** The program never begins. */
  isBroken?: boolean;
}

async function unpacked(said: FakeEntry[], { into = emptyFolder(), type = 'zip', before, signal = new AbortController().signal, totalBytes = 1e9, program = writeThread, isBroken = false }: Ask = {}): Promise<ReturnType<typeof inArrays>> {
  const outcome = await unpack(
    new FakeArchive(said, {
      type,
      before: async (ordinal) => {
        if (ordinal === 210 && !isBroken) await awaitThreads(into);
        before?.(ordinal);
      },
    }),
    { layout: 'tree', archiveBytes: 1e9, writeThread: program, into, pick: entryPickSchema.parse({}), limits: unpackLimitsSchema.parse({ totalBytes }) },
    { signal, passwords: [], maxEntries: 1e6, scratchDir: base, progress: () => undefined },
  );
  return inArrays(outcome);
}

describe('many small files', () => {
  it.each(['zip', 'tar.gz'])('are written by the thread as any others: bytes, times, rights, checksums, order (%s)', async (type) => {
    const into = emptyFolder();
    const large = Buffer.alloc(300_000, 'large');
    const said = many();
    said.splice(500, 0, { path: 'large.bin', pieces: [large] }, { path: 'copy.txt', type: 'hardlink', linkTarget: pathOf(450) }, { path: 'in pieces', pieces: ['a', 'b', 'c'] });
    const { written, refused } = await unpacked(said, { into, type: type === 'zip' ? '7z' : type });
    expect(refused).toEqual([]);
    const files = written.filter((entry) => entry.type === 'file');
    expect(files.map(({ ordinal }) => ordinal)).toEqual(said.map((_, ordinal) => ordinal));
    for (const { relativePath, sha256: sum, size } of files) {
      const bytes = readFileSync(join(into, relativePath));
      expect([sum, size]).toEqual([sha256(bytes), bytes.length]);
    }
    const umask = process.umask();
    for (const i of [0, 199, 200, 201, 497, 999]) {
      expect(readFileSync(join(into, pathOf(i)), 'latin1')).toBe(textOf(i));
      const { mtimeMs, mode } = statSync(join(into, pathOf(i)));
      expect([mtimeMs, mode & 0o7777]).toEqual([1_000_000_000_000 + i * 1000, (i % 7 === 0 ? 0o755 : 0o644) & ~umask]);
    }
    expect(readFileSync(join(into, 'copy.txt'), 'latin1')).toBe(textOf(450));
    expect(readFileSync(join(into, 'in pieces'), 'latin1')).toBe('abc');
  });

  it('that fail are told with their reason, and the others come out', async () => {
    const into = emptyFolder();
    const said = many();
    said[600] = { path: pathOf(600), pieces: ['half'], failure: new FilemillError('file.damaged', 'Its checksum is wrong.') };
    // Something that no one else put there: the disk refuses to make the file anew.
    const before = (ordinal: number): void => {
      if (ordinal === 750) writeFileSync(join(into, pathOf(750)), 'theirs');
    };
    const { written, refused } = await unpacked(said, { into, before });
    expect(refused.sort((a, b) => a.ordinal - b.ordinal)).toMatchObject([
      { path: pathOf(600), code: 'damaged' },
      { path: pathOf(750), code: 'caseClash' },
    ]);
    expect(written).toHaveLength(FILES - 2);
    expect(readFileSync(join(into, pathOf(750)), 'latin1')).toBe('theirs');
    expect(readdirSync(join(into, 'd6'))).not.toContain('600.txt');
  });

  it('are held to the limits by what is written', async () => {
    const said = many();
    const total = said.reduce((sum, _, i) => sum + textOf(i).length, 0);
    const { written, refused } = await unpacked(said, { totalBytes: Math.floor(total / 2) });
    expect(refused.length + written.length).toBe(FILES);
    expect(refused[0]).toMatchObject({ code: 'tooLarge' });
    expect(written.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(total / 2);
  });

  it.each([
    ['a folder becomes a link', (into: string, outside: string) => {
      renameSync(join(into, 'd5'), join(base, `gone-${count}`));
      symlinkSync(outside, join(into, 'd5'));
    }],
    ['a folder is replaced by another one', (into: string, outside: string) => {
      mkdirSync(join(outside, 'other'));
      rmSync(join(into, 'd5'), { recursive: true });
      renameSync(join(outside, 'other'), join(into, 'd5'));
    }],
    ['the target itself becomes a link', (into: string, outside: string) => {
      renameSync(into, `${into}-moved`);
      symlinkSync(outside, into);
    }],
  ])('go nowhere else, and all ends, when %s', async (_, meddle) => {
    const into = emptyFolder();
    const outside = emptyFolder();
    const said = many().map((entry, i) => (i >= 520 ? { ...entry, path: `d5/late-${i}` } : entry));
    const before = (ordinal: number): void => {
      if (ordinal === 521) meddle(into, outside);
    };
    await expect(unpacked(said, { into, before })).rejects.toMatchObject({ code: 'file.unsafe' });
    // The very first of them may have been on their way already.
    expect(readdirSync(outside).filter((name) => name.startsWith('late-'))).toEqual([]);
  });

  it.each([
    ['is missing', null],
    ['can’t begin', 'throw new Error("no");'],
  ])('come out all the same when the program of the thread %s', async (_, source) => {
    const program = join(emptyFolder(), 'broken.mjs');
    if (source !== null) writeFileSync(program, source);
    const into = emptyFolder();
    const { written, refused } = await unpacked(many(), { into, program, isBroken: true });
    expect([written.length, refused]).toEqual([FILES, []]);
    expect(readFileSync(join(into, pathOf(997)), 'latin1')).toBe(textOf(997));
  });

  it.each([
    ['ends', 'process.exit(1);'],
    ['has no memory left', 'const kept = []; for (;;) kept.push(new Array(100_000).fill(1.5));'],
  ])('end it at once when the thread %s', async (_, deed) => {
    const program = join(emptyFolder(), 'ends.mjs');
    writeFileSync(program, `import { writeFileSync } from 'node:fs';
      import { threadId, workerData } from 'node:worker_threads';
      workerData.port.once('message', () => { ${deed} });
      Atomics.store(new Int32Array(workerData.state), ${READY}, 1);
      writeFileSync(workerData.root + '-ready-' + threadId, '');`);
    await expect(unpacked(many(), { program })).rejects.toMatchObject({ code: 'system.exhausted' });
  }, 20_000);

  it('are written no more once it was called off', async () => {
    const into = emptyFolder();
    const controller = new AbortController();
    const before = (ordinal: number): void => {
      if (ordinal === 700) controller.abort();
    };
    await expect(unpacked(many(), { into, before, signal: controller.signal })).rejects.toMatchObject({ code: 'call.cancelled' });
    const there = readdirSync(into, { recursive: true }).length;
    expect(there).toBeLessThan(711);
    await new Promise(setImmediate);
    expect(readdirSync(into, { recursive: true })).toHaveLength(there);
  });
});
