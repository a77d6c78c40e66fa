import { useSettings } from '../../../state/settings-store';
import { t } from '../../../../shared/words/words';

/** How long the vault keeps what it was given: "for 30 days". */
export function useKeeping(): string {
  const days = useSettings((state) => state.settings?.vault.days);
  return days === undefined ? t('for a while') : t('for {days, plural, one {# day} other {# days}}', { days });
}
