import { describe, expect, it } from 'vitest';
import { describeHealth, duration, type WatchFacts } from './watch-health';
import { explainRefusal } from './watch-limits';

const fine: WatchFacts = {
  rootState: 'ok',
  rootError: '',
  isStarted: true,
  isCatchingUp: false,
  polling: null,
  problems: [],
  problemCount: 0,
};

describe('health in words', () => {
  it('is silent when all is well', () => {
    expect(describeHealth(fine)).toEqual({ mode: 'live', label: 'Live', sentence: '' });
    expect(describeHealth({ ...fine, isStarted: false }).mode).toBe('starting');
    expect(describeHealth({ ...fine, isCatchingUp: true }).mode).toBe('catchingUp');
  });

  it('names a subfolder that can’t be read, and how many', () => {
    const one = { path: '/a/locked', code: 'EACCES' };
    expect(describeHealth({ ...fine, problems: [one], problemCount: 1 })).toEqual({
      mode: 'live',
      label: 'Live',
      sentence: 'A subfolder can’t be read: /a/locked (permission denied).',
    });
    expect(describeHealth({ ...fine, problems: [one], problemCount: 3 }).sentence).toContain('3 subfolders');
  });

  it('lets the missing folder go before everything else', () => {
    const polling = { everyMs: 10_000, reason: 'No events.', fix: 'Do this.', isDegraded: true };
    expect(describeHealth({ ...fine, polling })).toEqual({
      mode: 'degraded',
      label: 'Degraded: polling 10 s',
      sentence: 'No events. Filemill looks through the folder every 10 s. Do this.',
    });
    expect(describeHealth({ ...fine, polling: { ...polling, isDegraded: false } }).label).toBe('Polling 10 s');
    for (const rootState of ['missing', 'unmounted', 'offline', 'notFolder'] as const) {
      const health = describeHealth({ ...fine, polling, rootState, rootError: 'ESTALE' });
      expect(health.mode).toBe('waitingForDrive');
      expect(health.sentence).toContain('No file counts as deleted');
    }
  });

  it('gives the number needed and the command', () => {
    expect(explainRefusal('ENOSPC', 2_041).reason).toContain('takes 2,041 watches');
    expect(explainRefusal('ENOSPC', 2_041).fix).toMatch(/sudo sysctl fs.inotify.max_user_watches=\d{6,}$/);
    expect(explainRefusal('EMFILE', 5).fix).toMatch(/sudo sysctl fs.inotify.max_user_instances=\d{4,}$/);
    expect(explainRefusal('EWHAT', 5)).toEqual({ reason: expect.stringContaining('EWHAT'), fix: '' });
  });

  it('writes times short', () => {
    expect([duration(30), duration(10_000), duration(600_000)]).toEqual(['1 s', '10 s', '10 min']);
  });
});
