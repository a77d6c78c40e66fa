import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobFacts } from '../../store/job-facts';
import { Arrivals } from './arrivals';

let root: string;
let arrivals: Arrivals;
let ready: string[];
let waiting: string[];

beforeEach(() => {
  vi.useFakeTimers();
  root = mkdtempSync(join(tmpdir(), 'filemill-arrivals-'));
  ready = [];
  waiting = [];
  arrivals = new Arrivals(
    {
      ready: ({ facts }) => ready.push(facts.path),
      changed: ({ facts }) => waiting.push(facts.path),
      waiting: (_arrival, reason) => waiting.push(reason),
      vanished: ({ facts }) => ready.push(`gone: ${facts.path}`),
      refused: ({ facts }) => ready.push(`refused: ${facts.path}`),
    },
    () => Date.now(),
  );
});
afterEach(() => {
  arrivals.close();
  vi.useRealTimers();
  rmSync(root, { recursive: true, force: true });
});

function factsOf(path: string, jobId = 1): JobFacts {
  const { size, mtimeMs, ctimeMs, ino } = statSync(join(root, path));
  return { jobId, fileId: jobId, folderId: 1, path, size, mtimeMs, ctimeMs, ino: String(ino), attempts: 0, arrivedAt: 0, event: 'created', isFirst: false };
}

const add = (path: string, options: { quietMs?: number; isRemote?: boolean; settledForMs?: number; minAgeMs?: number } = {}): JobFacts => {
  const facts = factsOf(path);
  arrivals.add({ facts, root, quietMs: options.quietMs ?? null, isRemote: options.isRemote ?? false, minAgeMs: options.minAgeMs ?? 0 }, options.settledForMs ?? 0);
  return facts;
};

describe('a file is whole', () => {
  it('after its quiet time, counted from its last change', () => {
    writeFileSync(join(root, 'a.txt'), 'one');
    add('a.txt', { quietMs: 1_000 });
    vi.advanceTimersByTime(900);
    appendFileSync(join(root, 'a.txt'), ' two');
    arrivals.touch(1, factsOf('a.txt'));
    vi.advanceTimersByTime(900);
    expect(ready).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(ready).toEqual(['a.txt']);
  });

  it('soon after it got content, when it was first seen empty', () => {
    writeFileSync(join(root, 'a.txt'), '');
    add('a.txt');
    vi.advanceTimersByTime(30);
    writeFileSync(join(root, 'a.txt'), 'content');
    arrivals.touch(1, factsOf('a.txt'));
    vi.advanceTimersByTime(process.platform === 'linux' ? 200 : 2_100);
    expect(ready).toEqual(['a.txt']);
    vi.advanceTimersByTime(10_000);
    expect(ready).toEqual(['a.txt']);
  });

  it('at once, when the disk says that it has been quiet long enough', () => {
    writeFileSync(join(root, 'a.txt'), 'old');
    add('a.txt', { settledForMs: 60_000 });
    vi.advanceTimersByTime(1);
    expect(ready).toEqual(['a.txt']);
  });

  it('not while it changes unseen', () => {
    writeFileSync(join(root, 'a.txt'), 'one');
    add('a.txt', { quietMs: 500 });
    appendFileSync(join(root, 'a.txt'), ' two');
    vi.advanceTimersByTime(600);
    expect(ready).toEqual([]);
    expect(waiting).toEqual(['a.txt']);
    vi.advanceTimersByTime(600);
    expect(ready).toEqual(['a.txt']);
  });

  it('never, when it is gone by then', () => {
    writeFileSync(join(root, 'a.txt'), 'one');
    add('a.txt');
    rmSync(join(root, 'a.txt'));
    vi.advanceTimersByTime(3_000);
    expect(ready).toEqual(['gone: a.txt']);
  });

  it('only in the order in which files fall due', () => {
    for (const [index, name] of ['late', 'soon', 'next'].entries()) {
      writeFileSync(join(root, name), name);
      const quietMs = [900, 300, 600][index] as number;
      arrivals.add({ facts: factsOf(name, index + 1), root, quietMs, isRemote: false, minAgeMs: 0 }, 0);
    }
    vi.advanceTimersByTime(1_000);
    expect(ready).toEqual(['soon', 'next', 'late']);
  });
});

describe('on a file system that may hang', () => {
  it('a file waits, and says so, while its folder does not answer; others go on, and few threads are held', async () => {
    const told: string[] = [];
    let asked = 0;
    let answer: (look: 'unreadable') => void = () => undefined;
    const silent = new Promise<'unreadable'>((resolve) => (answer = resolve));
    arrivals.close();
    arrivals = new Arrivals(
      { ready: ({ facts }) => ready.push(facts.path), changed: () => undefined, waiting: ({ facts }, reason) => told.push(`${facts.path}: ${reason}`), vanished: () => undefined, refused: () => undefined },
      () => Date.now(),
      () => {
        asked += 1;
        return silent;
      },
    );
    const shared = Array.from({ length: 20 }, (_, i) => `far-${i}.txt`);
    for (const name of [...shared, 'near.txt']) writeFileSync(join(root, name), 'x');
    for (const [i, name] of shared.entries()) arrivals.add({ facts: factsOf(name, i + 2), root: '/mnt/share', quietMs: 100, isRemote: true, minAgeMs: 0 }, 0);
    add('near.txt', { quietMs: 100 });
    await vi.advanceTimersByTimeAsync(5_500);
    expect(ready).toEqual(['near.txt']);
    expect(told).toHaveLength(20);
    expect(new Set(told)).toEqual(new Set(shared.map((name) => `${name}: Its folder does not answer.`)));
    expect(asked).toBe(4);
    answer('unreadable');
    // Whatever it is, the worker meets it too.
    await vi.advanceTimersByTimeAsync(10_000);
    expect(ready).toHaveLength(21);
  });

  it('a file is looked at all the same: cut, locked, then whole', async () => {
    vi.useRealTimers();
    const told: string[] = [];
    arrivals.close();
    arrivals = new Arrivals({
      ready: () => told.push('ready'),
      changed: () => told.push('changed'),
      waiting: (_arrival, reason) => told.push(reason),
      vanished: () => told.push('gone'),
      refused: () => told.push('refused'),
    });
    const until = (reason: string): Promise<void> => vi.waitFor(() => expect(told.at(-1)).toBe(reason), { timeout: 10_000, interval: 20 });
    writeFileSync(join(root, 'a.pdf'), '%PDF-1.7 and so on');
    add('a.pdf', { isRemote: true, quietMs: 100 });
    await until('Still arriving: its end is not there yet.');
    writeFileSync(join(root, 'a.pdf.lock'), '');
    appendFileSync(join(root, 'a.pdf'), '\n%%EOF\n');
    await until('A program holds its .lock file.');
    expect(told).toContain('changed');
    rmSync(join(root, 'a.pdf.lock'));
    await until('ready');
  });
});
