import type { Room } from './room';

/** Values by row, column and channel, the channels of a place side by side. */
export interface Tensor {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** Of zeros, in the room. */
export function emptyTensor(room: Room, width: number, height: number, channels: number): Tensor {
  return { data: room.take(width * height * channels), width, height, channels };
}
