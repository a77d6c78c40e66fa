import { expect, test } from 'vitest';
import { shrinkPixels } from './shrink-pixels';

test.each([1, 3, 4] as const)('each pixel is the mean of its block: %d channels', (channels) => {
  const [width, height, factor] = [41, 23, 3];
  const data = Uint8Array.from({ length: width * height * channels }, (_, at) => (channels === 4 && at % 4 === 3 ? 255 : (at * at) >> 4));
  const shrunk = shrinkPixels({ data, width, height, channels }, factor);
  expect(shrunk).toMatchObject({ width: 13, height: 7, channels });
  for (let at = 0; at < shrunk.data.length; at += 1) {
    const [x, y, channel] = [Math.floor(at / channels) % 13, Math.floor(at / channels / 13), at % channels];
    let sum = 0;
    for (let i = 0; i < 9; i += 1) sum += data[((y * 3 + Math.floor(i / 3)) * width + x * 3 + (i % 3)) * channels + channel] ?? 0;
    expect(shrunk.data[at]).toBe(Math.round(sum / 9));
  }
});

test('large blocks of white stay white, and what is transparent lends no colour', () => {
  const white = shrinkPixels({ data: new Uint8Array(256 * 256).fill(255), width: 256, height: 256, channels: 1 }, 256);
  expect([...white.data]).toEqual([255]);
  const half = Uint8Array.from({ length: 4 * 4 }, (_, at) => [200, 100, 50, at < 8 ? 255 : 0][at % 4] ?? 0);
  half.fill(0, 8);
  expect([...shrinkPixels({ data: half, width: 2, height: 2, channels: 4 }, 2).data]).toEqual([200, 100, 50, 128]);
});
