import type { FileRow, Lane } from '../../shared/model/file';

export interface Hindrances {
  isEnginePaused: boolean;
  intakeHold: string | null;
  isFolderPaused: boolean;
  pausedLane: Lane | null;
}

/** Why a file that is whole is not begun yet. */
export function notBegun({ isEnginePaused, intakeHold, isFolderPaused, pausedLane }: Hindrances): string {
  if (intakeHold !== null) return intakeHold;
  if (isEnginePaused) return 'Filemill is paused.';
  if (isFolderPaused) return 'Its folder is paused.';
  if (pausedLane !== null) return `The lane for ${pausedLane} is paused.`;
  return 'It is whole and waits for a worker.';
}

/** The ledger last heard that it was still arriving; that it is whole by now is known in memory alone. */
export function withReasons(rows: FileRow[], whyNotBegun: (fileId: number) => string | null): FileRow[] {
  return rows.map((row) => {
    const reason = row.state === 'waiting' && !row.isHeld ? whyNotBegun(row.id) : null;
    if (reason === null) return row;
    return { ...row, reason, stateLabel: row.error ? row.stateLabel : 'Waiting' };
  });
}
