import { describe, expect, it } from 'vitest';
import type { Face } from '../../../shared/model/report';
import type { Pixels } from '../pixels/pixels';
import { drawFaces, storeTurned } from './faces.test-kit';
import { findFaces } from './find-faces';

const never = new AbortController().signal;
const find = (pixels: Pixels, orientation = 1): Promise<Face[]> => findFaces(pixels, orientation, never);

const drawThree = (channels: 1 | 3 | 4 = 3): Pixels =>
  drawFaces(
    560,
    400,
    [
      { x: 90, y: 120, width: 42 },
      { x: 240, y: 190, width: 90 },
      { x: 440, y: 200, width: 120 },
    ],
    channels,
  );
/** What `detectMultiScale(grey, 1.1, 5)` of OpenCV 4.6 finds in the same picture: x, y, side; the largest first. */
const OPENCV = [
  [369, 136, 145],
  [186, 143, 107],
  [64, 97, 54],
] as const;

function commonShare(face: Face, [x, y, side]: readonly [number, number, number]): number {
  const width = Math.min(face.x + face.width, x + side) - Math.max(face.x, x);
  const height = Math.min(face.y + face.height, y + side) - Math.max(face.y, y);
  const common = Math.max(0, width) * Math.max(0, height);
  return common / (face.width * face.height + side * side - common);
}

function expectOpenCvs(faces: readonly Face[], atLeast: number): void {
  expect(faces).toHaveLength(OPENCV.length);
  faces.forEach((face, index) => expect(commonShare(face, OPENCV[index] ?? [0, 0, 0])).toBeGreaterThan(atLeast));
}

describe('findFaces', () => {
  it("finds the faces that OpenCV's cascade finds, where it finds them, and no others", async () => {
    const faces = await find(drawThree());
    expectOpenCvs(faces, 0.8);
    for (const { score } of faces) {
      expect(score).toBeGreaterThan(60);
      expect(score).toBeLessThanOrEqual(100);
    }
  });

  it.each([1, 4] as const)('finds them in pictures of %d channels', async (channels) => {
    expectOpenCvs(await find(drawThree(channels)), 0.8);
  });

  it.each([2, 3, 4, 5, 6, 7, 8])('seeks in the upright picture when the stored one is turned or mirrored (%d)', async (orientation) => {
    expectOpenCvs(await find(storeTurned(drawThree(), orientation), orientation), 0.8);
  });

  it('finds no faces upside down', async () => {
    expect(await find(storeTurned(drawThree(), 3))).toEqual([]);
  });

  it('gives boxes in pixels of the full picture where that is searched smaller', async () => {
    const [face, ...others] = await find(drawFaces(2400, 1400, [{ x: 1400, y: 900, width: 300 }]));
    expect(others).toEqual([]);
    expect(face && commonShare(face, [1220, 712, 365])).toBeGreaterThan(0.8);
  });

  it('sees no faces where there are none', async () => {
    const noise = { data: Uint8Array.from({ length: 300 * 300 }, (_, index) => (index * 7919) % 251), width: 300, height: 300, channels: 1 } as const;
    expect(await find(drawFaces(560, 400, []))).toEqual([]);
    expect(await find(noise)).toEqual([]);
  });

  it.each([
    [1, 1],
    [1, 5000],
    [5000, 1],
    [23, 23],
    [24, 24],
  ])('takes a picture of %d × %d', async (width, height) => {
    expect(await find({ data: new Uint8Array(width * height * 3), width, height, channels: 3 })).toEqual([]);
  });

  it('stops at the signal', async () => {
    const cancel = new AbortController();
    const finding = findFaces(drawThree(), 1, cancel.signal);
    cancel.abort();
    await expect(finding).rejects.toMatchObject({ code: 'call.cancelled' });
  });
});
