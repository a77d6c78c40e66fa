import { mkdtempSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PROBE_NAME, PROBE_WITHIN_MS, SelfTest } from './self-test';

let root: string;
let failures: number;
let test: SelfTest;
beforeEach(() => {
  vi.useFakeTimers();
  root = mkdtempSync(join(tmpdir(), 'filemill-probe-'));
  failures = 0;
  test = new SelfTest(root, () => (failures += 1));
  test.begin();
});
afterEach(() => {
  test.close();
  vi.useRealTimers();
  rmSync(root, { recursive: true, force: true });
});

describe('the self-test', () => {
  it('fails when the probe goes unnoticed, and leaves nothing behind', () => {
    writeFileSync(join(root, PROBE_NAME), 'of a run that was killed');
    test.probe();
    expect(readdirSync(root)).toEqual([]);
    vi.advanceTimersByTime(PROBE_WITHIN_MS);
    expect(failures).toBe(1);
  });

  it('takes away the probe of a run that was killed though no other is needed', () => {
    writeFileSync(join(root, PROBE_NAME), 'of a run that was killed');
    test.announced();
    test.probe();
    expect(readdirSync(root)).toEqual([]);
  });

  it('passes when the probe is announced', () => {
    test.probe();
    test.announced();
    vi.advanceTimersByTime(PROBE_WITHIN_MS * 2);
    expect(failures).toBe(0);
  });

  it('where nothing can be written, fails after two scans that found changes when no event ever came', () => {
    rmSync(root, { recursive: true });
    test.probe();
    vi.advanceTimersByTime(PROBE_WITHIN_MS * 2);
    for (const changes of [0, 5, 0]) test.judgeAfter(changes);
    expect(failures).toBe(0);
    test.judgeAfter(1);
    expect(failures).toBe(1);
  });

  it('never fails once an event came, until the watches are set anew', () => {
    test.announced();
    for (let i = 0; i < 5; i += 1) test.judgeAfter(1);
    test.probe();
    vi.advanceTimersByTime(PROBE_WITHIN_MS * 2);
    expect(failures).toBe(0);
    test.begin();
    test.probe();
    vi.advanceTimersByTime(PROBE_WITHIN_MS * 2);
    expect(failures).toBe(1);
  });

  it('hears what came during a standstill before it judges', async () => {
    vi.useRealTimers();
    const hurried = new SelfTest(root, () => (failures += 1), 40);
    const heard = new Promise<void>((resolve) => {
      const watcher = watch(root, () => {
        hurried.announced();
        watcher.close();
        resolve();
      });
    });
    hurried.begin();
    hurried.probe();
    for (const until = performance.now() + 120; performance.now() < until; );
    await heard;
    expect(failures).toBe(0);
    hurried.close();
  });
});
