/** Values by row, column and channel, the channels of a place side by side. */
export interface Tensor {
  readonly data: Float64Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

export function emptyTensor(width: number, height: number, channels: number): Tensor {
  return { data: new Float64Array(width * height * channels), width, height, channels };
}
