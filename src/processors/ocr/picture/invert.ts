import type { GreyPicture } from './grey-picture';

export function invert({ data, width, height }: GreyPicture): GreyPicture {
  const inverted = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at++) inverted[at] = 255 - (data[at] ?? 0);
  return { data: inverted, width, height };
}
