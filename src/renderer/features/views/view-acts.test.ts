import { beforeEach, expect, it } from 'vitest';
import { generalSettingsSchema, type GeneralSettings } from '../../../shared/model/settings';
import { aSnapshot } from '../../testing/a-snapshot';
import { useEngine } from '../../state/engine-store';
import { useRoute } from '../../state/route-store';
import { useSettings } from '../../state/settings-store';
import { useToasts } from '../../state/toast-store';
import { keepView, objectionTo, removeView, renameView, saveView, useNaming } from './view-acts';

const names = (): string[] => useSettings.getState().settings?.views.map(({ name }) => name) ?? [];

beforeEach(() => {
  useEngine.setState({ snapshot: aSnapshot() });
  useNaming.getState().set(null);
  useSettings.setState({
    settings: generalSettingsSchema.parse({ views: [{ name: 'Failed', state: 'attention' }, { name: 'Scans', query: 'has:ocr' }] }),
    update: (change) => {
      useSettings.setState(({ settings }) => ({ settings: generalSettingsSchema.parse({ ...(settings as GeneralSettings), ...change }) }));
      return Promise.resolve();
    },
  });
});

it('a view is saved of what the list shows, under a name of its own', async () => {
  useRoute.getState().go({ section: 'files', query: 'type:pdf net' });
  saveView();
  const naming = useNaming.getState().naming;
  expect(naming?.view.query).toBe('type:pdf net');
  expect(objectionTo('Failed', null)).not.toBeNull();
  expect(objectionTo('Net', null)).toBeNull();
  if (naming) expect(await keepView(naming, 'Net')).toBe(true);
  expect(names()).toEqual(['Failed', 'Scans', 'Net']);
});

it('of the whole list none is saved', () => {
  useRoute.getState().go({ section: 'files' });
  saveView();
  expect(useNaming.getState().naming).toBeNull();
});

it('a renamed one keeps its place, and may keep its name', async () => {
  const [first] = useSettings.getState().settings?.views ?? [];
  if (first) renameView(first);
  const naming = useNaming.getState().naming;
  expect(objectionTo('Failed', 'Failed')).toBeNull();
  expect(objectionTo('Scans', 'Failed')).not.toBeNull();
  if (naming) await keepView(naming, 'Broken');
  expect(names()).toEqual(['Broken', 'Scans']);
  expect(useSettings.getState().settings?.views[0]?.state).toBe('attention');
});

it('a removed one comes back to its place', async () => {
  const [first] = useSettings.getState().settings?.views ?? [];
  if (first) await removeView(first);
  expect(names()).toEqual(['Scans']);
  useToasts.getState().toasts.at(-1)?.action?.run();
  await expect.poll(names).toEqual(['Failed', 'Scans']);
});
