import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ScanSchedule } from './scan-schedule';

let scans: number[];
let bursts: boolean[];
let schedule: ScanSchedule;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  scans = [];
  bursts = [];
  schedule = new ScanSchedule({
    rescanMs: 60_000,
    isPolling: false,
    scan: () => scans.push(Math.round(performance.now())),
    burstChanged: (isBurst) => bursts.push(isBurst),
  });
});
afterEach(() => {
  schedule.close();
  vi.useRealTimers();
});

const after = (ms: number): void => void vi.advanceTimersByTime(ms);
const start = (): number => Math.round(performance.now());

describe('when a folder is looked through again', () => {
  it('is every rescanMs after the last scan', () => {
    const at = start();
    schedule.scanned(60, 0);
    after(59_000);
    expect(scans).toEqual([]);
    after(1_000);
    expect(scans).toEqual([at + 60_000]);
  });

  it('is later when a scan takes long: at most 0.5 % of a core', () => {
    schedule.scanned(2_000, 0);
    after(539_000);
    expect(scans).toEqual([]);
    expect(schedule.intervalMs).toBe(540_000);
    after(1_000);
    expect(scans).toHaveLength(1);
  });

  it('is not sooner for a few events', () => {
    schedule.noteEvents(2_000);
    after(10_000);
    expect(scans).toEqual([]);
    expect(bursts).toEqual([]);
  });

  it('is when a burst calms down, and once more after that', () => {
    const at = start();
    schedule.noteEvents(2_500);
    expect(bursts).toEqual([true]);
    after(200);
    schedule.noteEvents(10);
    after(299);
    expect(scans).toEqual([]);
    after(1);
    expect(scans).toEqual([at + 500]);
    expect(bursts).toEqual([true, false]);
    schedule.scanned(10, 0);
    after(2_000);
    expect(scans).toEqual([at + 500, at + 2_500]);
    schedule.scanned(10, 0);
    after(50_000);
    expect(scans).toHaveLength(2);
  });

  it('backs off while scans keep finding what no event announced', () => {
    schedule.noteEvents(5_000);
    const found: number[] = [];
    let last = 0;
    for (let i = 0; i < 200; i += 1) {
      after(500);
      if (scans.length === last) continue;
      found.push(Math.round((scans.at(-1)! - (scans.at(-2) ?? scans.at(-1)!)) / 1_000));
      last = scans.length;
      schedule.scanned(10, 5);
    }
    expect(found).toEqual([0, 2, 4, 8, 16, 32]);
  });

  it('is every few seconds in a burst that does not end', () => {
    for (let i = 0; i < 120; i += 1) {
      schedule.noteEvents(500);
      after(100);
    }
    expect(scans.length).toBe(2);
  });

  it('is never after it was closed', () => {
    schedule.scanned(10, 0);
    schedule.noteEvents(5_000);
    schedule.close();
    schedule.noteEvents(5_000);
    after(200_000);
    expect(scans).toEqual([]);
  });
});
