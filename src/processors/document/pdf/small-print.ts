import type { Fragment } from './page-fragments';

/** Runs whose baselines are about the same. */
export interface Baseline {
  y: number;
  /** Of the largest run. */
  size: number;
  readonly fragments: Fragment[];
}

/** Shares of the size of the run beside: raised and lowered print is smaller, moved a little, and touches it. */
const SMALLER = 0.85;
const MOVED = 0.6;
const TOUCHING = 0.35;
/** More runs on one baseline are a line of their own. */
const MAX_RUNS = 200;

/** Puts footnote marks, exponents and indices into the lines they touch, and leaves all else; from top to bottom. */
export function attachSmallPrint(baselines: Baseline[]): Baseline[] {
  for (const [i, baseline] of baselines.entries()) {
    for (const other of [baselines[i - 1], baselines[i + 1]]) {
      if (other && other.size * SMALLER > baseline.size) moveTouching(baseline, other);
    }
  }
  return baselines.filter(({ fragments }) => fragments.length > 0);
}

/** Moves what hangs on to a run of the other line into it, run by run, so that one may hang on to the one before. */
function moveTouching(small: Baseline, line: Baseline): void {
  if (small.fragments.length > MAX_RUNS || Math.abs(small.y - line.y) > MOVED * line.size) return;
  const moved = new Set<Fragment>();
  for (const fragment of small.fragments) {
    const isHeld = line.fragments.some((holder) => hangsOn(fragment, holder)) || [...moved].some((before) => isBeside(fragment, before));
    if (isHeld) moved.add(fragment);
  }
  line.fragments.push(...moved);
  small.fragments.splice(0, small.fragments.length, ...small.fragments.filter((fragment) => !moved.has(fragment)));
}

function hangsOn(fragment: Fragment, holder: Fragment): boolean {
  const isSmaller = fragment.size < SMALLER * holder.size;
  return isSmaller && Math.abs(fragment.y - holder.y) <= MOVED * holder.size && isBeside(fragment, holder);
}

function isBeside(fragment: Fragment, { x, width, size }: Fragment): boolean {
  const reach = TOUCHING * size;
  return Math.abs(fragment.x - (x + width)) <= reach || Math.abs(fragment.x + fragment.width - x) <= reach;
}
