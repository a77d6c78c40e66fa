import { describe, expect, it } from 'vitest';
import { WHOLE_DEPTH, type Look, type Member } from '../../store/members';
import { isEnough, sumUp, type Found } from './sum-up';

const member = (ordinal: number, part: Partial<Member> = {}): Member => ({
  ordinal,
  path: `${ordinal}.txt`,
  state: 'read',
  reason: null,
  size: 1,
  modifiedAt: null,
  sha256: `hash ${ordinal}`,
  mime: null,
  kind: null,
  reportId: null,
  thumbnail: null,
  ...part,
});

const sum = (found: Partial<Found>): Look =>
  sumUp({ archiveSha256: 'a', members: [], nested: new Map(), locked: new Set(), way: 'way', levels: 3, isTooDeep: false, isPartial: false, ...found });

describe('what is said of an archive', () => {
  it('counts what lies in nested ones, once for each place, and names what was not read', () => {
    const inner = sum({ members: [member(0), member(1, { state: 'failed', reason: 'It is damaged.' })] });
    const nested = new Map([['inner', inner]]);
    const look = sum({ members: [member(0, { sha256: 'inner', path: 'b.zip' }), member(1, { sha256: 'inner', path: 'c.zip' }), member(2, { state: 'skipped', reason: 'It is empty.' })], nested });
    expect(look).toMatchObject({ read: 4, failed: 2, skipped: 1, sentence: '4 read, 2 failed, 1 left out' });
    expect(look.notes.map(({ path }) => path)).toEqual(['b.zip › 1.txt', 'c.zip › 1.txt', '2.txt']);
  });

  it('names ten of each kind at most', () => {
    const members = Array.from({ length: 60 }, (_, n) => member(n, { state: n % 2 === 0 ? 'failed' : 'skipped', reason: 'So it is.' }));
    expect(sum({ members }).notes.map(({ state }) => state)).toEqual([...Array<string>(10).fill('failed'), ...Array<string>(10).fill('skipped')]);
  });

  it('is enough for whoever looks as deep in the same way, unless another look may find more', () => {
    const whole = sum({ members: [member(0)] });
    expect(whole.depth).toBe(WHOLE_DEPTH);
    expect(isEnough(whole, 'way', 9)).toBe(true);
    expect(isEnough(whole, 'other way', 1)).toBe(false);
    const cut = sum({ isTooDeep: true, levels: 2 });
    expect([isEnough(cut, 'way', 2), isEnough(cut, 'way', 3)]).toEqual([true, false]);
    const around = sum({ members: [member(0, { sha256: 'inner' })], nested: new Map([['inner', cut]]) });
    expect([isEnough(around, 'way', 3), isEnough(around, 'way', 4)]).toEqual([true, false]);
    expect(isEnough(sum({ isPartial: true }), 'way', 1)).toBe(false);
    expect(isEnough(sum({ members: [member(0, { state: 'failed' })] }), 'way', 1)).toBe(false);
  });
});
