import type { Cause } from '../../shared/errors/error-table';
import type { ErrorData } from '../../shared/errors/filemill-error';
import type { FileEvent, FileState } from '../../shared/model/file';
import { words, t } from '../../shared/words/words';
import { goingOn } from '../../shared/words/going-on';
import { CANCELLED_MARKS } from './job-facts';
import { isStillArriving, lineIn } from './reason-words';

const BY_CAUSE: Record<Cause, string> = {
  damaged: words('Damaged'),
  needsPassword: words('Needs password'),
  lowConfidence: words('Low OCR confidence'),
  diskFull: words('Disk full'),
  locked: words('Locked'),
  unreachable: words('Unreachable'),
  tooLarge: words('Too large'),
  refused: words('Refused for safety'),
  changing: words('Keeps changing'),
  action: words('Action failed'),
  settings: words('Check settings'),
  bug: words('Filemill erred'),
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
  if (event === 'deleted') return t('Deleted');
  switch (state) {
    case 'done':
      return t('Done');
    case 'inProgress':
      return t('In progress');
    case 'ignored':
      return marks === CANCELLED_MARKS ? t('Cancelled') : t('Ignored');
    case 'waiting':
      if (isHeld) return t('Set aside');
      if (error) return t('Retrying: {cause}', { cause: goingOn(t(BY_CAUSE[error.cause])) });
      return isStillArriving(reason) ? t('Still arriving') : t('Waiting');
    case 'attention':
      if (!error) return t('Needs attention');
      if (error.code === 'file.empty') return t('Empty');
      if (error.code === 'file.invalid') return invalidLabel(error);
      return t(BY_CAUSE[error.cause]);
  }
}

function invalidLabel(error: ErrorData): string {
  const line = lineIn(error.message);
  return line === undefined ? t('Invalid') : t('Invalid, line {line}', { line });
}
