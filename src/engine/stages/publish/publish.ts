import type { Artifact } from '../../../shared/contract/worker-api';
import type { Job } from '../../job';
import { note } from '../../job';
import { publishArtifact } from './artifact-store';
import { t, words } from '../../../shared/words/words';

const WHAT: Readonly<Record<Artifact['role'], string>> = {
  thumbnail: words('thumbnail'),
  page: words('page'),
  html: 'HTML',
  searchablePdf: words('searchable PDF'),
  picture: words('picture'),
};

/** Moves what the workers made into the artifact store; the reports follow with the ledger's commit. */
export async function publishReadings(dataFolder: string, jobs: Job[]): Promise<void> {
  for (const job of jobs) {
    if (!job.result) continue;
    for (const artifact of job.result.artifacts) {
      const startedAt = performance.now();
      const id = await publishArtifact(dataFolder, artifact);
      if (artifact.role === 'thumbnail') job.thumbnail = id;
      note(job, 'publish', t('Kept a picture'), 'done', t(WHAT[artifact.role]), performance.now() - startedAt);
    }
  }
}
