import { beforeEach, expect, it, vi } from 'vitest';
import { generalSettingsSchema } from '../../../shared/model/settings';
import { useSettings } from '../../state/settings-store';
import { useToasts } from '../../state/toast-store';
import { changeSettings } from './change-settings';

beforeEach(() => {
  useToasts.setState({ toasts: [] });
  useSettings.setState({
    settings: generalSettingsSchema.parse({ rescanSeconds: 30, historyDays: 10 }),
    // As the engine does: what it gets stands, and what is left out has its default.
    update: (change) => {
      useSettings.setState({ settings: generalSettingsSchema.parse(change) });
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
