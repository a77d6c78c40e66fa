import { expect, it } from 'vitest';
import { qualityGauges } from './quality-gauges';

const quality = { sharpness: 41, isBlurry: true, blurThreshold: 100, brightness: 118, contrast: 52, noise: 6.4 };
const gauge = (change: Partial<typeof quality>, id: string) => qualityGauges({ ...quality, ...change }).find((one) => one.id === id);

it('says why a picture is blurry, against the threshold it was read with', () => {
  expect(gauge({}, 'sharpness')).toMatchObject({ tone: 'attention', word: 'Blurry', why: 'Blurry because its sharpness 41 is below 100.' });
  expect(gauge({ blurThreshold: 30, isBlurry: false }, 'sharpness')).toMatchObject({ tone: 'waiting', word: 'Rather soft' });
  expect(gauge({ sharpness: 418, isBlurry: false }, 'sharpness')).toMatchObject({ tone: 'done', word: 'Sharp' });
});

it('gives no verdict on blur where a picture shows no edge', () => {
  expect(gauge({ sharpness: 0, contrast: 0 }, 'sharpness')).toMatchObject({ tone: 'plain', word: 'Nothing to judge by', value: 0 });
});

it('places the value and the border on one scale', () => {
  const sharp = gauge({ sharpness: 100, isBlurry: false }, 'sharpness');
  expect(sharp?.at).toBeCloseTo(sharp?.borders[0]?.at ?? Number.NaN);
  expect(gauge({ sharpness: 90_000, isBlurry: false }, 'sharpness')?.at).toBe(1);
});

it('tells dark from bright', () => {
  expect(gauge({ brightness: 31.4 }, 'brightness')).toMatchObject({ tone: 'waiting', word: 'Dark', why: 'Dark because its mean 31 of 255 is below 60.' });
  expect(gauge({ brightness: 231 }, 'brightness')).toMatchObject({ word: 'Very bright' });
  expect(gauge({}, 'brightness')).toMatchObject({ tone: 'done', word: 'Well lit' });
});

it('tells pale from enough', () => {
  expect(gauge({ contrast: 7.25 }, 'contrast')).toMatchObject({ word: 'Pale', why: 'Pale because its grey values spread by 7.3 only, below 25.' });
  expect(gauge({}, 'contrast')).toMatchObject({ word: 'Enough' });
});
