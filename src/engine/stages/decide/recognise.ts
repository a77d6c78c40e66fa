import type { WorkerApi } from '../../../shared/contract/worker-api';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { Connected } from '../../../shared/rpc/connect';
import { note, sourceOf, type Job } from '../../job';
import { t } from '../../../shared/words/words';

/** Has a worker open each file late and safely, hash it and look at its magic bytes. */
export async function recogniseJobs(worker: Connected<WorkerApi>, jobs: Job[]): Promise<void> {
  const byId = new Map(jobs.map((job) => [job.fileId, job]));
  const { results } = await worker.call('files.recognise', { sources: jobs.map(sourceOf) });
  for (const result of results) {
    const job = byId.get(result.fileId);
    if (!job) continue;
    if (!result.ok) {
      job.error = result.error;
      note(job, 'decide', t('Recognised'), 'failed', result.error.message, result.durationMs);
    } else {
      job.recognition = result.recognition;
      note(job, 'decide', t('Recognised'), 'done', result.recognition.mime, result.durationMs);
      if (job.size === 0) job.error = empty().toData();
    }
  }
}

const empty = (): FilemillError => new FilemillError('file.empty', t('The file is empty.'), { hint: t('It is read as soon as something is written to it.') });
