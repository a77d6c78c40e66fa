import { applyPointwise, convolve, convolveDepthwise, poolInPlace, poolToHalf } from './layers';
import type { Tensor } from './tensor';

/** Weights by layer and part: "conv1/pointwise_filter". */
export type Weights = ReadonlyMap<string, Float64Array>;

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

/** A face in a picture of unit side. */
export interface Finding {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** 0–1. */
  readonly confidence: number;
}

/**
 * The tiny face detector of face-api.js (Vincent Mühler, MIT), a YOLO v2 with separable convolutions: all that it sees
 * in a square picture, however weakly. Red, green and blue have their means taken away and are divided by 256.
 */
export function runNetwork(picture: Tensor, weights: Weights): Finding[] {
  const part = (name: string): Float64Array => {
    const values = weights.get(name);
    if (values === undefined) throw new Error(`The model of the face check lacks "${name}".`);
    return values;
  };
  const separable = (input: Tensor, layer: string): Tensor =>
    applyPointwise(convolveDepthwise(input, part(`${layer}/depthwise_filter`)), part(`${layer}/pointwise_filter`), part(`${layer}/bias`), true);

  let tensor = poolToHalf(convolve(picture, part('conv0/filters'), part('conv0/bias')));
  for (const layer of ['conv1', 'conv2', 'conv3', 'conv4']) tensor = poolToHalf(separable(tensor, layer));
  tensor = poolInPlace(separable(tensor, 'conv5'));
  return readFindings(applyPointwise(tensor, part('conv8/filters'), part('conv8/bias'), false));
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
