import { basename } from 'node:path/posix';
import { choose } from '../../../processors/catalogue';
import type { Recognised } from '../../../processors/kit/processor';
import type { Recognition } from '../../../shared/contract/worker-api';
import { note, type Job } from '../../job';
import type { Reports } from '../../store/reports';

export const toRecognised = (path: string, size: number, recognition: Recognition): Recognised => ({
  name: basename(path),
  mime: recognition.mime,
  kind: recognition.kind,
  size,
});

/** Chooses what will be done with each recognised file; bytes that were read before are not read again. */
export function planJobs(reports: Reports, jobs: Job[]): void {
  for (const job of jobs) {
    if (!job.recognition || job.error || job.isReverted) continue;
    const recognised = toRecognised(job.path, job.size, job.recognition);
    const processors = choose(recognised);
    job.report = reports.find(job.recognition.sha256, processors) ?? null;
    job.plan = { recognised, processors };
    if (job.report) note(job, 'process', 'Read', 'done', `The same bytes were read before by ${job.report.processor}.`);
  }
}
