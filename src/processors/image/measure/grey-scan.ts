import type { KernelRoom } from '../kernels/load-kernels';
import { CornerCandidates } from './corner-candidates';

const [LOW, HIGH] = [100, 200];
const QUALITY = 0.01;
const GREY_ROWS = 4;
const GRADIENT_ROWS = 4;
const RING = 3;

/** What the rows of a grey picture have told, once all are in. */
export interface GreyFindings {
  /** Of the Laplacian: sum of its values and of their squares. */
  readonly laplacian: { readonly sum: number; readonly squares: number };
  /** Pixels that Canny marks. */
  readonly edgePixels: number;
  readonly corners: CornerCandidates;
}

/**
 * Takes the rows of a grey picture from top to bottom: writes of each row go to `rowPlace`, then `push` is called. Keeps a
 * few rows and two bits a pixel.
 */
export class GreyScan {
  private readonly stride: number;
  private readonly greyRows: number;
  private readonly gradients: { readonly dx: number; readonly dy: number };
  private readonly gradientStride: number;
  private readonly magnitudes: number;
  private readonly nothing: number;
  private readonly scratch: number;
  private readonly sums: number;
  private readonly sumStride: number;
  private readonly eigen: { readonly upper: number; readonly lower: number };
  private readonly eigenStride: number;
  private readonly found: number;
  private readonly laplacian: number;
  private readonly wordsInRow: number;
  private readonly weak: number;
  private readonly strong: number;
  private readonly waiting: number;
  private readonly isWaiting: number;
  private readonly candidates: CornerCandidates;
  private pushed = 0;
  private bytes = new Uint8Array(0);
  private view = new DataView(this.bytes.buffer);

  constructor(
    private readonly room: KernelRoom,
    private readonly width: number,
    private readonly height: number,
  ) {
    const rowOf = (bytesAPixel: number): number => Math.ceil((width * bytesAPixel) / 16) * 16 + 96;
    this.stride = rowOf(1);
    this.greyRows = room.place(GREY_ROWS * this.stride);
    this.gradientStride = rowOf(2);
    this.gradients = { dx: room.place(GRADIENT_ROWS * this.gradientStride), dy: room.place(GRADIENT_ROWS * this.gradientStride) };
    this.magnitudes = room.place(RING * this.gradientStride);
    this.nothing = room.place(this.gradientStride);
    this.scratch = room.place(this.gradientStride);
    this.sumStride = rowOf(4);
    this.sums = room.place(3 * this.sumStride);
    this.eigenStride = rowOf(4);
    this.eigen = { upper: room.place(RING * this.eigenStride), lower: room.place(RING * this.eigenStride) };
    this.found = room.place(16 * width);
    this.laplacian = room.place(16);
    this.wordsInRow = Math.floor(width / 64) + 1;
    const bitmap = this.wordsInRow * 8 * (height + 2) + 16;
    this.weak = room.place(bitmap) + 8 * (this.wordsInRow + 1);
    this.strong = room.place(bitmap) + 8 * (this.wordsInRow + 1);
    this.waiting = room.place(4 * this.wordsInRow * height);
    this.isWaiting = room.place(this.wordsInRow * height);
    this.candidates = new CornerCandidates(width, QUALITY);
  }

  /** To be called with the room's memory, before the first row. */
  open(bytes: Uint8Array<ArrayBuffer>): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
  }

  /** Where the next row has to be. */
  get rowPlace(): number {
    return this.greyRow(this.pushed);
  }

  push(): void {
    this.repeatEnds(this.pushed);
    this.pushed += 1;
    if (this.pushed > 1) this.advance(this.pushed - 2);
  }

  /** After the last row. */
  finish(): GreyFindings {
    for (let y = this.height - 1; y <= this.height + 1; y += 1) this.advance(y);
    return {
      laplacian: { sum: Number(this.view.getBigInt64(this.laplacian, true)), squares: Number(this.view.getBigInt64(this.laplacian + 8, true)) },
      edgePixels: this.room.calls.spreadEdges(this.weak, this.strong, this.wordsInRow, this.height, this.waiting, this.isWaiting),
      corners: this.candidates,
    };
  }

  /** Gradients of row `y`, and what the rows before it have been waiting for. */
  private advance(y: number): void {
    if (y < this.height) this.findGradients(y);
    if (y > 0 && y <= this.height) {
      this.findRidges(y - 1);
      this.reflectGradients(y - 1);
    }
    if (y > 1) this.findCorners(y - 2);
    if (y > 3 && y - 3 < this.height - 1) this.findPeaks(y - 3);
  }

  private findGradients(y: number): void {
    const { calls } = this.room;
    const last = this.height - 1;
    const [above, here, below] = [this.greyRow(Math.max(y - 1, 0)), this.greyRow(y), this.greyRow(Math.min(y + 1, last))];
    calls.gradientRow(above, here, below, this.dxRow(y), this.dyRow(y), this.magnitudeRow(y), this.width);
    this.reflectEnds(y);
    calls.laplacianRow(this.greyRow(this.reflected(y - 1)), here, this.greyRow(this.reflected(y + 1)), this.width, this.laplacian);
    this.repeatEnds(y);
  }

  private findRidges(y: number): void {
    const above = y === 0 ? this.nothing : this.magnitudeRow(y - 1);
    const below = y === this.height - 1 ? this.nothing : this.magnitudeRow(y + 1);
    const bits = y * this.wordsInRow * 8;
    this.room.calls.ridgeRow(this.dxRow(y), this.dyRow(y), above, this.magnitudeRow(y), below, this.weak + bits, this.strong + bits, this.width, LOW, HIGH);
  }

  /** Canny repeats the pixels at the edge of the picture, the search for corners reflects the picture there. */
  private reflectGradients(y: number): void {
    const { width, bytes, view } = this;
    const [up, down] = [this.reflected(y - 1), this.reflected(y + 1)];
    if (y === 0 || y === this.height - 1) {
      const rows = [...new Set([up, y, down])];
      for (const row of rows) this.reflectEnds(row);
      this.room.calls.gradientRow(this.greyRow(up), this.greyRow(y), this.greyRow(down), this.dxRow(y), this.dyRow(y), this.scratch, width);
      for (const row of rows) this.repeatEnds(row);
      return;
    }
    const [above, below] = [this.greyRow(up), this.greyRow(down)];
    const beside = width > 1 ? 1 : 0;
    for (let end = 0, inner = beside; end < width; end += Math.max(1, width - 1), inner = end - beside) {
      view.setInt16(this.dxRow(y) + 2 * end, 0, true);
      view.setInt16(this.dyRow(y) + 2 * end, 2 * (bytes[below + end]! - bytes[above + end]! + bytes[below + inner]! - bytes[above + inner]!), true);
    }
  }

  private findCorners(y: number): void {
    const [up, down] = [this.reflected(y - 1), this.reflected(y + 1)];
    const most = this.room.calls.cornerRow(
      this.dxRow(up), this.dxRow(y), this.dxRow(down), this.dyRow(up), this.dyRow(y), this.dyRow(down),
      this.sums, this.sumStride, this.upperRow(y), this.lowerRow(y), this.width, this.candidates.safeThreshold,
    );
    this.candidates.noteRow(y, most, () => new Float32Array(this.bytes.buffer, this.lowerRow(y), this.width));
  }

  private findPeaks(y: number): void {
    const count = this.room.calls.peakRow(
      this.upperRow(y - 1), this.upperRow(y), this.upperRow(y + 1), this.lowerRow(y - 1), this.lowerRow(y), this.lowerRow(y + 1),
      this.width, this.candidates.threshold, this.found,
    );
    if (count > 0) this.candidates.add(y, new Int32Array(this.bytes.buffer, this.found, 4 * count), new Float32Array(this.bytes.buffer, this.found, 4 * count));
  }

  private reflected(y: number): number {
    if (this.height === 1) return 0;
    if (y < 0) return -y;
    return y < this.height ? y : 2 * (this.height - 1) - y;
  }

  private repeatEnds(y: number): void {
    const row = this.greyRow(y);
    this.bytes[row - 1] = this.bytes[row] as number;
    this.bytes[row + this.width] = this.bytes[row + this.width - 1] as number;
  }

  private reflectEnds(y: number): void {
    if (this.width === 1) return;
    const row = this.greyRow(y);
    this.bytes[row - 1] = this.bytes[row + 1] as number;
    this.bytes[row + this.width] = this.bytes[row + this.width - 2] as number;
  }

  private greyRow = (y: number): number => this.greyRows + (y % GREY_ROWS) * this.stride + 32;
  private dxRow = (y: number): number => this.gradients.dx + (y % GRADIENT_ROWS) * this.gradientStride;
  private dyRow = (y: number): number => this.gradients.dy + (y % GRADIENT_ROWS) * this.gradientStride;
  private magnitudeRow = (y: number): number => this.magnitudes + (y % RING) * this.gradientStride + 32;
  private upperRow = (y: number): number => this.eigen.upper + (y % RING) * this.eigenStride + 32;
  private lowerRow = (y: number): number => this.eigen.lower + (y % RING) * this.eigenStride + 32;
}
