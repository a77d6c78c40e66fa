import type { Cascade } from './cascade';
import type { GreyPicture } from './grey-picture';
import type { Level } from './level';
import code from './scan-windows.as.ts?wasm';

/** Most windows are judged only where one beside them passes this many stages. */
const PROMISING_STAGE = 6;
/** Of grey values; a window that deviates less counts as flat, as in OpenCV. */
const MIN_DEVIATION = 10;
const PAGE_BYTES = 65_536;
const STUMP_BYTES = 72;
const RECTANGLES = 3;
/** Several places side by side are read and written as one, the last ones beyond the picture. */
const SLACK_BYTES = 64;
const ONE = 256;

/** What `scan-windows.as.ts` exports. */
interface Kernel {
  readonly memory: WebAssembly.Memory;
  useCascade(stages: number, count: number, promisingStage: number, stumps: number): void;
  fill(
    picture: number, pictureWidth: number, columns: number, rows: number, mixed: number, width: number, height: number,
    sums: number, squares: number,
  ): void;
  scan(
    sums: number, squares: number, width: number, height: number, side: number, minDeviation: number,
    marks: number, hits: number, maxHits: number,
  ): number;
}

let compiled: WebAssembly.Module | undefined;

/** Judges all windows of a level, one level after the other. */
export interface Scanner {
  /** Takes the next level: a picture brought to another size, bilinear between pixel centres. */
  fill(picture: GreyPicture, width: number, height: number): Level;
  /** Left and top of each window of the level that passes all stages, one after the other; valid until the next scan. */
  scan(level: Level): Int32Array;
}

/**
 * A scanner for pictures and levels of at most this size, judging as OpenCV's `CascadeClassifier` does.
 *
 * @param maxHits windows that one scan gives at most
 */
export async function createScanner(
  cascade: Cascade,
  size: { width: number; height: number },
  maxHits: number,
): Promise<Scanner> {
  const levelBytes = (size.width + 1) * (size.height + 1) * 4;
  const places = layOut({
    stages: cascade.stageEnds.length * 8,
    stumps: cascade.thresholds.length * STUMP_BYTES,
    marks: (Math.ceil(size.width / 4) + 2) * (size.height + 5),
    hits: maxHits * 8,
    picture: size.width * (size.height + 1) + SLACK_BYTES,
    mixed: size.width * 2 + SLACK_BYTES,
    columns: size.width * 8,
    rows: size.height * 8,
    sums: levelBytes + SLACK_BYTES,
    squares: levelBytes + SLACK_BYTES,
  });
  compiled ??= await WebAssembly.compile(Buffer.from(code, 'base64'));
  const kernel = (await WebAssembly.instantiate(compiled)).exports as unknown as Kernel;
  const { memory } = kernel;
  memory.grow(Math.ceil(places.end / PAGE_BYTES));
  writeStages(cascade, new DataView(memory.buffer, places.stages));
  kernel.useCascade(places.stages, cascade.stageEnds.length, PROMISING_STAGE, places.stumps);
  const stumps = new DataView(memory.buffer, places.stumps);
  return {
    fill(picture, width, height) {
      new Uint8Array(memory.buffer, places.picture).set(picture.data);
      new Int32Array(memory.buffer, places.columns).set(placesBetween(picture.width, width));
      new Int32Array(memory.buffer, places.rows).set(placesBetween(picture.height, height));
      kernel.fill(
        places.picture, picture.width, places.columns, places.rows, places.mixed, width, height, places.sums, places.squares,
      );
      const length = (width + 1) * (height + 1);
      return { width, height, sums: new Int32Array(memory.buffer, places.sums, length), squares: new Int32Array(memory.buffer, places.squares, length) };
    },
    scan({ width, height }) {
      if (Math.min(width, height) < cascade.side) return new Int32Array(0);
      writeStumps(cascade, width + 1, stumps);
      const count = kernel.scan(
        places.sums, places.squares, width, height, cascade.side, MIN_DEVIATION, places.marks, places.hits, maxHits,
      );
      return new Int32Array(memory.buffer, places.hits, count * 2);
    },
  };
}

/** Puts parts of these sizes in bytes one behind the other; the first bytes stay empty. */
function layOut<Name extends string>(sizes: Record<Name, number>): Record<Name | 'end', number> {
  const places: Partial<Record<string, number>> = {};
  let end = 16;
  for (const [name, bytes] of Object.entries<number>(sizes)) {
    places[name] = end;
    end += Math.ceil(bytes / 16) * 16;
  }
  return { ...places, end } as Record<Name | 'end', number>;
}

/** For each target pixel the first of the two source pixels that its centre lies between, and how near it is to the second. */
function placesBetween(from: number, to: number): Int32Array {
  const places = new Int32Array(to * 2);
  for (let target = 0; target < to; target++) {
    const place = Math.min(from - 1, Math.max(0, ((target + 0.5) * from) / to - 0.5));
    places[target * 2] = Math.floor(place);
    places[target * 2 + 1] = Math.round((place - Math.floor(place)) * ONE);
  }
  return places;
}

function writeStages({ stageEnds, stageThresholds }: Cascade, view: DataView): void {
  stageEnds.forEach((end, stage) => {
    view.setInt32(stage * 8, end - (stageEnds[stage - 1] ?? 0), true);
    view.setFloat32(stage * 8 + 4, stageThresholds[stage] ?? 0, true);
  });
}

/** The corners depend on how far apart the rows of the sums lie. */
function writeStumps({ rectangles, weights, thresholds, votesBelow, votesAbove }: Cascade, stride: number, view: DataView): void {
  for (let stump = 0, at = 0; stump < thresholds.length; stump++, at += STUMP_BYTES) {
    for (let index = 0; index < RECTANGLES; index++) {
      const from = (stump * RECTANGLES + index) * 4;
      const left = rectangles[from] ?? 0;
      const top = (rectangles[from + 1] ?? 0) * stride;
      const right = left + (rectangles[from + 2] ?? 0);
      const bottom = top + (rectangles[from + 3] ?? 0) * stride;
      [top + left, top + right, bottom + left, bottom + right].forEach((place, corner) => {
        view.setUint32(at + index * 16 + corner * 4, place * 4, true);
      });
      view.setFloat32(at + 48 + index * 4, weights[stump * RECTANGLES + index] ?? 0, true);
    }
    view.setFloat32(at + 60, thresholds[stump] ?? 0, true);
    view.setFloat32(at + 64, votesBelow[stump] ?? 0, true);
    view.setFloat32(at + 68, votesAbove[stump] ?? 0, true);
  }
}
