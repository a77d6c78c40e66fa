import type { Cause } from '../../shared/errors/error-table';
import type { ErrorData } from '../../shared/errors/filemill-error';
import type { FileState } from '../../shared/model/file';

const BY_CAUSE: Record<Cause, string> = {
  damaged: 'Damaged',
  needsPassword: 'Needs password',
  diskFull: 'Disk full',
  locked: 'Locked',
  unreachable: 'Unreachable',
  tooLarge: 'Too large',
  refused: 'Refused for safety',
  changing: 'Keeps changing',
  settings: 'Check settings',
  bug: 'Filemill erred',
};

/** A file's state in two or three words. */
export function stateLabel(state: FileState, error: ErrorData | null, reason: string | null): string {
  switch (state) {
    case 'done':
      return 'Done';
    case 'inProgress':
      return 'In progress';
    case 'ignored':
      return 'Ignored';
    case 'waiting':
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
