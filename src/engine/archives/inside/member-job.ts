import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { newJob, type Job } from '../../job';

/** Ids of members while they are read: far from those of files, so that no word about one is taken for the other. */
const FIRST_ID = 2 ** 41;
let nextId = FIRST_ID;

/** A member that lies in scratch, as something that can be read like a file of the archive's folder. Null when it is not there. */
export function memberJob(archive: Job, root: string, relativePath: string): Job | null {
  const stat = lstatSync(join(root, relativePath), { throwIfNoEntry: false });
  if (!stat?.isFile()) return null;
  const id = nextId;
  nextId += 1;
  const { size, mtimeMs, ctimeMs, ino } = stat;
  const facts = { jobId: id, fileId: id, folderId: archive.folderId, path: relativePath, size, mtimeMs, ctimeMs, ino: String(ino) };
  return newJob({ ...facts, attempts: 0, arrivedAt: archive.arrivedAt, event: 'created', isFirst: archive.isFirst }, root, archive.settings);
}
