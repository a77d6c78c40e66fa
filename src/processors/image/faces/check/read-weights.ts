import { z } from 'zod';
import type { Weights } from './network';

const manifestSchema = z.array(
  z.object({
    weights: z.array(
      z.object({
        name: z.string(),
        shape: z.array(z.number().int().positive()),
        quantization: z.object({ dtype: z.literal('uint8'), scale: z.number(), min: z.number() }),
      }),
    ),
  }),
);

/** Weights as TensorFlow.js publishes them: the manifest says in which order and how they are packed, a byte each. */
export function readWeights(manifest: unknown, bytes: Uint8Array): Weights {
  const weights = new Map<string, Float32Array>();
  let from = 0;
  for (const { name, shape, quantization } of manifestSchema.parse(manifest).flatMap((group) => group.weights)) {
    const length = shape.reduce((product, side) => product * side, 1);
    weights.set(name, Float32Array.from(bytes.subarray(from, from + length), (byte) => byte * quantization.scale + quantization.min));
    from += length;
  }
  if (from !== bytes.length) throw new Error('The model of the face check does not fit its manifest.');
  return weights;
}
