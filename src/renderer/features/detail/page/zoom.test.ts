import { describe, expect, it } from 'vitest';
import { PICTURE_STEPS, clampZoom, readableZoom, sharpnessFor, shownWidth, stepZoom } from './zoom';

const a4 = { width: 794, height: 1123 };

describe('shownWidth', () => {
  const frame = { width: 400, height: 300 };

  it('fits the width, or the whole page', () => {
    expect(shownWidth({ zoom: 'width', natural: a4, frame, mayGrow: true })).toBe(400);
    expect(shownWidth({ zoom: 'page', natural: a4, frame, mayGrow: true })).toBeCloseTo((300 * 794) / 1123);
    expect(shownWidth({ zoom: 'page', natural: { width: 800, height: 100 }, frame, mayGrow: true })).toBe(400);
  });

  it('makes a small picture no larger than it is, but a page', () => {
    const natural = { width: 100, height: 50 };
    expect(shownWidth({ zoom: 'width', natural, frame, mayGrow: false })).toBe(100);
    expect(shownWidth({ zoom: 'width', natural, frame, mayGrow: true })).toBe(400);
    expect(shownWidth({ zoom: 400, natural, frame, mayGrow: false })).toBe(400);
  });
});

describe('stepZoom', () => {
  it('goes to the next step, from between them too, and ends at 50 and 400', () => {
    expect(stepZoom(100, 1)).toBe(125);
    expect(stepZoom(92, 1)).toBe(100);
    expect(stepZoom(92, -1)).toBe(80);
    expect(stepZoom(99.8, 1)).toBe(125);
    expect(stepZoom(400, 1)).toBe(400);
    expect(stepZoom(31, -1)).toBe(31);
    expect(stepZoom(31, 1)).toBe(50);
    expect([clampZoom(3), clampZoom(1_000)]).toEqual([50, 400]);
  });

  it('goes further for pictures, down to where one is fitted', () => {
    expect(stepZoom(400, 1, PICTURE_STEPS)).toBe(600);
    expect(stepZoom(50, -1, PICTURE_STEPS)).toBe(33);
    expect([clampZoom(1, PICTURE_STEPS, 20), clampZoom(1, PICTURE_STEPS, 3), clampZoom(9_999, PICTURE_STEPS, 20)]).toEqual([5, 3, 800]);
  });
});

it('asks for a picture that is sharp on the screen, within the limit', () => {
  expect(sharpnessFor({ width: 250, height: 354 }, 1)).toBe(600);
  expect(sharpnessFor({ width: 794, height: 1123 }, 1)).toBe(1200);
  expect(sharpnessFor({ width: 794, height: 1123 }, 2)).toBe(2600);
  expect(sharpnessFor({ width: 3000, height: 4400 }, 2)).toBe(4096);
});

it('makes a line readable: pages at two thirds or more, small print larger, pictures no larger than they are', () => {
  expect(readableZoom(24, true)).toBe(67);
  expect(readableZoom(11, true)).toBe(100);
  expect(readableZoom(5, true)).toBe(125);
  expect(readableZoom(44, false)).toBe(25);
  expect(readableZoom(5, false)).toBe(100);
  expect(readableZoom(0, true)).toBe(67);
});
