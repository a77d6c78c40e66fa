import { expect, it } from 'vitest';
import { REMAINDERS, WHOLE, type Extent } from '../../../base/picture-signature/extent';
import { headOfPicture } from '../../../base/picture-signature/picture-keys';
import { GREY_SIDE, COLOUR_SIDE, writeSignature } from '../../../base/picture-signature/signature-format';
import { TURNS, turnGrid, type Turn } from '../../../base/picture-signature/turn';
import { PictureIndex } from './picture-index';

function chance(seed: number): number {
  const mixed = Math.imul(seed ^ (seed >>> 7), 0x9e3779b1);
  return ((Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) ^ (mixed >>> 9)) >>> 0) / 2 ** 32;
}

/** Smooth waves in directions of chance, the same for the same seed: the whole, or part of it. */
function signatureOf(seed: number, turn: Turn = 0, { left, right, top, bottom }: Extent = WHOLE): Uint8Array {
  const grey = new Float32Array(GREY_SIDE * GREY_SIDE);
  const xOf = (at: number) => (left + (((at % GREY_SIDE) + 0.5) / GREY_SIDE) * (right - left)) * GREY_SIDE;
  const yOf = (at: number) => (top + ((Math.floor(at / GREY_SIDE) + 0.5) / GREY_SIDE) * (bottom - top)) * GREY_SIDE;
  for (let wave = 1; wave <= 12; wave += 1) {
    const [across, down, phase] = [3, 5, 7].map((prime) => chance(seed * 1000 + wave * 10 + prime));
    for (let at = 0; at < grey.length; at += 1) {
      grey[at]! += Math.cos((across! * xOf(at) + down! * yOf(at)) * 0.4 + phase! * 6.3) * 10 + 10;
    }
  }
  const laid = turnGrid(grey, GREY_SIDE, turn);
  const colours = new Float32Array(COLOUR_SIDE * COLOUR_SIDE);
  const excess = new Float32Array(grey.length);
  return writeSignature({ width: 100, height: 100, grey: laid, excess, blueness: colours, redness: colours }, headOfPicture(laid, excess));
}

it('finds a picture whichever way it lies, and only those near it', () => {
  const index = new PictureIndex();
  for (let id = 0; id < 150; id += 1) index.add(id, signatureOf(id));
  expect(index.size).toBe(150);
  for (const turn of TURNS) {
    const candidates = index.candidates(signatureOf(123, turn));
    expect(candidates[0]).toBe(123);
    expect(candidates.length).toBeLessThan(20);
  }
});

it.each([
  ['left', { ...WHOLE, left: 0.18 }],
  ['right', { ...WHOLE, right: 0.8 }],
  ['top', { ...WHOLE, top: 0.22 }],
  ['bottom', { ...WHOLE, bottom: 0.79 }],
])('finds what is left without one side (%s), and the whole of it', (_, extent) => {
  const index = new PictureIndex();
  for (let id = 0; id < 60; id += 1) index.add(id, signatureOf(id));
  for (let id = 100; id < 130; id += 1) index.add(id, signatureOf(id, 0, extent));
  for (let id = 0; id < 10; id += 1) expect(index.candidates(signatureOf(id, 0, extent))).toContain(id);
  for (let id = 100; id < 110; id += 1) expect(index.candidates(signatureOf(id))).toContain(id);
});

it('finds for all at once what it finds for each', () => {
  const index = new PictureIndex();
  for (let id = 0; id < 40; id += 1) index.add(id, signatureOf(id));
  for (const turn of TURNS) index.add(100 + turn, signatureOf(7, turn));
  index.add(200, signatureOf(3, 0, REMAINDERS[0]));
  index.add(300, signatureOf(11));
  index.remove(11);
  const steps = index.neighbours();
  let step = steps.next();
  while (!step.done) step = steps.next();
  for (const turn of TURNS) expect(new Set(step.value.get(7))).toContain(100 + turn);
  expect(step.value.get(200)).toContain(3);
  expect(step.value.get(3)).toContain(200);
  expect(step.value.get(300) ?? []).not.toContain(11);
  for (const [id, others] of step.value) expect(others).not.toContain(id);
});

it('forgets what is removed and takes it again', () => {
  const index = new PictureIndex();
  const signature = signatureOf(5);
  index.add(1, signature);
  index.add(1, signature);
  index.add(2, signature);
  index.remove(1);
  index.remove(77);
  expect(index.size).toBe(1);
  expect(index.candidates(signature)).toEqual([2]);
  index.add(1, signature);
  expect(index.candidates(signature).sort()).toEqual([1, 2]);
});

it('answers with no more than asked for, however many are equal', () => {
  const index = new PictureIndex();
  const signature = signatureOf(8);
  for (let id = 0; id < 5_000; id += 1) index.add(id, signature);
  expect(index.candidates(signature, 50)).toHaveLength(50);
});
