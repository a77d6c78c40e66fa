import { note, type Job } from '../../job';
import type { Ledger } from '../../store/ledger';
import { t } from '../../../shared/words/words';

/** Looks up what was read of each file before, for those that were there before. */
export function recallVersions(ledger: Ledger, jobs: Job[]): void {
  for (const job of jobs) {
    if (job.event !== 'created') job.before = ledger.versionBefore(job.fileId, job.jobId) ?? null;
  }
}

/** Now that the bytes are known: was the file changed, or only touched, moved, or given other rights? */
export function compareVersions(jobs: Job[]): void {
  for (const job of jobs) {
    const { before, recognition, settings } = job;
    if (!recognition || !before || settings.changeDetection === 'times') continue;
    const isSame = recognition.isSameHead || recognition.sha256 === before.sha256;
    if (!isSame) {
      job.event = 'content_changed';
      if (!settings.events.content_changed) revert(job, t('Its content changed, which this folder leaves out.'));
      continue;
    }
    note(job, 'decide', t('Compared'), 'done', recognition.isSameHead ? t('Its first megabyte is as before.') : t('Its bytes are as before.'));
    if (job.event === 'moved') continue;
    job.event = 'modified';
    const isUntouched = before.mtimeMs === job.mtimeMs;
    if (isUntouched || !settings.events.modified) revert(job, t('Only its times or rights changed.'));
  }
}

/** Only what was settled well may count again; anything else deserves the new attempt. */
function revert(job: Job, why: string): void {
  if (job.before?.state !== 'done') return;
  job.isReverted = true;
  note(job, 'decide', t('Left as it was'), 'skipped', why);
}
