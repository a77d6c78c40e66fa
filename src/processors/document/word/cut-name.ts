import { cutAtUnits } from '../../kit/text-keeper';

/** The longest that Word allows a style to have. */
const MAX_NAME_UNITS = 253;

/** The name of a style or typeface; every paragraph and run repeats it, so it can't be of any length. */
export function cutName(name: string | null): string | null {
  return name === null ? null : cutAtUnits(name, MAX_NAME_UNITS);
}
