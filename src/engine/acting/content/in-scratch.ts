import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Gives work a folder of its own in scratch, which is gone when it has ended. */
export async function inScratch<R>(dataFolder: string, work: (scratchDir: string) => Promise<R>): Promise<R> {
  const scratchDir = join(dataFolder, 'scratch', `acted-${randomUUID()}`);
  await mkdir(scratchDir, { recursive: true });
  try {
    return await work(scratchDir);
  } finally {
    await rm(scratchDir, { recursive: true, force: true });
  }
}
