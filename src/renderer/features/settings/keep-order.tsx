import { ArrowDown, ArrowUp, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { KEEP_CRITERIA, type KeepCriterion } from '../../../shared/model/duplicates';
import type { GeneralSettings } from '../../../shared/model/settings';
import { midSentence } from '../../format/mid-sentence';
import { IconButton } from '../../parts/icon-button';
import { Select } from '../../parts/select';
import { moveItem } from '../languages/move-item';
import { changeSettings } from './change-settings';
import { t } from '../../../shared/words/words';
import styles from './keep-order.module.css';

const WORDS: Readonly<Record<KeepCriterion, string>> = {
  protectedFolder: t('It lies in a reference folder'),
  resolution: t('It has more pixels'),
  sharpness: t('It is sharper'),
  compression: t('It is less compressed'),
  metadata: t('It has more metadata'),
  oldest: t('It is older'),
  newest: t('It is newer'),
  name: t('Its name is no copy’s name'),
  largest: t('It is larger'),
  shortestPath: t('Its path is shorter'),
};

/** By what the copy to keep is chosen, the first point deciding. */
export function KeepOrder({ settings: { duplicates } }: { settings: GeneralSettings }): ReactNode {
  const { keepBy } = duplicates;
  const others = KEEP_CRITERIA.filter((criterion) => !keepBy.includes(criterion));
  const set = (next: KeepCriterion[]): void => changeSettings({ duplicates: { ...duplicates, keepBy: next } }, t('Which copy is kept'));
  return (
    <div className={styles.order}>
      <ol aria-label={t('A copy is kept because')} data-testid="keep-by">
        {keepBy.map((criterion, at) => {
          const what = midSentence(WORDS[criterion]);
          return (
            <li key={criterion}>
              <span className={styles.number} aria-hidden>
                {at + 1}
              </span>
              <span className={styles.words}>{WORDS[criterion]}</span>
              <IconButton icon={ArrowUp} label={t('Move up: {what}', { what })} disabled={at === 0} onClick={() => set(moveItem(keepBy, at, -1))} />
              <IconButton icon={ArrowDown} label={t('Move down: {what}', { what })} disabled={at === keepBy.length - 1} onClick={() => set(moveItem(keepBy, at, 1))} />
              <IconButton icon={X} label={t('Take out: {what}', { what })} onClick={() => set(keepBy.filter((one) => one !== criterion))} />
            </li>
          );
        })}
      </ol>
      {others.length > 0 ? (
        <Select
          label={t('Decide by something else, too')}
          value=""
          options={[{ value: '', label: t('Another point…') }, ...others.map((value) => ({ value, label: WORDS[value] }))]}
          onChange={(criterion: KeepCriterion | '') => criterion !== '' && set([...keepBy, criterion])}
          testId="add-criterion"
        />
      ) : null}
    </div>
  );
}
