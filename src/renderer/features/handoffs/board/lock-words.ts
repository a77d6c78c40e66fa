import { displayName } from '../../../../shared/model/display-name';
import type { HandoffRowView } from '../../../../shared/model/handoff';
import { formatSpan } from '../../../format/duration';
import { t } from '../../../../shared/words/words';

type Lock = NonNullable<HandoffRowView['lock']>;

const ODD: Partial<Record<Lock['state'], string>> = {
  folder: t('A folder has its name'),
  link: t('A link has its name, and is not followed'),
  special: t('What has its name is no file'),
  denied: t('It can’t be opened'),
};

/** "Held by process 1234 on mill-2 for 3 min, to take it" */
export function lockWords({ state, host, pid, purpose, ageMs }: Lock): string {
  const odd = ODD[state];
  if (odd !== undefined) return odd;
  const owner = pid === null ? t('another program@@by it') : host === null ? t('process {pid}', { pid }) : t('process {pid} on {host}', { pid, host: displayName(host) });
  const span = ageMs === null ? null : formatSpan(ageMs / 1000);
  const why = purpose === null ? '' : ` (${displayName(purpose)})`;
  if (state === 'held') return span === null ? t('Held by {owner}{why}', { owner, why }) : t('Held by {owner} for {span}{why}', { owner, span, why });
  if (state === 'stale') return t('Left by {owner}, which has ended{why}', { owner, why });
  if (state === 'left') return t('Empty, and held by nobody on this machine');
  return span === null ? t('Said to be held by {owner}{why}; that can’t be proved from here', { owner, why }) : t('Said to be held by {owner} for {span}{why}; that can’t be proved from here', { owner, span, why });
}
