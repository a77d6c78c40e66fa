interface Measured {
  readonly sharpness: number | null;
  /** Deviation of its noise, grey levels; null where it was not measured. */
  readonly grain: number | null;
}

/** What noise adds to the variance of a Laplacian, for each square level of its own: the sum of the kernel's squares. */
const SHARPNESS_OF_GRAIN = 20;
/** Of what a blur takes away, up to six tenths looks like grain; of noise that was added, from eight tenths on. */
const LEAST_SHARE = 0.7;

/** Whether what a picture is sharper by than another one is noise, and no detail. */
export function isByGrain(one: Measured, other: Measured): boolean {
  if (one.sharpness === null || other.sharpness === null || one.grain === null || other.grain === null) return false;
  const sharper = one.sharpness - other.sharpness;
  const grainier = one.grain ** 2 - other.grain ** 2;
  return sharper * grainier > 0 && (SHARPNESS_OF_GRAIN * grainier) / sharper >= LEAST_SHARE;
}
