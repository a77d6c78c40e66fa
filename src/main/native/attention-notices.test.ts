import { describe, expect, it } from 'vitest';
import { AttentionNotices } from './attention-notices';

const scans = (attention: number) => [{ id: 1, name: 'Scans', attention }];
const seconds = (value: number): number => value * 1_000;

describe('AttentionNotices', () => {
  it('says nothing of what was there at the start', () => {
    const notices = new AttentionNotices();
    notices.update(scans(3), 0);
    expect(notices.take(seconds(100))).toBeNull();
    expect(notices.isPending).toBe(false);
  });

  it('gathers until it stays the same, then tells it once', () => {
    const notices = new AttentionNotices();
    notices.update(scans(0), 0);
    for (let i = 1; i <= 3; i += 1) {
      notices.update(scans(i), seconds(i));
      expect(notices.take(seconds(i))).toBeNull();
    }
    expect(notices.isPending).toBe(true);
    expect(notices.take(seconds(7))?.title).toBe('3 files need you in Scans');
    expect(notices.take(seconds(8))).toBeNull();
    expect(notices.isPending).toBe(false);
  });

  it('tells more of one folder only after a minute', () => {
    const notices = new AttentionNotices();
    notices.update(scans(0), 0);
    notices.update(scans(1), seconds(1));
    expect(notices.take(seconds(10))?.title).toBe('1 file needs you in Scans');
    notices.update(scans(4), seconds(20));
    expect(notices.take(seconds(30))).toBeNull();
    expect(notices.take(seconds(70))?.title).toBe('3 files need you in Scans');
  });

  it('puts several folders into one notice', () => {
    const notices = new AttentionNotices();
    const both = (a: number, b: number) => [...scans(a), { id: 2, name: 'Mail', attention: b }];
    notices.update(both(0, 0), 0);
    notices.update(both(2, 1), seconds(1));
    expect(notices.take(seconds(6))?.title).toBe('3 files need you in Scans and 1 more');
  });

  it('counts anew what comes back after it was resolved', () => {
    const notices = new AttentionNotices();
    notices.update(scans(0), 0);
    notices.update(scans(2), seconds(1));
    notices.take(seconds(10));
    notices.update(scans(0), seconds(20));
    notices.update(scans(1), seconds(100));
    expect(notices.take(seconds(110))?.title).toBe('1 file needs you in Scans');
  });
});
