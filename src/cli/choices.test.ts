import { describe, expect, it } from 'vitest';
import { FILE_EVENTS, FILE_STATES } from '../shared/model/file';
import { instantOf, oneOf } from './choices';

describe('a choice', () => {
  it('may be written as people write it', () => {
    for (const given of ['inProgress', 'in-progress', 'IN_PROGRESS']) expect(oneOf('state', FILE_STATES, given)).toBe('inProgress');
    for (const given of ['content_changed', 'content-changed', 'contentChanged']) expect(oneOf('event', FILE_EVENTS, given)).toBe('content_changed');
  });

  it('that is unknown is refused with those that there are', () => {
    expect(() => oneOf('state', FILE_STATES, 'lost')).toThrow('--state lost is not known.');
  });
});

describe('a date', () => {
  it('is a whole day here when it has no time', () => {
    expect(instantOf('since', '2026-11-05', 'first')).toBe(new Date(2026, 10, 5).getTime());
    expect(instantOf('until', '2026-11-05', 'last')).toBe(new Date(2026, 10, 6).getTime() - 1);
  });

  it('is taken exactly when it has one', () => {
    expect(instantOf('since', '2026-11-05T08:00:00Z', 'first')).toBe(Date.UTC(2026, 10, 5, 8));
  });

  it('that is none is refused', () => {
    expect(() => instantOf('since', 'yesterday', 'first')).toThrow('is no date');
  });
});
