import type { ReactNode } from 'react';
import { Select } from '../../../parts/select';
import { useSnapshot } from '../../../state/engine-store';
import { namedFolders } from '../list/named-folders';
import { t } from '../../../../shared/words/words';

/** One of the folders that are watched, by its name. */
export function WatchedFolderField({ label, value, onChange }: { label: string; value: string; onChange: (name: string) => void }): ReactNode {
  const folders = namedFolders(useSnapshot((snapshot) => snapshot.folders, []));
  const options = folders.map(({ name }) => ({ value: name, label: name }));
  const isKnown = folders.some(({ name, path }) => name === value || path === value);
  const own = value === '' ? [{ value: '', label: t('Choose a folder…') }] : isKnown && options.some((one) => one.value === value) ? [] : [{ value, label: value }];
  return <Select label={label} value={value} options={[...own, ...options]} testId="field-to" onChange={onChange} />;
}
