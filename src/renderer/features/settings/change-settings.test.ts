import { beforeEach, expect, it, vi } from 'vitest';
import { engineApi } from '../../../shared/contract/engine-api';
import { generalSettingsSchema } from '../../../shared/model/settings';
import { useSettings } from '../../state/settings-store';
import { useToasts } from '../../state/toast-store';
import { changeSettings } from './change-settings';

beforeEach(() => {
  useToasts.setState({ toasts: [] });
  useSettings.setState({
    settings: generalSettingsSchema.parse({ rescanSeconds: 30, historyDays: 10 }),
    // Through the contract and the engine: what is left out stays.
    update: (change) => {
      const patch = engineApi.calls['settings.update'].input.parse(change);
      useSettings.setState({ settings: generalSettingsSchema.parse({ ...useSettings.getState().settings, ...patch }) });
      return Promise.resolve();
    },
  });
});

it('changes one setting, leaves the others alone, and takes it back', async () => {
  changeSettings({ workers: 3 }, 'Workers');
  await vi.waitFor(() => expect(useToasts.getState().toasts[0]?.text).toBe('Workers changed'));
  expect(useSettings.getState().settings).toMatchObject({ workers: 3, rescanSeconds: 30, historyDays: 10 });
  useToasts.getState().toasts[0]?.action?.run();
  await vi.waitFor(() => expect(useSettings.getState().settings?.workers).toBeNull());
  expect(useSettings.getState().settings).toMatchObject({ rescanSeconds: 30, historyDays: 10 });
});
