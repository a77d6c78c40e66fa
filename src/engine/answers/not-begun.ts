import type { FileRow, Lane } from '../../shared/model/file';
import { t, words } from '../../shared/words/words';

export interface Hindrances {
  isEnginePaused: boolean;
  intakeHold: string | null;
  isFolderPaused: boolean;
  pausedLane: Lane | null;
}

/** As in “the lane for …”. */
const LANE_NAMES: Record<Lane, string> = {
  text: words('text@@lane'),
  documents: words('documents@@lane'),
  ocr: words('ocr@@lane'),
  images: words('images@@lane'),
  archives: words('archives@@lane'),
  other: words('other@@lane'),
};

/** Why a file that is whole is not begun yet. */
export function notBegun({ isEnginePaused, intakeHold, isFolderPaused, pausedLane }: Hindrances): string {
  if (intakeHold !== null) return intakeHold;
  if (isEnginePaused) return t('Filemill is paused.');
  if (isFolderPaused) return t('Its folder is paused.');
  if (pausedLane !== null) return t('The lane for {lane} is paused.', { lane: t(LANE_NAMES[pausedLane]) });
  return t('It is whole and waits for a worker.');
}

/** What a file that was read may still have before it. */
export type FurtherPart = 'ocr' | 'lookInside' | 'rules';

const FURTHER: Record<FurtherPart, { lane: string; waits: string; label: string }> = {
  ocr: { lane: words('text recognition'), waits: words('Its pages wait for text recognition (OCR).'), label: words('Waiting for OCR') },
  lookInside: { lane: words('archives@@lane'), waits: words('It was listed and waits to be looked into.'), label: words('Waiting to look inside') },
  rules: { lane: words('rules@@lane'), waits: words('It was read, and its rules come next.'), label: words('Waiting for its rules') },
};

export interface Reason {
  sentence: string;
  /** For a file that is under way already. */
  label?: string;
  /** Nothing is tried again at a time that could be told: it goes on by itself. */
  isElsewhere?: boolean;
}

/** Why a further part of its way is not begun yet. */
export function furtherNotBegun(part: FurtherPart, { isEnginePaused, intakeHold, pausedLane }: Omit<Hindrances, 'isFolderPaused'>): Reason {
  const { lane, waits } = FURTHER[part];
  const label = t(FURTHER[part].label);
  if (intakeHold !== null) return { sentence: intakeHold, label };
  if (isEnginePaused) return { sentence: t('Filemill is paused.'), label };
  return { sentence: pausedLane === null ? t(waits) : t('The lane for {lane} is paused.', { lane: t(lane) }), label };
}

/** The ledger last heard that it was still arriving; that it is whole by now is known in memory alone. */
export function withReasons(rows: FileRow[], whyNotBegun: (fileId: number) => Reason | null): FileRow[] {
  return rows.map((row) => {
    const mayWait = (row.state === 'waiting' && !row.isHeld) || row.state === 'inProgress';
    const reason = mayWait ? whyNotBegun(row.id) : null;
    if (reason === null) return row;
    const { sentence, label = t('Waiting'), isElsewhere = false } = reason;
    if (isElsewhere && row.state === 'waiting') return { ...row, reason: sentence, stateLabel: label, dueAt: null };
    if (row.state === 'inProgress') return { ...row, reason: sentence, stateLabel: label };
    return { ...row, reason: sentence, stateLabel: row.error ? row.stateLabel : t('Waiting') };
  });
}
