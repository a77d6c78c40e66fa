import type { Judgement } from './judge-pictures';
import { swapsSides } from './turn';

const SAME_SIDE = 0.03;
const SCALES = [
  [0.25, 'a quarter of the size'],
  [0.5, 'half the size'],
  [2, 'twice the size'],
  [4, 'four times the size'],
] as const;
/** Grey levels. */
const BRIGHTER = 8;
const CHANGED_COLOUR = 12;
/** Where much was cut off, colours are read between the few cells that they have. */
const CHANGED_COLOUR_OF_PART = 24;

/**
 * What the second picture is to the first, most telling first, at most two clauses of: "upside down", "turned by 90°",
 * "mirrored", "turned slightly"; "cropped", "shows more"; "in other colours"; "half the size" and its like (by the
 * sides), "smaller", "larger"; "brighter", "darker". Where there is none of these, "re-saved" for the same picture,
 * "a burst or an edit" for a similar one. People are told by `sayRelation`.
 */
export function describeRelation({ tier, turn, shape, brightness, colour }: Judgement): string {
  const clauses = [
    layOf(turn),
    tier === 'similar' && Math.abs(shape.degrees) >= 1 ? 'turned slightly' : null,
    shape.commonArea > 0.96 ? null : shape.field < 1 ? 'cropped' : 'shows more',
    colour > (shape.commonArea > 0.87 ? CHANGED_COLOUR : CHANGED_COLOUR_OF_PART) ? 'in other colours' : null,
    shape.commonArea > 0.96 ? sizeOf(shape.scale) : null,
    Math.abs(brightness) < BRIGHTER ? null : brightness > 0 ? 'brighter' : 'darker',
  ].filter((clause) => clause !== null);
  if (clauses.length === 0) return tier === 'samePicture' ? 're-saved' : 'a burst or an edit';
  return clauses.slice(0, 2).join(', ');
}

function layOf(turn: number): string | null {
  const isMirrored = [1, 2, 4, 7].includes(turn);
  const turned = swapsSides(turn) ? 'turned by 90°' : turn === 3 || turn === 2 ? 'upside down' : null;
  return [isMirrored ? 'mirrored' : null, turned].filter((word) => word !== null).join(', ') || null;
}

function sizeOf(scale: number): string | null {
  if (Math.abs(scale - 1) <= SAME_SIDE) return null;
  const named = SCALES.find(([size]) => Math.abs(scale / size - 1) <= SAME_SIDE);
  return named ? named[1] : scale < 1 ? 'smaller' : 'larger';
}
