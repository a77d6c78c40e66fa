import { applyPointwise, convolve, convolveDepthwise, poolInPlace, poolToHalf } from './layers';
import { openRoom } from './room';
import { emptyTensor, type Tensor } from './tensor';

/** Weights by layer and part: "conv1/pointwise_filter". */
export type Weights = ReadonlyMap<string, Float32Array>;

/** Width and height of faces that a cell of the output looks for, in cells. */
const ANCHORS = [
  [1.603231, 2.094468],
  [6.041143, 7.080126],
  [2.882459, 3.518061],
  [4.266906, 5.178857],
  [9.041765, 10.66308],
] as const;
/** Of an anchor in the output: centre, size (logarithms), whether there is a face. */
const NUMBERS_PER_ANCHOR = 5;

/** Numbers that the weights (190,000) and all tensors of a picture of 128 pixels (800,000) take. */
const ROOM_LENGTH = 1_200_000;

/** A face in a picture of unit side. */
export interface Finding {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** 0–1. */
  readonly confidence: number;
}

export interface Network {
  /** All that it sees in a square picture of at most 128 pixels, however weakly. Red, green and blue have their means taken away and are divided by 256. */
  run(picture: Tensor): Finding[];
}

/** The tiny face detector of face-api.js (Vincent Mühler, MIT), a YOLO v2 with separable convolutions. */
export async function createNetwork(weights: Weights): Promise<Network> {
  const room = await openRoom(ROOM_LENGTH);
  const parts = new Map<string, Float32Array>();
  for (const [name, values] of weights) {
    const part = room.take(values.length);
    part.set(values);
    parts.set(name, part);
  }
  room.keep();
  const part = (name: string): Float32Array => {
    const values = parts.get(name);
    if (values === undefined) throw new Error(`The model of the face check lacks "${name}".`);
    return values;
  };
  const separable = (input: Tensor, layer: string): Tensor => {
    const filtered = convolveDepthwise(room, input, part(`${layer}/depthwise_filter`));
    return applyPointwise(room, filtered, part(`${layer}/pointwise_filter`), part(`${layer}/bias`), true);
  };

  return {
    run(picture) {
      room.clear();
      const input = emptyTensor(room, picture.width, picture.height, picture.channels);
      input.data.set(picture.data);
      let tensor = poolToHalf(room, convolve(room, input, part('conv0/filters'), part('conv0/bias')));
      for (const layer of ['conv1', 'conv2', 'conv3', 'conv4']) tensor = poolToHalf(room, separable(tensor, layer));
      tensor = poolInPlace(room, separable(tensor, 'conv5'));
      return readFindings(applyPointwise(room, tensor, part('conv8/filters'), part('conv8/bias'), false));
    },
  };
}

function readFindings({ data, width: cells, height, channels }: Tensor): Finding[] {
  const findings: Finding[] = [];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < cells; column++) {
      ANCHORS.forEach(([anchorWidth, anchorHeight], anchor) => {
        const from = (row * cells + column) * channels + anchor * NUMBERS_PER_ANCHOR;
        const [x = 0, y = 0, logWidth = 0, logHeight = 0, face = 0] = data.subarray(from, from + NUMBERS_PER_ANCHOR);
        const width = (Math.exp(logWidth) * anchorWidth) / cells;
        const height = (Math.exp(logHeight) * anchorHeight) / cells;
        findings.push({
          x: (column + sigmoid(x)) / cells - width / 2,
          y: (row + sigmoid(y)) / cells - height / 2,
          width,
          height,
          confidence: sigmoid(face),
        });
      });
    }
  }
  return findings;
}

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));
