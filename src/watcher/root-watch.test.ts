import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { until } from '../../tests/helpers/until';
import { RootWatch } from './root-watch';

let base: string;
let watch: RootWatch;
let heard: string[];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  base = mkdtempSync(join(tmpdir(), 'filemill-root-'));
  mkdirSync(join(base, 'root'));
  heard = [];
  watch = new RootWatch(join(base, 'root'), {
    changed: () => heard.push('changed'),
    silent: () => heard.push('silent'),
    answered: () => heard.push('answered'),
  });
  watch.start();
});
afterEach(() => {
  watch.close();
  vi.useRealTimers();
  rmSync(base, { recursive: true, force: true });
});

/** One look, until the system has answered. */
async function look(): Promise<void> {
  vi.advanceTimersByTime(20_000);
  await until(() => watch.hasAnswer, { what: 'the system answers', withinMs: 10_000, everyMs: 1 });
}

describe('the watch over a root', () => {
  it('says nothing while the same folder is there', async () => {
    for (let i = 0; i < 3; i += 1) await look();
    expect(heard).toEqual([]);
  });

  it('tells when the folder goes, comes back, and is another one', async () => {
    await look();
    renameSync(join(base, 'root'), join(base, 'away'));
    await look();
    expect(heard).toEqual(['changed']);
    renameSync(join(base, 'away'), join(base, 'root'));
    await look();
    await look();
    expect(heard).toEqual(['changed', 'changed']);
    renameSync(join(base, 'root'), join(base, 'away'));
    mkdirSync(join(base, 'root'));
    await look();
    expect(heard).toEqual(['changed', 'changed', 'changed']);
  });
});
