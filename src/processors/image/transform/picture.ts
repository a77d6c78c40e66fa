import type { Pixels } from '../pixels/pixels';

/** A picture in work: steps change `rgb` in place and never touch `alpha`. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Three bytes a pixel, row by row without padding. */
  readonly rgb: Uint8Array;
  /** A byte a pixel; null for what is wholly opaque by its format. */
  readonly alpha: Uint8Array | null;
  /** It came without colour, and no step gives it any. */
  readonly isGrey: boolean;
}

/** Takes the pixels over: those of three channels are not copied. */
export function toPicture({ data, width, height, channels }: Pixels): Picture {
  // A Buffer's `slice` would be no copy.
  if (channels === 3) return { width, height, rgb: new Uint8Array(data.buffer, data.byteOffset, data.length), alpha: null, isGrey: false };
  const count = width * height;
  const rgb = new Uint8Array(count * 3);
  const alpha = channels === 4 ? new Uint8Array(count) : null;
  for (let at = 0, to = 0, from = 0; at < count; at++, to += 3, from += channels) {
    const red = data[from] as number;
    rgb[to] = red;
    rgb[to + 1] = alpha ? (data[from + 1] as number) : red;
    rgb[to + 2] = alpha ? (data[from + 2] as number) : red;
    if (alpha) alpha[at] = data[from + 3] as number;
  }
  return { width, height, rgb, alpha, isGrey: channels === 1 };
}

/** The way back: grey where it is grey. */
export function toPixels({ rgb, alpha, width, height, isGrey }: Picture): Pixels {
  if (!alpha && !isGrey) return { data: rgb, width, height, channels: 3 };
  const count = width * height;
  const channels = alpha ? 4 : 1;
  const data = new Uint8Array(count * channels);
  for (let at = 0, from = 0, to = 0; at < count; at++, from += 3, to += channels) {
    data[to] = rgb[from] as number;
    if (!alpha) continue;
    data[to + 1] = rgb[from + 1] as number;
    data[to + 2] = rgb[from + 2] as number;
    data[to + 3] = alpha[at] as number;
  }
  return { data, width, height, channels };
}
