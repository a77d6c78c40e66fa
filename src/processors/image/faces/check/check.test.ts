import { describe, expect, it } from 'vitest';
import { drawFaces } from '../faces.test-kit';
import { loadModels } from '../load-models';
import { checkFace } from './check-face';
import { cutOut } from './cut-out';
import { applyPointwise, convolve, convolveDepthwise, poolInPlace, poolToHalf } from './layers';
import { readWeights } from './read-weights';
import { openRoom } from './room';

const room = await openRoom(10_000);
const numbers = (values: number[]): Float32Array => {
  const taken = room.take(values.length);
  taken.set(values);
  return taken;
};
const tensor = (width: number, height: number, channels: number, values: number[]) => ({ data: numbers(values), width, height, channels });

describe('checkFace', () => {
  it('is sure of a face, and sure that a wall is none', async () => {
    const { network } = await loadModels();
    const picture = drawFaces(600, 500, [{ x: 200, y: 200, width: 150 }]);
    expect(checkFace(picture, 1, { x: 110, y: 120, side: 182 }, network)).toBeGreaterThan(0.6);
    expect(checkFace(picture, 1, { x: 380, y: 250, side: 182 }, network)).toBeLessThan(0.1);
  });
});

describe('cutOut', () => {
  const pixels = { data: Uint8Array.from([0, 50, 100, 150]), width: 2, height: 2, channels: 1 } as const;
  const reds = (side: number, square: { x: number; y: number; side: number }): number[] =>
    [...cutOut(pixels, 1, square, side).data].filter((_, index) => index % 3 === 0).map((value) => Math.round(value * 256 + 117.001));

  it('shows pixels as they are, larger or smaller', () => {
    expect(reds(2, { x: 0, y: 0, side: 2 })).toEqual([0, 50, 100, 150]);
    expect(reds(1, { x: 0, y: 0, side: 2 })).toEqual([75]);
    expect(reds(1, { x: 0.5, y: 0.5, side: 0.99 })).toEqual([74]);
  });

  it('shows the mean colour beyond the edge', () => {
    expect(reds(2, { x: 1, y: 1, side: 2 })).toEqual([150, 117, 117, 117]);
  });
});

describe('layers', () => {
  it('convolve sees three by three places of all channels', () => {
    const input = tensor(3, 3, 1, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const filters = numbers([1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, -1]);
    expect([...convolve(room, input, filters, numbers([0.5, 0])).data]).toEqual([10.5, -1]);
  });

  it('convolveDepthwise takes places beyond the edge for zero', () => {
    const ones = numbers(new Array<number>(9).fill(1));
    expect([...convolveDepthwise(room, tensor(2, 2, 1, [1, 2, 3, 4]), ones).data]).toEqual([10, 10, 10, 10]);
    expect([...convolveDepthwise(room, tensor(3, 1, 1, [1, 2, 3]), ones).data]).toEqual([3, 6, 5]);
  });

  it('applyPointwise mixes the channels, four at a time and the rest', () => {
    const filters = numbers([1, 10, 1, 10, 1, 10, 1, 10, 1, -100]);
    const bias = numbers([0.25, 0]);
    expect([...applyPointwise(room, tensor(1, 1, 5, [1, 2, 3, 4, 5]), filters, bias, false).data]).toEqual([15.25, -400]);
    expect([...applyPointwise(room, tensor(1, 1, 5, [1, 2, 3, 4, 5]), filters, bias, true).data]).toEqual([15.25, -40]);
  });

  it('adds up rows of any length', () => {
    for (const length of [1, 4, 7]) {
      for (const count of [1, 4, 6]) {
        const sums = numbers(Array.from({ length }, (_, channel) => channel));
        const matrix = numbers(Array.from({ length: length * count }, (_, index) => index));
        room.addWeighted(numbers([9, 1, 2, 3, 4, 5, 6]), 1, count, matrix, 0, sums);
        const expected = Array.from({ length }, (_, channel) => {
          let sum = channel;
          for (let row = 0; row < count; row++) sum += (row + 1) * (row * length + channel);
          return sum;
        });
        expect([...sums]).toEqual(expected);
      }
    }
  });

  it('pools odd sides', () => {
    const input = tensor(3, 3, 1, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect([...poolToHalf(room, input).data]).toEqual([5, 6, 8, 9]);
    expect([...poolInPlace(room, input).data]).toEqual([5, 6, 6, 8, 9, 9, 8, 9, 9]);
  });
});

describe('readWeights', () => {
  const manifest = [{ weights: [{ name: 'a', shape: [2, 1], quantization: { dtype: 'uint8', scale: 0.5, min: -1 } }] }];

  it('unpacks them', () => {
    expect([...(readWeights(manifest, Uint8Array.from([0, 4])).get('a') ?? [])]).toEqual([-1, 1]);
  });

  it('refuses a file that does not fit its manifest', () => {
    expect(() => readWeights(manifest, Uint8Array.from([0, 4, 5]))).toThrow('does not fit');
  });
});
