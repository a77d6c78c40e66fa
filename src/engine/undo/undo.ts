import { FilemillError, toErrorData, type ErrorData } from '../../shared/errors/filemill-error';
import type { Log } from '../../base/log';
import { translate } from '../duplicates/disposer';
import { Breath } from '../../base/breath';
import { readRun } from '../store/duplicate-runs';
import type { Effect, EffectAction, EffectScope } from '../store/effects';
import { forgetMade } from '../store/made-folders';
import { removeMadeFolders } from './remove-made-folders';
import { resumeTakingBack, takeBack, type TakenBack } from './taking-back';
import { undoCopy } from './undo-copy';
import { undoDiscard } from './undo-discard';
import { undoDisplacement } from './undo-displacement';
import { undoHandOff } from './undo-hand-off';
import { undoLink } from './undo-link';
import { undoRelocation } from './undo-relocation';
import type { UndoParts, Undoer } from './undoer';
import { t } from '../../shared/words/words';

export interface Undone {
  undone: Effect[];
  failed: { id: number; path: string; error: ErrorData }[];
}

export interface UndoWays extends UndoParts {
  readonly log: Log;
  /** How effects of other parts are taken back; they note it themselves, and throw where it can't be. */
  readonly others: Partial<Record<EffectAction, (effect: Effect) => void | Promise<void>>>;
  /** Files are being taken away by somebody else: nothing is taken back meanwhile. */
  isBusyElsewhere?(): boolean;
  /** What happens at these places meanwhile is no news; left out where nobody watches. */
  unseen?<R>(paths: readonly string[], act: () => Promise<R>): Promise<R>;
  /** So much was taken back. */
  ended(undone: readonly Effect[]): void;
}

const UNDOERS: readonly Undoer[] = [undoCopy, undoLink, undoDisplacement, undoRelocation, undoDiscard, undoHandOff];
const UNDOER_OF = new Map<EffectAction, Undoer>(UNDOERS.flatMap((undoer) => undoer.actions.map((action) => [action, undoer])));

/** Noted together, and written through to the disk together. */
const MOST_AT_ONCE = 250;

/** The way back of everything that was done to files. */
export class Undo {
  private underWay = 0;

  constructor(private readonly parts: UndoWays) {}

  get isUnderWay(): boolean {
    return this.underWay > 0;
  }

  /** Brings to an end what an end of Filemill has interrupted: before anything else is written. */
  async recover(): Promise<void> {
    const { effects, log } = this.parts;
    for (const undoer of UNDOERS) {
      for (const effect of effects.undoing(undoer.actions)) {
        try {
          await resumeTakingBack(undoer, effect, this.parts);
        } catch (error) {
          log.warn('undo.unfinished', { action: effect.action, source: effect.source, target: effect.target, error });
        }
      }
    }
  }

  /** Single effects, newest first. */
  async byIds(ids: readonly number[]): Promise<Undone> {
    const { effects } = this.parts;
    const unknown = ids.filter((id) => !effects.byId(id));
    const { undone, failed } = await this.take(ids.flatMap((id) => effects.byId(id) ?? []));
    const error = new FilemillError('effect.unknown', t('There is no such effect.'), { hint: t('It may have left the history.') }).toData();
    return { undone, failed: [...failed, ...unknown.map((id) => ({ id, path: '', error }))] };
  }

  /** All that are in force and can be taken back at all. */
  all(scope: EffectScope): Promise<Undone> {
    return this.take(this.parts.effects.inScope(scope).filter(({ action }) => this.canBeTakenBack(action)));
  }

  /** What applying a plan has done; the last one where none is named. */
  async run(runId?: number): Promise<Undone> {
    const run = readRun(this.parts.database, runId);
    if (!run) throw new FilemillError('effect.unknown', t('There is nothing to take back.'), { hint: t('No plan was applied.') });
    return this.take(this.parts.effects.ofRun(run.id));
  }

  private async take(effects: readonly Effect[]): Promise<Undone> {
    if (this.isUnderWay || this.parts.isBusyElsewhere?.()) {
      throw new FilemillError('duplicates.refused', t('A plan is being applied or something taken back already.'), { hint: t('Wait until it is done.') });
    }
    this.underWay += 1;
    try {
      const newestFirst = [...effects].sort((one, other) => other.id - one.id);
      const first = await this.turn(newestFirst);
      // What was in the way of one may have been taken back after it.
      const again = first.undone.length > 0 && first.failed.length > 0 ? await this.turn(first.failed.filter(({ error }) => error.code === 'effect.changed').map(({ effect }) => effect)) : null;
      const undone = [...first.undone, ...(again?.undone ?? [])];
      const stayed = first.failed.filter(({ id }) => !again?.undone.some((effect) => effect.id === id));
      this.parts.ended(undone);
      return { undone, failed: stayed.map(({ id, path, error }) => ({ id, path, error })) };
    } finally {
      this.underWay -= 1;
    }
  }

  private async turn(effects: readonly Effect[]): Promise<{ undone: Effect[]; failed: (Undone['failed'][number] & { effect: Effect })[] }> {
    const breath = new Breath();
    const undone: Effect[] = [];
    const failed: (Undone['failed'][number] & { effect: Effect })[] = [];
    for (const batch of inBatches(effects)) {
      const paths = batch.flatMap(({ source, target }) => [source, target]);
      const taken = await (this.parts.unseen?.(paths, () => this.takeBatch(batch, breath)) ?? this.takeBatch(batch, breath));
      for (const { effect, error } of taken) {
        if (error === null) undone.push(effect);
        else failed.push({ id: effect.id, path: effect.source, error: toErrorData(translate(error)), effect });
      }
      await breath.take();
    }
    return { undone, failed };
  }

  private async takeBatch(batch: readonly Effect[], breath: Breath): Promise<TakenBack[]> {
    const known = batch.flatMap((effect) => {
      const undoer = UNDOER_OF.get(effect.action);
      return undoer ? [{ undoer, effect }] : [];
    });
    const taken = known.length > 0 ? await takeBack(known, this.parts, () => breath.take()) : [];
    const others: TakenBack[] = [];
    for (const effect of batch) {
      if (UNDOER_OF.has(effect.action)) continue;
      others.push({ effect, error: await this.takeOther(effect).then(() => null, (error: unknown) => error) });
    }
    this.tidyUp(others.filter(({ error }) => error === null).map(({ effect: { target } }) => target));
    return [...taken, ...others];
  }

  /** Folders go that were made for what has lain there. */
  private tidyUp(targets: readonly string[]): void {
    const { database } = this.parts;
    const removed = removeMadeFolders(database, targets);
    if (removed.length === 0) return;
    database.transaction((writer) => {
      for (const folder of removed) forgetMade(writer, folder);
    });
  }

  private async takeOther(effect: Effect): Promise<void> {
    const other = this.parts.others[effect.action];
    if (!other) throw new FilemillError('effect.final', t('It can’t be taken back.'), { hint: t('Nothing was changed.') });
    await other(effect);
  }

  private canBeTakenBack(action: EffectAction): boolean {
    return UNDOER_OF.has(action) || this.parts.others[action] !== undefined;
  }
}

/** In their order; no two of one batch concern the same file, so that one never waits for what the ledger is still to be told of another. */
function* inBatches(effects: readonly Effect[]): Generator<Effect[]> {
  let batch: Effect[] = [];
  const files = new Set<number>();
  for (const effect of effects) {
    const isOfOtherKind = batch[0] !== undefined && UNDOER_OF.has(batch[0].action) !== UNDOER_OF.has(effect.action);
    if (batch.length >= MOST_AT_ONCE || files.has(effect.fileId) || isOfOtherKind) {
      yield batch;
      batch = [];
      files.clear();
    }
    batch.push(effect);
    files.add(effect.fileId);
  }
  if (batch.length > 0) yield batch;
}
