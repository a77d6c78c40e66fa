import { displayName } from '../../../../shared/model/display-name';
import type { HandoffRowView } from '../../../../shared/model/handoff';
import { formatSpan } from '../../../format/duration';

type Lock = NonNullable<HandoffRowView['lock']>;

const ODD: Partial<Record<Lock['state'], string>> = {
  folder: 'A folder has its name',
  link: 'A link has its name, and is not followed',
  special: 'What has its name is no file',
  denied: 'It can’t be opened',
};

/** "Held by process 1234 on mill-2 for 3 min, to take it" */
export function lockWords({ state, host, pid, purpose, ageMs }: Lock): string {
  const odd = ODD[state];
  if (odd !== undefined) return odd;
  const owner = pid === null ? 'another program' : `process ${pid}${host === null ? '' : ` on ${displayName(host)}`}`;
  const since = ageMs === null ? '' : ` for ${formatSpan(ageMs / 1000)}`;
  const why = purpose === null ? '' : ` (${displayName(purpose)})`;
  if (state === 'held') return `Held by ${owner}${since}${why}`;
  if (state === 'stale') return `Left by ${owner}, which has ended${why}`;
  if (state === 'left') return 'Empty, and held by nobody on this machine';
  return `Said to be held by ${owner}${since}${why}; that can’t be proved from here`;
}
