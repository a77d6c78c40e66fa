import type { EntryPick, RefusedEntry, UnpackLimits } from '../../../shared/model/archive';
import { writtenPacker, writtenText } from '../../../base/unpacked-rows';
import type { Unpacked } from '../../../shared/model/unpacked';
import { RowPacker } from '../../../base/packed-rows';
import type { ArchiveReader } from '../archive-reader';
import { judgeEntries } from '../guard/judge';
import { moreThan } from './more-than';

/** How unpacking would name and refuse, by what the archive says alone. */
export async function planUnpacking(
  reader: ArchiveReader,
  request: { readonly pick: EntryPick; readonly limits: UnpackLimits; readonly archiveBytes: number; readonly hasPasswords: boolean },
): Promise<Unpacked> {
  const { entries, hasHardlinks } = await reader.list();
  const written = writtenPacker();
  const refused = new RowPacker<RefusedEntry>();
  for (const verdict of judgeEntries(entries, { ...request, archiveType: reader.type, hasHardlinks })) {
    const { ordinal, path, modified } = verdict.entry;
    if (verdict.action === 'refuse') refused.add({ ordinal, path, code: verdict.code, reason: verdict.reason });
    if (verdict.action !== 'write') continue;
    const { type, relativePath, notes } = verdict;
    written.addText(writtenText({ ordinal, path, type, relativePath, size: verdict.size ?? 0, sha256: null, modified, warnings: notes.map(({ message }) => message) }));
  }
  const { entries: most } = request.limits;
  if (entries.length > most) refused.add(moreThan(most));
  return { written: written.packed(), refused: refused.packed() };
}
