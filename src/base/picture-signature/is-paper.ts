import { kernelRoom } from './kernels/load-kernels';
import type { SmallPicture } from './signature-format';

/** Levels to each side of the most frequent one that count as the same: where there is room around what stands on it, and where it is full. */
const NEAR = { airy: 4, dense: 14 };
const LEAST_SHARE = 0.5;
/** Yellowed paper still counts, a blue sky does not. */
const MOST_COLOUR = 14;

const known = new WeakMap<SmallPicture, Map<keyof typeof NEAR, boolean>>();

/**
 * Whether most of a picture has one tone and hardly a colour, as pages, forms, charts and windows have: there the little
 * that stands on it tells two apart.
 */
export function isPaper(picture: SmallPicture, kind: keyof typeof NEAR): boolean {
  let kinds = known.get(picture);
  if (!kinds) known.set(picture, (kinds = new Map()));
  let is = kinds.get(kind);
  if (is === undefined) kinds.set(kind, (is = hasLittleColour(picture) && hasOneTone(picture, NEAR[kind])));
  return is;
}

/** Less than half of the cells have more. */
function hasLittleColour({ blueness, redness }: SmallPicture): boolean {
  let coloured = 0;
  for (let at = 0; at < blueness.length; at += 1) if (blueness[at]! ** 2 + redness[at]! ** 2 > MOST_COLOUR ** 2) coloured += 1;
  return coloured * 2 < blueness.length;
}

const LEVELS = 257;
const TABLES = 4;
let counts: Uint32Array | undefined;

function hasOneTone({ grey }: SmallPicture, near: number): boolean {
  const room = kernelRoom();
  counts ??= room.counts(TABLES * LEVELS);
  room.calls.countLevels(room.placeOf(grey, 0), grey.length, counts.byteOffset);
  let inBand = 0;
  for (let level = 0; level < LEVELS; level += 1) {
    inBand += counts[level]! - (counts[level - 2 * near - 1] ?? 0);
    if (inBand >= LEAST_SHARE * grey.length) return true;
  }
  return false;
}
