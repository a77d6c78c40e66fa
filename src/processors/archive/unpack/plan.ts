import type { WorkerApi } from '../../../shared/contract/worker-api';
import type { CallOutput } from '../../../shared/rpc/define-api';
import type { EntryPick, UnpackLimits } from '../../../shared/model/archive';
import type { ArchiveReader } from '../archive-reader';
import { judgeEntries } from '../guard/judge';
import { moreThan } from './more-than';

type Plan = CallOutput<WorkerApi, 'archive.plan'>;

/** How unpacking would name and refuse, by what the archive says alone. */
export async function planUnpacking(
  reader: ArchiveReader,
  request: { readonly pick: EntryPick; readonly limits: UnpackLimits; readonly archiveBytes: number; readonly hasPasswords: boolean },
): Promise<Plan> {
  const { entries } = await reader.list();
  const written: Plan['written'] = [];
  const refused: Plan['refused'] = [];
  for (const verdict of judgeEntries(entries, { ...request, archiveType: reader.type })) {
    const { ordinal, path, modified } = verdict.entry;
    if (verdict.action === 'refuse') refused.push({ ordinal, path, code: verdict.code, reason: verdict.reason });
    if (verdict.action !== 'write') continue;
    const { type, relativePath, notes } = verdict;
    written.push({ ordinal, path, type, relativePath, size: verdict.size ?? 0, sha256: null, modified, warnings: notes.map(({ message }) => message) });
  }
  const { entries: most } = request.limits;
  if (entries.length > most) refused.push(moreThan(most));
  return { written, refused };
}
