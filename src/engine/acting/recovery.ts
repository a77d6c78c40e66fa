import type { Effect, EffectAction } from '../store/effects';
import type { Ending } from './action';
import type { ActionParts } from './action-parts';

/** How intents of rules that an end of Filemill has left are brought to an end: before anything else is written. */
export interface Recovery {
  readonly actions: readonly EffectAction[];
  /**
   * The effect becomes `done` or `failed`, or stays as it is where that can't be told, as a drive is away.
   *
   * @returns only for an original that has reached its new place: then its effect is left as it is, and the caller concludes
   *   it together with the job
   */
  recover(effect: Effect, parts: ActionParts): Promise<Ending | null>;
}
