import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { acquireLock } from '../../../base/lock/acquire-lock';
import type { Log } from '../../../base/log';
import { FilemillError, type ErrorData } from '../../../shared/errors/filemill-error';
import { displayName } from '../../../shared/model/display-name';
import { readSmallFile } from '../../acting/content/read-small-file';
import { fileHere, isStill, isThere } from '../../actions/file-version';
import { settleFolders } from '../../actions/move-name';
import { numberedName } from '../../actions/numbered-name';
import { removeReasonFile, writeReasonFile } from '../../actions/reason-file';
import { versionSchema } from '../../duplicates/disposal-data';
import type { Database } from '../../store/database';
import type { Effect, Effects } from '../../store/effects';
import { moveFile, planErrors, reasonFor } from '../move-pair';
import { ERRORS_FOLDER, pairIn, pairOfData, PROCESSED_FOLDER, type Pair } from '../pair-names';
import { MOST_SIDECAR_BYTES } from '../sidecar-schema';
import { t } from '../../../shared/words/words';

/** What the ledger keeps of a pair that was put elsewhere by hand, or as half of it was missing. */
const dataSchema = z.object({
  way: z.enum(['toErrors', 'requeue']),
  /** As they were; null for what was not there. */
  data: versionSchema.nullable(),
  sidecar: versionSchema.nullable(),
  /** Of `<name>.error`: what stands there afterwards, or stood there before. */
  reason: z.string().nullable(),
});
type DeedData = z.infer<typeof dataSchema>;

export interface PairDeedParts {
  database: Database;
  effects: Effects;
  log: Log;
}

/** Puts pairs into `errors/`, and out of it or `processed/` again, as effects that can be taken back. */
export class PairDeeds {
  constructor(private readonly parts: PairDeedParts) {}

  /** What there is of a pair goes to `errors/` beside it, its reason first. @throws FilemillError */
  async toErrors(pair: Pair, error: ErrorData): Promise<Pair> {
    return this.underLock(pair.data, () => {
      const target = planErrors(pair);
      this.act(pair, target, 'toErrors', reasonFor(target, error, Date.now()));
      return target;
    });
  }

  /** Back to where it lay before it went to `processed/` or `errors/`. @throws FilemillError `effect.changed` */
  async requeue(pair: Pair): Promise<Pair> {
    const kind = basename(pair.folder);
    if (kind !== PROCESSED_FOLDER && kind !== ERRORS_FOLDER) throw new FilemillError('usage.invalid', t('It lies where it lay.'), { hint: t('Nothing was done.') });
    const target = freePairIn(dirname(pair.folder), pair.name);
    return this.underLock(target.data, () => {
      this.act(pair, target, 'requeue', readSmallFile(`${pair.data}.error`, MOST_SIDECAR_BYTES));
      return target;
    });
  }

  /** @throws FilemillError `effect.changed` where it is no longer what was put there */
  async undo(effect: Effect): Promise<void> {
    const { database, effects } = this.parts;
    const kept = dataSchema.parse(JSON.parse(effect.data ?? '{}'));
    const [from, to] = [pairOfData(effect.target), pairOfData(effect.source)];
    await this.underLock(kept.way === 'toErrors' ? to.data : from.data, () => {
      for (const [now, before] of [[from.data, kept.data], [from.sidecar, kept.sidecar]] as const) {
        const there = fileHere(now);
        if (before && (!there || !isStill(there, before))) throw new FilemillError('effect.changed', t('{now} is no longer what was put there.', { now: displayName(basename(now)) }), { hint: t('It stays where it is.') });
      }
      if ([to.data, to.sidecar].some(isThere)) throw new FilemillError('effect.changed', t('Another file lies at its place now.'), { hint: t('Move that one away, then try again.') });
      moveBoth(from, to, kept.way === 'toErrors' ? 'requeue' : 'toErrors', kept.reason);
      database.transaction((writer) => effects.move(writer, effect.id, 'done', 'undone'));
    });
  }

  /** After an end in between: what has begun to move goes on. */
  recover(): void {
    const { database, effects, log } = this.parts;
    for (const effect of effects.intended(['pair'])) {
      try {
        const { way, reason } = dataSchema.parse(JSON.parse(effect.data ?? '{}'));
        const [from, to] = [pairOfData(effect.source), pairOfData(effect.target)];
        const hasBegun = isThere(to.data) || isThere(to.sidecar);
        if (hasBegun) moveBoth(from, to, way, reason);
        else if (way === 'toErrors') removeReasonFile(to.data);
        database.transaction((writer) => effects.move(writer, effect.id, 'intended', hasBegun ? 'done' : 'failed'));
      } catch (error) {
        log.warn('handoff.unfinished', { source: effect.source, target: effect.target, error });
      }
    }
  }

  private act(from: Pair, to: Pair, way: DeedData['way'], reason: string | null): void {
    const { database, effects } = this.parts;
    const kept: DeedData = { way, data: fileHere(from.data) ?? null, sidecar: fileHere(from.sidecar) ?? null, reason };
    if (!kept.data && !kept.sidecar) throw new FilemillError('file.vanished', t('Nothing of this hand-off is there any more.'), { hint: t('It was taken, or moved away.') });
    const id = database.transaction((writer) => effects.intendAlone(writer, { action: 'pair', source: from.data, target: to.data, sha256: null, at: Date.now(), data: JSON.stringify(kept) }));
    try {
      moveBoth(from, to, way, reason);
    } catch (error) {
      // What has moved goes back, so that the two are never apart for longer than a moment.
      if (isThere(from.data) || isThere(from.sidecar)) moveBoth(to, from, way === 'toErrors' ? 'requeue' : 'toErrors', null);
      database.transaction((writer) => effects.move(writer, id, 'intended', 'failed'));
      throw error;
    }
    database.transaction((writer) => effects.move(writer, id, 'intended', 'done'));
  }

  private async underLock<R>(path: string, act: () => R): Promise<R> {
    const lock = await acquireLock(path, { purpose: 'move', waitMs: 0 });
    try {
      return act();
    } finally {
      lock.release();
    }
  }
}

/** The sidecar goes last either way: whoever looks for sidecars meets none without its data. */
function moveBoth(from: Pair, to: Pair, way: DeedData['way'], reason: string | null): void {
  if (way === 'toErrors' && reason !== null) writeReasonFile(to.data, reason);
  moveFile(from.data, to.data);
  moveFile(from.sidecar, to.sidecar);
  if (way === 'requeue') removeReasonFile(from.data);
  settleFolders(from.data, to.data);
}

function freePairIn(folder: string, name: string): Pair {
  for (let number = 1; ; number += 1) {
    const pair = pairIn(folder, numberedName(name, number));
    if (![pair.data, pair.sidecar].some(isThere)) return pair;
  }
}
