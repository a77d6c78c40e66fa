import { describe, expect, it } from 'vitest';
import { makeSearchPicture } from './search-picture';

const noPause = async (): Promise<void> => {};

describe('makeSearchPicture', () => {
  it("makes grey as OpenCV does", async () => {
    const data = Uint8Array.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]);
    const picture = await makeSearchPicture({ data, width: 4, height: 1, channels: 3 }, 1, 1000, noPause);
    expect([...picture.data]).toEqual([76, 150, 29, 255]);
  });

  it('keeps a small picture as it is, and makes a large one the mean of its pixels', async () => {
    const data = Uint8Array.from([0, 10, 20, 30, 40, 50, 60, 70]);
    const pixels = { data, width: 4, height: 2, channels: 1 } as const;
    expect(await makeSearchPicture(pixels, 1, 8, noPause)).toEqual({ data, width: 4, height: 2 });
    expect(await makeSearchPicture(pixels, 1, 2, noPause)).toEqual({ data: Uint8Array.from([25, 45]), width: 2, height: 1 });
  });

  it('turns it upright', async () => {
    const data = Uint8Array.from([1, 2, 3, 4, 5, 6]);
    const picture = await makeSearchPicture({ data, width: 3, height: 2, channels: 1 }, 6, 1000, noPause);
    expect(picture).toEqual({ data: Uint8Array.from([4, 1, 5, 2, 6, 3]), width: 2, height: 3 });
  });

  it('holds a huge picture to the limit, pausing on the way', async () => {
    let pauses = 0;
    const pixels = { data: new Uint8Array(8000 * 5000), width: 8000, height: 5000, channels: 1 } as const;
    const picture = await makeSearchPicture(pixels, 1, 1_000_000, async () => void pauses++);
    expect(picture.width * picture.height).toBeLessThan(1_001_000);
    expect(pauses).toBeGreaterThan(5);
  });
});
