import { FilemillError } from '../../shared/errors/filemill-error';
import { settleFolders } from '../actions/move-name';
import type { Effect, EffectState } from '../store/effects';
import { forgetMade } from '../store/made-folders';
import { removeMadeFolders } from './remove-made-folders';
import type { Conclusion, UndoParts, Undoer } from './undoer';
import { t } from '../../shared/words/words';

/** One that was to be taken back; `error` says why it was not. */
export interface TakenBack {
  effect: Effect;
  error: unknown;
}

/**
 * Takes effects back, each of another file: noted before, done, written through to the disk, and noted after together with
 * what the ledger then knows. They share these notes; each goes its own way where it fails.
 *
 * @param pause lets others have a turn now and then
 */
export async function takeBack(batch: readonly { undoer: Undoer; effect: Effect }[], parts: UndoParts, pause: () => Promise<void>): Promise<TakenBack[]> {
  const { database, effects } = parts;
  const begun = new Set(database.transaction((writer) => batch.filter(({ effect }) => effects.move(writer, effect.id, 'done', 'undoing'))));
  const taken: (TakenBack & { conclude: Conclusion | null })[] = [];
  for (const one of batch) {
    const { undoer, effect } = one;
    try {
      if (!begun.has(one)) throw new FilemillError('effect.final', whyNot(effect.state), { hint: t('Nothing was changed.') });
      taken.push({ effect, error: null, conclude: await undoer.takeBack(effect, parts) });
    } catch (error) {
      taken.push({ effect, error, conclude: null });
    }
    await pause();
  }
  const done = taken.filter(({ conclude }) => conclude !== null);
  settleFolders(...done.flatMap(({ effect: { source, target } }) => [source, target]));
  for (const { conclude } of done) conclude?.clear?.();
  const removed = removeMadeFolders(database, done.map(({ effect: { target } }) => target));
  database.transaction((writer) => {
    for (const folder of removed) forgetMade(writer, folder);
    for (const { effect, conclude } of taken) {
      if (conclude === null) effects.move(writer, effect.id, 'undoing', 'done');
      else if (effects.move(writer, effect.id, 'undoing', 'undone')) conclude.write(writer);
    }
  });
  return taken.map(({ effect, error }) => ({ effect, error }));
}

/** What an end of Filemill has left half taken back. */
export async function resumeTakingBack(undoer: Undoer, effect: Effect, parts: UndoParts): Promise<void> {
  const { database, effects } = parts;
  const conclude = await undoer.resume(effect, parts);
  if (conclude === undefined) return;
  settleFolders(effect.source, effect.target);
  conclude?.clear?.();
  database.transaction((writer) => {
    const isOver = effects.move(writer, effect.id, 'undoing', conclude === null ? 'done' : 'undone');
    if (isOver) conclude?.write(writer);
  });
}

function whyNot(state: EffectState): string {
  if (state === 'expired') return t('The vault has let it go: it was kept for so long as the settings say.');
  return state === 'undone' ? t('It was taken back already.') : t('It was never done to its end.');
}
