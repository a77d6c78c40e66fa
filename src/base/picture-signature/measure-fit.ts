import { correlate } from './align';
import { finePartsOf } from './fine-parts';
import type { Fit } from './fit';
import { GREY_SIDE } from './signature-format';
import { matchTones } from './match-tones';

/** Cells a side of the patches that are looked at one by one; they overlap by half. */
const PATCH = 6;
/** A patch that is covered less says nothing. */
const LEAST_PATCH_CELLS = 18;
/** Patches that are plainer than this, in grey levels, count as if they were not. */
const FLOOR_LEVELS = 3;

/** What is left between two pictures once they lie over each other. */
export interface FitMeasures {
  /** Correlation of all that both show. */
  readonly whole: number;
  /** Correlation of the fine parts alone, without what rows or columns have in common. */
  readonly detail: number;
  /** What differs in the worst patch once tones are matched, against the spread of that patch. */
  readonly worstPatch: number;
  /** What differs most in one cell, in grey levels. */
  readonly worstCell: number;
  /** Level of the second = gain × level of the first + offset, nearly. */
  readonly gain: number;
  readonly offset: number;
}

export function measureFit({ first, second }: Fit): FitMeasures {
  const { levels, isCovered } = second;
  const { expected, gain, offset } = matchTones(first, levels, isCovered);
  let worstPatch = 0;
  let worstCell = 0;
  for (let top = 0; top < GREY_SIDE; top += PATCH / 2) {
    for (let left = 0; left < GREY_SIDE; left += PATCH / 2) {
      let count = 0;
      let sum = 0;
      let square = 0;
      let differences = 0;
      for (let row = top; row < Math.min(GREY_SIDE, top + PATCH); row += 1) {
        for (let column = left; column < Math.min(GREY_SIDE, left + PATCH); column += 1) {
          const at = row * GREY_SIDE + column;
          if (isCovered[at] === 0) continue;
          const difference = levels[at]! - expected[at]!;
          differences += difference * difference;
          worstCell = Math.max(worstCell, Math.abs(difference));
          count += 1;
          sum += levels[at]!;
          square += levels[at]! * levels[at]!;
        }
      }
      if (count < LEAST_PATCH_CELLS) continue;
      const spread = Math.max(0, square / count - (sum / count) ** 2);
      worstPatch = Math.max(worstPatch, differences / count / (spread + FLOOR_LEVELS ** 2));
    }
  }
  return {
    whole: correlate(first, second),
    detail: correlate(finePartsOf(first, isCovered), { levels: finePartsOf(levels, isCovered), isCovered }),
    worstPatch: Math.sqrt(worstPatch),
    worstCell,
    gain,
    offset,
  };
}
