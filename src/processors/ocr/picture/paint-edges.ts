import type { GreyPicture } from './grey-picture';

interface Depths {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The picture with its outer rows and columns, as many as told for each side, in one brightness. */
export function paintEdges(picture: GreyPicture, { left, top, right, bottom }: Depths, value: number): GreyPicture {
  const { width, height } = picture;
  const data = picture.data.slice();
  for (let y = 0; y < height; y++) {
    const row = y * width;
    if (y < top || y >= height - bottom) data.fill(value, row, row + width);
    else {
      data.fill(value, row, row + Math.min(width, left));
      data.fill(value, Math.max(row, row + width - right), row + width);
    }
  }
  return { data, width, height };
}
