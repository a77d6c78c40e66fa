import { describe, expect, it } from 'vitest';
import { folderSettingsSchema, type FolderSettings } from '../../../shared/model/folder';
import { newJob, type Job } from '../../job';
import { ReadyQueue, type Room } from './ready-queue';

let nextId = 1;
function job(path: string, mtimeMs: number, options: { folderId?: number; size?: number; isFirst?: boolean } = {}): Job {
  const id = nextId++;
  const { folderId = 1, size = 10, isFirst = false } = options;
  const facts = { jobId: id, fileId: id, folderId, path, size, mtimeMs, ctimeMs: 0, ino: '1', attempts: 0, arrivedAt: 0, event: 'created' as const, isFirst };
  return newJob(facts, '/root', folderSettingsSchema.parse({ name: 'x' }));
}

function room(settings: Record<number, Partial<FolderSettings>> = {}, more: Partial<Room> = {}): Room {
  return {
    workers: 1,
    activeIn: () => 0,
    isLanePaused: () => false,
    hasLaneRoom: () => true,
    settingsOf: (id) => folderSettingsSchema.parse({ name: 'x', ...settings[id] }),
    ...more,
  };
}

const paths = (jobs: Job[]): string[] => jobs.map(({ path }) => path);

describe('the ready queue', () => {
  it('takes the oldest file first, and before it what a person put first', () => {
    const queue = new ReadyQueue();
    for (const [path, mtime] of [['c.txt', 3], ['a.txt', 1], ['b.txt', 2], ['d.txt', 4]] as const) queue.add(job(path, mtime));
    queue.add(job('now.txt', 9, { isFirst: true }));
    expect(paths(queue.take(room()))).toEqual(['now.txt', 'a.txt', 'b.txt']);
    expect(queue.size).toBe(2);
  });

  it('takes folders by priority, and those of one priority in turn', () => {
    const queue = new ReadyQueue();
    for (let i = 0; i < 3; i += 1) for (const folderId of [1, 2, 3]) queue.add(job(`${folderId}`, i, { folderId, size: 1_000_000 }));
    const settings = { 1: { priority: 'low' as const } };
    const order = Array.from({ length: 9 }, () => queue.take(room(settings))[0]?.folderId);
    expect(order).toEqual([2, 3, 2, 3, 2, 3, 1, 1, 1]);
  });

  it('keeps to the batch size, to paused folders and to the room in a lane', () => {
    const queue = new ReadyQueue();
    for (let i = 0; i < 10; i += 1) queue.add(job(`${i}.txt`, i));
    queue.add(job('photo.jpg', 0, { folderId: 2 }));
    const blocked = { hasLaneRoom: (lane: string) => lane !== 'images' };
    expect(paths(queue.take(room({ 1: { batchSize: 3 } }, { ...blocked, activeIn: () => 1 })))).toEqual(['0.txt', '1.txt']);
    expect(queue.take(room({ 1: { batchSize: 3 } }, { ...blocked, activeIn: () => 3 }))).toEqual([]);
    expect(queue.take(room({ 1: { paused: true } }, blocked))).toEqual([]);
    expect(paths(queue.take(room({ 1: { paused: true } })))).toEqual(['photo.jpg']);
  });

  it('passes over what was taken out, and counts what is left by lane', () => {
    const queue = new ReadyQueue();
    const gone = job('a.txt', 1);
    queue.add(gone);
    queue.add(gone);
    queue.add(job('b.pdf', 2));
    expect(queue.size).toBe(2);
    expect(queue.remove(gone.jobId)).toBe(gone);
    expect([queue.countIn('text'), queue.countIn('documents')]).toEqual([0, 1]);
    expect(paths(queue.take(room()))).toEqual(['b.pdf']);
    expect(queue.take(room())).toEqual([]);
  });

  it('never mixes a large file with others', () => {
    const queue = new ReadyQueue();
    queue.add(job('small.txt', 1));
    queue.add(job('large.txt', 2, { size: 10_000_000 }));
    queue.add(job('small too.txt', 3));
    expect([1, 2, 3].map(() => paths(queue.take(room())))).toEqual([['small.txt'], ['large.txt'], ['small too.txt']]);
  });
});
