import type { Effect } from '../../store/effects';

/** Hears of an act that was interrupted and can't be taken back, because something is in the way. */
export type Stuck = (effect: Effect, error: unknown) => void;
