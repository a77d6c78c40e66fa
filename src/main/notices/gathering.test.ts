import { describe, expect, it } from 'vitest';
import { Gathering, type Counts } from './gathering';

const scans = (...counts: number[]): Map<string, Counts> => new Map([['Scans', counts]]);
const seconds = (value: number): number => value * 1_000;
const taken = (gathering: Gathering<string>, now: number): Record<string, Counts> => Object.fromEntries(gathering.take(now));

describe('Gathering', () => {
  it('says nothing of what was there at first', () => {
    const gathering = new Gathering<string>();
    gathering.update(scans(3), 0);
    expect(taken(gathering, seconds(100))).toEqual({});
    expect(gathering.isPending).toBe(false);
  });

  it('gathers until it stays the same, then tells it once', () => {
    const gathering = new Gathering<string>();
    gathering.update(scans(0, 0), 0);
    for (let i = 1; i <= 3; i += 1) {
      gathering.update(scans(i, 1), seconds(i));
      expect(taken(gathering, seconds(i))).toEqual({});
    }
    expect(gathering.isPending).toBe(true);
    expect(taken(gathering, seconds(7))).toEqual({ Scans: [3, 1] });
    expect(taken(gathering, seconds(8))).toEqual({});
    expect(gathering.isPending).toBe(false);
  });

  it('tells what never comes to rest after a minute', () => {
    const gathering = new Gathering<string>();
    gathering.update(scans(0), 0);
    for (let at = 1; at < 61; at += 1) {
      gathering.update(scans(at), seconds(at));
      expect(taken(gathering, seconds(at)), `${at} s`).toEqual({});
    }
    gathering.update(scans(61), seconds(61));
    expect(taken(gathering, seconds(61))).toEqual({ Scans: [61] });
  });

  it('tells more of one name only after a minute', () => {
    const gathering = new Gathering<string>();
    gathering.update(scans(0), 0);
    gathering.update(scans(1), seconds(1));
    expect(taken(gathering, seconds(10))).toEqual({ Scans: [1] });
    gathering.update(scans(4), seconds(20));
    expect(taken(gathering, seconds(30))).toEqual({});
    expect(taken(gathering, seconds(70))).toEqual({ Scans: [3] });
  });

  it('counts anew what comes back after it was resolved, and a name that is new', () => {
    const gathering = new Gathering<string>();
    gathering.update(scans(0), 0);
    gathering.update(scans(2), seconds(1));
    gathering.take(seconds(10));
    gathering.update(scans(0), seconds(20));
    gathering.update(new Map([...scans(1), ['Mail', [5]]]), seconds(100));
    expect(taken(gathering, seconds(110))).toEqual({ Scans: [1], Mail: [5] });
  });

  it('forgets what nobody wants to know', () => {
    const gathering = new Gathering<string>();
    gathering.update(scans(0), 0);
    gathering.update(scans(2), seconds(1));
    gathering.forget();
    expect(gathering.isPending).toBe(false);
    expect(taken(gathering, seconds(100))).toEqual({});
  });
});
