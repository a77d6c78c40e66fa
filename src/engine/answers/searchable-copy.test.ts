import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Engine } from '../engine';
import { makeSearchableCopy } from './searchable-copy';

type Worker = { call(name: string, input: { layoutsPath: string }): Promise<unknown> };
type Make = (worker: Worker, scratchDir: string) => Promise<unknown>;
type Take = (artifact: { scratchPath: string; bytes: number }) => Promise<unknown>;

const state = vi.hoisted(() => ({ dataFolder: '', path: '', layouts: '', isLost: false }));

/** A worker whose copy of a file says which file it is of. */
vi.mock('./preview', () => ({
  readFileOf: (_engine: Engine, id: number) => ({ source: { path: state.path, fileId: id }, options: { sha256: `${id}` }, head: { id, options: '' } }),
  withScratch: async (_engine: Engine, _timeoutMs: number, make: Make, take: Take) => {
    const scratchDir = mkdtempSync(join(state.dataFolder, 'scratch-'));
    const scratchPath = join(scratchDir, 'copy.pdf');
    const worker: Worker = {
      call: (_name, { layoutsPath }) => {
        state.layouts = readFileSync(layoutsPath, 'utf8');
        return Promise.resolve();
      },
    };
    await make(worker, scratchDir);
    const bytes = `copy in ${scratchDir}`.repeat(100_000);
    if (!state.isLost) writeFileSync(scratchPath, bytes);
    return take({ scratchPath, bytes: bytes.length });
  },
}));

const never = new AbortController().signal;
beforeEach(() => {
  Object.assign(state, { dataFolder: mkdtempSync(join(tmpdir(), 'filemill-copy-')), path: 'in/scan.pdf', layouts: '', isLost: false });
});
afterEach(() => rmSync(state.dataFolder, { recursive: true, force: true }));

/** As much of an engine as it takes: a report of so many pages, each with its layout. */
function engine(pages = 1, layoutOf = (page: number): unknown => ({ page })): Engine {
  const numbers = Array.from({ length: pages }, (_, index) => ({ page: index + 1 }));
  return {
    options: { dataFolder: state.dataFolder },
    reports: { data: () => ({ ocr: { pages: numbers } }) },
    recognisedPages: { get: (_sha256: string, _options: string, page: number) => ({ layout: layoutOf(page) }) },
  } as unknown as Engine;
}
const exported = (): string[] => readdirSync(join(state.dataFolder, 'exports')).sort();

test('copies of files with the same name, made at the same time, are files of their own', async () => {
  const made = await Promise.all([1, 2, 3].map((id) => makeSearchableCopy(engine(), id, never)));
  expect(exported()).toEqual(['scan (searchable) 2.pdf', 'scan (searchable) 3.pdf', 'scan (searchable).pdf']);
  expect(made.map(({ name }) => name).sort()).toEqual(exported());
  expect(new Set(made.map(({ path }) => readFileSync(path, 'utf8'))).size).toBe(3);
  for (const { path, bytes } of made) expect(statSync(path).size).toBe(bytes);
});

test('a name that is there already is left alone', async () => {
  await makeSearchableCopy(engine(), 1, never);
  writeFileSync(join(state.dataFolder, 'exports', 'scan (searchable).pdf'), 'changed by hand');
  expect((await makeSearchableCopy(engine(), 1, never)).name).toBe('scan (searchable) 2.pdf');
  expect(readFileSync(join(state.dataFolder, 'exports', 'scan (searchable).pdf'), 'utf8')).toBe('changed by hand');
});

test('a copy that fails leaves nothing behind', async () => {
  state.isLost = true;
  await expect(makeSearchableCopy(engine(), 1, never)).rejects.toThrow(/ENOENT/);
  expect(exported()).toEqual([]);
});

test('a long name in a script of three bytes a character is cut so that the copy can be written, and again', async () => {
  state.path = `${'頁'.repeat(81)}.pdf`;
  for (const end of [' (searchable).pdf', ' (searchable) 2.pdf']) {
    const { name } = await makeSearchableCopy(engine(), 1, never);
    expect(name.startsWith('頁'.repeat(70))).toBe(true);
    expect(name.endsWith(end)).toBe(true);
  }
  expect(exported()).toHaveLength(2);
});

test('the places of words are written page by page, a line each', async () => {
  const sizes: number[] = [];
  const layoutOf = (page: number): unknown => {
    const [scratch] = readdirSync(state.dataFolder).filter((name) => name.startsWith('scratch-'));
    sizes.push(statSync(join(state.dataFolder, scratch ?? '', 'layouts.jsonl'), { throwIfNoEntry: false })?.size ?? 0);
    return { page, text: 'x'.repeat(200_000) };
  };
  await makeSearchableCopy(engine(3, layoutOf), 1, never);
  expect(sizes.map((size) => Math.floor(size / 200_000))).toEqual([0, 1, 2]);
  expect(state.layouts.trimEnd().split('\n').map((line) => (JSON.parse(line) as { page: number }).page)).toEqual([1, 2, 3]);
});
