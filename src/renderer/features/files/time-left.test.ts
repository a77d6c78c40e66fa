import { expect, it } from 'vitest';
import { aboutSpan, paceOf, secondsLeft } from './time-left';

const reading = (fraction: number | null, label = 'Reading text') => ({ stage: 'process' as const, label, fraction, startedAt: 0 });

it('counts the first part of the work from its beginning', () => {
  const job = { stage: 'decide' as const, label: 'Computing the checksum', fraction: 0.25, startedAt: 1_000 };
  const pace = paceOf(null, job, 6_000);
  expect(secondsLeft(pace, 0.25, 6_000)).toBe(15);
});

it('counts a later part from where it was first seen, and keeps counting', () => {
  const pace = paceOf(null, reading(0.1), 20_000);
  expect(secondsLeft(pace, 0.1, 20_000)).toBeNull();
  const later = paceOf(pace, reading(0.3), 24_000);
  expect(later).toBe(pace);
  expect(secondsLeft(later, 0.3, 24_000)).toBeCloseTo(14);
});

it('begins anew when the part changes or its fraction falls', () => {
  const pace = paceOf(null, reading(0.9), 0);
  expect(paceOf(pace, reading(0.95, 'Checking JSON'), 5_000)).toMatchObject({ at: 5_000, fraction: 0.95 });
  expect(paceOf(pace, reading(0.1), 5_000)).toMatchObject({ at: 5_000, fraction: 0.1 });
  const page = paceOf(null, reading(0.1, 'Page 2 of 12'), 0);
  expect(paceOf(page, reading(0.2, 'Page 3 of 12'), 5_000)).toBe(page);
  expect(paceOf(page, { ...reading(0.2, 'Page 3 of 12'), startedAt: 3 }, 5_000)).toBe(page);
  expect(paceOf(page, { ...reading(0.2, 'Page 3 of 12'), startedAt: 4_000 }, 5_000)).toMatchObject({ at: 5_000 });
});

it('says nothing when nothing can be told', () => {
  expect(paceOf(null, reading(null), 0)).toBeNull();
  expect(secondsLeft(null, 0.5, 10_000)).toBeNull();
  const pace = paceOf(null, reading(0.5), 0);
  expect(secondsLeft(pace, 1, 10_000)).toBeNull();
  expect(secondsLeft(pace, 0.51, 10_000)).toBeNull();
  expect(secondsLeft(pace, 0.8, 500)).toBeNull();
});

it('says it roughly', () => {
  expect([1, 18, 22, 58, 100].map(aboutSpan)).toEqual(['about 5 s', 'about 20 s', 'about 20 s', 'about 1 min', 'about 2 min']);
});
