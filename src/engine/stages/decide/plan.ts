import { basename } from 'node:path/posix';
import { choose } from '../../../processors/catalogue';
import type { Manifest, Recognised } from '../../../processors/kit/processor';
import type { Recognition } from '../../../shared/contract/worker-api';
import { note, type Job } from '../../job';
import type { Reports } from '../../store/reports';
import { t } from '../../../shared/words/words';

export const toRecognised = (path: string, size: number, recognition: Recognition): Recognised => ({
  name: basename(path),
  mime: recognition.mime,
  kind: recognition.kind,
  size,
});

/**
 * Chooses what will be done with each recognised file; bytes that were read before in the same way are not read again.
 *
 * @param optionsOf how a processor is to read a job's file, where that is a choice
 */
export function planJobs(reports: Reports, jobs: Job[], optionsOf: (job: Job, manifest: Manifest) => string): void {
  for (const job of jobs) {
    if (!job.recognition || job.error || job.isReverted) continue;
    const recognised = toRecognised(job.path, job.size, job.recognition);
    const processors = choose(recognised);
    const ways = processors.map((manifest) => ({ id: manifest.id, version: manifest.version, options: optionsOf(job, manifest) }));
    job.report = reports.find(job.recognition.sha256, ways) ?? null;
    job.plan = { recognised, processors };
    if (job.report) note(job, 'process', 'Read', 'done', t('The same bytes were read before by {processor}.', { processor: job.report.processor }));
  }
}
