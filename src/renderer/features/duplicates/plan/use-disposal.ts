import type { Disposal } from '../../../../shared/model/duplicates';
import { useSettings } from '../../../state/settings-store';

export const USUAL_VAULT_DAYS = 30;

/** Where removed copies usually go. */
export function useDisposal(): Disposal {
  return useSettings((state) => state.settings?.duplicates.disposal) ?? 'trash';
}

/** For how many days the vault keeps what it was given. */
export function useVaultDays(): number {
  return useSettings((state) => state.settings?.vault.days) ?? USUAL_VAULT_DAYS;
}
