import { countOf } from '../../../format/number';
import { useSettings } from '../../../state/settings-store';

/** How long the vault keeps what it was given: "for 30 days". */
export function useKeeping(): string {
  const days = useSettings((state) => state.settings?.vault.days);
  return days === undefined ? 'for a while' : `for ${countOf(days, 'day')}`;
}
