import type { ArchiveRef } from '../../../../shared/model/archive';
import { callEngine } from '../../../engine-client/engine-client';
import { attempt } from '../../../state/toast-store';
import { followRun } from './follow-run';

/** Reads every entry to its end; what came of it is told when it is done. */
export function verifyArchive(archive: ArchiveRef): void {
  void attempt(async () => followRun(await callEngine('archives.verify', { archive })));
}
