import { join } from 'node:path';
import { toErrorData } from '../../shared/errors/filemill-error';
import type { Job } from '../job';
import type { Judged, JudgedStep } from '../judging/judged';
import type { Writer } from '../store/database';
import type { ActedFile, Ending, Redirect } from './action';
import { failWith, type Acts } from './acts';
import { relocateOriginal } from './file/relocate-original';
import { StepJournal } from './journal';
import type { RunParts, RunWays } from './run-rules';
import { t } from '../../shared/words/words';

interface Subject {
  file: ActedFile;
  job: Job;
  judged: Judged;
  acts: Acts;
}

/**
 * Does what rules decided about the original: once, when all else is done.
 *
 * @param prepare writes what was read of it, so that after an end in between it need not be read where it no longer lies
 */
export async function moveOriginal(parts: RunParts, { file, job, judged, acts }: Subject, ways: RunWays, prepare: (writer: Writer) => void): Promise<void> {
  const steps = judged.steps.filter(({ action, error }) => action.kind === 'original' && !error);
  const last = steps.at(-1);
  if (!last) return;
  if (parts.effects.hasMovedOriginal(file.jobId)) return tellAll(steps, 'done', null);
  if (!judged.redirect) return tellAll(steps, 'skipped', t('It lies there already.'));
  ways.progressed(last.planned?.sentence ?? '', null);
  const known = parts.mill.unseen(placesOf(file, judged.redirect), file.ino);
  try {
    await parts.commit.write(prepare);
    ways.signal.throwIfAborted();
    const journal = new StepJournal(parts, file, { rule: last.rule, step: last.key });
    const how = { rule: last.rule, step: last.key, journal, signal: ways.signal, progress: ways.progressed };
    const end = await relocateOriginal(parts.mill, file, judged.redirect, how);
    if ('stays' in end) {
      known();
      tellAll(steps, 'skipped', end.stays);
    } else {
      acts.known = known;
      tellMoved(steps, (acts.ending = end));
    }
  } catch (thrown) {
    known();
    ways.signal.throwIfAborted();
    const error = toErrorData(thrown);
    for (const { told } of steps) Object.assign(told, { state: 'failed', sentence: error.message, error });
    if (last.spec.onFailure === 'stop') failWith(job, acts, error);
  }
}

const placesOf = ({ source }: ActedFile, redirect: Redirect): string[] => (redirect.kind === 'trash' ? [source] : [source, join(redirect.folder, redirect.name)]);

/** Only the last one says where it lies: those before it were overruled. */
function tellMoved(steps: JudgedStep[], { effectId, target, sentence }: Ending): void {
  for (const { told } of steps) Object.assign(told, { state: 'done', effectId, target });
  Object.assign(steps.at(-1)?.told ?? {}, { sentence });
}

function tellAll(steps: JudgedStep[], state: 'done' | 'skipped', sentence: string | null): void {
  for (const { told } of steps) Object.assign(told, { state }, sentence === null ? {} : { sentence });
}
