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

/** Why the pages of a file that was read are not given to OCR yet. */
export function ocrNotBegun({ isEnginePaused, intakeHold, pausedLane }: Omit<Hindrances, 'isFolderPaused'>): string {
  if (intakeHold !== null) return intakeHold;
  if (isEnginePaused) return 'Filemill is paused.';
  if (pausedLane !== null) return 'The lane for text recognition is paused.';
  return 'Its pages wait for text recognition (OCR).';
}

/** The ledger last heard that it was still arriving; that it is whole by now is known in memory alone. */
export function withReasons(rows: FileRow[], whyNotBegun: (fileId: number) => string | null): FileRow[] {
  return rows.map((row) => {
    const mayWait = (row.state === 'waiting' && !row.isHeld) || row.state === 'inProgress';
    const reason = mayWait ? whyNotBegun(row.id) : null;
    if (reason === null) return row;
    if (row.state === 'inProgress') return { ...row, reason, stateLabel: 'Waiting for OCR' };
    return { ...row, reason, stateLabel: row.error ? row.stateLabel : 'Waiting' };
  });
}
