import { withKernels, type KernelRoom } from '../kernels/load-kernels';
import { takeRoom } from '../pixels/spare-room';
import type { Picture } from './picture';

const WORD_BITS = 64;
/** Behind a row: what kernels read and write beyond its end. */
const SPARE = 96;

/**
 * OpenCV's `Canny` with an aperture of 3 and gradients by L1 (J. Canny, "A computational approach to edge detection",
 * 1986; method of modules/imgproc/src/canny.cpp, Apache-2.0) of the grey picture.
 *
 * @returns 1 on edges, else 0
 */
export function findEdges(picture: Pick<Picture, 'rgb' | 'width' | 'height'>, low: number, high: number): Uint8Array {
  return withKernels((room) => {
    const { width, height } = picture;
    const wordsInRow = Math.floor(width / WORD_BITS) + 1;
    const bitmap = (): number => room.place(wordsInRow * 8 * (height + 2) + 16) + 8 * (wordsInRow + 1);
    const [weak, strong] = [bitmap(), bitmap()];
    const waiting = room.place(4 * wordsInRow * height);
    const isWaiting = room.place(wordsInRow * height);
    const scan = new RidgeScan(room, picture);
    const bytes = room.open();
    scan.run(bytes, (y, rows) => {
      const bits = y * wordsInRow * 8;
      room.calls.ridgeRow(...rows, weak + bits, strong + bits, width, low, high);
    });
    room.calls.spreadEdges(weak, strong, wordsInRow, height, waiting, isWaiting);
    return spreadBits(bytes, strong, wordsInRow * 8, width, height);
  });
}

type RidgeRows = [dx: number, dy: number, above: number, here: number, below: number];

/** Gradients row by row, in rings of as many rows as are looked at. */
class RidgeScan {
  private readonly source: number;
  private readonly nothing: number;
  private readonly greyRow: (y: number) => number;
  private readonly dxRow: (y: number) => number;
  private readonly dyRow: (y: number) => number;
  private readonly sizeRow: (y: number) => number;

  constructor(
    private readonly room: KernelRoom,
    private readonly picture: Pick<Picture, 'rgb' | 'width' | 'height'>,
  ) {
    const { width } = picture;
    const ring = (rows: number, bytesAPixel: number): ((y: number) => number) => {
      const stride = Math.ceil((width * bytesAPixel) / 16) * 16 + SPARE;
      const first = room.place(rows * stride) + SPARE / 3;
      return (y) => first + (y % rows) * stride;
    };
    this.source = room.place(width * 3);
    this.nothing = room.place(width * 2 + SPARE) + SPARE / 3;
    this.greyRow = ring(3, 1);
    this.dxRow = ring(2, 2);
    this.dyRow = ring(2, 2);
    this.sizeRow = ring(3, 2);
  }

  run(bytes: Uint8Array, take: (y: number, rows: RidgeRows) => void): void {
    const { width, height } = this.picture;
    this.takeUp(bytes, 0);
    for (let y = 0; y <= height; y++) {
      if (y + 1 < height) this.takeUp(bytes, y + 1);
      if (y < height) {
        const [above, below] = [this.greyRow(Math.max(y - 1, 0)), this.greyRow(Math.min(y + 1, height - 1))];
        this.room.calls.gradientRow(above, this.greyRow(y), below, this.dxRow(y), this.dyRow(y), this.sizeRow(y), width);
      }
      if (y === 0) continue;
      const [above, below] = [y === 1 ? this.nothing : this.sizeRow(y - 2), y === height ? this.nothing : this.sizeRow(y)];
      take(y - 1, [this.dxRow(y - 1), this.dyRow(y - 1), above, this.sizeRow(y - 1), below]);
    }
  }

  /** Beyond the rim its own pixels go on. */
  private takeUp(bytes: Uint8Array, y: number): void {
    const { rgb, width } = this.picture;
    const row = this.greyRow(y);
    bytes.set(rgb.subarray(y * width * 3, (y + 1) * width * 3), this.source);
    this.room.calls.greyRow(this.source, row, width, 3, false);
    bytes[row - 1] = bytes[row] as number;
    bytes[row + width] = bytes[row + width - 1] as number;
  }
}

/** A byte for each bit, of which the lowest come first. */
function spreadBits(bytes: Uint8Array, bits: number, stride: number, width: number, height: number): Uint8Array {
  const spread = takeRoom(width * height).fill(0);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x += 8) {
      const eight = bytes[bits + y * stride + (x >> 3)] as number;
      for (let rest = eight, at = y * width + x; rest > 0; rest >>= 1, at++) spread[at] = rest & 1;
    }
  }
  return spread;
}
