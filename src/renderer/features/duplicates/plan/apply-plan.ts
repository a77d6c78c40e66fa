import type { Disposal, DuplicateRun } from '../../../../shared/model/duplicates';
import { callEngine } from '../../../engine-client/engine-client';
import { useSettings } from '../../../state/settings-store';
import { attempt, useToasts } from '../../../state/toast-store';
import { useDuplicates } from '../duplicates-store';
import { runLine } from './plan-words';
import { USUAL_VAULT_DAYS } from './use-disposal';
import { t } from '../../../../shared/words/words';

const LOOK_MS = 400;

/** Does what is planned and tells what came of it, wherever in the window one is by then. */
export function applyPlan(disposal: Disposal, moveTo: string | null): void {
  const { touch, say, forgetSteps } = useDuplicates.getState();
  say(null);
  forgetSteps();
  void attempt(async () => {
    try {
      const begun = callEngine('duplicates.apply', { disposal, moveTo });
      // What has begun shows itself in the summary.
      touch();
      tellResult(await ended(await begun));
    } finally {
      touch();
    }
  });
}

/** The run once it has ended; null when another one has taken its place. */
async function ended(run: DuplicateRun): Promise<DuplicateRun | null> {
  let now: DuplicateRun | null = run;
  while (now?.id === run.id && now.endedAt === null) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    ({ run: now } = await callEngine('duplicates.summary', {}));
  }
  return now?.id === run.id ? now : null;
}

function tellResult(run: DuplicateRun | null): void {
  if (!run) return;
  const [first] = run.failed;
  useToasts.getState().show({
    text: runLine(run, useSettings.getState().settings?.vault.days ?? USUAL_VAULT_DAYS),
    ...(first ? { hint: first.error.message } : {}),
    tone: 'plain',
    ...(run.done > 0 ? { action: { label: t('Undo'), run: () => undoRun(run.id) } } : {}),
  });
}

export function stopApplying(): void {
  void attempt(() => callEngine('duplicates.cancelApply', {}));
}

/** Puts back all that a run took away, as far as it is as it was left. */
export function undoRun(runId: number): void {
  void attempt(async () => {
    const { restored, failed } = await callEngine('duplicates.undo', { runId });
    useDuplicates.getState().touch();
    const [first] = failed;
    if (!first) useDuplicates.getState().say(t('{restored, plural, one {# file is back where it was} other {# files are back where they were}}', { restored }));
    else
      useToasts.getState().show({
        text: t('{restored, plural, one {# file is} other {# files are}} back; {failed, plural, one {# file} other {# files}} could not be put back', { restored, failed: failed.length }),
        hint: first.error.message,
        tone: 'problem',
      });
  });
}
