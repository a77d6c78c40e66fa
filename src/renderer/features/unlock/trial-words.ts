import { displayName } from '../../../shared/model/display-name';
import { middleEllipsis } from '../../format/middle-ellipsis';
import { countOf, formatCount } from '../../format/number';
import { tell } from '../../state/toast-store';

interface Told {
  readonly total: number;
  /** Null while it is not known. */
  readonly opened: number | null;
  readonly locked: readonly number[];
}

/** What came of a password: "Opened 3 of 4 files". */
export function trialWords({ total, opened }: Told, name: string | null): string {
  const who = name === null ? null : middleEllipsis(displayName(name), 40);
  if (total === 0) return 'The password is known now';
  if (opened === null) return `The password is tried on ${countOf(total, 'file')}`;
  if (total === 1) return opened === 1 ? `${who ?? 'The file'} was opened` : `The password does not open ${who ?? 'the file'}`;
  if (opened === total) return `Opened all ${formatCount(total)} files`;
  if (opened === 0) return `The password opens none of the ${formatCount(total)} files`;
  return `Opened ${formatCount(opened)} of ${countOf(total, 'file')}`;
}

export function tellTrial(told: Told, name: string | null): void {
  tell(trialWords(told, name));
}
