import type { ReactNode } from 'react';
import { callEngine } from '../../../engine-client/engine-client';
import { useLive } from '../../../engine-client/use-live';
import { Link } from '../../../parts/link';
import { Select } from '../../../parts/select';
import { t } from '../../../../shared/words/words';
import { PartsOfText } from '../../../parts/parts-of-text';
import styles from './action.module.css';

const READ_EVERY_MS = 2_000;

/** One of the destinations of the settings, by its name. */
export function DestinationField({ label, value, onChange }: { label: string; value: string; onChange: (name: string) => void }): ReactNode {
  const { value: read } = useLive('destinations', (signal) => callEngine('destinations.list', {}, { signal }), READ_EVERY_MS);
  const names = read?.destinations.map(({ name }) => name) ?? [];
  const own = names.includes(value) ? [] : [{ value, label: value === '' ? t('Choose a destination…') : value }];
  return (
    <>
      <Select label={label} value={value} options={[...own, ...names.map((name) => ({ value: name, label: name }))]} testId="field-destination" onChange={onChange} />
      {read && names.length === 0 ? (
        <p className={styles.note}>
          <PartsOfText text="There is none yet. {link}; the rule waits here as a draft." values={{ link: <Link to={{ section: 'settings', page: 'destinations' }} className={styles.link}>{t('Add one in the settings')}</Link> }} />
        </p>
      ) : null}
    </>
  );
}
