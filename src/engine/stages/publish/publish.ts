import type { Job } from '../../job';
import { note } from '../../job';
import { publishArtifact } from './artifact-store';
import { t } from '../../../shared/words/words';

/** Moves what the workers made into the artifact store; the reports follow with the ledger's commit. */
export async function publishReadings(dataFolder: string, jobs: Job[]): Promise<void> {
  for (const job of jobs) {
    if (!job.result) continue;
    for (const artifact of job.result.artifacts) {
      const startedAt = performance.now();
      const id = await publishArtifact(dataFolder, artifact);
      if (artifact.role === 'thumbnail') job.thumbnail = id;
      note(job, 'publish', t('Kept a picture'), 'done', artifact.role, performance.now() - startedAt);
    }
  }
}
