import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../shared/model/engine';
import { trayFace } from './tray-words';

const running = { state: 'running', error: null } as const;
const snapshot = (accounting: Partial<Snapshot['accounting']>, state: Snapshot['state'] = 'running'): Snapshot =>
  ({ state, accounting: { seen: 0, done: 0, inProgress: 0, waiting: 0, attention: 0, ignored: 0, ...accounting } }) as Snapshot;

describe('trayFace', () => {
  it('says what goes on, in one line', () => {
    expect(trayFace(running, snapshot({ done: 9 }))).toEqual({ icon: 'idle', line: 'All caught up', pauseAction: 'engine.pause' });
    expect(trayFace(running, snapshot({ inProgress: 6, attention: 31 }))).toMatchObject({
      icon: 'attention',
      line: '6 in progress, 31 need you',
    });
    expect(trayFace(running, snapshot({ inProgress: 2, waiting: 4_000 }))).toMatchObject({ icon: 'working', line: '4,002 in progress' });
    expect(trayFace(running, snapshot({ attention: 1 })).line).toBe('1 needs you');
  });

  it('offers to resume when paused', () => {
    expect(trayFace(running, snapshot({ waiting: 3 }, 'paused'))).toEqual({
      icon: 'paused',
      line: 'Paused, 3 waiting',
      pauseAction: 'engine.resume',
    });
  });

  it('offers nothing to pause without an engine', () => {
    expect(trayFace({ state: 'starting', error: null }, null)).toMatchObject({ icon: 'idle', pauseAction: null });
    expect(trayFace({ state: 'restarting', error: null }, null).line).toBe('Restarting');
    expect(trayFace({ state: 'failed', error: null }, snapshot({}))).toMatchObject({ icon: 'error', pauseAction: null });
  });
});
