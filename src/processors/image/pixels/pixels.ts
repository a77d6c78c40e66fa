/** Decoded pixels, row by row without padding, 8 bits a channel: grey, RGB or RGBA. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
}
