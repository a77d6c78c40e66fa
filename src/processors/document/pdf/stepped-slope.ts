/** Where a run stands on the page, turned so that its lines run from left to right; points. */
export interface Step {
  /** From the left, and of the baseline from the top. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

/** Shares of the font size, between neighbours on a line. */
const MAX_OVERLAP = 0.5;
const MAX_GAP = 0.8;
const MAX_STEP = 0.5;
/** Font sizes; shorter stretches say little. */
const MIN_STRETCH = 8;
/** Runs of a stretch; fewer may be columns side by side. */
const MIN_RUNS = 4;
const MIN_DEGREES = 0.3;
/** Of all stretches, those that slope as much as most do. */
const MAX_DEVIATION_DEGREES = 1;
const MIN_SHARE = 0.6;

/**
 * By how many degrees lines fall whose words are upright themselves, as programs for OCR write them over a scan that
 * slants; 0 where they do not. Words of a line are neighbours in the file.
 */
export function steppedSlope(runs: Iterable<Step>): number {
  const slopes: { degrees: number; stretch: number }[] = [];
  let [first, last]: (Step | undefined)[] = [];
  let count = 0;
  const end = (): void => {
    if (!first || !last || count < MIN_RUNS) return;
    const stretch = last.x - first.x;
    if (stretch >= MIN_STRETCH * first.size) slopes.push({ degrees: (Math.atan2(last.y - first.y, stretch) * 180) / Math.PI, stretch });
  };
  for (const run of runs) {
    if (!last || !isNext(last, run)) {
      end();
      first = run;
      count = 0;
    }
    last = run;
    count += 1;
  }
  end();
  const middle = middleOf(slopes);
  if (Math.abs(middle) < MIN_DEGREES) return 0;
  const near = slopes.filter(({ degrees }) => Math.abs(degrees - middle) <= MAX_DEVIATION_DEGREES);
  return lengthOf(near) >= MIN_SHARE * lengthOf(slopes) ? middle : 0;
}

function isNext(last: Step, run: Step): boolean {
  const gap = run.x - last.x - last.width;
  return gap >= -MAX_OVERLAP * last.size && gap <= MAX_GAP * last.size && Math.abs(run.y - last.y) <= MAX_STEP * last.size;
}

function middleOf(slopes: { degrees: number; stretch: number }[]): number {
  const sorted = slopes.sort((one, other) => one.degrees - other.degrees);
  const half = lengthOf(sorted) / 2;
  let length = 0;
  return sorted.find(({ stretch }) => (length += stretch) >= half)?.degrees ?? 0;
}

function lengthOf(slopes: readonly { stretch: number }[]): number {
  return slopes.reduce((sum, { stretch }) => sum + stretch, 0);
}
