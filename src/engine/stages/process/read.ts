import { limitsFor } from '../../../processors/catalogue';
import type { Limits } from '../../../processors/kit/processor';
import type { WorkerApi } from '../../../shared/contract/worker-api';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { Connected } from '../../../shared/rpc/connect';
import { note, sourceOf, type Job } from '../../job';
import { t } from '../../../shared/words/words';

/** Jobs that still need a worker: recognised, planned, and not known by their bytes. */
export function unread(jobs: Job[]): Job[] {
  return jobs.filter((job) => job.plan && !job.error && !job.report && !job.result);
}

/** What is read with one call, in turn: all together but those with a bound of their own (`Limits.isBound`), which come last, one by one. */
export function inTurns(jobs: Job[]): Job[][] {
  const isBound = ({ plan }: Job): boolean => plan !== null && plan !== undefined && limitsFor(plan.recognised).isBound === true;
  const together = jobs.filter((job) => !isBound(job));
  return [...(together.length > 0 ? [together] : []), ...jobs.filter(isBound).map((job) => [job])];
}

/** How long the worker may take for all of them together, and by how much it may grow for any of them. */
export function readingLimits(jobs: Job[]): Limits {
  const limits = jobs.flatMap(({ plan }) => (plan ? [limitsFor(plan.recognised)] : []));
  return {
    timeoutMs: limits.reduce((sum, { timeoutMs }) => sum + timeoutMs, 0),
    memoryBytes: limits.reduce((most, { memoryBytes }) => Math.max(most, memoryBytes), 0),
  };
}

/** Bytes, and how they are read. */
const contentKey = ({ recognition, settings }: Job): string => `${recognition?.sha256 ?? ''} ${settings.faces}`;

/** Has the worker read each file's content; a failure belongs to its file alone. Equal bytes are read once. */
export async function readJobs(worker: Connected<WorkerApi>, jobs: Job[], scratchDir: string, passwords: string[]): Promise<void> {
  const byContent = new Map<string, Job[]>();
  for (const job of jobs) {
    const key = contentKey(job);
    byContent.set(key, [...(byContent.get(key) ?? []), job]);
  }
  const firsts = [...byContent.values()].map(([first]) => first as Job);
  const { results } = await worker.call('files.read', {
    scratchDir,
    items: firsts.map((job) => {
      if (!job.recognition || !job.plan) throw new FilemillError('bug', t('A file was to be read before it was recognised.'));
      const { mime, kind, sha256 } = job.recognition;
      return { source: sourceOf(job), options: { processor: job.plan.processors[0]?.id ?? 'other', mime, kind, sha256, passwords, withFaces: job.settings.faces } };
    }),
  });
  const byId = new Map(results.map((result) => [result.fileId, result]));
  for (const first of firsts) {
    const result = byId.get(first.fileId);
    const same = byContent.get(contentKey(first)) ?? [];
    for (const job of same) {
      if (!result) continue;
      if (result.ok) {
        job.result = result.result;
        const by = `${result.result.processor} ${result.result.processorVersion}`;
        note(job, 'process', t('Read'), 'done', job === first ? by : t('{by}, from a file with the same bytes', { by }), result.durationMs);
      } else {
        job.error = result.error;
        note(job, 'process', t('Read'), 'failed', result.error.message, result.durationMs);
      }
    }
  }
}
