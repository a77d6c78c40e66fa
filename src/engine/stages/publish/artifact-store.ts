import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Artifact } from '../../../shared/contract/worker-api';

/** Where windows find `fm://artifact/<id>`: by content, so that the same picture lies there once. */
export function artifactPath(dataFolder: string, id: string): string {
  return join(dataFolder, 'artifacts', id.slice(0, 2), id);
}

/**
 * Moves a picture that a worker made from scratch into the artifact store.
 *
 * @returns its id: the hash of its bytes and its extension
 */
export async function publishArtifact(dataFolder: string, artifact: Artifact): Promise<string> {
  const id = `${artifact.sha256}.${artifact.extension}`;
  const target = artifactPath(dataFolder, id);
  if (await stat(target).catch(() => null)) {
    await rm(artifact.scratchPath, { force: true });
    return id;
  }
  await mkdir(join(target, '..'), { recursive: true });
  try {
    await rename(artifact.scratchPath, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    const temporary = `${target}.tmp`;
    await copyFile(artifact.scratchPath, temporary);
    await rename(temporary, target);
    await rm(artifact.scratchPath, { force: true });
  }
  return id;
}
