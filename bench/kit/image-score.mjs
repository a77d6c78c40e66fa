/** Of a figure that may be zero: then any other is wholly wrong. */
export function relativeError(ours, theirs) {
  if (ours === theirs) return 0;
  return theirs === 0 ? Number.POSITIVE_INFINITY : Math.abs(ours - theirs) / Math.abs(theirs);
}

const NAMES = ['average', 'perceptual', 'difference', 'wavelet'];

/** How many of imagehash's four hashes are equal. */
export const equalHashes = (ours, theirs) => NAMES.filter((name) => ours?.[name] === theirs[name]).length;
