import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { ACTION_NAMES, type ActionName, type ActionSpec } from '../../../../shared/model/action';
import type { RuleWarning } from '../../../../shared/model/rule';
import type { Problems } from '../draft/rule-problems';
import { PickButton } from '../../../parts/picker/pick-button';
import { ActionCard } from './action-card';
import { ACTION_GROUPS, ACTION_WORDS } from './action-words';
import { newAction } from './new-action';
import { t } from '../../../../shared/words/words';
import styles from './action.module.css';

interface Props {
  actions: readonly ActionSpec[];
  problems: Problems;
  warnings: readonly RuleWarning[];
  keeping: string;
  onChange: (actions: ActionSpec[]) => void;
}

const GROUPS = ACTION_GROUPS.map(({ title, actions }) => ({
  title,
  items: actions.map((name) => ({ id: name, label: ACTION_WORDS[name].title, hint: ACTION_WORDS[name].what, icon: ACTION_WORDS[name].icon })),
}));

/** What is done with a file, in this order. */
export function ActionList({ actions, problems, warnings, keeping, onChange }: Props): ReactNode {
  const add = (name: ActionName): void => {
    onChange([...actions, newAction(name)]);
    requestAnimationFrame(() => {
      const card = document.querySelector<HTMLElement>(`[data-action="${actions.length}"]`);
      card?.scrollIntoView({ block: 'nearest' });
      card?.querySelector<HTMLElement>('input, textarea, select, button')?.focus();
    });
  };
  return (
    <div className={styles.actions}>
      <p className={styles.lead}>{t('Then')}</p>
      {actions.length === 0 ? <p className={styles.nothing}>{t('Nothing is done. Add what it does.')}</p> : null}
      <ol className={styles.list} aria-label={t('Actions')}>
        {actions.map((spec, at) => (
          // An action has no identity but its place.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={`${at} ${spec.do}`}>
            <ActionCard
              at={at}
              count={actions.length}
              spec={spec}
              problems={problems}
              warnings={warnings.filter(({ action }) => action === at)}
              keeping={keeping}
              onChange={(next) => onChange(actions.with(at, next))}
              onMove={(step) => onChange(actions.toSpliced(at, 1).toSpliced(at + step, 0, spec))}
              onDuplicate={() => onChange(actions.toSpliced(at + 1, 0, spec))}
              onRemove={() => onChange(actions.toSpliced(at, 1))}
            />
          </li>
        ))}
      </ol>
      <div>
        <PickButton
          label={t('Add an action')}
          text={actions.length === 0 ? t('Add an action') : t('Another action')}
          icon={Plus}
          isQuiet
          groups={GROUPS}
          testId="add-action"
          onPick={(id) => {
            const name = ACTION_NAMES.find((one) => one === id);
            if (name) add(name);
          }}
        />
      </div>
    </div>
  );
}
