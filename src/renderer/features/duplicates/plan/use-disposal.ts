import type { Disposal } from '../../../../shared/model/duplicates';
import { useSettings } from '../../../state/settings-store';

/** Where removed copies usually go. */
export function useDisposal(): Disposal {
  return useSettings((state) => state.settings?.duplicates.disposal) ?? 'trash';
}
