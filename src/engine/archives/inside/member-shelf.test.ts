import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { ArchiveSources } from '../archive-sources';
import { MemberShelf } from './member-shelf';

let scratch: string;
let unpackings: number;
/** Lets go of what is being unpacked. */
let goOn: () => void;
let shelf: MemberShelf;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'filemill-shelf-'));
  unpackings = 0;
  goOn = () => undefined;
  shelf = new MemberShelf(sources, scratch);
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

const cancelled = (): FilemillError => new FilemillError('call.cancelled', 'It was cancelled.');
/** Unpacks when it is told to go on, or stops at the signal. */
const sources = {
  open: () => Promise.resolve({ source: { size: 3 }, options: {}, release: () => Promise.resolve() }),
  unpackOne: async (_archive: unknown, _ordinal: number, _into: string, signal: AbortSignal) => {
    await new Promise<void>((resolve, reject) => {
      goOn = resolve;
      signal.addEventListener('abort', () => reject(cancelled()));
      unpackings += 1;
    });
    return { relativePath: '0.txt' };
  },
} as unknown as ArchiveSources;

const use = (signal: AbortSignal): Promise<string> => shelf.use('a', { path: '/a.zip', inside: [] }, 0, signal, () => Promise.resolve('seen'));
const hasBegun = (times: number): Promise<void> => vi.waitFor(() => expect(unpackings).toBe(times), { timeout: 10_000, interval: 2 });

test('a member is unpacked once for all who look at it, and goes with the shelf', async () => {
  const { signal } = new AbortController();
  const both = [use(signal), use(signal)];
  await hasBegun(1);
  goOn();
  expect(await Promise.all(both)).toEqual(['seen', 'seen']);
  expect([await use(signal), unpackings, readdirSync(scratch).length]).toEqual(['seen', 1, 1]);
  shelf.close();
  expect(readdirSync(scratch)).toEqual([]);
});

test('one who calls it off does so for nobody else', async () => {
  const first = new AbortController();
  const left = use(first.signal);
  const stays = [use(new AbortController().signal), use(new AbortController().signal)];
  await hasBegun(1);
  first.abort();
  await expect(left).rejects.toMatchObject({ code: 'call.cancelled' });
  await hasBegun(2);
  goOn();
  expect(await Promise.all(stays)).toEqual(['seen', 'seen']);
  expect(unpackings).toBe(2);
  shelf.close();
  expect(readdirSync(scratch)).toEqual([]);
});
