import type { ArchiveRun } from '../../../../shared/model/archive';
import { callEngine } from '../../../engine-client/engine-client';
import { toErrorData } from '../../../../shared/errors/filemill-error';
import { attempt, tell, useToasts } from '../../../state/toast-store';
import { readRuns, useRuns } from './runs-store';
import { refusedWords, runWords, type Asked } from './run-words';
import { showTarget } from './show-target';
import { t } from '../../../../shared/words/words';

const LOOK_MS = 400;

/** Of each archive that was made in this window, by its run. */
const asked = new Map<number, Asked>();
/** The notice that told what came of a run. */
const notices = new Map<number, number>();

export function askedOf(run: Pick<ArchiveRun, 'id'>): Asked | null {
  return asked.get(run.id) ?? null;
}

/** Tells what came of a run, wherever in the window one is by then. */
export function followRun(run: ArchiveRun, wanted: Asked | null = null): void {
  if (wanted !== null) asked.set(run.id, wanted);
  void attempt(async () => {
    const ended = await endOf(run);
    if (ended) tellRun(ended);
  });
}

/** The run once it has ended; null when nobody knows it any more. */
async function endOf(run: ArchiveRun): Promise<ArchiveRun | null> {
  let now: ArchiveRun | undefined = run;
  while (now?.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    try {
      now = (await readRuns()).find(({ id }) => id === run.id);
    } catch (thrown) {
      // The engine comes back, and the run with it or not.
      if (toErrorData(thrown).code !== 'peer.gone') throw thrown;
    }
  }
  await readRuns();
  return now ?? null;
}

function tellRun(run: ArchiveRun): void {
  const { state, error, target, effectId } = run;
  const refused = refusedWords(run);
  const hint = state === 'failed' ? (error?.hint ?? '') : refused === '' ? '' : t('{refused}; the list of runs says why.', { refused });
  const isProblem = state === 'failed' || (run.act === 'verify' && run.refusedCount > 0);
  const notice = useToasts.getState().show({
    text: runWords(run, askedOf(run)),
    tone: isProblem ? 'problem' : 'plain',
    ...(hint === '' ? {} : { hint }),
    ...(state === 'done' && target !== null && run.act !== 'verify' ? { also: { label: t('Show'), run: () => showTarget(run) } } : {}),
    ...(effectId === null ? {} : { action: { label: t('Undo'), run: () => undoRun(run) } }),
  });
  notices.set(run.id, notice);
}

export function cancelRun({ id }: Pick<ArchiveRun, 'id'>): void {
  void attempt(async () => {
    await callEngine('archives.cancel', { runId: id });
    await readRuns();
  });
}

/** Takes back what a run wrote, as far as it is as it was left. */
export function undoRun({ id, effectId, act }: ArchiveRun): void {
  if (effectId === null || useRuns.getState().undoing.has(id)) return;
  // It offers what is being done already.
  useToasts.getState().dismiss(notices.get(id) ?? -1);
  useRuns.setState((now) => ({ undoing: new Set(now.undoing).add(id) }));
  void attempt(async () => {
    const { undone, failed } = await callEngine('effects.undo', { ids: [effectId] });
    const [first] = failed;
    if (undone > 0) useRuns.setState((now) => ({ undone: new Set(now.undone).add(id) }));
    if (first) useToasts.getState().show({ text: first.error.message, hint: first.error.hint, tone: 'problem' });
    else if (undone > 0) tell(undoneWords(act, asked.get(id)?.removesOriginals ?? false));
  }).finally(() => useRuns.setState((now) => ({ undoing: new Set([...now.undoing].filter((one) => one !== id)) })));
}

function undoneWords(act: ArchiveRun['act'], removedOriginals: boolean): string {
  if (act !== 'create') return t('What was extracted is removed again');
  return removedOriginals ? t('The archive is removed again, and the originals are back') : t('The archive is removed again');
}
