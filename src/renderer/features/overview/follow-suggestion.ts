import { CAUSES } from '../../../shared/errors/error-table';
import type { Suggestion } from '../../../shared/model/engine';
import { callEngine } from '../../engine-client/engine-client';
import { useRoute } from '../../state/route-store';
import { useSettings } from '../../state/settings-store';
import { attempt, tell } from '../../state/toast-store';
import { t } from '../../../shared/words/words';

/** Leads to a place, or has the engine do what is suggested. */
export function followSuggestion(id: string, { kind, value }: NonNullable<Suggestion['action']>): void {
  const { go } = useRoute.getState();
  const apply = (done: string, undo?: () => void): void =>
    void attempt(async () => {
      await callEngine('suggestion.apply', { id });
      tell(done, undo && { label: t('Undo'), run: undo });
    });
  switch (kind) {
    case 'openAttention':
      return go({ section: 'attention', cause: CAUSES.find((cause) => cause === value) ?? null });
    case 'openFolder':
      return go({ section: 'folders', folderId: Number(value) || null });
    case 'setWorkers': {
      const { settings, update } = useSettings.getState();
      const workers = settings?.workers ?? null;
      return apply(t('The number of workers changed'), () => void attempt(() => update({ workers })));
    }
    case 'resumeLane':
      return apply(t('The lane goes on'));
    case 'retryCause':
      return apply(t('The files are tried again'));
  }
}
