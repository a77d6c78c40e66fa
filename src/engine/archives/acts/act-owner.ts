import type { PlaceSteps } from '../../actions/place-new';
import type { Effects, NewEffect } from '../../store/effects';
import type { Database, Writer } from '../../store/database';

/** To whom an act belongs: how its intent is noted, and what is written together with its end. */
export interface ActOwner {
  /** What has the name gets another one. @returns the way back */
  displace?: PlaceSteps['displace'];
  intend(effect: Pick<NewEffect, 'action' | 'source' | 'target' | 'sha256'>): Promise<number>;
  concluded?(writer: Writer, effectId: number): void;
}

/** A person has asked for it: it belongs to no single file of the ledger. */
export const ownedByNobody = (database: Database, effects: Effects): ActOwner => ({
  intend: (effect) => Promise.resolve(database.transaction((writer) => effects.intendAlone(writer, { ...effect, at: Date.now() }))),
});
