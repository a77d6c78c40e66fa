import type { GreyPicture } from './grey-picture';

/** Each pixel becomes the middle one of the nine around it: takes single specks away. The outermost pixels stay. */
export function median(picture: GreyPicture): GreyPicture {
  const { data, width, height } = picture;
  const result = data.slice();
  // Each column of three is sorted once and used by three pixels.
  const low = new Uint8Array(width);
  const middle = new Uint8Array(width);
  const high = new Uint8Array(width);
  for (let y = 1; y < height - 1; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      const above = data[row - width + x] ?? 0;
      const here = data[row + x] ?? 0;
      const below = data[row + width + x] ?? 0;
      const less = above < here ? above : here;
      const more = above < here ? here : above;
      low[x] = less < below ? less : below;
      high[x] = more > below ? more : below;
      middle[x] = below < less ? less : below > more ? more : below;
    }
    for (let x = 1; x < width - 1; x++) {
      const mostOfLow = greatest(low[x - 1] ?? 0, low[x] ?? 0, low[x + 1] ?? 0);
      const leastOfHigh = least(high[x - 1] ?? 0, high[x] ?? 0, high[x + 1] ?? 0);
      const between = middleOf(middle[x - 1] ?? 0, middle[x] ?? 0, middle[x + 1] ?? 0);
      result[row + x] = middleOf(mostOfLow, between, leastOfHigh);
    }
  }
  return { data: result, width, height };
}

function greatest(a: number, b: number, c: number): number {
  const most = a > b ? a : b;
  return most > c ? most : c;
}

function least(a: number, b: number, c: number): number {
  const fewest = a < b ? a : b;
  return fewest < c ? fewest : c;
}

function middleOf(a: number, b: number, c: number): number {
  const less = a < b ? a : b;
  const more = a < b ? b : a;
  return c < less ? less : c > more ? more : c;
}
