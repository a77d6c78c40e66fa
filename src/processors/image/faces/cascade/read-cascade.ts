import type { Cascade } from './cascade';

/** OpenCV takes this from each threshold, so that rounding drops no window that just passes. */
const THRESHOLD_SLACK = 1e-5;

const SIDE = /<width>(\d+)<\/width>/;
const STAGE = /<stageThreshold>([^<]+)<\/stageThreshold>([\s\S]*?)<\/weakClassifiers>/g;
const STUMP = /<internalNodes>\s*0 -1 (\d+) (\S+?)<\/internalNodes>\s*<leafValues>\s*(\S+) (\S+?)<\/leafValues>/g;
const FEATURE = /<rects>([\s\S]*?)<\/rects>/g;
const RECTANGLE = /<_>\s*([^<]+?)\s*<\/_>/g;

/** Reads OpenCV's file of a cascade: stumps over upright features, as `haarcascade_frontalface_default.xml` has them. */
export function readCascade(xml: string): Cascade {
  const [stagesPart = '', featuresPart = ''] = xml.split('<features>');
  const features = [...featuresPart.matchAll(FEATURE)].map(([, rectangles = '']) =>
    [...rectangles.matchAll(RECTANGLE)].map(([, numbers = '']) => numbers.split(/\s+/).map(Number)),
  );
  const stages = [...stagesPart.matchAll(STAGE)].map(([, threshold, body = '']) => ({
    threshold: Number(threshold) - THRESHOLD_SLACK,
    stumps: [...body.matchAll(STUMP)].map((match) => match.slice(1).map(Number)),
  }));
  const stumps = stages.flatMap((stage) => stage.stumps);
  if (stumps.length === 0 || features.length === 0) throw new Error('The file holds no cascade of stumps.');

  const rectangles = new Int32Array(stumps.length * 12);
  const weights = new Float64Array(stumps.length * 3);
  stumps.forEach(([feature = -1], stump) => {
    features[feature]?.forEach(([x = 0, y = 0, width = 0, height = 0, weight = 0], index) => {
      rectangles.set([x, y, width, height], stump * 12 + index * 4);
      weights[stump * 3 + index] = weight;
    });
  });
  let end = 0;
  return {
    side: Number(SIDE.exec(stagesPart)?.[1]),
    stageEnds: Int32Array.from(stages, (stage) => (end += stage.stumps.length)),
    stageThresholds: Float64Array.from(stages, (stage) => stage.threshold),
    rectangles,
    weights,
    thresholds: Float64Array.from(stumps, ([, threshold = 0]) => threshold),
    votesBelow: Float64Array.from(stumps, ([, , below = 0]) => below),
    votesAbove: Float64Array.from(stumps, ([, , , above = 0]) => above),
  };
}
