import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Heartbeat, type HeartbeatTrouble, type Pulse } from './heartbeat';

const PULSE: Pulse = {
  version: '1.2.3',
  state: 'running',
  health: 'healthy',
  accounting: { seen: 1, done: 1, inProgress: 0, waiting: 0, attention: 0, ignored: 0 },
};

let folder: string;
let path: string;
let pulse: Pulse | null;
let told: (HeartbeatTrouble | null)[];
let heartbeat: Heartbeat;
beforeEach(() => {
  vi.useFakeTimers();
  folder = mkdtempSync(join(tmpdir(), 'filemill-beat-'));
  path = join(folder, 'heartbeat.json');
  pulse = PULSE;
  told = [];
  heartbeat = new Heartbeat(() => pulse, (trouble) => told.push(trouble));
});
afterEach(() => {
  heartbeat.close();
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

const read = (): Record<string, unknown> => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;

describe('the heartbeat', () => {
  it('is there at once, is renewed every ten seconds, and goes with an orderly end', () => {
    heartbeat.follow(path);
    const first = read();
    expect(first).toMatchObject({ ...PULSE, pid: process.pid });
    vi.advanceTimersByTime(10_000);
    expect(Date.parse(read().at as string) - Date.parse(first.at as string)).toBe(10_000);
    heartbeat.close();
    expect(readdirSync(folder)).toEqual([]);
    vi.advanceTimersByTime(20_000);
    expect(existsSync(path)).toBe(false);
  });

  it('grows old while Filemill is not well', () => {
    heartbeat.follow(path);
    const { at } = read();
    pulse = null;
    vi.advanceTimersByTime(30_000);
    expect(read().at).toBe(at);
    pulse = PULSE;
    vi.advanceTimersByTime(10_000);
    expect(read().at).not.toBe(at);
  });

  it('moves with the setting and stops without one', () => {
    heartbeat.follow(path);
    const other = join(folder, 'other.json');
    heartbeat.follow(other);
    expect(readdirSync(folder)).toEqual(['other.json']);
    heartbeat.follow(null);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('tells a trouble once, and once that it is over', () => {
    const deep = join(folder, 'sub', 'heartbeat.json');
    heartbeat.follow(deep);
    vi.advanceTimersByTime(30_000);
    expect(told).toHaveLength(1);
    expect(told[0]?.message).toContain(deep);
    mkdirSync(join(folder, 'sub'));
    vi.advanceTimersByTime(10_000);
    expect(told).toEqual([told[0], null]);
  });

  it('never takes the place of another file', () => {
    writeFileSync(path, 'precious');
    heartbeat.follow(path);
    vi.advanceTimersByTime(20_000);
    heartbeat.close();
    expect(readFileSync(path, 'utf8')).toBe('precious');
    expect(told).toHaveLength(1);
  });

  it('takes up the file that a killed Filemill left', () => {
    heartbeat.follow(path);
    const second = new Heartbeat(() => ({ ...PULSE, version: '2' }), (trouble) => told.push(trouble));
    second.follow(path);
    expect(read().version).toBe('2');
    expect(told).toEqual([]);
    second.close();
  });

  it('refuses a watched folder, where each beat would arrive as a file, and a path that is not whole', () => {
    heartbeat.follow(path, [folder]);
    expect(existsSync(path)).toBe(false);
    expect(told[0]?.message).toMatch(/watched/);
    heartbeat.follow(path, []);
    expect(existsSync(path)).toBe(true);
    heartbeat.follow('beat.json');
    expect(existsSync(path)).toBe(false);
    expect(told.at(-1)?.message).toMatch(/whole path/);
  });
});
