import type { Cause } from '../../shared/errors/error-table';
import type { ErrorData } from '../../shared/errors/filemill-error';
import type { FileEvent, FileState } from '../../shared/model/file';
import { CANCELLED_MARKS } from './job-facts';

const BY_CAUSE: Record<Cause, string> = {
  damaged: 'Damaged',
  needsPassword: 'Needs password',
  lowConfidence: 'Low OCR confidence',
  diskFull: 'Disk full',
  locked: 'Locked',
  unreachable: 'Unreachable',
  tooLarge: 'Too large',
  refused: 'Refused for safety',
  changing: 'Keeps changing',
  action: 'Action failed',
  settings: 'Check settings',
  bug: 'Filemill erred',
};

export interface Stated {
  state: FileState;
  event: FileEvent;
  marks: string;
  error: ErrorData | null;
  reason: string | null;
  isHeld: boolean;
}

/** A file's state in two or three words. */
export function stateLabel({ state, event, marks, error, reason, isHeld }: Stated): string {
  if (event === 'deleted') return 'Deleted';
  switch (state) {
    case 'done':
      return 'Done';
    case 'inProgress':
      return 'In progress';
    case 'ignored':
      return marks === CANCELLED_MARKS ? 'Cancelled' : 'Ignored';
    case 'waiting':
      if (isHeld) return 'Set aside';
      if (error) return `Retrying: ${BY_CAUSE[error.cause].toLowerCase()}`;
      return reason?.startsWith('Still arriving') ? 'Still arriving' : 'Waiting';
    case 'attention':
      if (!error) return 'Needs attention';
      if (error.code === 'file.empty') return 'Empty';
      if (error.code === 'file.invalid') return invalidLabel(error);
      return BY_CAUSE[error.cause];
  }
}

function invalidLabel(error: ErrorData): string {
  const line = /\bline (\d+)/i.exec(error.message)?.[1];
  return line === undefined ? 'Invalid' : `Invalid, line ${line}`;
}
