import { describe, expect, it } from 'vitest';
import { RestartPolicy } from './restart-policy';

const seconds = (value: number): number => value * 1_000;

describe('RestartPolicy', () => {
  it('doubles the pause and gives up at the fifth crash within two minutes', () => {
    const policy = new RestartPolicy();
    const verdicts = [0, 5, 10, 20, 40].map((at) => policy.crashed(seconds(at)));
    expect(verdicts).toEqual([
      { again: true, pauseMs: 1_000 },
      { again: true, pauseMs: 2_000 },
      { again: true, pauseMs: 4_000 },
      { again: true, pauseMs: 8_000 },
      { again: false },
    ]);
  });

  it('never pauses longer than half a minute, nor gives up, while crashes come slowly', () => {
    const policy = new RestartPolicy();
    const verdicts = Array.from({ length: 20 }, (_, i) => policy.crashed(seconds(i * 50)));
    expect(verdicts.every((verdict) => verdict.again)).toBe(true);
    expect(verdicts.at(-1)).toEqual({ again: true, pauseMs: 30_000 });
  });

  it('forgets after two quiet minutes, and when asked', () => {
    const policy = new RestartPolicy();
    for (let i = 0; i < 4; i += 1) policy.crashed(seconds(i));
    expect(policy.crashed(seconds(300))).toEqual({ again: true, pauseMs: 1_000 });
    for (let i = 0; i < 3; i += 1) policy.crashed(seconds(301 + i));
    policy.forget();
    expect(policy.crashed(seconds(305))).toEqual({ again: true, pauseMs: 1_000 });
  });
});
