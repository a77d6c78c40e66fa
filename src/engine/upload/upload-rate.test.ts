import { expect, it } from 'vitest';
import { UploadRate } from './upload-rate';

it('tells how fast it goes now, and nothing once it rests', () => {
  const rate = new UploadRate();
  expect(rate.perSecond(0)).toBeNull();
  for (let at = 0; at <= 10_000; at += 250) rate.note(at < 5_000 ? at * 10 : 50_000 + (at - 5_000) * 2, at);
  expect(rate.perSecond(10_000)).toBeCloseTo(2_000, -2);
  expect(rate.perSecond(12_500)).toBeLessThan(2_000);
  expect(rate.perSecond(13_100)).toBeNull();
});

it('begins anew where something is sent again', () => {
  const rate = new UploadRate();
  rate.note(10_000, 0);
  rate.note(20_000, 1_000);
  rate.note(5_000, 1_200);
  rate.note(6_000, 2_200);
  expect(rate.perSecond(2_200)).toBeCloseTo(1_000, -2);
});
